/** Random rule sets of every operator and fact type, and facts for them of which any may be unknown. */
import fc from 'fast-check';
import type { Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import {
  type Condition,
  type Leaf,
  OPERATORS,
  type Rule,
  type RuleSet,
} from '../../functions/contract/definitions/rules.ts';
import type { Days, Overrides } from '../../functions/core/decide/decide.ts';

type Family = keyof typeof OPERATORS;
const few = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const DAYS = ['2025-12-31', '2026-01-01', '2026-01-02'];
const someDay = few(...DAYS);
const members = fc.subarray(['u', 'v', 'w', 'x']);

/** Few values of each type, so that bounds are met exactly as often as not. */
const VALUES: Record<Family, fc.Arbitrary<FactValue>> = {
  number: few(0, 1, 2, 2.5, 3, 1_000_000),
  boolean: fc.boolean(),
  date: someDay,
  instant: few('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z', '2026-01-01T15:59:59.999Z'),
  enum: few('u', 'v', 'w'),
  set: members,
};
const FAMILIES = Object.keys(OPERATORS) as Family[];
const factsOfFamily = (family: Family) => ['a', 'b', 'c'].map((name) => `${family}.${name}`);
/** All fact names there are. */
export const FACT_NAMES = FAMILIES.flatMap(factsOfFamily);

const leafOf = (family: Family): fc.Arbitrary<Leaf> => {
  const literal =
    family === 'enum'
      ? fc.oneof(VALUES.enum, members)
      : family === 'set'
        ? fc.oneof(members, few('u', 'x'))
        : VALUES[family];
  return fc.record(
    {
      fact: few(...factsOfFamily(family)),
      operator: few<string>(...OPERATORS[family]),
      value: fc.oneof(
        { weight: 3, arbitrary: literal },
        { weight: 1, arbitrary: fc.record({ fact: few(...factsOfFamily(family)) }) },
      ),
      basis: few('森林法73'),
      label: few('面积'),
    },
    { requiredKeys: ['fact', 'operator', 'value'] },
  );
};
const leaf = fc.oneof(...FAMILIES.map(leafOf));

const words = { basis: few('处罚法42'), label: few('须同时具备') };
const optional = { noNullPrototype: true } as const;
const tree = fc.letrec<{ group: Condition; node: Condition }>((tie) => {
  const children = fc.array(tie('node'), { minLength: 1, maxLength: 4 });
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      tie('group'),
    ) as fc.Arbitrary<Condition>,
    group: fc.oneof(
      fc.record({ all: children, ...words }, { ...optional, requiredKeys: ['all'] }),
      fc.record({ any: children, ...words }, { ...optional, requiredKeys: ['any'] }),
      fc.record({ not: tie('node'), ...words }, { ...optional, requiredKeys: ['not'] }),
    ) as fc.Arbitrary<Condition>,
  };
});
export const condition = tree.node;

const event = few<Rule['event']>(
  { type: 'deny', params: { say: '不得' } },
  { type: 'require', params: { need: 'legal-review', say: '送审' } },
  { type: 'flag', params: { flag: 'late', say: '迟' } },
);
const rule = fc.record(
  {
    title: few('规则'),
    severity: few('block', 'warn', 'info'),
    overridable: few<Rule['overridable']>(false, { role: 'TOWN_LEADER', reasonRequired: true }),
    legalBasis: few(['处罚法42'], ['处罚法42', '森林法73']),
    verified: few('stored_text'),
    effective: fc.record({ from: someDay, to: someDay }, { ...optional, requiredKeys: ['from'] }),
    conditions: tree.group as fc.Arbitrary<Rule['conditions']>,
    whenUnknown: few('hold', 'fire', 'pass'),
    mustKnow: leaf,
    event,
  },
  {
    ...optional,
    requiredKeys: ['title', 'severity', 'overridable', 'legalBasis', 'verified', 'conditions', 'event'],
  },
) as fc.Arbitrary<Omit<Rule, 'id'>>;

const ruleSet = fc
  .record({
    asOf: few<RuleSet['asOf']>('act', 'decision'),
    rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
  })
  .map(({ asOf, rules }) => ({ asOf, rules: rules.map((r, i) => ({ ...r, id: `R${i}` })) }));
/** One to three rule sets; rules of different sets may have the same id. */
export const ruleSets: fc.Arbitrary<RuleSet[]> = fc
  .array(ruleSet, { minLength: 1, maxLength: 3 })
  .map((sets) => sets.map((set, i) => ({ id: `set-${i}`, title: '规则集', about: '', ...set })));

const valueByName = Object.fromEntries(
  FAMILIES.flatMap((family) => factsOfFamily(family).map((name) => [name, VALUES[family]])),
);
/** Any fact may be missing. */
export const facts: fc.Arbitrary<Facts> = fc.record(valueByName, {
  ...optional,
  requiredKeys: [],
}) as fc.Arbitrary<Facts>;
/** None is. */
export const completeFacts: fc.Arbitrary<Facts> = fc.record(valueByName, optional);

export const days: fc.Arbitrary<Days> = fc.record({ act: fc.option(someDay), decision: someDay });
export const overrides: fc.Arbitrary<Overrides> = fc.array(
  fc.record({ rule: few('R0', 'R1', 'R2', 'R9'), reason: few('情况紧急', '已核实'), by: few('town-leader') }),
  { maxLength: 2 },
);
