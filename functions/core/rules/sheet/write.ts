import { cellText } from '../../../contract/cells/cells.ts';
import { plain } from '../../../contract/cells/plain.ts';
import type { Leaf, RuleEffect } from '../../../contract/definitions/rules.ts';
import type { CellTest, Cover, DecisionTable, TableRow } from '../../../contract/definitions/tables.ts';
import { Refusal } from '../../../contract/errors.ts';
import { ROLES } from '../../../contract/ids.ts';
import { family } from '../../decide/operators.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { type CellValue, type SheetToWrite, text } from '../../sheets/cells.ts';
import { AFTER, BEFORE, BESIDE, EVERY, NOBODY, SETTING, SETTINGS } from './layout.ts';
import { AS_OF, EFFECTS, HIT, SEVERITY, VERIFIED, WHEN_UNKNOWN } from './words.ts';

type Row = (CellValue | null)[];
const line = (...values: (string | undefined)[]): Row =>
  values.map((value) => (value === undefined ? null : text(value)));

/**
 * A decision table as a sheet (layout.ts).
 * @throws Refusal `definition-invalid` where the dictionary lacks a fact of the table
 */
export function sheetOfTable(table: DecisionTable, dictionary: Dictionary): SheetToWrite {
  const facts = table.columns.map(({ fact }, i) => factOf(fact, `/columns/${i}/fact`, dictionary));
  const rows: Row[] = [
    line(...BEFORE.map((c) => c.label), ...facts.map((f) => f.label), ...AFTER.map((c) => c.label)),
    line(...BEFORE.map((c) => c.code), ...table.columns.map((c) => c.fact), ...AFTER.map((c) => c.code)),
    ...table.rows.map((row) =>
      line(
        row.id,
        plain(row.title),
        ...row.cells.map((cell, i) => cellText(cell, facts[i] as (typeof facts)[number])),
        ...after(row),
      ),
    ),
    [],
    line(SETTINGS),
    ...settings(table, dictionary),
  ];
  const widths = [...BEFORE.map((c) => c.width), ...facts.map(() => 22), ...AFTER.map((c) => c.width)];
  return { title: '决策表', rows, widths, headerRows: 2 };
}

function factOf(name: string, path: string, dictionary: Dictionary) {
  const fact = dictionary.get(name);
  if (fact) return fact;
  const say = `事实词典中没有“${name}”`;
  throw new Refusal('definition-invalid', `${say}，这张表不能导出`, [{ path, say, code: 'unknown-fact' }]);
}

function after(row: TableRow): (string | undefined)[] {
  const { type, params } = row.event;
  return [
    row.legalBasis.map((basis) => plain(basis, /^"|^\s|\s$|\n/)).join('\n'),
    VERIFIED[row.verified],
    row.effective?.from,
    row.effective?.to,
    row.whenUnknown && WHEN_UNKNOWN[row.whenUnknown],
    EFFECTS[type],
    objectText(row.event),
    plain(params.say),
    row.note === undefined ? undefined : plain(row.note),
  ];
}

/** What an effect names besides its sentence. */
function objectText({ type, params }: RuleEffect): string | undefined {
  if (type === 'require') return params.need;
  if (type === 'freeze') return `${params.actions.join('、')} → ${params.open}`;
  if (type === 'open') return params.open;
  if (type === 'flag') return params.flag;
  return type === 'notify' ? ROLES[params.role] : undefined;
}

function settings(table: DecisionTable, dictionary: Dictionary): Row[] {
  const { overridable, whenUnknown, mustKnow } = table;
  return [
    line(SETTING.id, table.id),
    line(SETTING.title, plain(table.title)),
    line(SETTING.about, plain(table.about)),
    line(SETTING.asOf, AS_OF[table.asOf]),
    line(SETTING.severity, SEVERITY[table.severity]),
    line(SETTING.overridable, overridable === false ? NOBODY : ROLES[overridable.role]),
    ...(whenUnknown ? [line(SETTING.whenUnknown, WHEN_UNKNOWN[whenUnknown])] : []),
    line(SETTING.hit, HIT[table.hit]),
    ...(mustKnow ? [mustKnowLine(mustKnow, dictionary)] : []),
    ...(table.covers ?? []).map((cover, i) => coverLine(cover, `/covers/${i}/fact`, dictionary)),
    ...table.columns.flatMap((c) =>
      c.label === undefined ? [] : [line(SETTING.label, c.fact, plain(c.label))],
    ),
  ];
}

function mustKnowLine({ fact, operator, value, basis, label }: Leaf, dictionary: Dictionary): Row {
  const cell = cellText([{ operator, value }], factOf(fact, '/mustKnow/fact', dictionary));
  return line(SETTING.mustKnow, fact, cell, basis && plain(basis), label && plain(label));
}

/** A range is written with the operators of a cell: 以上、超过 for its beginning, 以下、不满 for its end. */
function coverLine(cover: Cover, path: string, dictionary: Dictionary): Row {
  const fact = factOf(cover.fact, path, dictionary);
  const basis = cover.basis === undefined ? undefined : plain(cover.basis);
  if ('every' in cover) return line(SETTING.covers, cover.fact, EVERY, basis);
  if ('beside' in cover) return line(SETTING.covers, cover.fact, BESIDE, basis);
  const ends = ENDS[family(fact.type) as keyof typeof ENDS];
  if (!ends)
    throw new Refusal('definition-invalid', `“${fact.label}”没有大小先后，应写 every`, [
      { path, say: '应写 every' },
    ]);
  const cell: CellTest[] = [{ operator: cover.fromOpen ? ends.fromOpen : ends.from, value: cover.from }];
  if (cover.to !== undefined) cell.push({ operator: cover.toOpen ? ends.toOpen : ends.to, value: cover.to });
  return line(SETTING.covers, cover.fact, cellText(cell, fact), basis);
}

/** The operators that stand for the ends of a range. */
export const ENDS = {
  number: { from: 'atLeast', fromOpen: 'moreThan', to: 'atMost', toOpen: 'lessThan' },
  date: { from: 'onOrAfter', fromOpen: 'after', to: 'onOrBefore', toOpen: 'before' },
  instant: { from: 'notBefore', fromOpen: 'laterThan', to: 'notAfter', toOpen: 'earlierThan' },
} as const;
