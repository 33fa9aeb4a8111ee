import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { Entry } from '../../../functions/core/release/bundle.ts';
import { bundle } from '../../../functions/core/release/bundle.ts';
import { checkInForce } from '../../../functions/core/release/checks/inforce.ts';
import { checkStatutes, cites } from '../../../functions/core/release/checks/statutes.ts';
import { codes, DAY, entry, need, rule, shownBy, small } from './small.ts';

const over = { all: [{ fact: 'a.fine', operator: 'atLeast', value: { fact: 'a.bound' } }] };
const statutes = (statute: object): Entry =>
  entry('statutes', {
    id: 'statutes',
    title: '法律效力',
    statutes: [{ name: '旧法', source: '样例', verified: 'policy', ...statute }],
  });

describe('参数和事项在当日是否有效', () => {
  test('没有确认的参数逐条指出受影响的规则和安全侧，反例使规则不明', async () => {
    const rules = [rule('F', over, { event: need('legal-review'), whenUnknown: 'fire' }), rule('H', over)];
    const definitions = small(rules, [], null);
    const [finding, ...more] = await checkInForce(definitions, [DAY]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'warning', code: 'param-unconfigured', path: '/params/bound' });
    expect(finding?.say).toContain('F（不明时按安全侧照样执行）、H（不明时等待查明）');
    expect(finding?.witness?.facts['a.fine']).toBeTypeOf('number');
    expect((await shownBy(definitions, finding)).statuses).toEqual({ F: 'unknown', H: 'unknown' });
  });

  test('起始日在生效日之后的参数尚未生效；已经确认的不报告', async () => {
    expect(codes(await checkInForce(small([rule('H', over)]), ['2020-01-01']))).toEqual([
      'param-not-in-force',
    ]);
    expect(await checkInForce(small([rule('H', over)]), [DAY])).toEqual([]);
  });

  test('赋权已经收回或者有效期已过的事项被指出，没有确认的不算', async () => {
    const matter = loadPacks('.').entries.find((e) => e.kind === 'matter') as Entry<'matter'>;
    const dated = (from: string | null, to: string | null) =>
      small([], [entry('matter', { ...matter.body, empowerment: { ...matter.body.empowerment, from, to } })]);
    expect(codes(await checkInForce(dated('2023-01-01', DAY), [DAY]))).toEqual(['matter-not-in-force']);
    expect(codes(await checkInForce(dated('2027-01-01', null), [DAY]))).toEqual(['matter-not-in-force']);
    expect(await checkInForce(dated('2023-01-01', '2026-11-24'), [DAY])).toEqual([]);
    expect(await checkInForce(dated(null, null), [DAY])).toEqual([]);
  });
});

describe('引用的条文是否有效', () => {
  const citing = (basis: string, more = {}) =>
    rule('R', { all: [{ fact: 'a.yes', operator: 'is', value: true }] }, { legalBasis: [basis], ...more });

  test('引用已经废止的法律是错误，写明条文、废止日和取代它的法律，反例使规则命中', async () => {
    const gone = statutes({ repealedOn: '2026-08-15', repealedBy: '新法' });
    const definitions = small([citing('中华人民共和国旧法第12条')], [gone]);
    const [finding] = await checkStatutes(definitions, [DAY]);
    expect(finding).toMatchObject({
      severity: 'error',
      code: 'statute-repealed',
      path: '/rules/0/legalBasis/0',
    });
    expect(finding?.say).toMatch(/旧法第12条.*2026-08-15.*新法/);
    expect((await shownBy(definitions, finding)).statuses).toEqual({ R: 'satisfied' });
    expect(await checkStatutes(definitions, ['2026-08-14'])).toEqual([]);
  });

  test('只适用于废止以前的规则可以引用旧法', async () => {
    const gone = statutes({ repealedOn: '2026-08-15' });
    const before = { effective: { from: '2020-01-01', to: '2026-08-14' } };
    expect(await checkStatutes(small([citing('旧法第12条', before)], [gone]), [DAY])).toEqual([]);
  });

  test('引用尚未施行的法律给出警告', async () => {
    const coming = statutes({ inForceFrom: '2027-01-01' });
    expect(codes(await checkStatutes(small([citing('旧法第1条')], [coming]), [DAY]))).toEqual([
      'statute-not-yet',
    ]);
  });

  test('名称是别的法律一部分的不算；指明版本和条文的只管那一版、那几条', () => {
    const named = (more = {}) => ({ name: '环境保护法', source: '', verified: 'policy' as const, ...more });
    expect(cites('环境保护法第6条', named())).toBe(true);
    expect(cites('依据环境保护法（2014修订）', named())).toBe(true);
    expect(cites('海洋环境保护法第6条', named())).toBe(false);
    expect(cites('环境保护法实施细则第6条', named())).toBe(false);
    expect(cites('环境保护法（2014修订）第6条', named({ edition: '2014' }))).toBe(true);
    expect(cites('环境保护法（2026修订）第6条', named({ edition: '2014' }))).toBe(false);
    expect(cites('环境保护法第九十五条第一款', named({ articles: [95] }))).toBe(true);
    expect(cites('环境保护法第3、95条', named({ articles: [95] }))).toBe(true);
    expect(cites('环境保护法第96条', named({ articles: [95] }))).toBe(false);
  });

  test('随软件发布的规则、事项、期限和模板没有引用失效的条文', async () => {
    const packs = bundle(loadPacks('.').entries);
    expect(packs.all('statutes').length).toBe(1);
    expect(await checkStatutes(packs, [DAY])).toEqual([]);
  });
});
