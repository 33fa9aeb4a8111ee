/** What rules mean, read off the architecture document with truth tables and none of the product's evaluators. */
import type { JudgedRule, Status, Verdict } from '../../functions/contract/case.ts';
import type { Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Leaf, Rule, RuleSet } from '../../functions/contract/definitions/rules.ts';
import type { Days, Overrides } from '../../functions/core/decide/decide.ts';

const ORDER = ['unsatisfied', 'unknown', 'satisfied'] as const;
/** Kleene's strong tables; rows and columns in the order above. */
const AND = ['fff', 'fuu', 'fut'];
const OR = ['fut', 'uut', 'ttt'];
const CELLS: Record<string, Status> = { f: 'unsatisfied', u: 'unknown', t: 'satisfied' };
const inTable = (table: string[]) => (a: Status, b: Status) =>
  CELLS[table[ORDER.indexOf(a)]?.[ORDER.indexOf(b)] ?? ''] as Status;
const NOT: Record<Status, Status> = {
  satisfied: 'unsatisfied',
  unknown: 'unknown',
  unsatisfied: 'satisfied',
};

/** −1, 0 or 1; texts of fixed width order as what they denote. */
const compare = (a: FactValue, b: FactValue) => (a < b ? -1 : a > b ? 1 : 0);
const many = (value: FactValue) => [value].flat() as FactValue[];
const common = (a: FactValue, b: FactValue) => many(a).filter((x) => many(b).includes(x)).length;
const size = (value: FactValue) => new Set(many(value) as unknown[]).size;

const MEANING: Record<string, (value: FactValue, bound: FactValue) => boolean> = {};
const means = (names: string, meaning: (value: FactValue, bound: FactValue) => boolean) => {
  for (const name of names.split(' ')) MEANING[name] = meaning;
};
means('atLeast onOrAfter notBefore', (a, b) => compare(a, b) !== -1);
means('moreThan after laterThan', (a, b) => compare(a, b) === 1);
means('atMost onOrBefore notAfter', (a, b) => compare(a, b) !== 1);
means('lessThan before earlierThan', (a, b) => compare(a, b) === -1);
means('equals is sameDay', (a, b) => compare(a, b) === 0);
means('isOneOf', (a, b) => common(a, b) === 1);
means('isNoneOf', (a, b) => common(a, b) === 0);
means('contains containsAll', (a, b) => common(a, b) === size(b));
means('containsAny', (a, b) => common(a, b) > 0);
means('lacks', (a, b) => common(a, b) === 0);
means('within', (a, b) => common(a, b) === size(a));

export function read(condition: Condition, facts: Facts): Status {
  if ('all' in condition) return condition.all.map((c) => read(c, facts)).reduce(inTable(AND));
  if ('any' in condition) return condition.any.map((c) => read(c, facts)).reduce(inTable(OR));
  if ('not' in condition) return NOT[read(condition.not, facts)];
  const { value, bound } = sidesOf(condition, facts);
  const meaning = MEANING[condition.operator];
  if (!meaning) throw new Error(condition.operator);
  if (value === undefined || bound === undefined) return 'unknown';
  return meaning(value, bound) ? 'satisfied' : 'unsatisfied';
}

const boundName = ({ value }: Leaf) =>
  typeof value === 'object' && 'fact' in value ? (value as { fact: string }).fact : null;
function sidesOf(leaf: Leaf, facts: Facts) {
  const name = boundName(leaf);
  return { value: facts[leaf.fact], bound: name === null ? (leaf.value as FactValue) : facts[name] };
}

/** The facts whose absence leaves an unknown condition unknown. */
function lacking(condition: Condition, facts: Facts): string[] {
  if (read(condition, facts) !== 'unknown') return [];
  if ('all' in condition) return condition.all.flatMap((c) => lacking(c, facts));
  if ('any' in condition) return condition.any.flatMap((c) => lacking(c, facts));
  if ('not' in condition) return lacking(condition.not, facts);
  return [condition.fact, boundName(condition)].filter(
    (name): name is string => name !== null && facts[name] === undefined,
  );
}

export type Reading = {
  outcome: Verdict['outcome'];
  rules: Pick<JudgedRule, 'id' | 'status' | 'fired' | 'holds'>[];
  effects: string[];
  missing: string[];
};

export function readAll(sets: RuleSet[], facts: Facts, days: Days, overrides: Overrides): Reading {
  const each = sets.flatMap((set) =>
    set.rules.map((rule) => ({ rule, ...fateOf(rule, set, facts, days, overrides) })),
  );
  const fired = each.filter((r) => r.fired);
  const held = each.filter((r) => r.holds);
  const refused = fired.some(({ rule }) => rule.event.type === 'deny');
  const missing = held.flatMap(({ rule }) => [
    ...lacking(rule.conditions, facts),
    ...(rule.mustKnow && !(rule.mustKnow.fact in facts) ? [rule.mustKnow.fact] : []),
  ]);
  return {
    outcome: refused ? 'refused' : held.length > 0 ? 'unknown' : 'allowed',
    rules: each.map(({ rule, status, fired: f, holds }) => ({ id: rule.id, status, fired: f, holds })),
    effects: fired.map(({ rule }) => rule.event.type),
    missing: [...new Set(missing)].sort(),
  };
}

function fateOf(rule: Rule, set: RuleSet, facts: Facts, days: Days, overrides: Overrides) {
  const day = set.asOf === 'act' && days.act !== null ? days.act : days.decision;
  const { from = day, to = day } = rule.effective ?? {};
  if (day < from || day > to) return { status: 'not-in-force' as const, fired: false, holds: false };
  const status = read(rule.conditions, facts);
  const safe = rule.whenUnknown ?? (rule.severity === 'block' ? 'hold' : 'pass');
  const matters = !rule.mustKnow || read(rule.mustKnow, facts) !== 'unsatisfied';
  const passed = rule.overridable !== false && overrides.some((o) => o.rule === rule.id);
  const fires = status === 'satisfied' || (status === 'unknown' && matters && safe === 'fire');
  const holds = status === 'unknown' && matters && safe === 'hold';
  return { status, fired: fires && !passed, holds: holds && !passed };
}
