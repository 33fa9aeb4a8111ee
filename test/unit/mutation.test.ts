import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Example, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { OPERATORS } from '../../functions/contract/definitions/rules.ts';
import { compileOnce, SATISFIED, UNKNOWN, UNSATISFIED } from '../../functions/core/decide/compiled.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { inverted } from '../../functions/core/release/examples/mutants.ts';
import { survivorsOf } from '../../functions/core/release/examples/mutation.ts';
import { workOut } from '../../functions/core/release/examples/worked.ts';
import { aBundle, aRule, aRuleSet, example } from '../support/rules.ts';

const survivors = (ruleSet: RuleSet, ...examples: Example[]) => {
  const bundle = aBundle();
  const set = { ruleSet, hash: contentHash(ruleSet) };
  return survivorsOf(set, workOut(bundle, set, examples), bundle.dictionary).survivors;
};
const places = (ruleSet: RuleSet, ...examples: Example[]) =>
  survivors(ruleSet, ...examples).map(({ kind, path }) => `${kind} ${path}`);

const fiveMu: Condition = { fact: 'land.mu', operator: 'atLeast', value: 5 };
const destroyed: Condition = { fact: 'land.destroyed', operator: 'is', value: true };

describe('变异检查：一处改错，必须有样例不再成立', () => {
  test('没有样例，每一个条件都没有人看着', () => {
    expect(places(aRuleSet(aRule({ all: [fiveMu] })))).toEqual([
      'inverted /rules/0/conditions',
      'inverted /rules/0/conditions/all/0',
      'bound /rules/0/conditions/all/0',
    ]);
  });

  test('超过预算的改错不再试，说明有多少处没有试', () => {
    const ruleSet = aRuleSet(aRule({ all: [fiveMu] }));
    const far = [
      example({ 'land.mu': 9 }, { status: { R: 'satisfied' } }),
      example({ 'land.mu': 1 }, { status: { R: 'unsatisfied' } }),
    ];
    const bundle = aBundle();
    const set = { ruleSet, hash: contentHash(ruleSet) };
    const worked = workOut(bundle, set, far);
    const whole = survivorsOf(set, worked, bundle.dictionary);
    expect(whole.untried).toBe(0);
    const part = survivorsOf(set, worked, bundle.dictionary, 1);
    expect(part.mutants).toBe(1);
    expect(part.mutants + part.untried).toBe(whole.mutants);
  });

  test('只有远离界限的样例，看不出“以上”写成了“超过”', () => {
    const set = aRuleSet(aRule({ all: [fiveMu] }));
    const far = [
      example({ 'land.mu': 9 }, { status: { R: 'satisfied' } }),
      example({ 'land.mu': 1 }, { status: { R: 'unsatisfied' } }),
    ];
    expect(survivors(set, ...far)).toEqual([
      {
        rule: 'R',
        path: '/rules/0/conditions/all/0',
        kind: 'bound',
        say: '占用耕地面积（亩）5以上（含本数）',
        instead: '占用耕地面积（亩）超过 5（不含本数）',
      },
    ]);
    const at = example({ 'land.mu': 5 }, { status: { R: 'satisfied' } });
    expect(survivors(set, ...far, at)).toEqual([]);
  });

  test('两个条件从来一起变化，删去一个、“并且”写成“或者”都看不出来', () => {
    const set = aRuleSet(aRule({ all: [fiveMu, destroyed] }));
    const met = example({ 'land.mu': 5, 'land.destroyed': true }, { fired: ['R'] });
    const failed = example({ 'land.mu': 4, 'land.destroyed': false }, { fired: [] });
    expect(places(set, met, failed)).toEqual([
      'joined /rules/0/conditions',
      'omitted /rules/0/conditions/all/0',
      'omitted /rules/0/conditions/all/1',
    ]);
    const onlyLarge = example({ 'land.mu': 5, 'land.destroyed': false }, { fired: [] });
    const onlyDestroyed = example({ 'land.mu': 4, 'land.destroyed': true }, { fired: [] });
    expect(places(set, met, onlyLarge, onlyDestroyed)).toEqual([]);
  });

  test('列举的几项中少写一项，要由只有那一项的样例发现', () => {
    const listed: Condition = { fact: 'land.kind', operator: 'isOneOf', value: ['grain', 'orchard'] };
    const set = aRuleSet(aRule({ all: [listed] }));
    const grain = example({ 'land.kind': 'grain' }, { fired: ['R'] });
    expect(survivors(set, grain)).toEqual([
      {
        rule: 'R',
        path: '/rules/0/conditions/all/0/value/1',
        kind: 'omitted',
        say: '地类属于“园地”',
        instead: null,
      },
    ]);
    expect(places(set, grain, example({ 'land.kind': 'orchard' }, { fired: ['R'] }))).toEqual([]);
  });

  test('被别的条件盖住的条件，反过来也没有样例能发现', () => {
    const covered = aRuleSet(aRule({ any: [destroyed, { all: [destroyed, fiveMu] }] }));
    const all = [true, false].flatMap((d) =>
      [4, 5, 6].map((mu) => example({ 'land.mu': mu, 'land.destroyed': d }, { fired: d ? ['R'] : [] })),
    );
    expect(places(covered, ...all)).toEqual([
      'omitted /rules/0/conditions/any/1',
      'omitted /rules/0/conditions/any/1/all/1',
      'inverted /rules/0/conditions/any/1/all/1',
      'bound /rules/0/conditions/any/1/all/1',
    ]);
  });

  test('“涉及才须查明”的条件反过来，要由结果未知的样例发现', () => {
    const rule = aRule(
      { all: [fiveMu] },
      { mustKnow: { fact: 'land.scope', operator: 'contains', value: 'R' } },
    );
    const known = [4, 5, 6].map((mu) => example({ 'land.mu': mu }, { fired: mu >= 5 ? ['R'] : [] }));
    expect(places(aRuleSet(rule), ...known)).toEqual(['inverted /rules/0/mustKnow']);
    const inScope = example({ 'land.scope': ['R'] }, { outcome: 'unknown' });
    expect(places(aRuleSet(rule), ...known, inScope)).toEqual([]);
  });

  test('本来就不成立的样例和不合词典的事实，不算发现了错误', () => {
    const set = aRuleSet(aRule({ all: [destroyed] }));
    const wrong = example({ 'land.destroyed': true }, { fired: [] });
    const misspelt = example({ 'land.destroyd': true }, { fired: [] });
    expect(places(set, wrong, misspelt)).toHaveLength(2);
  });

  test('只写结果的样例，靠拦下与放行之别发现错误', () => {
    const set = aRuleSet(aRule({ all: [destroyed] }), aRule({ all: [fiveMu] }, { id: 'S' }));
    const refused = example({ 'land.destroyed': true, 'land.mu': 1 }, { outcome: 'refused' });
    const allowed = example({ 'land.destroyed': false, 'land.mu': 4 }, { outcome: 'allowed' });
    const other = example({ 'land.destroyed': false, 'land.mu': 5 }, { outcome: 'refused' });
    expect(places(set, refused, allowed)).toEqual(['bound /rules/1/conditions/all/0']);
    expect(places(set, refused, allowed, other)).toEqual([]);
  });
});

describe('把一个条件反过来', () => {
  const codes = (condition: Condition, facts: Facts) =>
    compileOnce(aRuleSet(aRule({ all: [condition] }))).statuses(facts, {
      act: null,
      decision: '2026-05-20',
    })[0];
  const set = fc.subarray(['a', 'b', 'c']);
  const ordered = (kind: keyof typeof OPERATORS, values: fc.Arbitrary<string | number>) =>
    fc.record({ operator: fc.constantFrom(...OPERATORS[kind]), value: values, found: values });
  const leaf = fc.oneof(
    ordered('number', fc.integer({ min: 0, max: 3 })),
    ordered('date', fc.constantFrom('2026-05-19', '2026-05-20', '2026-05-21')),
    ordered('instant', fc.constantFrom('2026-05-20T01:00:00.000Z', '2026-05-20T01:00:00.001Z')),
    fc.record({ operator: fc.constant('is'), value: fc.boolean(), found: fc.boolean() }),
    fc.record({
      operator: fc.constantFrom(...OPERATORS.enum),
      value: set,
      found: fc.constantFrom('a', 'b', 'd'),
    }),
    fc.record({
      operator: fc.constantFrom(...OPERATORS.set),
      value: fc.oneof(set, fc.constant('a')),
      found: set,
    }),
  );

  test('成立变不成立，不成立变成立，未知仍是未知，无论哪种算子', () => {
    fc.assert(
      fc.property(leaf, fc.boolean(), ({ operator, value, found }, asBound) => {
        const facts: Facts = { 'x.found': found as never, 'x.bound': value as never };
        const condition: Condition = {
          fact: 'x.found',
          operator,
          value: asBound ? { fact: 'x.bound' } : (value as never),
        };
        const [before, after] = [codes(condition, facts), codes(inverted(condition), facts)];
        expect([before, after].sort()).toEqual([UNSATISFIED, SATISFIED]);
        expect(codes(inverted(condition), {})).toBe(UNKNOWN);
      }),
      { numRuns: 2000 },
    );
  });
});
