import { describe, expect, test } from 'vitest';
import type { JudgedCondition } from '../../functions/contract/case.ts';
import { settleCollectable } from '../../functions/core/decide/settle.ts';
import { mergeDictionaries } from '../../functions/core/facts/dictionary.ts';
import { saySettle } from '../../web/src/explain/sentences.ts';

const unknown = (fact: string, bound: number): JudgedCondition => ({
  status: 'unknown',
  fact,
  operator: 'atLeast',
  bound,
});
const words = {
  labels: {
    'forest.mu': { label: '面积', type: 'area.mu' },
    'forest.count': { label: '次数', type: 'count' },
    'forest.total': { label: '累计面积', type: 'area.mu', behind: ['forest.mu', 'forest.priorMu'] },
    'forest.priorMu': { label: '以往面积', type: 'area.mu' },
  },
  name: () => undefined,
};
const both: JudgedCondition = {
  status: 'unknown',
  all: [unknown('forest.mu', 10), unknown('forest.count', 2)],
};

describe('办案人员看到的补充提示', () => {
  test('两项都要补充才可能成立，补充一项就可能排除', () => {
    expect(saySettle({ status: 'unknown', conditions: both }, [], words)).toBe(
      '补充“面积”和“次数”才可能成立；只补充“次数”，或者只补充“面积”就可能排除。'.replace(
        '“面积”和“次数”',
        '“次数”和“面积”',
      ),
    );
  });

  test('计算得出的事实，提示去查明它所依据的事实', () => {
    const total: JudgedCondition = { status: 'unknown', all: [unknown('forest.total', 10)] };
    expect(saySettle({ status: 'unknown', conditions: total }, ['forest.priorMu'], words)).toBe(
      '缺少“以往面积”，补充后才能判断。',
    );
  });

  test('已经明确的规则没有提示', () => {
    expect(
      saySettle({ status: 'satisfied', conditions: { ...both, status: 'satisfied' } }, [], words),
    ).toBeNull();
  });
});

test('a derived fact is settled by the facts behind it that are still missing', () => {
  const dictionary = mergeDictionaries([
    {
      id: 'd',
      title: '事实',
      facts: {
        'forest.mu': { type: 'area.mu', label: '面积' },
        'forest.priorMu': { type: 'area.mu', label: '以往面积' },
        'forest.total': {
          type: 'area.mu',
          label: '累计面积',
          derive: { sum: ['forest.mu', 'forest.priorMu'] },
        },
      },
    },
  ]);
  const total = unknown('forest.total', 10);
  expect(settleCollectable(total, dictionary, {}).satisfied).toEqual([['forest.mu', 'forest.priorMu']]);
  expect(settleCollectable(total, dictionary, { 'forest.mu': 3 }).unsatisfied).toEqual([['forest.priorMu']]);
  const either: JudgedCondition = { status: 'unknown', any: [total, unknown('forest.mu', 5)] };
  expect(settleCollectable(either, dictionary, {}).satisfied).toEqual([['forest.mu']]);
});
