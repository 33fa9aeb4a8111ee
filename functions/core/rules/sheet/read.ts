import { cellOfText } from '../../../contract/cells/cells.ts';
import { DecisionTable } from '../../../contract/definitions/tables.ts';
import type { Fault } from '../../../contract/errors.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { shapeFaults } from '../../forms/shape-faults.ts';
import { addressOf, type Rows } from '../../sheets/cells.ts';
import { AFTER, BEFORE, SETTINGS } from './layout.ts';
import { Reader } from './reader.ts';
import { rowFields } from './row.ts';
import { readSettings } from './settings.ts';

/**
 * The decision table a sheet holds, the inverse of `sheetOfTable`; or every fault with the cell it stands in (`D7`), what
 * stands there and what would be right.
 */
export function tableOfSheet(
  rows: Rows,
  dictionary: Dictionary,
): { table: DecisionTable } | { faults: Fault[] } {
  const reader = new Reader(rows, dictionary);
  const columns = readHeader(reader);
  const marker = rows.findIndex((_, r) => r > 1 && reader.text(r, 0) === SETTINGS);
  if (marker < 0) reader.fault(rows.length, 0, `没有“${SETTINGS}”一行；规则各行之后应有这一行和它下面的设置`);
  if (reader.faults.length > 0 || !columns) return { faults: reader.faults };
  const placed: number[] = [];
  const body = {
    ...readSettings(reader, marker + 1, columns),
    rows: readRules(reader, marker, columns, placed),
  };
  if (reader.faults.length > 0) return { faults: reader.faults };
  const parsed = DecisionTable.safeParse(body);
  if (parsed.success) return { table: parsed.data };
  return {
    faults: shapeFaults(parsed.error).map((fault) => ({
      ...fault,
      path: addressed(fault.path, placed, marker),
    })),
  };
}

/** What the second row says of the columns: the facts between the fixed ones. */
function readHeader(reader: Reader): string[] | null {
  const width = Math.max(0, ...reader.rows.slice(0, 2).map((row) => row.length));
  const codes = Array.from({ length: width }, (_, c) => reader.text(1, c));
  while (codes.at(-1) === '') codes.pop();
  const facts = codes.slice(BEFORE.length, Math.max(BEFORE.length, codes.length - AFTER.length));
  const expected = [...BEFORE.map((c) => c.code), ...facts, ...AFTER.map((c) => c.code)];
  for (const [c, code] of expected.entries()) if (codes[c] !== code) reader.fault(1, c, `表头应为“${code}”`);
  for (const [i, fact] of facts.entries()) {
    const c = BEFORE.length + i;
    if (!reader.dictionary.get(fact)) reader.fault(1, c, '表头应为事实名，事实词典中没有这一项');
    else if (facts.indexOf(fact) < i) reader.fault(1, c, '这个事实已有一列');
  }
  if (facts.length === 0) reader.fault(1, BEFORE.length, '表头里没有事实；至少应有一列');
  return reader.faults.length > 0 ? null : facts;
}

function readRules(reader: Reader, marker: number, facts: string[], placed: number[]): unknown[] {
  const width = BEFORE.length + facts.length + AFTER.length;
  const rules: unknown[] = [];
  for (let r = 2; r < marker; r += 1) {
    if (reader.empty(r)) continue;
    placed.push(r);
    for (let c = width; c < (reader.rows[r]?.length ?? 0); c += 1)
      if (reader.text(r, c) !== '') reader.fault(r, c, '在表头之外；应删去，或者为它加上表头');
    const cells = facts.map((name, i) => {
      const c = BEFORE.length + i;
      const fact = reader.dictionary.get(name);
      const read = fact && cellOfText(reader.text(r, c), fact, reader.dictionary);
      if (read && 'value' in read) return read.value;
      reader.fault(r, c, read?.say ?? '');
      return null;
    });
    rules.push({ ...rowFields(reader, r, BEFORE.length + facts.length), cells });
  }
  if (rules.length === 0) reader.fault(2, 0, '没有规则；第 3 行起每行应是一条规则');
  return rules;
}

/** Where a fault of the whole shape stands in the sheet: the row of its rule, otherwise the settings. */
function addressed(path: string, placed: number[], marker: number): string {
  const row = placed[Number(/^\/rows\/(\d+)/.exec(path)?.[1] ?? Number.NaN)];
  return addressOf(row ?? marker, 0);
}
