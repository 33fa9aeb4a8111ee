import { describe, expect, test } from 'vitest';
import type { FactDefinition } from '../../functions/contract/definitions/facts.ts';
import { Leaf } from '../../functions/contract/definitions/rules.ts';
import { MOST_NUMBER } from '../../functions/contract/fact-types.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { factFaults, mergeDictionaries } from '../../functions/core/facts/dictionary.ts';
import { parameterFacts } from '../../functions/core/facts/kernel.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';

const number = (derive?: FactDefinition['derive']): FactDefinition => ({
  type: 'ratio',
  label: '数',
  derive,
});
const dictionary = mergeDictionaries([
  {
    id: 'd',
    title: '',
    facts: {
      'n.x': number(),
      'n.y': number(),
      'n.sum': number({ sum: ['n.x', 'n.y'] }),
      'n.third': number({ sum: [{ scale: ['n.x', '1/3'] }] }),
      'n.share': number({ share: ['n.x', 'n.least', 'n.most'] }),
      'n.least': number(),
      'n.most': number(),
      'n.day': { type: 'date', label: '日' },
      'n.later': { type: 'date', label: '后', derive: { addYears: ['n.day', 5] } },
      'n.limit': { type: 'ratio', label: '起点', from: { param: 'constructor' } },
    },
  },
]);
const derived = (facts: Record<string, number | string>, name: string) =>
  deriveFacts(dictionary, facts)[name];

describe('推导不丢数、不出错', () => {
  test('极小的数相加不变成 0，除得尽的恰好除尽', () => {
    expect(derived({ 'n.x': 1e-310, 'n.y': 0 }, 'n.sum')).toBe(1e-310);
    expect(derived({ 'n.x': 3e-320 }, 'n.third')).toBe(1e-320);
    expect(derived({ 'n.x': 1e-310, 'n.y': 0.25 }, 'n.sum')).toBe(0.25);
  });

  test('大到没有数可以表示的是未知，不是无穷大', () => {
    expect(derived({ 'n.x': 1e308, 'n.y': 1e308 }, 'n.sum')).toBeUndefined();
    expect(derived({ 'n.x': 1e308, 'n.y': -1e308 }, 'n.sum')).toBe(0);
  });

  test('在幅度中的位置：下限为 0，上限为 1，没有幅度的未知', () => {
    const at = (x: number, least: number, most: number) =>
      derived({ 'n.x': x, 'n.least': least, 'n.most': most }, 'n.share');
    expect([at(1000, 1000, 11000), at(4000, 1000, 11000), at(11000, 1000, 11000)]).toEqual([0, 0.3, 1]);
    expect(at(500, 1000, 11000)).toBe(-0.05);
    expect(at(0.3, 0.1, 0.5)).toBe(0.5);
    expect([at(5, 5, 5), at(5, 9, 5)]).toEqual([undefined, undefined]);
    expect(derived({ 'n.x': 1, 'n.least': 0 }, 'n.share')).toBeUndefined();
  });

  test('9999 年以后没有日期', () => {
    expect(derived({ 'n.day': '2026-02-28' }, 'n.later')).toBe('2031-02-28');
    expect(derived({ 'n.day': '9998-01-01' }, 'n.later')).toBeUndefined();
  });
});

describe('数的大小', () => {
  test('事实过大、过小都不收', () => {
    const say = (value: number) => factFaults(dictionary, { 'n.x': value }).map((fault) => fault.say);
    expect(say(1e308)).toEqual(['数：数字过大，最大为 1000000000000000']);
    expect(say(1e-310)[0]).toContain('数字过小');
    expect([say(MOST_NUMBER), say(0), say(0.000_000_001)]).toEqual([[], [], []]);
  });

  test('表单里的也不收，指出哪一项；以元填写的按分计', () => {
    const form = {
      id: 'f',
      title: '表',
      schema: { type: 'object', properties: { mu: { type: 'number' }, fine: { type: 'number' } } },
      ui: {},
      facts: [
        { fact: 'n.x', at: '/mu' },
        { fact: 'n.y', yuanAt: '/fine' },
      ],
    };
    expect(dataFaults(form, 'numbers-form', { mu: 1e300, fine: 1e14 })).toMatchObject([
      { path: '/mu', code: 'number-size', say: expect.stringContaining('数字过大') },
      { path: '/fine', code: 'number-size', say: expect.stringContaining('最大为 10000000000000') },
    ]);
    expect(dataFaults(form, 'numbers-form', { mu: 1e15, fine: 1e13 })).toEqual([]);
  });
});

test('名为 constructor 的参数没有声明时是没有配置，不会出错', () => {
  const tables = [{ id: 't', title: '', params: {} }];
  expect(parameterFacts(dictionary, tables, '2026-01-01')).toEqual({ 'n.limit.configured': false });
});

test('界限的列表不能是空的', () => {
  const leaf = (value: string[]) => Leaf.safeParse({ fact: 'a.kinds', operator: 'contains', value }).success;
  expect([leaf([]), leaf(['fine'])]).toEqual([false, true]);
});
