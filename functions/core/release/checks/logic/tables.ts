import type { Facts, FactValue } from '../../../../contract/definitions/facts.ts';
import type { Condition, Rule } from '../../../../contract/definitions/rules.ts';
import type { Cover, DecisionTable, TableRow } from '../../../../contract/definitions/tables.ts';
import { family } from '../../../decide/operators.ts';
import { search } from './search.ts';
import { inForce, type Subject, title } from './subject.ts';

/**
 * What a decision table promises: with `hit: unique`, no facts on which two rows hold (error); with `covers`, no combination
 * of the covered facts that every row leaves out (error). Of a row only the cells on covered facts count here: what the other
 * columns ask is not what the table says it leaves no gap in. Rows not in force on the day are left out.
 */
export async function checkTable(subject: Subject, table: DecisionTable): Promise<void> {
  if (table.hit === 'unique') await checkOverlaps(subject);
  if (table.covers) await checkGap(subject, table, table.covers);
}

async function checkOverlaps(subject: Subject): Promise<void> {
  const rows = subject.rules.filter((rule) => inForce(subject, rule));
  for (const [j, later] of rows.entries())
    for (const earlier of rows.slice(0, j)) {
      const found = search(
        subject.world,
        [earlier, later].map(({ conditions }) => ({ any: [{ condition: conditions }], wish: 'satisfied' })),
      );
      if (typeof found !== 'object') continue;
      const witness = await subject.witness(found.facts, (rules) =>
        [earlier, later].every(({ id }) => rules.get(id)?.status === 'satisfied'),
      );
      if (witness)
        subject.say({
          severity: 'error',
          code: 'table-overlap',
          path: subject.path(subject.rules.indexOf(later)),
          say: `${title(earlier)}与${title(later)}两行可以同时成立,而该表每次只应有一行成立(unique)。请核对界限是否含本数`,
          witness,
        });
    }
}

async function checkGap(subject: Subject, table: DecisionTable, covers: Cover[]): Promise<void> {
  const covered = new Set(covers.map(({ fact }) => fact));
  const rows = table.rows.filter((_, i) => inForce(subject, subject.rules[i] as Rule));
  const accepted = rows.map((row) => acceptedBy(table, row, covered));
  // a row that asks nothing of the covered facts takes them all
  if (accepted.some((condition) => condition === null)) return;
  const found = search(subject.world, [
    ...covers
      .flatMap((cover) => rangeOf(subject, cover))
      .map((condition) => ({ any: [{ condition }], wish: 'satisfied' as const })),
    ...accepted.map((condition) => ({
      any: [{ condition: condition as Condition }],
      wish: 'unsatisfied' as const,
    })),
  ]);
  if (typeof found !== 'object') return;
  const witness = await subject.witness(found.facts, (rules) =>
    rows.every(({ id }) => rules.get(id)?.status === 'unsatisfied'),
  );
  if (!witness) return;
  subject.say({
    severity: 'error',
    code: 'table-gap',
    path: '/covers',
    say: `决策表应当覆盖全部范围而没有空档,但${told(subject, covered, witness.facts)}时没有一行成立。请补上一行,或者核对界限是否含本数`,
    witness,
  });
}

function acceptedBy(table: DecisionTable, row: TableRow, covered: Set<string>): Condition | null {
  const all = table.columns.flatMap(({ fact }, i) =>
    covered.has(fact) ? (row.cells[i] ?? []).map((test) => ({ fact, ...test })) : [],
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

function told({ world }: Subject, covered: Set<string>, facts: Facts): string {
  const one = (fact: string) => {
    const definition = world.dictionary.get(fact);
    const value = facts[fact] as FactValue | undefined;
    const shown = definition?.type === 'money.fen' ? `${(value as number) / 100}元` : String(value);
    return `“${definition?.label ?? fact}”为 ${definition?.valueLabels?.[shown] ?? shown}`;
  };
  return [...covered].map(one).join('、');
}
