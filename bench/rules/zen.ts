import { createRequire } from 'node:module';
import type { ZenDecision, ZenEngine } from '@gorules/zen-engine';
import type { Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Leaf, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { isFactBound } from '../../functions/core/decide/operators.ts';

/** The package says which of its files is for Node in a way only `require` understands. */
const { ZenEngine: Zen } = createRequire(import.meta.url)('@gorules/zen-engine') as {
  ZenEngine: new () => ZenEngine;
};

/**
 * The same rules as a decision graph of one node. `expressions`: each rule an expression; `table`: each rule a row of a
 * table that collects every row that holds.
 */
export type ZenForm = 'expressions' | 'table';

export function zenDecision({ rules }: RuleSet, form: ZenForm): ZenDecision {
  const expressions = rules.map((rule) => ({
    id: rule.id,
    key: variable(rule.id),
    value: expression(rule.conditions),
  }));
  const rows = rules.map((rule) => ({
    _id: rule.id,
    when: expression(rule.conditions),
    rule: JSON.stringify(rule.id),
  }));
  const table = {
    hitPolicy: 'collect',
    inputs: [{ id: 'when', name: 'when' }],
    outputs: [{ id: 'rule', name: 'rule', field: 'rule' }],
    rules: rows,
  };
  const node =
    form === 'expressions'
      ? { type: 'expressionNode', content: { expressions } }
      : { type: 'decisionTableNode', content: table };
  return new Zen().createDecision({
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode' },
      { id: 'rules', name: 'rules', ...node },
      { id: 'out', name: 'out', type: 'outputNode' },
    ],
    edges: [
      { id: 'a', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'b', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
}

/** The ids of the rules that hold, in their order. */
export function zenFired({ rules }: RuleSet, form: ZenForm, result: unknown): string[] {
  if (form === 'table') return (result as { rule: string }[]).map((row) => row.rule);
  return rules
    .filter((rule) => (result as Record<string, unknown>)[variable(rule.id)] === true)
    .map((r) => r.id);
}

/** Names without dots, and days as numbers, which is quicker there than its dates. */
export const zenContext = (facts: Facts): Record<string, FactValue> =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [variable(name), numbered(value)]));

const variable = (name: string) => name.replaceAll(/[.-]/g, '_');
const DAY = /^\d{4}-\d\d-\d\d$/;
const numbered = (value: FactValue) =>
  typeof value === 'string' && DAY.test(value) ? Date.parse(value) / 86_400_000 : value;

const COMPARED: Record<string, string> = {
  atLeast: '>=',
  moreThan: '>',
  atMost: '<=',
  lessThan: '<',
  equals: '==',
  is: '==',
  before: '<',
  after: '>',
  onOrBefore: '<=',
  onOrAfter: '>=',
};

function expression(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(expression).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(expression).join(' or ')})`;
  if ('not' in condition) return `not (${expression(condition.not)})`;
  return comparison(condition);
}

function comparison({ fact, operator, value }: Leaf): string {
  const name = variable(fact);
  const bound = isFactBound(value) ? variable(value.fact) : JSON.stringify(numbered(value));
  const members = isFactBound(value) ? bound : JSON.stringify([value].flat());
  if (COMPARED[operator]) return `${name} ${COMPARED[operator]} ${bound}`;
  if (operator === 'isOneOf') return `${name} in ${members}`;
  if (operator === 'isNoneOf') return `${name} not in ${members}`;
  if (operator === 'containsAny') return `some(${members}, # in ${name})`;
  if (operator === 'contains') return `all(${members}, # in ${name})`;
  if (operator === 'lacks') return `none(${members}, # in ${name})`;
  throw new Error(`no expression for ${operator}`);
}
