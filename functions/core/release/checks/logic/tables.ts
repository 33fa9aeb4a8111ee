import type { FactDefinition, FactValue } from '../../../../contract/definitions/facts.ts';
import type { Condition, Rule } from '../../../../contract/definitions/rules.ts';
import type { Cover, DecisionTable, TableRow } from '../../../../contract/definitions/tables.ts';
import { family } from '../../../decide/operators.ts';
import { completeFacts } from '../../examples/examples.ts';
import { apart, boxOf } from './boxes.ts';
import { type Answer, type Goal, search } from './search.ts';
import { inForce, type Subject, title } from './subject.ts';

/**
 * What a decision table promises: with `hit: unique`, no facts on which two rows hold; with `covers`, no combination of the
 * covered facts that every row leaves out (both errors), and none that is taken only where another column allows (a warning,
 * because that may be meant). Where the search gives up, that the promise is unproved is said. Rows not in force on the day
 * are left out.
 */
export async function checkTable(subject: Subject, table: DecisionTable): Promise<void> {
  if (table.hit === 'unique') await checkOverlaps(subject);
  if (table.covers) await checkGaps(subject, table, table.covers);
}

async function checkOverlaps(subject: Subject): Promise<void> {
  const rows = subject.rules.filter((rule) => inForce(subject, rule));
  const boxes = new Map(rows.map((rule) => [rule, boxOf(rule.conditions)]));
  const box = (rule: Rule) => boxes.get(rule) ?? new Map();
  const unproved: [Rule, Rule][] = [];
  for (const [j, later] of rows.entries())
    for (const earlier of rows.slice(0, j))
      if (!apart(box(earlier), box(later)) && !(await settleOverlap(subject, earlier, later)))
        unproved.push([earlier, later]);
  const [first] = unproved;
  if (!first) return;
  const others = unproved.length > 1 ? `等 ${unproved.length} 对` : '';
  subject.say({
    severity: 'warning',
    code: 'table-unproved',
    path: subject.path(subject.rules.indexOf(first[1])),
    say: `未能证明每次只有一行成立：${title(first[0])}与${title(first[1])}${others}能否同时成立没有查完。请简化这些行的条件，或者拆分该表`,
  });
}

/** Whether it is known if two rows hold at once; said where they do. */
async function settleOverlap(subject: Subject, earlier: Rule, later: Rule): Promise<boolean> {
  const found = search(
    subject.world,
    [earlier, later].map(({ conditions }) => ({ any: [{ condition: conditions }], wish: 'satisfied' })),
  );
  if (typeof found !== 'object') return found === 'none';
  const witness = await subject.witness(found.facts, (rules) =>
    [earlier, later].every(({ id }) => rules.get(id)?.status === 'satisfied'),
  );
  if (!witness) return false;
  subject.say({
    severity: 'error',
    code: 'table-overlap',
    path: subject.path(subject.rules.indexOf(later)),
    say: `${title(earlier)}与${title(later)}两行可以同时成立，而该表每次只应有一行成立（unique）。请核对界限是否含本数`,
    witness,
  });
  return true;
}

/** Asked twice: of the covered columns alone, then of all: what one row leaves out another may take. */
async function checkGaps(subject: Subject, table: DecisionTable, covers: Cover[]): Promise<void> {
  const beside = new Set(covers.flatMap((cover) => ('beside' in cover ? [cover.fact] : [])));
  const covered = new Set(covers.map(({ fact }) => fact).filter((fact) => !beside.has(fact)));
  const rows = table.rows.filter((_, i) => inForce(subject, subject.rules[i] as Rule));
  const gap = await gapOf(subject, table, covers, rows, covered);
  if (gap === 'unproved') return unproved(subject);
  if (gap) {
    subject.say({
      severity: 'error',
      code: 'table-gap',
      path: '/covers',
      say: `决策表应当覆盖全部范围而没有空档，但${told(subject, covered, gap)}时没有一行成立。请补上一行，或者核对界限是否含本数`,
      witness: gap,
    });
    return;
  }
  const others = table.columns.filter(
    ({ fact }, i) => !covered.has(fact) && !beside.has(fact) && rows.some((row) => row.cells[i]),
  );
  if (others.length === 0) return;
  const all = new Set([...covered, ...others.map(({ fact }) => fact)]);
  const beyond = await gapOf(subject, table, covers, rows, all);
  if (beyond === 'unproved') return unproved(subject);
  if (!beyond) return;
  const label = ({ fact, label: own }: DecisionTable['columns'][number]) =>
    own ?? subject.world.dictionary.get(fact)?.label ?? fact;
  subject.say({
    severity: 'warning',
    code: 'table-gap-beyond',
    path: '/covers',
    say: `各行还受没有写进 covers 的“${others.map(label).join('”“')}”限制，不能算全部覆盖：${told(subject, all, beyond)}时没有一行成立。请把该列写进 covers 并补上一行，或者写明它只作限制（"beside": true）`,
    witness: beyond,
  });
}

type Gap = NonNullable<Awaited<ReturnType<Subject['witness']>>>;

/** Facts within the covered range that no row takes, its cells on some of the columns counted; null: proved, there are none. */
async function gapOf(
  subject: Subject,
  table: DecisionTable,
  covers: Cover[],
  rows: TableRow[],
  counted: Set<string>,
): Promise<Gap | null | 'unproved'> {
  const accepted = rows.map((row) => acceptedBy(table, row, counted));
  // a row that asks nothing of them takes them all
  if (accepted.some((condition) => condition === null)) return null;
  const goal = (condition: Condition, wish: Goal['wish']): Goal => ({ any: [{ condition }], wish });
  const found: Answer = search(subject.world, [
    ...covers.flatMap((cover) => rangeOf(subject, cover)).map((condition) => goal(condition, 'satisfied')),
    ...accepted.map((condition) => goal(condition as Condition, 'unsatisfied')),
  ]);
  if (found === 'none') return null;
  if (found === 'open') return 'unproved';
  const witness = await subject.witness(found.facts, (rules) =>
    rows.every(({ id }) => rules.get(id)?.status === 'unsatisfied'),
  );
  return witness ?? 'unproved';
}

function unproved(subject: Subject): void {
  subject.say({
    severity: 'warning',
    code: 'table-unproved',
    path: '/covers',
    say: '未能证明没有空隙：覆盖的事实之间有推导关系，或者行数、列数太多，没有查完。请拆分该表，或者减少 covers 写明的事实',
  });
}

function acceptedBy(table: DecisionTable, row: TableRow, counted: Set<string>): Condition | null {
  const all = table.columns.flatMap(({ fact }, i) =>
    counted.has(fact) ? (row.cells[i] ?? []).map((test) => ({ fact, ...test })) : [],
  );
  return all.length > 0 ? { all } : null;
}

const ENDS: Record<string, [from: string, fromOpen: string, to: string, toOpen: string]> = {
  number: ['atLeast', 'moreThan', 'atMost', 'lessThan'],
  date: ['onOrAfter', 'after', 'onOrBefore', 'before'],
  instant: ['notBefore', 'laterThan', 'notAfter', 'earlierThan'],
};

/** The covered range as conditions. `every` value of an enum or boolean: any there is, so the fact only has to be known. */
function rangeOf({ world }: Subject, cover: Cover): Condition[] {
  const { fact } = cover;
  const definition = world.dictionary.get(fact);
  const kind = definition && family(definition.type);
  if ('beside' in cover) return [];
  if ('every' in cover) {
    if (kind === 'boolean') return [{ any: [true, false].map((value) => ({ fact, operator: 'is', value })) }];
    return kind === 'enum' && definition?.values
      ? [{ fact, operator: 'isOneOf', value: definition.values }]
      : [];
  }
  const [from, fromOpen, to, toOpen] = ENDS[kind ?? ''] ?? [];
  if (!from || !fromOpen || !to || !toOpen) return [];
  const start = { fact, operator: cover.fromOpen ? fromOpen : from, value: cover.from };
  return cover.to === undefined
    ? [start]
    : [start, { fact, operator: cover.toOpen ? toOpen : to, value: cover.to }];
}

/** The covered facts as they are on the witness, those that are worked out too; where none of them is known, what it says. */
function told({ bundle, world }: Subject, shown: Set<string>, { facts, asOf }: Gap): string {
  const complete = completeFacts(bundle, facts, asOf).facts;
  const one = (fact: string) => {
    const definition = world.dictionary.get(fact);
    return `“${definition?.label ?? fact}”为 ${valueText(definition, complete[fact] as FactValue)}`;
  };
  const known = [...shown].filter((fact) => complete[fact] !== undefined);
  const derived = known.filter((fact) => facts[fact] === undefined);
  const from =
    derived.length > 0 || known.length === 0 ? Object.keys(facts).filter((f) => !shown.has(f)) : [];
  if (known.length === 0) return from.map(one).join('、');
  const because = from.length > 0 ? `（${from.map(one).join('、')}）` : '';
  return `${known.map(one).join('、')}${because}`;
}

function valueText(definition: FactDefinition | undefined, value: FactValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (definition?.type === 'money.fen') return `${(value as number) / 100}元`;
  if (Array.isArray(value) && value.length === 0) return '空';
  return [value]
    .flat()
    .map((member) => definition?.valueLabels?.[String(member)] ?? String(member))
    .join('、');
}
