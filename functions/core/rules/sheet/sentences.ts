import { cellText } from '../../../contract/cells/cells.ts';
import type { DecisionTable } from '../../../contract/definitions/tables.ts';
import type { Dictionary } from '../../facts/dictionary.ts';

/**
 * What a change inside a cell of a decision table means: `“对个人较大数额罚款”的“拟罚款数额”由“不限”改为“以上 5000元”`. The
 * whole cell is told, since a half of it says nothing. Undefined for a change elsewhere.
 */
export function cellSentence(
  before: unknown,
  after: unknown,
  parts: string[],
  dictionary: Dictionary,
): string | undefined {
  const [rows, row, cells, column] = parts;
  if (rows !== 'rows' || cells !== 'cells' || row === undefined) return undefined;
  const [old, now] = [before as DecisionTable, after as DecisionTable];
  const [was, is] = [rowOf(old, row), rowOf(now, row)];
  if (!was || !is) return undefined;
  const facts = (table: DecisionTable) => table.columns.map((c) => c.fact);
  if (column === undefined || facts(old).join() !== facts(now).join())
    return `“${is.title}”各格随列的变化改写`;
  const name = facts(now)[Number(column)] ?? '';
  const fact = dictionary.get(name);
  if (!fact) return undefined;
  const [from, to] = [was, is].map((r) => named(cellText(r.cells[Number(column)] ?? null, fact), dictionary));
  return `“${is.title}”的“${fact.label}”由“${from}”改为“${to}”`;
}

/** Another fact as a bound stands in a cell by its id, by which the sheet is read back; whoever is told reads its label. */
const named = (cell: string, dictionary: Dictionary): string =>
  cell.replace(/\[([^[\]]+)\]/g, (bound, name: string) => {
    const label = dictionary.get(name)?.label;
    return label ? `‘${label}’` : bound;
  });

const rowOf = (table: DecisionTable, part: string) =>
  table.rows.find((r) => r.id === part) ?? table.rows[Number(part)];
