import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Rule, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { decide } from '../../functions/core/decide/decide.ts';
import { testLeaf } from '../../functions/core/decide/operators.ts';
import { contentHash } from '../../functions/core/hash.ts';

const aRule = (conditions: Rule['conditions'], more: Partial<Rule> = {}): Rule => ({
  id: 'R',
  title: '规则',
  severity: 'block',
  overridable: false,
  legalBasis: ['处罚法42'],
  verified: 'stored_text',
  conditions,
  event: { type: 'deny', params: { say: '不得' } },
  ...more,
});
const aRuleSet = (...rules: Rule[]): RuleSet => ({
  id: 'set',
  title: '规则集',
  about: '',
  asOf: 'decision',
  rules,
});
const run = (
  ruleSet: RuleSet,
  facts: Facts,
  day = '2026-05-20',
  overrides: { rule: string; reason: string; by: string }[] = [],
) =>
  decide(
    [{ ruleSet, hash: contentHash(ruleSet) }],
    facts,
    { act: null, decision: day },
    'r'.repeat(64),
    overrides,
  );
const atLeast = (fact: string, value: number): Condition => ({ fact, operator: 'atLeast', value });

test('an unknown fact is never taken for false: the rule waits and names the fact', async () => {
  const verdict = await run(aRuleSet(aRule({ all: [atLeast('area.mu', 10)] })), {});
  expect(verdict).toMatchObject({ outcome: 'unknown', missingFacts: ['area.mu'] });
});

test('one known condition can settle a rule whose other facts are unknown', async () => {
  const either = aRuleSet(aRule({ any: [atLeast('a.x', 10), atLeast('a.y', 5)] }));
  expect((await run(either, { 'a.x': 10 })).outcome).toBe('refused');
  const both = aRuleSet(aRule({ all: [atLeast('a.x', 10), atLeast('a.y', 5)] }));
  expect((await run(both, { 'a.x': 9 })).outcome).toBe('allowed');
});

test('an unknown threshold with a declared safe side carries the effect out', async () => {
  const rule = aRule(
    { all: [{ fact: 'penalty.fine', operator: 'atLeast', value: { fact: 'param.large' } }] },
    { whenUnknown: 'fire', event: { type: 'require', params: { need: 'legal-review', say: '送审' } } },
  );
  const verdict = await run(aRuleSet(rule), { 'penalty.fine': 100 });
  expect(verdict.outcome).toBe('allowed');
  expect(verdict.effects.map((e) => e.effect.type)).toEqual(['require']);
  expect(verdict.rules[0]).toMatchObject({ status: 'unknown', fired: true });
});

test('a rule outside its window says nothing', async () => {
  const set = aRuleSet(aRule({ all: [atLeast('a.x', 1)] }, { effective: { from: '2026-08-15' } }));
  expect((await run(set, { 'a.x': 1 }, '2026-08-14')).rules[0]?.status).toBe('not-in-force');
  expect((await run(set, { 'a.x': 1 }, '2026-08-15')).outcome).toBe('refused');
});

test('nobody settles a rule that is declared beside the point', async () => {
  const set = aRuleSet(
    aRule({ all: [atLeast('a.x', 1)] }, { mustKnow: { fact: 'scope.of', operator: 'contains', value: 'R' } }),
  );
  expect((await run(set, { 'scope.of': ['Q'] })).outcome).toBe('allowed');
  expect((await run(set, { 'scope.of': ['R'] })).outcome).toBe('unknown');
  expect((await run(set, { 'scope.of': ['Q'], 'a.x': 1 })).outcome).toBe('refused');
});

test('hard law cannot be overridden, a soft rule can and records who and why', async () => {
  const override = [{ rule: 'R', reason: '情况紧急已核实', by: 'town-leader' }];
  const hard = aRuleSet(aRule({ all: [atLeast('a.x', 1)] }));
  expect((await run(hard, { 'a.x': 1 }, '2026-05-20', override)).outcome).toBe('refused');
  const soft = aRuleSet(
    aRule({ all: [atLeast('a.x', 1)] }, { overridable: { role: 'TOWN_LEADER', reasonRequired: true } }),
  );
  const verdict = await run(soft, { 'a.x': 1 }, '2026-05-20', override);
  expect(verdict.outcome).toBe('allowed');
  expect(verdict.rules[0]?.overridden).toEqual({ by: 'town-leader', reason: '情况紧急已核实' });
});

test('verdicts run at the same time do not disturb one another', async () => {
  const set = aRuleSet(aRule({ all: [atLeast('a.x', 5)] }));
  const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => run(set, { 'a.x': i % 10 })));
  expect(answers.map((v) => v.outcome)).toEqual(answers.map((_, i) => (i % 10 >= 5 ? 'refused' : 'allowed')));
});

// Kleene's three values straight from their definition, to hold the two-run reading of json-rules-engine against.
type Three = true | false | 'unknown';
function kleene(condition: Condition, facts: Facts): Three {
  if ('all' in condition) {
    const parts = condition.all.map((c) => kleene(c, facts));
    return parts.includes(false) ? false : parts.includes('unknown') ? 'unknown' : true;
  }
  if ('any' in condition) {
    const parts = condition.any.map((c) => kleene(c, facts));
    return parts.includes(true) ? true : parts.includes('unknown') ? 'unknown' : false;
  }
  if ('not' in condition) {
    const part = kleene(condition.not, facts);
    return part === 'unknown' ? part : !part;
  }
  return testLeaf(condition, facts);
}

const names = ['f.a', 'f.b', 'f.c', 'f.d'];
const leaf = fc.record({
  fact: fc.constantFrom(...names),
  operator: fc.constantFrom('atLeast', 'moreThan', 'atMost', 'lessThan', 'equals'),
  value: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.record({ fact: fc.constantFrom(...names) })),
});
const tree = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf as fc.Arbitrary<Condition>,
    fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
    fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }) as fc.Arbitrary<Condition>,
    fc.record({ not: tie('node') }) as fc.Arbitrary<Condition>,
  ),
})).node;
const someFacts = fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 0, max: 3 }), { maxKeys: 4 });

test('any condition over any mixture of known and unknown facts has the value Kleene gives it', async () => {
  await fc.assert(
    fc.asyncProperty(tree, someFacts, async (condition, facts) => {
      const verdict = await run(aRuleSet(aRule({ all: [condition] })), { ...facts });
      const expected = kleene(condition, facts);
      expect(verdict.rules[0]?.status).toBe(
        expected === 'unknown' ? 'unknown' : expected ? 'satisfied' : 'unsatisfied',
      );
      expect(verdict.missingFacts.length > 0).toBe(expected === 'unknown');
    }),
    { numRuns: 1500 },
  );
});
