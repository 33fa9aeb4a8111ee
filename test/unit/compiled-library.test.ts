/** What json-rules-engine's documentation and tests say of conditions, said again in our operators. */
import { Engine, type RuleProperties } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Rule, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { compileOnce, decideCompiled } from '../../functions/core/decide/compiled.ts';
import { decide } from '../../functions/core/decide/decide.ts';
import { TESTS } from '../../functions/core/decide/operators.ts';
import { contentHash } from '../../functions/core/hash.ts';

const setOf = (...conditions: Condition[]): RuleSet => ({
  id: 'set',
  title: '规则集',
  about: '',
  asOf: 'decision',
  rules: conditions.map((condition, i) => ({
    id: `R${i}`,
    title: '规则',
    severity: 'block',
    overridable: false,
    legalBasis: ['处罚法42'],
    verified: 'stored_text',
    conditions: condition as Rule['conditions'],
    event: { type: 'flag', params: { flag: 'found', say: '命中' } },
  })),
});

/** The names of the rules the library itself fires. */
async function firedByLibrary(set: RuleSet, facts: Facts): Promise<string[]> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [name, meaning] of Object.entries(TESTS)) engine.addOperator(name, meaning as never);
  for (const { id, conditions, event } of set.rules)
    engine.addRule({ name: id, conditions, event } as RuleProperties);
  return (await engine.run(facts)).results.map((r) => r.name as string);
}
const DAYS = { act: null, decision: '2026-05-20' };
const ask = (set: RuleSet) => [{ ruleSet: set, hash: contentHash(set) }] as const;
const live = (set: RuleSet, facts: Facts) => decide([...ask(set)], facts, DAYS, '');
const ours = (set: RuleSet, facts: Facts) => decideCompiled([...ask(set)], facts, DAYS, '');

const is = (fact: string, operator: string, value: unknown) => ({ fact, operator, value }) as Condition;
const under = (years: number) => is('party.age', 'lessThan', years);
const over = (years: number) => is('party.age', 'moreThan', years);
const poor = is('party.income', 'atMost', 100);
const small = is('party.family', 'atMost', 3);
const small2 = { all: [poor, small] };

type Case = [name: string, condition: Condition, fires: Facts[], fails: Facts[]];
const age = (years: number) => ({ 'party.age': years });
const home = (income: number, family: number, years?: number) => ({
  'party.income': income,
  'party.family': family,
  ...(years === undefined ? {} : age(years)),
});

const CASES: Case[] = [
  ['one condition under all', { all: [under(50)] }, [age(10)], [age(65)]],
  ['all of two conditions on one fact', { all: [under(50), over(21)] }, [age(30)], [age(10), age(65)]],
  ['one condition under any', { any: [under(50)] }, [age(10)], [age(75)]],
  [
    'either of two conditions',
    { any: [under(50), is('party.region', 'isOneOf', ['european'])] },
    [
      { ...age(25), 'party.region': 'north-american' },
      { ...age(100), 'party.region': 'european' },
    ],
    [{ ...age(100), 'party.region': 'north-american' }],
  ],
  ['one condition under not', { not: is('party.age', 'atLeast', 50) }, [age(10)], [age(75), age(50)]],
  [
    'any inside all',
    { all: [under(65), over(21), { any: [poor, small] }] },
    [home(30, 2, 30), home(200, 2, 30)],
    [home(200, 8, 30), home(30, 2, 70)],
  ],
  [
    'all inside any',
    { any: [under(65), is('party.age', 'equals', 70), small2] },
    [home(30, 2, 90), home(200, 9, 70)],
    [home(200, 2, 90)],
  ],
  ['any inside all inside any', { any: [{ all: [{ any: [poor] }, small] }] }, [home(30, 1)], [home(30, 5)]],
  ['not inside not', { not: { not: under(65) } }, [age(30)], [age(65)]],
  [
    'not around all with a not inside',
    { not: { all: [under(65), over(21), { not: poor }] } },
    [{ ...age(30), 'party.income': 100 }],
    [{ ...age(30), 'party.income': 101 }],
  ],
  [
    'a bound that is another fact',
    { all: [is('site.height', 'atMost', { fact: 'site.width' })] },
    [{ 'site.height': 1, 'site.width': 2 }],
    [{ 'site.height': 2, 'site.width': 1 }],
  ],
  [
    'three conditions on one fact, one of them negative',
    {
      all: [
        is('party.age', 'atMost', 25),
        is('party.age', 'atLeast', 20),
        { not: is('party.age', 'equals', 21) },
      ],
    },
    [age(24), age(25), age(20)],
    [age(21), age(26)],
  ],
  [
    'one of a list',
    { all: [is('case.stage', 'isOneOf', ['a', 'b'])] },
    [{ 'case.stage': 'b' }],
    [{ 'case.stage': 'c' }],
  ],
  [
    'none of a list',
    { all: [is('case.stage', 'isNoneOf', ['a', 'b'])] },
    [{ 'case.stage': 'c' }],
    [{ 'case.stage': 'b' }],
  ],
  [
    'a list that contains',
    { all: [is('case.marks', 'contains', 'a')] },
    [{ 'case.marks': ['b', 'a'] }],
    [{ 'case.marks': ['b'] }],
  ],
  [
    'a list that does not contain',
    { all: [is('case.marks', 'lacks', 'a')] },
    [{ 'case.marks': ['b'] }],
    [{ 'case.marks': ['a'] }],
  ],
  [
    'each comparison below its bound',
    { any: [over(50), is('party.age', 'atLeast', 50)] },
    [age(50), age(51)],
    [age(49)],
  ],
  [
    'each comparison above its bound',
    { any: [under(50), is('party.age', 'atMost', 50)] },
    [age(50), age(49)],
    [age(51)],
  ],
];

describe('as published, so in the library unmodified, in the live verdict and compiled:', () => {
  test.each(CASES)('%s', async (_, condition, fires, fails) => {
    const set = setOf(condition);
    for (const [expected, each] of [
      ['satisfied', fires],
      ['unsatisfied', fails],
    ] as const)
      for (const facts of each) {
        expect(await firedByLibrary(set, facts)).toEqual(expected === 'satisfied' ? ['R0'] : []);
        expect((await live(set, facts)).rules[0]?.status).toBe(expected);
        expect(ours(set, facts).rules[0]?.status).toBe(expected);
      }
  });

  test.each([
    ['all', { all: [] }],
    ['any', { any: [] }],
    ['any inside all', { all: [{ any: [] }] }],
  ] as [string, Condition][])(
    'an empty %s is met, which is why nobody may write one',
    async (_, condition) => {
      const set = setOf(condition);
      expect(await firedByLibrary(set, {})).toEqual(['R0']);
      expect((await live(set, {})).rules[0]?.status).toBe('satisfied');
      expect(ours(set, {}).rules[0]?.status).toBe('satisfied');
    },
  );

  test('of several rules each is judged by itself, fired or not', async () => {
    const set = setOf({ all: [under(18)] }, { all: [over(17)] }, { not: under(100) });
    expect((await firedByLibrary(set, age(30))).sort()).toEqual(['R1']);
    expect((await live(set, age(30))).rules.map((r) => r.fired)).toEqual([false, true, false]);
    expect(ours(set, age(30)).rules.map((r) => r.fired)).toEqual([false, true, false]);
  });

  test('the result names the value found and the bound it was held against', async () => {
    const set = setOf({ all: [is('site.height', 'atMost', { fact: 'site.width' })] });
    const facts = { 'site.height': 1, 'site.width': 2 };
    for (const verdict of [await live(set, facts), ours(set, facts)])
      expect(verdict.rules[0]?.conditions.all?.[0]).toMatchObject({
        value: 1,
        bound: 2,
        boundFact: 'site.width',
      });
  });

  test('one run leaves nothing behind for the next', async () => {
    const set = setOf({ all: [under(50)] });
    for (const [years, fired] of [
      [10, true],
      [65, false],
      [10, true],
    ] as const) {
      expect((await live(set, age(years))).rules[0]?.fired).toBe(fired);
      expect(ours(set, age(years)).rules[0]?.fired).toBe(fired);
    }
    expect(ours(set, {}).rules[0]?.status).toBe('unknown');
  });

  test('an operator nobody registered is an error, not an answer', async () => {
    const set = setOf({ all: [is('party.age', 'looksLike', 1)] });
    await expect(firedByLibrary(set, age(1))).rejects.toThrow('Unknown operator');
    await expect(live(set, age(1))).rejects.toThrow('Unknown operator');
    expect(() => ours(set, age(1))).toThrow('unknown operator looksLike');
  });
});

describe('where the library and the law part:', () => {
  test('a missing fact makes a not fire in the library; here it leaves it unknown', async () => {
    const set = setOf({ not: under(50) });
    expect(await firedByLibrary(set, {})).toEqual(['R0']);
    expect((await live(set, {})).rules[0]?.status).toBe('unknown');
    expect(ours(set, {}).rules[0]?.status).toBe('unknown');
  });

  test('the library lets two rules share a name; here that is an error', async () => {
    const set = setOf({ all: [under(50)] }, { all: [over(50)] });
    const twins = { ...set, rules: set.rules.map((r) => ({ ...r, id: 'same' })) };
    expect(await firedByLibrary(twins, age(1))).toEqual(['same']);
    await expect(live(twins, age(1))).rejects.toThrow('rules ran');
    expect(() => compileOnce(twins)).toThrow('same id');
  });
});
