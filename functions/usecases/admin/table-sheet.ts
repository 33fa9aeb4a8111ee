import type { DocumentFile, TableSheetAnswer, TableSheetBody } from '../../contract/api.ts';
import type { DecisionTable } from '../../contract/definitions/tables.ts';
import { type Fault, Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { canonicalJson } from '../../core/hash.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { withChanges } from '../../core/release/changes.ts';
import { bundleDifferences } from '../../core/release/telling/sentences.ts';
import { tableOfSheet } from '../../core/rules/sheet/read.ts';
import { sheetOfTable } from '../../core/rules/sheet/write.ts';
import { SHEET_TYPES } from '../../core/sheets/cells.ts';
import type { Deps } from '../deps.ts';
import { documentFile } from '../document-file.ts';
import { changeDraft } from './drafts/change.ts';
import { draftAt } from './drafts/kept.ts';
import { bundleOf, drafted } from './drafts/proposed.ts';
import { draftView } from './drafts/view.ts';
import { sheetRefusal } from './sheet-refusal.ts';

/**
 * A decision table that holds, or as a draft would have it, as an Excel sheet that reads back to the same table.
 * @throws Refusal not-found; definition-invalid where a value of the table does not fit its fact and would be lost
 */
export async function tableSheet(
  deps: Deps,
  tenant: string,
  id: string,
  draftId?: string,
): Promise<DocumentFile> {
  const bundle = await bundleOf(deps, tenant, draftId);
  const entry = bundle.get('table', id);
  if (!entry) throw new Refusal('not-found', `没有决策表 ${id}`);
  const bytes = await deps.sheets.write(sheetOfTable(entry.body, bundle.dictionary), 'xlsx');
  await checkWhole(deps, bundle, entry.body, bytes);
  return documentFile(`yizhi-${tenant}-table-${id}.xlsx`, bytes, SHEET_TYPES.xlsx);
}

/** Nobody is handed a sheet that would change the table when it comes back. */
async function checkWhole(
  deps: Deps,
  bundle: Bundle,
  table: DecisionTable,
  bytes: Uint8Array,
): Promise<void> {
  const back = tableOfSheet(await deps.sheets.read(bytes, 'xlsx'), bundle.dictionary);
  if ('table' in back && canonicalJson(back.table) === canonicalJson(table)) return;
  const faults: Fault[] = 'faults' in back ? back.faults : [];
  throw new Refusal(
    'definition-invalid',
    `决策表 ${table.id} 有不符合事实类型的内容，不能导出；请先更正`,
    faults,
  );
}

/**
 * What a sheet changes of a draft's decision table; with `apply` the change is put into it. A sheet whose id the draft
 * does not hold yet is a new table.
 * @throws Refusal sheet-invalid with every faulty cell; version-conflict; as `changeDraft` does
 */
export async function readTableSheet(
  deps: Deps,
  person: Person,
  tenant: string,
  draftId: string,
  id: string,
  { version, base64, apply }: TableSheetBody,
): Promise<TableSheetAnswer> {
  const draft = await draftAt(deps, tenant, draftId, version);
  const before = await drafted(deps, tenant, draft);
  const table = await tableIn(deps, before, id, Buffer.from(base64, 'base64'));
  const differences = bundleDifferences(before, withChanges(before, { [`table/${id}`]: table }));
  const next =
    apply && differences.length > 0
      ? await changeDraft(deps, person, tenant, draftId, { kind: 'table', id, version, body: table })
      : draft;
  return { differences, draft: await draftView(deps, tenant, next) };
}

async function tableIn(deps: Deps, bundle: Bundle, id: string, bytes: Uint8Array): Promise<DecisionTable> {
  const read = tableOfSheet(await deps.sheets.read(bytes, 'xlsx'), bundle.dictionary);
  if ('table' in read && read.table.id === id) return read.table;
  const faults =
    'faults' in read
      ? read.faults
      : [{ path: '/id', say: `这是决策表“${read.table.id}”的表格，应为“${id}”`, code: 'other-table' }];
  throw sheetRefusal(faults);
}
