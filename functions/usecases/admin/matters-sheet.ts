import type { DocumentFile, MattersSheetAnswer, MattersSheetBody } from '../../contract/api.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Person } from '../../contract/people.ts';
import { matterDifferences, readMatters, sheetOf } from '../../core/matters/sheet.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { SHEET_TYPES, type SheetFormat } from '../../core/sheets/cells.ts';
import type { Deps } from '../deps.ts';
import { documentFile } from '../document-file.ts';
import { changeTogether } from './drafts/change.ts';
import { draftAt } from './drafts/kept.ts';
import { bundleOf, drafted } from './drafts/proposed.ts';
import { draftView } from './drafts/view.ts';
import { sheetRefusal } from './sheet-refusal.ts';

/** The matters that hold, or as a draft would have them, as a sheet. */
export async function mattersSheet(
  deps: Deps,
  tenant: string,
  format: SheetFormat,
  draftId?: string,
): Promise<DocumentFile> {
  const bundle = await bundleOf(deps, tenant, draftId);
  const bytes = await deps.sheets.write(sheetOf(mattersIn(bundle)), format);
  return documentFile(`yizhi-${tenant}-matters.${format}`, bytes, SHEET_TYPES[format]);
}

/**
 * What a sheet changes of the draft's matters; with `apply` the changes are put into it, all of them or none.
 * @throws Refusal sheet-invalid with every faulty cell; version-conflict; as `changeDraft` does
 */
export async function readMattersSheet(
  deps: Deps,
  person: Person,
  tenant: string,
  draftId: string,
  { version, format, base64, apply }: MattersSheetBody,
): Promise<MattersSheetAnswer> {
  const draft = await draftAt(deps, tenant, draftId, version);
  const rows = await deps.sheets.read(Buffer.from(base64, 'base64'), format);
  const { changes, unchanged, faults } = readMatters(rows, mattersIn(await drafted(deps, tenant, draft)));
  if (faults.length > 0) throw sheetRefusal(faults);
  const bodies = changes.map(({ after }) => ({ kind: 'matter' as const, id: after.id, body: after }));
  const next =
    apply && bodies.length > 0 ? await changeTogether(deps, person, tenant, draftId, version, bodies) : draft;
  return {
    differences: changes.flatMap(matterDifferences),
    unchanged,
    draft: await draftView(deps, tenant, next),
  };
}

const mattersIn = (bundle: Bundle): Matter[] =>
  bundle
    .all('matter')
    .map(({ body }) => body)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
