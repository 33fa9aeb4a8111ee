import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts, FactValue } from '../../../functions/contract/definitions/facts.ts';
import type { Condition, Leaf, Rule } from '../../../functions/contract/definitions/rules.ts';
import { testLeaf } from '../../../functions/core/decide/operators.ts';
import { checkLogic } from '../../../functions/core/release/checks/logic.ts';
import { codes, DAY, need, rule, shownBy, small } from './small.ts';

/** Every region of the facts the random rules speak of, and a fact nobody supplied. */
const REGIONS: Record<string, FactValue[]> = {
  'a.fine': [0, 1, 2, 3, 4, 5, 6],
  'a.max': [0, 1, 2, 3, 4, 5, 6],
  'a.yes': [true, false],
  'a.kind': ['individual', 'org'],
  'a.kinds': [
    [],
    ['fine'],
    ['close'],
    ['order'],
    ['fine', 'close'],
    ['fine', 'order'],
    ['close', 'order'],
    ['fine', 'close', 'order'],
  ],
};

const number = fc.record({
  fact: fc.constantFrom('a.fine', 'a.max'),
  operator: fc.constantFrom('atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'),
  value: fc.oneof(fc.constantFrom<Leaf['value']>(2, 4), fc.constant({ fact: 'a.max' })),
});
const kinds = fc.subarray(['fine', 'close'], { minLength: 1 });
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  number,
  fc.record({ fact: fc.constant('a.yes'), operator: fc.constant('is'), value: fc.boolean() }),
  fc.record({
    fact: fc.constant('a.kind'),
    operator: fc.constantFrom('isOneOf', 'isNoneOf'),
    value: fc.subarray(['individual', 'org']),
  }),
  fc.record({
    fact: fc.constant('a.kinds'),
    operator: fc.constantFrom('contains', 'lacks', 'containsAny', 'within'),
    value: kinds,
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('condition').map((not): Condition => ({ not })),
  ),
}));
const root = condition.map((c): Rule['conditions'] => ('fact' in c ? { all: [c] } : c) as Rule['conditions']);

/** Kleene, written down once more. */
function truth(c: Condition, facts: Facts): boolean | null {
  if ('fact' in c) {
    const result = testLeaf(c, facts);
    return result === 'unknown' ? null : result;
  }
  if ('not' in c) {
    const inner = truth(c.not, facts);
    return inner === null ? null : !inner;
  }
  const any = 'any' in c;
  const results = (any ? c.any : (c as { all: Condition[] }).all).map((child) => truth(child, facts));
  if (results.includes(any)) return any;
  return results.includes(null) ? null : !any;
}

const factsOf = (c: Condition): string[] => {
  if ('fact' in c)
    return typeof c.value === 'object' && !Array.isArray(c.value) ? [c.fact, c.value.fact] : [c.fact];
  return ('not' in c ? [c.not] : 'any' in c ? c.any : c.all).flatMap(factsOf);
};

function* combinations(names: string[], absent: boolean): Generator<Facts> {
  const [name, ...rest] = names;
  if (name === undefined) {
    yield {};
    return;
  }
  for (const others of combinations(rest, absent)) {
    if (absent) yield others;
    for (const value of REGIONS[name] as FactValue[]) yield { ...others, [name]: value };
  }
}
const everywhere = (conditions: Condition[], absent = false) =>
  combinations([...new Set(conditions.flatMap(factsOf))], absent);
const every = (conditions: Condition[], holds: (facts: Facts) => boolean, absent = false): boolean => {
  for (const facts of everywhere(conditions, absent)) if (!holds(facts)) return false;
  return true;
};

test('随机规则：说永远成立、永远不成立的，逐一试遍各种情形都如此；没有说的，都有反例', async () => {
  await fc.assert(
    fc.asyncProperty(root, async (conditions) => {
      const definitions = small([rule('R', conditions, { event: need('x') })]);
      const findings = await checkLogic(definitions, DAY);
      const always = every([conditions], (facts) => truth(conditions, facts) === true);
      const never = every([conditions], (facts) => truth(conditions, facts) === false);
      expect(codes(findings).includes('rule-always-fires')).toBe(always);
      expect(codes(findings).includes('rule-never-fires')).toBe(never);
      for (const finding of findings) await shownBy(definitions, finding);
    }),
    { numRuns: 250, seed: 20261123 },
  );
}, 60_000);

test('随机的两条规则：说重复、说多余的，事实齐全和缺少时逐一试遍都如此；没有说的，都有反例', async () => {
  let claims = 0;
  await fc.assert(
    fc.asyncProperty(root, root, async (one, two) => {
      const definitions = small([rule('A', one, { event: need('x') }), rule('B', two, { event: need('x') })]);
      const findings = await checkLogic(definitions, DAY);
      const shared = factsOf(one).some((fact) => factsOf(two).includes(fact));
      const constant = findings.some((f) => /^rule-(always|never)/.test(f.code));
      const implies = (a: Condition, b: Condition) =>
        every([a, b], (facts) => truth(a, facts) !== true || truth(b, facts) === true, true);
      const [forth, back] = [implies(one, two), implies(two, one)];
      const claimed = codes(findings).filter((code) => code === 'rule-duplicate' || code === 'rule-subsumed');
      claims += claimed.length;
      const expected =
        constant || !shared
          ? []
          : forth && back
            ? ['rule-duplicate']
            : forth || back
              ? ['rule-subsumed']
              : [];
      expect(claimed).toEqual(expected);
      for (const finding of findings)
        if ((claimed as string[]).includes(finding.code))
          expect((await shownBy(definitions, finding)).statuses).toEqual({ A: 'satisfied', B: 'satisfied' });
    }),
    { numRuns: 250, seed: 20261123 },
  );
  expect(claims).toBeGreaterThanOrEqual(5);
}, 60_000);
