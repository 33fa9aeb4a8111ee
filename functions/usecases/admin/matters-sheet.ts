import type { DocumentFile, MattersSheetAnswer, MattersSheetBody } from '../../contract/api.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Draft } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { sha256 } from '../../core/hash.ts';
import { matterDifferences, readMatters, sheetOf } from '../../core/matters/sheet.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { withChanges } from '../../core/release/changes.ts';
import { SHEET_TYPES, type SheetFormat } from '../../core/sheets/cells.ts';
import type { Deps } from '../deps.ts';
import { liveBundle, loadBundle } from '../releases.ts';
import { changeTogether, draftView, readDraft } from './drafts.ts';

/** The matters that hold, or as a draft would have them, as a sheet. */
export async function mattersSheet(
  deps: Deps,
  tenant: string,
  format: SheetFormat,
  draftId?: string,
): Promise<DocumentFile> {
  const bundle =
    draftId === undefined
      ? await liveBundle(deps, tenant)
      : await drafted(deps, tenant, await readDraft(deps, tenant, draftId));
  const bytes = await deps.sheets.write(sheetOf(mattersIn(bundle)), format);
  return {
    name: `yizhi-${tenant}-matters.${format}`,
    type: SHEET_TYPES[format],
    sha256: sha256(bytes),
    base64: Buffer.from(bytes).toString('base64'),
  };
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
  const draft = await readDraft(deps, tenant, draftId);
  if (draft.version !== version)
    throw new Refusal(
      'version-conflict',
      `草案已更新到第 ${draft.version} 版`,
      [{ path: '/version', say: `应为 ${draft.version}` }],
      { currentVersion: draft.version },
    );
  const rows = await deps.sheets.read(Buffer.from(base64, 'base64'), format);
  const { changes, unchanged, faults } = readMatters(rows, mattersIn(await drafted(deps, tenant, draft)));
  if (faults.length > 0) {
    const first = faults.slice(0, 5).map(({ path, say }) => `${path} ${say}`);
    throw new Refusal('sheet-invalid', `表格有 ${faults.length} 处不正确:${first.join(';')}`, faults);
  }
  const bodies = changes.map(({ after }) => ({ kind: 'matter' as const, id: after.id, body: after }));
  const next =
    apply && bodies.length > 0 ? await changeTogether(deps, person, tenant, draftId, version, bodies) : draft;
  return {
    differences: changes.flatMap(matterDifferences),
    unchanged,
    draft: await draftView(deps, tenant, next),
  };
}

const drafted = async (deps: Deps, tenant: string, draft: Draft): Promise<Bundle> =>
  withChanges(await loadBundle(deps, tenant, draft.base), draft.changes);

const mattersIn = (bundle: Bundle): Matter[] =>
  bundle
    .all('matter')
    .map(({ body }) => body)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
