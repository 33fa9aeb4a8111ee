import { describe, expect, test } from 'vitest';
import type {
  FactDefinition,
  FactMapping,
  ParameterTable,
} from '../../../functions/contract/definitions/facts.ts';
import { type Derivation, FactDictionary } from '../../../functions/contract/definitions/facts.ts';
import type { Finding } from '../../../functions/contract/definitions/release.ts';
import { checkBundle } from '../../../functions/core/release/check.ts';
import { DAY, entry, small } from './small.ts';

/** What is wrong with what a bundle names and how it fits together, at the places asked about. */
async function found(at: RegExp, ...more: Parameters<typeof small>[1] & object): Promise<Finding[]> {
  const findings = await checkBundle(small([], more), [DAY]);
  return findings.filter(({ definition, path }) => at.test(definition + path));
}
const fact = (
  type: FactDefinition['type'],
  derive: Derivation,
  more: Partial<FactDefinition> = {},
): FactDefinition => ({
  type,
  label: '得出',
  derive,
  ...more,
});
const derived = (definition: FactDefinition) =>
  found(
    /^facts\/more/,
    entry('facts', {
      id: 'more',
      title: '更多',
      facts: {
        'b.result': definition,
        'b.name': { type: 'text', label: '姓名', from: { form: true } },
        'b.weight': { type: 'mass.kg', label: '重量', from: { form: true } },
        'b.money': { type: 'money.fen', label: '价值', from: { form: true } },
        'b.parts': { type: 'ratio', label: '比例', from: { form: true } },
      },
    }),
  );

describe('推导的类型在检查时就对上，判定时不会出错', () => {
  test.each<[string, FactDefinition, RegExp]>([
    ['文字不能相加', fact('area.mu', { sum: ['b.name'] }), /“姓名”.*类型是 text，应为area\.mu/],
    ['单位不同的不能相加', fact('area.mu', { sum: ['a.mu', 'b.weight'] }), /“重量”.*用 scale 换算/],
    ['数的和不是日期', fact('date', { sum: ['a.count'] }), /类型是 date，这一推导得出的是数/],
    ['不是日期的没有周岁', fact('count', { ageOn: ['a.count', 'a.day'] }), /“次数”.*应为date/],
    ['周岁不是日期', fact('date', { ageOn: ['a.born', 'a.day'] }), /得出的是count/],
    ['相隔天数只在日期之间', fact('days', { daysBetween: ['a.day', 'a.yes'] }), /“是否”.*应为date/],
    ['金额不会有半分', fact('money.fen', { sum: [{ scale: ['b.money', '1/3'] }] }), /不一定是整数/],
    ['次数里不能加半次', fact('count', { sum: ['a.count', 0.5] }), /推导里的 0\.5.*应为整数/],
    ['比大小的须是同一单位', fact('area.mu', { max: ['a.mu', 'b.weight'] }), /“重量”/],
    ['取其一的须是同一类型', fact('date', { coalesce: ['a.day', 'a.count'] }), /“次数”.*应为date/],
    ['取其一的固定值也须相符', fact('date', { coalesce: ['a.day', 7] }), /推导里的 7.*应为日期/],
    ['合并的须是多选', fact('set', { union: ['a.kind'] }), /“类别”.*应为set/],
    [
      '取其一不能多出没有的值',
      fact('enum', { coalesce: ['a.kind'] }, { values: ['org'] }),
      /可以是“individual”/,
    ],
    [
      '加处罚款从金额算起',
      fact('money.fen', { lateFee: ['a.mu', 'a.day', 'a.day'] }),
      /“面积”.*应为money\.fen/,
    ],
    [
      '所在位置须用同一单位',
      fact('ratio', { share: ['b.money', 'a.mu', 'a.max'] }),
      /“面积”.*应为money\.fen/,
    ],
    ['所在位置是比例', fact('money.fen', { share: ['b.money', 'a.fine', 'a.max'] }), /得出的是ratio/],
  ])('%s', async (_, definition, say) => {
    const findings = await derived(definition);
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['type-mismatch', '/facts/b.result/derive'],
    ]);
    expect(findings[0]?.say).toMatch(say);
  });

  test.each<[string, FactDefinition]>([
    ['同一单位的和', fact('area.mu', { sum: ['a.mu', 'a.prior', 1.5] })],
    [
      '换算成比例的和',
      fact('ratio', { sum: [{ scale: ['a.mu', '1/5'] }, { scale: ['b.weight', '1/200'] }] }),
    ],
    ['幅度中的位置', fact('ratio', { share: ['b.money', 'a.fine', 'a.max'] })],
  ])('%s没有问题', async (_, definition) => {
    expect(await derived(definition)).toEqual([]);
  });

  test('分母为零的换算不收', () => {
    const dictionary = (scale: string) => ({
      id: 'd',
      title: '词典',
      facts: { 'b.x': { type: 'ratio', label: '比', derive: { sum: [{ scale: ['a.mu', scale] }] } } },
    });
    expect(FactDictionary.safeParse(dictionary('1/0')).success).toBe(false);
    expect(FactDictionary.safeParse(dictionary('1/00')).success).toBe(false);
    expect(FactDictionary.safeParse(dictionary('3/20')).success).toBe(true);
  });
});

describe('参数与读取它的事实', () => {
  const table = (id: string, param: Partial<ParameterTable['params'][string]>, name = 'other') =>
    entry('params', {
      id,
      title: '参数',
      params: { [name]: { label: '数额', type: 'money.fen', values: [], ...param } },
    });
  const value = (from: string, amount: number | string) => ({
    from,
    value: amount,
    source: '样例',
    verified: 'policy' as const,
  });
  const reader = (definition: Partial<FactDefinition>) =>
    entry('facts', {
      id: 'readers',
      title: '读取',
      facts: { 'p.other': { type: 'money.fen', label: '读取', from: { param: 'other' }, ...definition } },
    });

  test('类型不同的指出两边', async () => {
    const [finding, ...rest] = await found(/^params\/t/, table('t', { type: 'area.mu' }), reader({}));
    expect(finding).toMatchObject({ code: 'type-mismatch', path: '/params/other/type', severity: 'error' });
    expect(finding?.say).toContain('“读取”类型是 money.fen，参数是 area.mu');
    expect(rest).toEqual([]);
  });

  test('数值不在事实可选的范围之内', async () => {
    const [finding] = await found(
      /^params\/t/,
      table('t', { type: 'enum', values: [value('2026-01-01', 'county')] }),
      reader({ type: 'enum', values: ['city', 'state'] }),
    );
    expect(finding).toMatchObject({ code: 'type-mismatch', path: '/params/other/values/0/value' });
  });

  test('数值不合参数自己的类型', async () => {
    const half = table('t', { values: [value('2026-01-01', 0.5)] });
    expect(await found(/^params\/t/, half)).toMatchObject([
      {
        code: 'type-mismatch',
        path: '/params/other/values/0/value',
        say: expect.stringContaining('应为整数'),
      },
    ]);
  });

  test('同名的参数写了两处；同一天起写了两个数值', async () => {
    expect(await found(/^params\/u/, table('t', {}), table('u', {}))).toMatchObject([
      { code: 'param-twice', path: '/params/other', say: expect.stringContaining('参数表“t”') },
    ]);
    const twice = table('t', { values: [value('2026-01-01', 1), value('2026-01-01', 2)] });
    expect(await found(/^params\/t/, twice)).toMatchObject([
      { code: 'param-date-twice', path: '/params/other/values/1/from' },
    ]);
  });

  test('名为 constructor 的参数没有声明，就是不存在', async () => {
    const [finding] = await found(/^facts\/readers/, reader({ from: { param: 'constructor' } }));
    expect(finding).toMatchObject({ code: 'unknown-param', path: '/facts/p.other' });
  });
});

describe('表单的字段与它给出的事实', () => {
  const properties = {
    yes: { type: 'boolean' },
    name: { type: 'string' },
    day: { type: 'string', format: 'date' },
    at: { type: 'string', format: 'date-time' },
    mu: { type: 'number', minimum: 0 },
    below: { type: 'number' },
    whole: { type: 'integer', minimum: 0 },
    kind: { type: 'string', oneOf: [{ const: 'individual' }, { const: 'org' }] },
    stray: { type: 'string', enum: ['individual', 'nobody'] },
    kinds: { type: 'array', items: { type: 'string', enum: ['fine', 'close'] } },
    files: { type: 'array', items: { type: 'object', additionalProperties: false } },
  };
  const form = (...facts: FactMapping) =>
    found(
      /^form\/f\/facts/,
      entry('form', {
        id: 'f',
        title: '表',
        schema: { type: 'object', additionalProperties: false, properties },
        ui: {},
        facts,
      }),
    );

  test.each<[string, FactMapping[number], RegExp]>([
    ['勾选框不是面积', { fact: 'a.mu', at: '/yes' }, /应为数字（number），现为 boolean/],
    ['文字不是日期', { fact: 'a.day', at: '/name' }, /format 为 date/],
    ['时刻不是日期', { fact: 'a.day', at: '/at' }, /date-time/],
    ['小数不是次数', { fact: 'a.count', at: '/mu' }, /应为整数/],
    ['没有下限的数会是负数', { fact: 'a.mu', at: '/below' }, /minimum/],
    ['金额以元填写', { fact: 'a.fine', at: '/whole' }, /yuanAt/],
    ['以元填写的须是金额', { fact: 'a.mu', yuanAt: '/mu' }, /只能给金额/],
    ['项数只给次数', { fact: 'a.mu', countAt: '/files' }, /项数只能给次数/],
    ['不是清单的没有项数', { fact: 'a.count', countAt: '/mu' }, /不是清单/],
    ['可选的值须在事实的范围之内', { fact: 'a.kind', at: '/stray' }, /可选“nobody”/],
    ['有可选值的单选不能随意填写', { fact: 'a.kind', at: '/name' }, /应写明可选的值/],
    ['多选须是文字的清单', { fact: 'a.kinds', at: '/files' }, /文字的清单/],
    ['固定值须合类型', { fact: 'a.yes', value: '是' }, /应为 true 或 false/],
    ['提交时刻只给日期或时刻', { fact: 'a.count', now: true }, /只能给日期或者时刻/],
    ['提交人只给文字', { fact: 'a.kind', actor: true }, /只能给文字/],
  ])('%s', async (_, line, say) => {
    const findings = await form(line);
    expect(findings).toMatchObject([{ code: 'type-mismatch', path: '/facts/0', severity: 'error' }]);
    expect(findings[0]?.say).toMatch(say);
  });

  test('相符的没有问题', async () => {
    expect(
      await form(
        { fact: 'a.mu', at: '/mu' },
        { fact: 'a.day', at: '/day' },
        { fact: 'a.count', at: '/whole' },
        { fact: 'a.prior', at: '/whole' },
        { fact: 'a.yes', at: '/yes' },
        { fact: 'a.kind', at: '/kind' },
        { fact: 'a.kinds', at: '/kinds' },
        { fact: 'a.fine', yuanAt: '/mu' },
        { fact: 'a.born', now: true },
        { fact: 'a.other', value: true },
      ),
    ).toEqual([]);
  });
});
