import { describe, expect, test } from 'vitest';
import type { Leaf, Rule } from '../../../functions/contract/definitions/rules.ts';
import { checkLogic } from '../../../functions/core/release/checks/logic.ts';
import { codes, DAY, logicOf, need, rule, shownBy, small } from './small.ts';

const leaf = (fact: string, operator: string, value: Leaf['value']): Leaf => ({ fact, operator, value });
const all = (...leaves: Rule['conditions'][] | Leaf[]) => ({ all: leaves }) as Rule['conditions'];
const any = (...leaves: Leaf[]) => ({ any: leaves }) as Rule['conditions'];
const YES = leaf('a.yes', 'is', true);
const OTHER = leaf('a.other', 'is', true);

async function found(rules: Rule[], code: string) {
  const definitions = small(rules);
  const findings = await checkLogic(definitions, DAY);
  const finding = findings.find((f) => f.code === code);
  return { findings, finding, shown: finding ? await shownBy(definitions, finding) : null };
}

describe('永远成立、永远不成立的条件', () => {
  test('界限互相排斥的规则永远不命中，反例是最接近成立的事实', async () => {
    const { finding, shown } = await found(
      [rule('R', all(leaf('a.fine', 'atLeast', 5000), leaf('a.fine', 'lessThan', 5000)))],
      'rule-never-fires',
    );
    expect(finding).toMatchObject({ severity: 'error', path: '/rules/0/conditions' });
    expect(finding?.say).toContain('永远不成立');
    expect(shown?.statuses).toEqual({ R: 'unsatisfied' });
  });

  test('界限相接而都含本数的，恰在界限上可以成立，不报告', async () => {
    expect(
      await logicOf([rule('R', all(leaf('a.fine', 'atLeast', 5000), leaf('a.fine', 'atMost', 5000)))]),
    ).toEqual([]);
  });

  test('含本数与不满合起来覆盖全部的规则永远命中', async () => {
    const { finding, shown } = await found(
      [rule('R', any(leaf('a.fine', 'atLeast', 5000), leaf('a.fine', 'lessThan', 5000)))],
      'rule-always-fires',
    );
    expect(finding?.severity).toBe('error');
    expect(shown?.statuses).toEqual({ R: 'satisfied' });
  });

  test('两边都不含本数的，恰在界限上不成立，不报告', async () => {
    expect(
      await logicOf([rule('R', any(leaf('a.fine', 'moreThan', 5000), leaf('a.fine', 'lessThan', 5000)))]),
    ).toEqual([]);
  });

  test('整数之间没有别的数：多于 2 次而不满 3 次不可能', async () => {
    const { finding } = await found(
      [rule('R', all(leaf('a.count', 'moreThan', 2), leaf('a.count', 'lessThan', 3)))],
      'rule-never-fires',
    );
    expect(finding).toBeDefined();
    expect(await logicOf([rule('R', all(leaf('a.mu', 'moreThan', 2), leaf('a.mu', 'lessThan', 3)))])).toEqual(
      [],
    );
  });

  test('部分条件永远成立的，指出是哪一处，不作为错误', async () => {
    const { finding, shown, findings } = await found(
      [rule('R', all(YES, leaf('a.count', 'atLeast', 0)))],
      'condition-always-holds',
    );
    expect(finding).toMatchObject({ severity: 'warning', path: '/rules/0/conditions/all/1' });
    expect(shown?.statuses.R).toBeDefined();
    expect(codes(findings)).toEqual(['condition-always-holds']);
  });

  test('集合不能既包含又不包含同一项；枚举不能属于两类', async () => {
    const sets = rule(
      'R',
      all(leaf('a.kinds', 'contains', 'fine'), leaf('a.kinds', 'lacks', ['fine', 'close'])),
    );
    const enums = rule(
      'Q',
      all(leaf('a.kind', 'isOneOf', ['org']), leaf('a.kind', 'isOneOf', ['individual'])),
    );
    expect(codes(await logicOf([sets]))).toEqual(['rule-never-fires']);
    expect(codes(await logicOf([enums]))).toEqual(['rule-never-fires']);
  });

  test('两个事实互相比较的矛盾也能证明；推导的事实可以达到的不报告', async () => {
    const crossed = all(
      leaf('a.fine', 'moreThan', { fact: 'a.max' }),
      leaf('a.max', 'atLeast', { fact: 'a.fine' }),
    );
    expect(codes(await logicOf([rule('R', crossed)]))).toEqual(['rule-never-fires']);
    const reachable = all(
      leaf('a.total', 'atLeast', 10),
      leaf('a.mu', 'lessThan', 3),
      leaf('a.age', 'lessThan', 14),
    );
    expect(await logicOf([rule('R', reachable)])).toEqual([]);
  });

  test('参数不论确认为多少都成立的才算永远成立', async () => {
    const either = any(
      leaf('a.fine', 'atLeast', { fact: 'a.bound' }),
      leaf('a.fine', 'lessThan', { fact: 'a.bound' }),
    );
    expect(codes(await logicOf([rule('R', either)]))).toEqual(['rule-always-fires']);
    expect(await logicOf([rule('R', any(leaf('a.fine', 'atLeast', { fact: 'a.bound' })))])).toEqual([]);
  });

  test('mustKnow 成立时条件不可能成立的，提示等待没有意义', async () => {
    const { finding } = await found(
      [rule('R', all(YES, OTHER), { mustKnow: leaf('a.yes', 'is', false) })],
      'must-know',
    );
    expect(finding?.path).toBe('/rules/0/mustKnow');
    expect(await logicOf([rule('R', all(YES, OTHER), { mustKnow: leaf('a.yes', 'is', true) })])).toEqual([]);
  });

  test('按决定日适用而已经失效的规则，条件成立也不命中', async () => {
    const effective = { from: '2020-01-01', to: '2025-12-31' };
    const { finding, shown } = await found([rule('R', all(YES), { effective })], 'rule-unreachable');
    expect(finding?.severity).toBe('warning');
    expect(shown?.statuses).toEqual({ R: 'not-in-force' });
  });
});

describe('重复、多余和矛盾的规则', () => {
  test('换一种写法的同一条件、同一后果是重复', async () => {
    const one = rule('A', all(leaf('a.count', 'atLeast', 3), YES));
    const two = rule('B', {
      not: { any: [leaf('a.count', 'lessThan', 3), leaf('a.yes', 'is', false)] },
    } as never);
    const { finding, shown } = await found([one, two], 'rule-duplicate');
    expect(finding).toMatchObject({ severity: 'error', path: '/rules/1' });
    expect(finding?.say).toContain('“A 规则 A”');
    expect(shown?.statuses).toEqual({ A: 'satisfied', B: 'satisfied' });
  });

  test('同一条件而后果不同、适用日期不同的，不是重复', async () => {
    const one = rule('A', all(YES), { event: need('legal-review') });
    expect(await logicOf([one, rule('B', all(YES), { event: need('hearing-notice') })])).toEqual([]);
    const until = rule('A', all(YES), { effective: { from: '2020-01-01', to: '2030-12-31' } });
    expect(await logicOf([until, rule('B', all(YES), { effective: { from: '2031-01-01' } })])).toEqual([]);
  });

  test('每次命中另一条也命中、后果相同的，提示多余', async () => {
    const wide = rule('A', all(leaf('a.fine', 'atLeast', 1000)), { event: need('legal-review') });
    const narrow = rule('B', all(leaf('a.fine', 'atLeast', 5000)), { event: need('legal-review') });
    const { finding, shown } = await found([wide, narrow], 'rule-subsumed');
    expect(finding).toMatchObject({ severity: 'warning', path: '/rules/1' });
    expect(shown?.statuses).toEqual({ A: 'satisfied', B: 'satisfied' });
    const apart = rule('B', all(leaf('a.fine', 'atLeast', 999), YES), { event: need('legal-review') });
    expect(await logicOf([wide, apart])).toEqual([]);
  });

  test('事实不明时另一条不命中的，不是多余', async () => {
    const wide = rule('A', all(leaf('a.total', 'atLeast', 10)), { event: need('legal-review') });
    const narrow = rule('B', all(leaf('a.mu', 'atLeast', 10)), { event: need('legal-review') });
    expect(await logicOf([wide, narrow])).toEqual([]);
  });

  test('允许越过的拒绝总与不可越过的拒绝同时命中，是矛盾', async () => {
    const soft = rule('A', all(YES, OTHER), { overridable: { role: 'TOWN_LEADER', reasonRequired: true } });
    const { finding, shown } = await found([soft, rule('B', all(YES))], 'rule-contradiction');
    expect(finding?.severity).toBe('error');
    expect(finding?.say).toContain('越过没有意义');
    expect(shown?.statuses).toEqual({ A: 'satisfied', B: 'satisfied' });
  });

  test('提出要求时总被拒绝，要求从不执行，是矛盾；有时才被拒绝的不是', async () => {
    const asks = rule('A', all(YES, OTHER), { event: need('legal-review') });
    const { finding, shown } = await found([asks, rule('B', all(YES))], 'rule-contradiction');
    expect(finding?.say).toContain('从不执行');
    expect(shown?.outcome).toBe('refused');
    expect(
      await logicOf([rule('A', all(YES), { event: need('legal-review') }), rule('B', all(YES, OTHER))]),
    ).toEqual([]);
  });

  test('上限低于下限：同样情形下无论罚多少都被拒绝，是矛盾', async () => {
    const least = rule('A', all(leaf('a.kind', 'isOneOf', ['org']), leaf('a.fine', 'lessThan', 5000)));
    const most = rule('B', all(leaf('a.kind', 'isOneOf', ['org']), leaf('a.fine', 'moreThan', 3000)));
    const { finding, shown } = await found([least, most], 'rule-contradiction');
    expect(finding?.say).toContain('无论取何值');
    expect(finding?.witness?.facts['a.kind']).toBe('org');
    expect(shown?.statuses).toEqual({ A: 'satisfied', B: 'satisfied' });
    const lower = rule('A', all(leaf('a.kind', 'isOneOf', ['org']), leaf('a.fine', 'lessThan', 3000)));
    expect(await logicOf([lower, most])).toEqual([]);
  });

  test('几条拒绝合起来不给任何情形放行', async () => {
    const rules = [
      rule('A', all(YES)),
      rule('B', all(leaf('a.yes', 'is', false), OTHER)),
      rule('C', all(leaf('a.yes', 'is', false), leaf('a.other', 'is', false))),
    ];
    const { finding, shown } = await found(rules, 'never-allowed');
    expect(finding?.severity).toBe('error');
    expect(shown?.outcome).toBe('refused');
    expect(codes(await logicOf(rules.slice(0, 2)))).toEqual([]);
  });
});

test('同一份规则再检查一次，得到同样的结果', async () => {
  const definitions = small([rule('R', all(leaf('a.count', 'moreThan', 2), leaf('a.count', 'lessThan', 3)))]);
  expect(await checkLogic(definitions, DAY)).toEqual(await checkLogic(definitions, DAY));
});
