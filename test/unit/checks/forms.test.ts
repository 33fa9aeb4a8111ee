import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { Finding } from '../../../functions/contract/definitions/release.ts';
import { slowPattern } from '../../../functions/core/forms/slow-pattern.ts';
import { bundle } from '../../../functions/core/release/bundle.ts';
import { danglingIn } from '../../../functions/core/release/check.ts';
import { entry, small } from './small.ts';

type Properties = Record<string, unknown>;
/** What the checks say of one form, at the places of its schema and of how it is drawn. */
const found = (properties: Properties, more: object = {}, ui: object = {}): Finding[] => {
  const schema = { type: 'object', additionalProperties: false, properties, ...more };
  const form = entry('form', { id: 'f', title: '表', schema, ui: { ...ui }, facts: [] });
  return danglingIn(small([], [form])).filter(({ definition }) => definition === 'form/f');
};
const placed = (findings: Finding[]) => findings.map(({ code, path }) => [code, path]);
const text = { type: 'string', maxLength: 40 };

describe('没有人能填的表单不收', () => {
  test('随软件发布的表单全部通过', () => {
    const shipped = danglingIn(bundle(loadPacks('.').entries));
    expect(shipped.filter(({ definition }) => definition.startsWith('form/'))).toEqual([]);
  });

  test('必填的栏目表单里没有，指出本来应当写的', () => {
    const findings = found(
      {
        place: text,
        at: { type: 'object', properties: { day: text }, additionalProperties: false, required: ['dai'] },
      },
      { required: ['plcae'] },
    );
    expect(placed(findings)).toEqual([
      ['unknown-field', '/schema/required/0'],
      ['unknown-field', '/schema/properties/at/required/0'],
    ]);
    expect(findings[0]).toMatchObject({ severity: 'error', say: '表单里没有“plcae”这一栏，是否应为“place”' });
  });

  test('条件里的必填可以是外层写明的栏目，外层没有写明的不收', () => {
    const branch = (name: string) => ({
      allOf: [
        { if: { properties: { kind: { const: 'a' } }, required: ['kind'] }, else: { required: [name] } },
      ],
    });
    expect(found({ kind: text, place: text }, branch('place'))).toEqual([]);
    expect(placed(found({ kind: text, place: text }, branch('nowhere')))).toEqual([
      ['unknown-field', '/schema/allOf/0/else/required/0'],
    ]);
    const declared = { else: { properties: { extra: text }, required: ['extra'] }, if: {} };
    expect(placed(found({ kind: text }, declared))).toEqual([
      ['unknown-field', '/schema/else/required/0'],
      ['unknown-field', '/schema/else/properties/extra'],
    ]);
    const open = { ...declared, additionalProperties: undefined, unevaluatedProperties: false };
    expect(found({ kind: text }, open)).toEqual([]);
  });

  test('各种选法各有自己的栏目，不是错误', () => {
    const way = (name: string) => ({
      type: 'object',
      additionalProperties: false,
      required: [name],
      properties: { [name]: text },
    });
    expect(found({ way: { oneOf: [way('left'), way('right')] } })).toEqual([]);
  });

  test('拼错的关键字不会被悄悄忽略', () => {
    const findings = found({
      name: { type: 'string', maxLenght: 5 },
      list: { type: 'array', items: text, minItem: 1 },
    });
    expect(placed(findings)).toEqual([
      ['unknown-keyword', '/schema/properties/name/maxLenght'],
      ['unknown-keyword', '/schema/properties/list/minItem'],
    ]);
    expect(findings[0]?.say).toBe('不认识的写法“maxLenght”，填写时不起作用，是否应为“maxLength”');
  });

  test('名为关键字的栏目就是栏目', () => {
    expect(
      found({ maxLenght: text, properties: text, items: text }, { required: ['maxLenght', 'items'] }),
    ).toEqual([]);
  });

  test.each<[string, object, string, string]>([
    [
      '字数',
      { type: 'string', minLength: 5, maxLength: 2 },
      'minLength',
      '字数的下限 5（minLength）大于上限 2',
    ],
    ['数值', { type: 'number', minimum: 9, maximum: 1 }, 'minimum', '数值的下限 9（minimum）大于上限 1'],
    [
      '不含本数的数值',
      { type: 'number', exclusiveMinimum: 1, maximum: 1 },
      'exclusiveMinimum',
      '等于不含本数的上限',
    ],
    [
      '项数',
      { type: 'array', items: text, minItems: 3, maxItems: 2 },
      'minItems',
      '项数的下限 3（minItems）大于上限 2',
    ],
    ['可选的值', { type: 'string', enum: [] }, 'enum', '没有可选的值'],
  ])('%s没有能填的', (_, field, keyword, say) => {
    const [finding, ...more] = found({ field });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'range',
      path: `/schema/properties/field/${keyword}`,
      severity: 'error',
    });
    expect(finding?.say).toContain(say);
  });

  test('上下限相同的可以填', () => {
    expect(
      found({
        code: { type: 'string', minLength: 18, maxLength: 18 },
        one: { type: 'number', minimum: 1, maximum: 1 },
      }),
    ).toEqual([]);
  });
});

describe('不是 JSON Schema 的，用中文说明，指到写错的地方', () => {
  test.each<[string, object, string, RegExp]>([
    ['没有的类型', { type: 'scene' }, '/type', /^应为其中之一：.*string/],
    ['负的字数', { type: 'string', maxLength: -1 }, '/maxLength', /^不得小于 0$/],
    ['不是列表的选项', { enum: 'x' }, '/enum', /^类型应为列表$/],
    ['没有配对的括号', { type: 'string', pattern: '^(a' }, '/pattern', /不是正则表达式：圆括号没有配对/],
    ['没有的格式', { type: 'string', format: 'dat' }, '/format', /没有格式“dat”，.*是否应为“date”/],
    ['没有的引用', { $ref: '#/$defs/place' }, '/$ref', /表单里没有“#\/\$defs\/place”/],
    ['别处的引用', { $ref: 'https://example.org/place' }, '/$ref', /只能引用本表单/],
  ])('%s', (_, field, at, say) => {
    const [finding, ...more] = found({ field });
    expect(more).toEqual([]);
    expect(finding?.path).toBe(`/schema/properties/field${at}`);
    expect(finding?.say).toMatch(say);
    expect(finding?.say).not.toMatch(/must|should|invalid|can't/i);
  });

  test('一栏不是对象，别的版本的 JSON Schema', () => {
    expect(found({ field: 5 })).toMatchObject([
      { path: '/schema/properties/field', say: '这里应为一个对象，写明这一项怎样填写' },
    ]);
    expect(found({}, { $schema: 'http://json-schema.org/draft-07/schema#' })).toMatchObject([
      { path: '/schema/$schema', say: '应为 https://json-schema.org/draft/2020-12/schema' },
    ]);
  });

  test('同一表单里的引用可以用，绕回自己的也查得完', () => {
    const node = {
      type: 'object',
      additionalProperties: false,
      properties: { name: text, inner: { $ref: '#/$defs/node' } },
      required: ['name'],
    };
    expect(found({ tree: { $ref: '#/$defs/node' } }, { $defs: { node } })).toEqual([]);
  });
});

describe('可能验证不完的正则表达式', () => {
  test.each([
    '^(a+)+$',
    '(a*)*',
    '([a-z]+)*x',
    '^(?:\\d+\\s?)+$',
    '((ab)+c?)+',
    '(a{1,20})+',
    '(a{1,2})*',
    '(a?b?)+',
    '(a|a)*',
    '(a|ab)+$',
    '([a-z]|\\w)+',
    '((a+)b)+',
    '(.*,){11}',
  ])('%s 不收', (pattern) => {
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
    expect(slowPattern(pattern)).not.toBeNull();
    expect(placed(found({ field: { type: 'string', pattern } }))).toEqual([
      ['slow-pattern', '/schema/properties/field/pattern'],
    ]);
  });

  test.each([
    '^[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]$',
    '^[0-9+][0-9 -]{4,19}$',
    '^(?!town$)[a-z][a-z0-9-]{1,40}$',
    '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
    '^(\\d{1,3}\\.){3}\\d{1,3}$',
    '^([0-9]{1,3},)+[0-9]$',
    '^（甲|乙|丙）+$',
    '^(ab)+[()+*]*\\(\\)+$',
    '^[\\p{Script=Han}·]+$',
    '^a+b*c+$',
    '^([^)]x)*$',
  ])('%s 可以用', (pattern) => {
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
    expect(slowPattern(pattern)).toBeNull();
  });
});

describe('怎样显示也要写对', () => {
  const fields = {
    name: text,
    kind: { type: 'string', enum: ['a'] },
    list: {
      type: 'array',
      items: { type: 'object', additionalProperties: false, properties: { mu: { type: 'number' } } },
    },
  };
  const shown = (ui: object) => found(fields, {}, ui);

  test('对的没有问题', () => {
    const ui = {
      'ui:order': ['kind', '*'],
      name: { 'ui:widget': 'textarea', 'ui:options': { rows: 3 }, 'ui:help': '说明' },
      kind: { 'ui:widget': 'radio', 'ui:options': { inline: true } },
      list: { items: { mu: { 'ui:widget': 'money' } } },
    };
    expect(shown(ui)).toEqual([]);
  });

  test.each<[string, object, string, string, string]>([
    ['没有的栏目', { zzz: { 'ui:help': '说明' } }, 'unknown-field', '/zzz', '表单里没有“zzz”这一栏'],
    [
      '清单里没有的栏目',
      { list: { items: { mmu: {} } } },
      'unknown-field',
      '/list/items/mmu',
      '是否应为“mu”',
    ],
    [
      '没有的显示方式',
      { name: { 'ui:widgett': 'textarea' } },
      'unknown-option',
      '/name/ui:widgett',
      '是否应为“widget”',
    ],
    [
      '没有的选项',
      { name: { 'ui:options': { row: 3 } } },
      'unknown-option',
      '/name/ui:options/row',
      '是否应为“rows”',
    ],
    [
      '没有的控件',
      { name: { 'ui:widget': 'textaera' } },
      'unknown-widget',
      '/name/ui:widget',
      '没有控件“textaera”',
    ],
    [
      '类型不合的控件',
      { name: { 'ui:widget': 'checkboxes' } },
      'unknown-widget',
      '/name/ui:widget',
      '类型是 string',
    ],
    ['没有的自定义栏目', { list: { 'ui:field': 'file' } }, 'unknown-widget', '/list/ui:field', 'files'],
    ['顺序里没有的栏目', { 'ui:order': ['nmae', '*'] }, 'unknown-field', '/ui:order/0', '是否应为“name”'],
    ['顺序漏了栏目', { 'ui:order': ['name', 'list'] }, 'field-not-ordered', '/ui:order', '没有排进“kind”'],
    ['由没有的栏目选定', { 'ui:concernedBy': 'kinds' }, 'unknown-field', '/ui:concernedBy', '是否应为“kind”'],
  ])('%s', (_, ui, code, at, say) => {
    const findings = shown(ui);
    expect(placed(findings)).toEqual([[code, `/ui${at}`]]);
    expect(findings[0]?.severity).toBe('error');
    expect(findings[0]?.say).toContain(say);
  });
});
