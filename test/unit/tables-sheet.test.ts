import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sheets } from '../../functions/adapters/sheets/index.ts';
import { cellOfText, cellText } from '../../functions/contract/cells/cells.ts';
import type { FactDefinition } from '../../functions/contract/definitions/facts.ts';
import { OPERATORS } from '../../functions/contract/definitions/rules.ts';
import { DecisionTable } from '../../functions/contract/definitions/tables.ts';
import { LEAST_NUMBER, MOST_NUMBER } from '../../functions/contract/fact-types.ts';
import { family } from '../../functions/core/decide/operators.ts';
import type { Dictionary } from '../../functions/core/facts/dictionary.ts';
import { canonicalJson } from '../../functions/core/hash.ts';
import { tableOfSheet } from '../../functions/core/rules/sheet/read.ts';
import { sheetOfTable } from '../../functions/core/rules/sheet/write.ts';

const FACTS: Record<string, FactDefinition> = {
  'forest.mu': { type: 'area.mu', label: '林地面积' },
  'forest.limit': { type: 'area.mu', label: '面积标准' },
  'fine.sum': { type: 'money.fen', label: '罚款数额' },
  'fine.limit': { type: 'money.fen', label: '数额标准' },
  'case.count': { type: 'count', label: '次数' },
  'party.minor': { type: 'boolean', label: '未成年人' },
  'party.adult': { type: 'boolean', label: '成年人' },
  'act.day': { type: 'date', label: '行为之日' },
  'other.day': { type: 'date', label: '另一日' },
  'act.at': { type: 'instant', label: '行为时刻' },
  'party.kind': {
    type: 'enum',
    label: '当事人类别',
    values: ['individual', 'org', '甲', 'x'],
    valueLabels: { individual: '自然人', org: '法人、其他组织', 甲: 'x', x: '乙' },
  },
  'penalty.kinds': {
    type: 'set',
    label: '处罚种类',
    values: ['fine', 'revoke', 'a', 'b'],
    valueLabels: { fine: '罚款', revoke: '吊销："许可"', a: '同名', b: '同名' },
  },
  'case.marks': { type: 'set', label: '节点' },
};
const dictionary: Dictionary = new Map(Object.entries(FACTS));
const fact = (name: string) => FACTS[name] as FactDefinition;

const words = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 24 }),
  fc.constantFrom('constructor', '__proto__', '=1+1', '"甲"', '_x0041_', ' 甲\n乙 ', '不限', '表的设置'),
);
const slug = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}$/);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString());
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

function literal({ type, values }: FactDefinition): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean();
  if (type === 'date') return day;
  if (type === 'instant') return instant;
  if (type === 'money.fen' || type === 'count') return fc.nat({ max: 10_000_000_000 });
  if (type === 'enum' || type === 'set') {
    const member = values ? fc.constantFrom(...values) : words;
    return fc.oneof(member, fc.array(member, { minLength: 1, maxLength: 3 }));
  }
  const within = fc.double({ min: LEAST_NUMBER, max: MOST_NUMBER, noNaN: true });
  return fc.oneof({ weight: 1, arbitrary: fc.constant(0) }, { weight: 9, arbitrary: within });
}

function testOf(name: string): fc.Arbitrary<unknown> {
  const own = fact(name);
  const same = Object.keys(FACTS).filter((other) => FACTS[other]?.type === own.type);
  return fc.record({
    operator: fc.constantFrom(...OPERATORS[family(own.type) as keyof typeof OPERATORS]),
    value: fc.oneof(
      { weight: 4, arbitrary: literal(own) },
      { weight: 1, arbitrary: fc.constantFrom(...same).map((other) => ({ fact: other })) },
    ),
  });
}

const event = fc.oneof(
  fc.record({ type: fc.constant('deny'), params: fc.record({ say: words }) }),
  fc.record({ type: fc.constant('require'), params: fc.record({ need: slug, say: words }) }),
  fc.record({
    type: fc.constant('freeze'),
    params: fc.record({ actions: fc.array(slug, { minLength: 1, maxLength: 3 }), open: slug, say: words }),
  }),
  fc.record({ type: fc.constant('open'), params: fc.record({ open: slug, say: words }) }),
  fc.record({ type: fc.constant('flag'), params: fc.record({ flag: slug, say: words }) }),
  fc.record({
    type: fc.constant('notify'),
    params: fc.record({ role: fc.constantFrom('OFFICER', 'AUDITOR'), say: words }),
  }),
);
const whenUnknown = optional(fc.constantFrom('hold', 'fire', 'pass'));
const cover = fc.oneof(
  fc.record({
    fact: fc.constantFrom('party.kind', 'party.minor'),
    every: fc.constant(true),
    basis: optional(words),
  }),
  fc.record({ fact: fc.constant('party.kind'), beside: fc.constant(true), basis: optional(words) }),
  fc.record({
    fact: fc.constant('fine.sum'),
    from: fc.nat(),
    fromOpen: optional(fc.constant(true)),
    to: fc.nat(),
    toOpen: optional(fc.constant(true)),
    basis: optional(words),
  }),
  fc.record({ fact: fc.constant('act.day'), from: day, fromOpen: optional(fc.constant(true)) }),
);

const tables = fc
  .uniqueArray(fc.constantFrom(...Object.keys(FACTS)), { minLength: 1, maxLength: 5 })
  .chain((names) =>
    fc.record({
      id: slug,
      title: words,
      about: fc.oneof(words, fc.constant('')),
      asOf: fc.constantFrom('act', 'decision'),
      severity: fc.constantFrom('block', 'warn', 'info'),
      overridable: fc.constantFrom(false, { role: 'TOWN_LEADER', reasonRequired: true }),
      whenUnknown,
      mustKnow: optional(
        testOf('case.marks').chain((leaf) =>
          fc.record({
            ...Object.fromEntries(Object.entries(leaf as object).map(([k, v]) => [k, fc.constant(v)])),
            fact: fc.constant('case.marks'),
            basis: optional(words),
            label: optional(words),
          }),
        ),
      ),
      hit: fc.constantFrom('unique', 'collect'),
      covers: optional(fc.array(cover, { minLength: 1, maxLength: 2 })),
      columns: fc.tuple(
        ...names.map((name) => fc.record({ fact: fc.constant(name), label: optional(words) })),
      ),
      rows: fc.array(
        fc.record({
          id: slug,
          title: words,
          cells: fc
            .tuple(...names.map((name) => fc.option(fc.array(testOf(name), { minLength: 1, maxLength: 2 }))))
            .filter((cells) => cells.some((cell) => cell !== null)),
          legalBasis: fc.array(words, { minLength: 1, maxLength: 3 }),
          verified: fc.constantFrom('stored_text', 'web', 'knowledge', 'policy', 'unconfirmed'),
          effective: optional(fc.record({ from: day, to: optional(day) })),
          whenUnknown,
          event,
          note: optional(fc.oneof(words, fc.constant(''))),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  )
  .map((table) => DecisionTable.parse(JSON.parse(canonicalJson(table))));

describe('决策表导出为 Excel 再导入', () => {
  test('任何一张决策表导出后原样导入，内容不变', async () => {
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const bytes = await sheets.write(sheetOfTable(table, dictionary), 'xlsx');
        const read = tableOfSheet(await sheets.read(bytes, 'xlsx'), dictionary);
        expect(read).toEqual({ table });
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['forest.mu', '以上 5亩', [{ operator: 'atLeast', value: 5 }]],
    ['forest.mu', '超过 5亩', [{ operator: 'moreThan', value: 5 }]],
    ['forest.mu', '以下 10亩', [{ operator: 'atMost', value: 10 }]],
    ['forest.mu', '不满 10亩', [{ operator: 'lessThan', value: 10 }]],
    [
      'forest.mu',
      '以上 5亩、不满 10亩',
      [
        { operator: 'atLeast', value: 5 },
        { operator: 'lessThan', value: 10 },
      ],
    ],
    ['forest.mu', '以上 [forest.limit]', [{ operator: 'atLeast', value: { fact: 'forest.limit' } }]],
    ['fine.sum', '超过 200元', [{ operator: 'moreThan', value: 20_000 }]],
    ['fine.sum', '等于 0.05元', [{ operator: 'equals', value: 5 }]],
    ['party.minor', '是', [{ operator: 'is', value: true }]],
    ['party.minor', '否', [{ operator: 'is', value: false }]],
    ['party.minor', '同 [party.adult]', [{ operator: 'is', value: { fact: 'party.adult' } }]],
    ['act.day', '不早于 2026-01-01', [{ operator: 'onOrAfter', value: '2026-01-01' }]],
    ['party.kind', '之一：自然人、"法人、其他组织"', [{ operator: 'isOneOf', value: ['individual', 'org'] }]],
    ['penalty.kinds', '含任一：罚款、a', [{ operator: 'containsAny', value: ['fine', 'a'] }]],
    ['case.marks', '不含 urged', [{ operator: 'lacks', value: 'urged' }]],
    ['forest.mu', '不限', null],
  ] as const)('“%s”的一格写作“%s”', (name, text, cell) => {
    expect(cellText(cell as never, fact(name))).toBe(text);
    expect(cellOfText(text, fact(name), dictionary)).toEqual({ value: cell });
  });

  test.each([
    ['forest.mu', '5 以上、不满 10', '以上 5亩、不满 10亩'],
    ['forest.mu', '5亩以上，10亩以下', '以上 5亩、以下 10亩'],
    ['penalty.kinds', '含有：罚款；不含：revoke', '含有：罚款；不含："吊销：\\"许可\\""'],
    ['party.kind', '除外：org', '除外："法人、其他组织"'],
  ])('“%s”也可以写成“%s”', (name, written, canonical) => {
    const read = cellOfText(written, fact(name), dictionary);
    expect('value' in read ? cellText(read.value, fact(name)) : read).toBe(canonical);
  });

  test.each([
    ['forest.mu', '大于 5亩', /大于 5亩.*可用的算子是：以上、超过、以下、不满、等于/],
    ['forest.mu', '以上 五亩', /“五亩”不是数；应如 5亩/],
    ['forest.mu', '以上 5元', /“5元”不是数/],
    ['forest.mu', '', /没有要求的应写“不限”/],
    ['forest.mu', '以上 [forest.none]', /事实词典中没有“forest.none”/],
    ['forest.mu', '以上 [fine.sum]', /两边类型应相同/],
    ['fine.sum', '超过 200', /应如 5元/],
    ['act.day', '不早于 今天', /应为日期，如 2026-05-20/],
    ['party.kind', '之一：公司', /没有“公司”；应为其中之一/],
    ['penalty.kinds', '含任一：同名', /没有“同名”/],
    ['party.minor', '对', /应写“是”“否”或者“不限”/],
    ['party.kind', '之一："自然人', /没有/],
  ])('“%s”不能写成“%s”，并说明应当怎样写', (name, text, say) => {
    const read = cellOfText(text, fact(name), dictionary);
    expect('say' in read ? read.say : read).toMatch(say);
  });
});
