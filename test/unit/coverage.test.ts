import { describe, expect, test } from 'vitest';
import type { Condition, Example, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { coverageOf, exampleStrength } from '../../functions/core/release/examples/strength.ts';
import { aBundle, aRule, aRuleSet, example } from '../support/rules.ts';

const pinned = (ruleSet: RuleSet) => ({ ruleSet, hash: contentHash(ruleSet) });
const coverage = (ruleSet: RuleSet, ...examples: Example[]) =>
  coverageOf(aBundle(), pinned(ruleSet), examples);
const codes = (ruleSet: RuleSet, ...examples: Example[]) =>
  exampleStrength(aBundle(), pinned(ruleSet), examples).map((f) => `${f.severity} ${f.code} ${f.path}`);

const late: Condition = { fact: 'land.foundOn', operator: 'after', value: { fact: 'land.limitDay' } };
const grain: Condition = { fact: 'land.kind', operator: 'isOneOf', value: ['grain'] };
const day = (foundOn: string, status: 'satisfied' | 'unsatisfied') =>
  example(
    { 'land.kind': 'grain', 'land.foundOn': foundOn, 'land.limitDay': '2026-05-20' },
    { status: { R: status } },
  );

describe('样例覆盖率', () => {
  const set = aRuleSet(aRule({ all: [grain, late] }));

  test('每条规则命中、不命中、未知、不在施行期间各有几个样例', () => {
    const dated = aRuleSet(aRule({ all: [grain] }, { effective: { from: '2026-05-20' } }));
    const { rules } = coverage(
      dated,
      example({ 'land.kind': 'grain' }, { fired: ['R'] }),
      example({ 'land.kind': 'orchard' }, { fired: [] }),
      example({}, { status: { R: 'unknown' } }),
      example({ 'land.kind': 'grain' }, { status: { R: 'not-in-force' } }, '2026-05-19'),
    );
    expect(rules[0]).toMatchObject({ firing: 1, quiet: 1, unknown: 1, notInForce: 1, covered: 4, total: 4 });
  });

  test('界限由另一事实给出的，也要有恰在界限上的样例，并说明哪一侧没有', () => {
    const [rule] = coverage(set, day('2026-05-21', 'satisfied')).rules;
    expect(rule?.conditions).toEqual([
      {
        path: '/rules/0/conditions/all/0',
        say: '地类属于“耕地”',
        satisfied: true,
        unsatisfied: false,
        missingSides: null,
      },
      {
        path: '/rules/0/conditions/all/1',
        say: '发现日在 届满日 之后（不含当日）',
        satisfied: true,
        unsatisfied: false,
        missingSides: ['below', 'at'],
      },
    ]);
    expect(rule).toMatchObject({ covered: 3, total: 7 });
  });

  test('合计为已示明的项占应示明的项', () => {
    const orchard = example(
      { 'land.kind': 'orchard', 'land.foundOn': '2026-05-21', 'land.limitDay': '2026-05-20' },
      { status: { R: 'unsatisfied' } },
    );
    const most = [day('2026-05-21', 'satisfied'), day('2026-05-19', 'unsatisfied'), orchard];
    expect(coverage(set, ...most)).toMatchObject({ covered: 6, total: 7, share: 6 / 7, examples: 3 });
    const full = [...most, day('2026-05-20', 'unsatisfied')];
    expect(coverage(set, ...full)).toMatchObject({ covered: 7, total: 7, share: 1, survivors: [] });
  });

  test('没有提到这条规则的样例，不算示明了它', () => {
    const silent = example({ 'land.kind': 'grain' }, { outcome: 'refused' });
    expect(coverage(aRuleSet(aRule({ all: [grain] })), silent).rules[0]).toMatchObject({
      firing: 0,
      covered: 0,
    });
  });
});

describe('样例够不够，起草人看到什么', () => {
  const set = aRuleSet(aRule({ all: [late] }));

  test('没有恰在界限上的样例，是必须补上的错误', () => {
    const far = [day('2026-06-01', 'satisfied'), day('2026-04-01', 'unsatisfied')];
    expect(codes(set, ...far)).toEqual(['error no-boundary-example /rules/0/conditions/all/0']);
    expect(codes(set, ...far, day('2026-05-20', 'unsatisfied'))).toEqual([]);
  });

  test('条件反过来没有样例发现，是错误，并写明条件和改成了什么', () => {
    const findings = exampleStrength(aBundle(), pinned(aRuleSet(aRule({ all: [grain] }))), []);
    expect(findings.filter((f) => f.severity === 'error').map((f) => f.path)).toEqual([
      '/rules/0/conditions',
      '/rules/0/conditions/all/0',
    ]);
    expect(findings.at(-1)).toMatchObject({
      code: 'surviving-inversion',
      definition: 'examples/land-gate',
      say: expect.stringContaining('“地类属于“耕地””改成“地类不属于“耕地””'),
    });
  });

  test('界限上的样例由别的条件决定结果，只作提示', () => {
    const either = aRuleSet(aRule({ any: [grain, late] }));
    const at = (kind: string, foundOn: string, status: 'satisfied' | 'unsatisfied') =>
      example(
        { 'land.kind': kind, 'land.foundOn': foundOn, 'land.limitDay': '2026-05-20' },
        { status: { R: status } },
      );
    const decidedByKind = [
      at('grain', '2026-05-20', 'satisfied'),
      at('orchard', '2026-05-19', 'unsatisfied'),
      at('orchard', '2026-05-21', 'satisfied'),
    ];
    expect(codes(either, ...decidedByKind)).toEqual(['warning surviving-bound /rules/0/conditions/any/1']);
  });

  test('条件只示明了一面，只作提示', () => {
    const both = aRuleSet(aRule({ all: [grain, { fact: 'land.destroyed', operator: 'is', value: true }] }));
    const examples = [
      example({ 'land.kind': 'grain', 'land.destroyed': true }, { status: { R: 'satisfied' } }),
      example({ 'land.kind': 'grain', 'land.destroyed': false }, { status: { R: 'unsatisfied' } }),
    ];
    expect(codes(both, ...examples)).toEqual([
      'warning one-sided-example /rules/0/conditions/all/0',
      'warning surviving-omission /rules/0/conditions/all/0',
    ]);
  });
});
