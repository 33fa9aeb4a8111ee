import { Matter } from '../../contract/definitions/matters.ts';
import type { Fault } from '../../contract/errors.ts';
import { shapeFaults } from '../forms/shape-faults.ts';
import { canonicalJson } from '../hash.ts';
import { addressOf, type Cell, type Rows, type SheetToWrite, shown, text } from '../sheets/cells.ts';
import { COLUMNS, type Column, columnOf, headingOf, valueAt, withValue } from './columns.ts';
import { CLEAR, clears, UNCONFIRMED, Unfit } from './values.ts';

/** Matters as a sheet: a row of headings, a row for each. What is unconfirmed is an empty cell. */
export function sheetOf(matters: readonly Matter[]): SheetToWrite {
  const rows = matters.map((matter) =>
    COLUMNS.map(({ key, writing }) => {
      const value = valueAt(matter, key);
      return value === null && key !== 'summaryProcedure' ? null : writing.show(value);
    }),
  );
  return {
    title: '事项',
    rows: [COLUMNS.map((column) => text(headingOf(column))), ...rows],
    widths: COLUMNS.map(({ width }) => width),
    headerRows: 1,
  };
}

export type MatterChange = { before: Matter | null; after: Matter };
export type SheetReading = {
  /** Matters that become others, and new ones. */
  changes: MatterChange[];
  /** Matters of the sheet that stay as they are. */
  unchanged: number;
  /** Every cell that does not fit, by its address; with any of them nothing may be taken over. */
  faults: Fault[];
};

type Place = { column: Column; index: number };

/**
 * What a sheet says of matters. A column or a row that is not there, and an empty cell, leave things as they are;
 * `(清空)` makes a value unconfirmed. An id nobody knows is a new matter, and has to have everything a matter needs.
 */
export function readMatters(rows: Rows, known: readonly Matter[]): SheetReading {
  const faults: Fault[] = [];
  const places = headings(rows, faults);
  const reading: SheetReading = { changes: [], unchanged: 0, faults };
  const idColumn = places.find(({ column }) => column.key === 'id');
  if (!idColumn) {
    faults.push({ path: 'A1', say: `表中没有“${headingOf(COLUMNS[0] as Column)}”一列；第一行应为标题` });
    return reading;
  }
  const byId = new Map(known.map((matter) => [matter.id, matter]));
  const seen = new Map<string, string>();
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.every((cell) => cell === null)) continue;
    const at = addressOf(i, idColumn.index);
    const id = idIn(row[idColumn.index] ?? null, at, idColumn.column, seen, faults);
    if (id === null) continue;
    const before = byId.get(id) ?? null;
    const after = readRow(row, i, places, before, id, faults);
    if (after === null) continue;
    if (before !== null && canonicalJson(before) === canonicalJson(after)) reading.unchanged += 1;
    else reading.changes.push({ before, after });
  }
  return reading;
}

/** Which column stands where; every heading that names none, or one twice, is a fault. */
function headings(rows: Rows, faults: Fault[]): Place[] {
  const places: Place[] = [];
  const width = Math.max(0, ...rows.map((row) => row.length));
  for (let index = 0; index < width; index += 1) {
    const cell = rows[0]?.[index] ?? null;
    const at = addressOf(0, index);
    if (cell === null) {
      const filled = rows.find((row) => row[index] != null)?.[index];
      if (filled) faults.push({ path: filled.at, say: `“${shown(filled)}”所在的列在第一行没有标题` });
      continue;
    }
    const column = columnOf(String(cell.value));
    if (!column)
      faults.push({
        path: at,
        say: `没有“${shown(cell)}”这一列；应为其中之一：${COLUMNS.map(headingOf).join('、')}`,
      });
    else if (places.some((place) => place.column === column))
      faults.push({ path: at, say: `“${headingOf(column)}”一列出现了两次` });
    else places.push({ column, index });
  }
  return places;
}

function idIn(
  cell: Cell | null,
  at: string,
  column: Column,
  seen: Map<string, string>,
  faults: Fault[],
): string | null {
  if (cell === null) {
    faults.push({ path: at, say: '这一行没有编号；应填写事项编号' });
    return null;
  }
  const id = valueIn(cell, column, faults);
  if (typeof id !== 'string') return null;
  const first = seen.get(id);
  if (first !== undefined) {
    faults.push({ path: at, say: `编号 ${id} 与 ${first} 重复；一个事项只应有一行` });
    return null;
  }
  seen.set(id, at);
  return id;
}

/** What is null until somebody confirms it. */
const BLANK = {
  originalDepartment: null,
  summaryProcedure: null,
  criminalTrigger: null,
  empowerment: { decision: null, level: null, publishedAt: null, from: null, to: null },
  effective: { from: null, to: null },
  inTownshipList: null,
  source: null,
  note: null,
};

function readRow(
  row: Rows[number],
  i: number,
  places: Place[],
  before: Matter | null,
  id: string,
  faults: Fault[],
): Matter | null {
  const faultsBefore = faults.length;
  let matter: object = before ?? { ...BLANK, id };
  for (const { column, index } of places) {
    const cell = row[index] ?? null;
    if (cell === null || column.key === 'id') continue;
    const value = valueIn(cell, column, faults);
    if (value !== undefined) matter = withValue(matter, column.key, value);
  }
  if (before === null) lacking(matter, i, places, id, faults);
  if (faults.length > faultsBefore) return null;
  const parsed = Matter.safeParse(matter);
  if (parsed.success) return parsed.data;
  for (const { path, say } of shapeFaults(parsed.error))
    faults.push({ path: addressOf(i, 0), say: `${id} ${path} ${say}` });
  return null;
}

/** The value a cell gives its column; undefined where it does not fit, which is a fault. */
function valueIn(cell: Cell, column: Column, faults: Fault[]): unknown {
  if (clears(cell)) {
    if (column.nullable) return null;
    faults.push({ path: cell.at, say: `${column.label}不能清空` });
    return undefined;
  }
  try {
    return column.writing.read(cell);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    const hint = column.nullable ? `；要改为未确认，请写 ${CLEAR}` : '';
    faults.push({ path: cell.at, say: `${column.label}“${shown(cell)}”不正确：${error.message}${hint}` });
    return undefined;
  }
}

/** A new matter needs whatever has no unconfirmed state. */
function lacking(matter: object, i: number, places: Place[], id: string, faults: Fault[]): void {
  for (const column of COLUMNS) {
    if (column.nullable || valueAt(matter, column.key) !== undefined) continue;
    const place = places.find((one) => one.column === column);
    const at = addressOf(i, place?.index ?? 0);
    if (faults.some(({ path }) => path === at && place)) continue;
    faults.push({ path: at, say: `现行事项中没有 ${id}，作为新事项还须填写“${headingOf(column)}”` });
  }
}

/** What a change does, told as sentences. */
export function matterDifferences({
  before,
  after,
}: MatterChange): { definition: string; path: string; say: string }[] {
  const definition = `matter/${after.id}`;
  const named = `${after.id}“${before?.name ?? after.name}”`;
  if (before === null)
    return [{ definition, path: '', say: `新增事项 ${named}（${after.type}，${after.domain}）` }];
  return COLUMNS.flatMap((column) => {
    const [old, now] = [told(column, before), told(column, after)];
    if (canonicalJson(valueAt(before, column.key)) === canonicalJson(valueAt(after, column.key))) return [];
    const path = `/${column.key.replaceAll('.', '/')}`;
    return [{ definition, path, say: `${named}的${column.label}由 ${old} 改为 ${now}` }];
  });
}

function told({ key, writing }: Column, matter: Matter): string {
  const value = valueAt(matter, key);
  if (value === null && key !== 'summaryProcedure') return UNCONFIRMED;
  const said = String(writing.show(value).value).replaceAll('\n', ';');
  return `“${said.length > 80 ? `${said.slice(0, 79)}…` : said}”`;
}
