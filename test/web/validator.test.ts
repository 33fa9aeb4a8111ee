/** 表单校验:每处不符都用中文说明,并且指到那一栏。 */
import { describe, expect, test } from 'vitest';
import { errorSchemaOf, faultsOf, validator } from '../../web/src/forms/validator.ts';

type Schema = Parameters<typeof faultsOf>[0];
const said = (schema: Schema, data: unknown) =>
  faultsOf(schema, data).map((fault) => `${fault.property}：${fault.message}`);
const one = (property: Record<string, unknown>, value: unknown) =>
  said({ type: 'object', properties: { x: property } } as Schema, { x: value });

describe('单个栏目', () => {
  test('必填的栏目没有填', () => {
    expect(said({ type: 'object', required: ['x'] }, {})).toEqual(['.x：此项必填']);
  });
  test('留空（undefined）等于没有填', () => {
    expect(said({ type: 'object', required: ['x'] }, { x: undefined })).toEqual(['.x：此项必填']);
  });
  test.each([
    [{ type: 'string', minLength: 5 }, '三个字', '.x：至少填写 5 个字'],
    [{ type: 'string', minLength: 1 }, '', '.x：此项不能为空'],
    [{ type: 'string', maxLength: 2 }, '三个字', '.x：最多填写 2 个字'],
    [{ type: 'integer' }, 1.5, '.x：应填写整数'],
    [{ type: 'number', minimum: 0 }, -1, '.x：不得小于 0'],
    [{ type: 'number', maximum: 200 }, 201, '.x：不得大于 200'],
    [{ type: 'number', exclusiveMinimum: 0 }, 0, '.x：须大于 0'],
    [{ type: 'string', format: 'date' }, '2026-02-30', '.x：日期应为“年-月-日”，如 2026-05-20'],
    [{ type: 'string', enum: ['甲', '乙'] }, '丙', '.x：只能选择：甲、乙'],
    [{ const: true }, false, '.x：须勾选确认'],
    [{ type: 'array', minItems: 2 }, ['a'], '.x：至少 2 项'],
    [{ type: 'array', uniqueItems: true }, ['a', 'a'], '.x：内容不得重复'],
    [{ type: 'string', pattern: '^F-' }, 'G-1', '.x：格式不符合要求'],
    [
      { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' },
      '25:00',
      '.x：应为 00:00 至 23:59 之间的时刻，如 09:30',
    ],
  ])('%j 不接受 %j', (property, value, expected) => {
    expect(one(property, value)).toEqual([expected]);
  });
  test('含本数的界限正好等于时可以', () => {
    expect(one({ type: 'number', minimum: 0, maximum: 200 }, 200)).toEqual([]);
  });
  test('一个生僻字算一个字', () => {
    expect(one({ type: 'string', maxLength: 1 }, '𠮷')).toEqual([]);
  });
});

describe('栏目之间', () => {
  const schema: Schema = {
    type: 'object',
    additionalProperties: false,
    required: ['filed'],
    properties: { filed: { type: 'boolean' }, filedAt: { type: 'string' } },
    if: { properties: { filed: { const: true } }, required: ['filed'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { required: ['filedAt'] },
  };
  test('条件成立才要求的栏目，只说缺的那一栏', () => {
    expect(said(schema, { filed: true })).toEqual(['.filedAt：此项必填']);
    expect(said(schema, { filed: false })).toEqual([]);
  });
  test('表单中没有的内容', () => {
    expect(said(schema, { filed: false, extra: 1 })).toEqual(['.extra：表单中没有此项']);
  });
  test('几种填法都不符合时只说一句', () => {
    const choice = {
      oneOf: [
        { const: 'a', title: '甲' },
        { const: 'b', title: '乙' },
      ],
    };
    expect(one(choice, 'c')).toEqual(['.x：应当且只能符合一种填法']);
  });
  test('成组的栏目和列表指到最里面的一栏', () => {
    const nested: Schema = {
      type: 'object',
      properties: {
        list: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: {} } } },
      },
    };
    expect(said(nested, { list: [{ name: '甲' }, {}] })).toEqual(['.list.1.name：此项必填']);
  });
  test('没有填写的选填组不算数，必填组要填', () => {
    const group: Schema = {
      type: 'object',
      required: ['named'],
      properties: { named: { type: 'boolean' } },
    };
    expect(said({ type: 'object', properties: { reporter: group } }, { reporter: {} })).toEqual([]);
    expect(
      said({ type: 'object', required: ['reporter'], properties: { reporter: group } }, { reporter: {} }),
    ).toEqual(['.reporter.named：此项必填']);
  });
  test('必填组还没有动过，缺的也是组里的各栏', () => {
    const group: Schema = { type: 'object', required: ['name', 'day'], properties: { name: {}, day: {} } };
    expect(said({ type: 'object', required: ['party'], properties: { party: group } }, {})).toEqual([
      '.party.name：此项必填',
      '.party.day：此项必填',
    ]);
  });
  test('引用的定义也校验', () => {
    const schema: Schema = {
      type: 'object',
      $defs: { day: { type: 'string', format: 'date' } },
      properties: { on: { $ref: '#/$defs/day' } },
    };
    expect(said(schema, { on: 'x' })).toEqual(['.on：日期应为“年-月-日”，如 2026-05-20']);
    expect(validator.isValid({ $ref: '#/$defs/day' }, '2026-05-20' as never, schema)).toBe(true);
  });
});

test('校验时不在运行中生成代码', () => {
  const made = globalThis.Function;
  globalThis.Function = (() => {
    throw new Error('code generation');
  }) as never;
  try {
    expect(said({ type: 'object', required: ['x'] }, {})).toHaveLength(1);
  } finally {
    globalThis.Function = made;
  }
});

test('错误按栏目归位，供表单显示在栏目旁', () => {
  expect(errorSchemaOf([{ path: ['party', 'name'], say: '此项必填' }])).toEqual({
    party: { name: { __errors: ['此项必填'] } },
  });
});
