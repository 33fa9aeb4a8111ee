import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import type { Condition, RuleSet } from '../../functions/contract/definitions/rules.ts';
import type { Kind } from '../../functions/contract/settle/possible.ts';
import { settle } from '../../functions/contract/settle.ts';
import { compileOnce } from '../../functions/core/decide/compiled.ts';
import { read } from './compiled-reading.ts';

/** All values of each fact there are: what the brute force goes through. */
const MEMBERS = ['u', 'v', 'w'];
const SUBSETS = MEMBERS.reduce<string[][]>((all, m) => all.flatMap((s) => [s, [...s, m]]), [[]]);
const FACTS: Record<string, { kind: Kind; values: FactValue[]; operators: string[]; bounds: FactValue[] }> = {
  'n.count': {
    kind: { type: 'count' },
    values: [0, 1, 2, 3, 4],
    operators: ['atLeast', 'lessThan', 'equals'],
    bounds: [0, 1, 2, 3],
  },
  'n.area': {
    kind: { type: 'area.mu' },
    values: [0, 0.5, 1, 1.5, 2, 3],
    operators: ['moreThan', 'atMost'],
    bounds: [0, 1, 2],
  },
  'd.day': {
    kind: { type: 'date' },
    values: ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02', '2026-01-03'],
    operators: ['onOrAfter', 'before', 'sameDay'],
    bounds: ['2025-12-31', '2026-01-01', '2026-01-02'],
  },
  'b.yes': { kind: { type: 'boolean' }, values: [true, false], operators: ['is'], bounds: [true, false] },
  'e.kind': {
    kind: { type: 'enum', values: MEMBERS },
    values: MEMBERS,
    operators: ['isOneOf', 'isNoneOf'],
    bounds: [...MEMBERS, ...SUBSETS],
  },
  's.marks': {
    kind: { type: 'set', values: MEMBERS },
    values: SUBSETS,
    operators: ['contains', 'containsAny', 'containsAll', 'lacks', 'within'],
    bounds: [...MEMBERS, ...SUBSETS],
  },
};
const NAMES = Object.keys(FACTS);
const kindOf = (fact: string) => FACTS[fact]?.kind;

const leaf = fc.oneof(
  ...Object.entries(FACTS).map(([fact, { operators, bounds }]) =>
    fc.record({
      fact: fc.constant(fact),
      operator: fc.constantFrom(...operators),
      value: fc.constantFrom(...bounds),
    }),
  ),
);
const node = fc.letrec<{ node: Condition }>((tie) => {
  const children = fc.array(tie('node'), { minLength: 1, maxLength: 3 });
  return {
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      leaf,
      fc.record({ all: children }),
      fc.record({ any: children }),
      fc.record({ not: tie('node') }),
    ) as fc.Arbitrary<Condition>,
  };
}).node;
const someFacts = fc.record(
  Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom(...(FACTS[name]?.values ?? []))])),
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Facts>;

/** The condition as a verdict shows it. */
function judged(condition: Condition, facts: Facts) {
  const rule = { id: 'R', conditions: { all: [condition] }, overridable: false, event: { params: {} } };
  const set = { id: 'set', asOf: 'decision', rules: [rule] } as unknown as RuleSet;
  const [first] = compileOnce(set).judge(facts, { act: null, decision: '2026-01-01' }, []);
  return first?.conditions ?? { status: 'unknown' as const };
}

/** Every set of missing facts, every value of each: the smallest that settle it. */
function bruteForce(condition: Condition, facts: Facts, wanted: 'satisfied' | 'unsatisfied'): string[][] {
  const missing = NAMES.filter((name) => !(name in facts) && JSON.stringify(condition).includes(`"${name}"`));
  const sets = missing.reduce<string[][]>((all, name) => all.flatMap((s) => [s, [...s, name]]), [[]]);
  const works = sets.filter((set) =>
    set
      .reduce<Facts[]>(
        (all, name) => all.flatMap((f) => (FACTS[name]?.values ?? []).map((v) => ({ ...f, [name]: v }))),
        [facts],
      )
      .some((completed) => read(condition, completed) === wanted),
  );
  return works
    .filter((set) => !works.some((less) => less !== set && less.every((name) => set.includes(name))))
    .map((set) => set.toSorted());
}
const inOrder = (sets: string[][]) => sets.map((s) => s.join()).sort();

test('what would settle a condition is what trying every value of every missing fact finds', () => {
  fc.assert(
    fc.property(node, someFacts, (condition, facts) => {
      if (read(condition, facts) !== 'unknown') return;
      const answer = settle(judged(condition, facts), kindOf);
      fc.pre(answer.complete);
      expect(inOrder(answer.satisfied)).toEqual(inOrder(bruteForce(condition, facts, 'satisfied')));
      expect(inOrder(answer.unsatisfied)).toEqual(inOrder(bruteForce(condition, facts, 'unsatisfied')));
    }),
    { numRuns: 2000 },
  );
});

describe('what would settle an unknown rule', () => {
  const atLeast = (fact: string, value: FactValue | { fact: string }): Condition => ({
    fact,
    operator: 'atLeast',
    value,
  });
  const asked = (condition: Condition, facts: Facts = {}) => settle(judged(condition, facts), kindOf);

  test('two facts together can make it hold, either alone can rule it out', () => {
    expect(asked({ all: [atLeast('f.a', 10), atLeast('f.b', 5)] })).toEqual({
      satisfied: [['f.a', 'f.b']],
      unsatisfied: [['f.a'], ['f.b']],
      complete: true,
    });
  });

  test('smaller sets come first', () => {
    const { satisfied } = asked({
      any: [{ all: [atLeast('f.a', 1), atLeast('f.b', 1)] }, atLeast('f.c', 1)],
    });
    expect(satisfied).toEqual([['f.c'], ['f.a', 'f.b']]);
  });

  test('a known fact need not be supplied again', () => {
    expect(asked({ all: [atLeast('f.a', 10), atLeast('f.b', 5)] }, { 'f.a': 12 }).satisfied).toEqual([
      ['f.b'],
    ]);
  });

  test('an unset parameter counts as missing beside the fact that is held against it', () => {
    expect(asked(atLeast('f.fine', { fact: 'param.large' })).satisfied).toEqual([['f.fine', 'param.large']]);
    expect(asked(atLeast('f.fine', { fact: 'param.large' }), { 'f.fine': 3 }).satisfied).toEqual([
      ['param.large'],
    ]);
  });

  test('what contradicts itself can only be ruled out', () => {
    const between = { all: [atLeast('n.count', 3), { not: atLeast('n.count', 3) }] };
    expect(asked(between)).toEqual({ satisfied: [], unsatisfied: [['n.count']], complete: true });
  });

  test('a condition with thousands of ways is answered in bounded work, and says so', () => {
    const either = (i: number) => ({ any: ['a', 'b', 'c', 'd'].map((x) => atLeast(`f${i}.${x}`, 1)) });
    const answer = asked({ all: Array.from({ length: 12 }, (_, i) => either(i)) });
    expect(answer.complete).toBe(false);
    expect(answer.satisfied.length).toBeGreaterThan(0);
    expect(answer.satisfied.every((set) => set.length === 12)).toBe(true);
    expect(answer.unsatisfied.every((set) => set.length === 4)).toBe(true);
  });
});
