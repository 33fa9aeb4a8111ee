import { describe, expect, test } from 'vitest';
import type { DecisionTable, TableRow } from '../../../functions/contract/definitions/tables.ts';
import { checkBundle } from '../../../functions/core/release/check.ts';
import { checkLogic } from '../../../functions/core/release/checks/logic.ts';
import { codes, DAY, deny, entry, shownBy, small } from './small.ts';

const row = (id: string, cells: TableRow['cells']): TableRow => ({
  id,
  title: `第 ${id} 档`,
  cells,
  legalBasis: ['行政处罚法第34条'],
  verified: 'policy',
  event: deny,
});
const from = (value: number, open = false) => ({ operator: open ? 'moreThan' : 'atLeast', value });
const to = (value: number, open = false) => ({ operator: open ? 'lessThan' : 'atMost', value });

const tiers = (rows: TableRow[], more: Partial<DecisionTable> = {}) =>
  small(
    [],
    [
      entry('table', {
        id: 'tiers',
        title: '裁量阶次',
        about: '罚款幅度按次数和类别分档',
        asOf: 'decision',
        severity: 'block',
        overridable: false,
        hit: 'unique',
        covers: [{ fact: 'a.fine', from: 100000, to: 500000 }],
        columns: [{ fact: 'a.kind' }, { fact: 'a.fine' }],
        rows,
        ...more,
      }),
    ],
  );
const LOW = row('low', [null, [from(100000), to(200000, true)]]);
const MIDDLE = row('middle', [null, [from(200000), to(400000, true)]]);
const HIGH = row('high', [null, [from(400000), to(500000)]]);

test('各档首尾相接、不重不漏的裁量表没有问题', async () => {
  expect(await checkLogic(tiers([LOW, MIDDLE, HIGH]), DAY)).toEqual([]);
});

test('两档之间恰在界限上的空档被指出，反例落在空档里', async () => {
  const definitions = tiers([LOW, row('middle', [null, [from(200000, true), to(400000, true)]]), HIGH]);
  const [finding, ...more] = await checkLogic(definitions, DAY);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    code: 'table-gap',
    severity: 'error',
    definition: 'table/tiers',
    path: '/covers',
  });
  expect(finding?.witness?.facts['a.fine']).toBe(200000);
  expect(finding?.say).toContain('“罚款”为 2000元');
  expect((await shownBy(definitions, finding)).statuses).toEqual({
    low: 'unsatisfied',
    middle: 'unsatisfied',
    high: 'unsatisfied',
  });
});

test('没有达到法定幅度上限的裁量表有空档', async () => {
  const findings = await checkLogic(tiers([LOW, MIDDLE]), DAY);
  expect(codes(findings)).toEqual(['table-gap']);
  expect(findings[0]?.witness?.facts['a.fine']).toBeGreaterThanOrEqual(400000);
});

test('两档都含同一界限的重叠被指出，两行同时成立', async () => {
  const definitions = tiers([row('low', [null, [from(100000), to(200000)]]), MIDDLE, HIGH]);
  const findings = await checkLogic(definitions, DAY);
  expect(codes(findings)).toEqual(['table-overlap']);
  expect(findings[0]?.path).toBe('/rows/1');
  expect(findings[0]?.witness?.facts['a.fine']).toBe(200000);
  expect((await shownBy(definitions, findings[0])).statuses).toMatchObject({
    low: 'satisfied',
    middle: 'satisfied',
  });
});

test('由另一列分开的两行不重叠；允许多行同时成立的表不报告重叠', async () => {
  const person = row('person', [
    [{ operator: 'isOneOf', value: ['individual'] }],
    [from(100000), to(500000)],
  ]);
  const org = row('org', [[{ operator: 'isOneOf', value: ['org'] }], [from(100000), to(500000)]]);
  expect(await checkLogic(tiers([person, org]), DAY)).toEqual([]);
  expect(
    codes(
      await checkLogic(tiers([LOW, row('all', [null, [from(150000), to(500000)]])], { hit: 'collect' }), DAY),
    ),
  ).toEqual([]);
});

test('声明覆盖每一类别和全部幅度的，缺一个组合就是空档', async () => {
  const covers: DecisionTable['covers'] = [
    { fact: 'a.kind', every: true },
    { fact: 'a.fine', from: 100000, to: 500000 },
  ];
  const person = row('person', [
    [{ operator: 'isOneOf', value: ['individual'] }],
    [from(100000), to(500000)],
  ]);
  const org = row('org', [[{ operator: 'isOneOf', value: ['org'] }], [from(100000), to(400000)]]);
  const findings = await checkLogic(tiers([person, org], { covers }), DAY);
  expect(codes(findings)).toEqual(['table-gap']);
  expect(findings[0]?.witness?.facts['a.kind']).toBe('org');
});

test('没有写进 covers 的列也限制了行的，不算全部覆盖：提示并给出反例', async () => {
  const person = row('person', [
    [{ operator: 'isOneOf', value: ['individual'] }],
    [from(100000), to(500000)],
  ]);
  const org = row('org', [[{ operator: 'isOneOf', value: ['org'] }], [from(100000), to(400000)]]);
  const definitions = tiers([person, org]);
  const [finding, ...more] = await checkLogic(definitions, DAY);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({ code: 'table-gap-beyond', severity: 'warning', path: '/covers' });
  expect(finding?.say).toContain('没有写进 covers 的“类别”');
  expect(finding?.witness?.facts['a.kind']).toBe('org');
  expect((await shownBy(definitions, finding)).statuses).toEqual({
    person: 'unsatisfied',
    org: 'unsatisfied',
  });
});

test('写明只作限制的列不算空隙', async () => {
  const covers: DecisionTable['covers'] = [
    { fact: 'a.fine', from: 100000, to: 500000 },
    { fact: 'a.kind', beside: true },
  ];
  const org = row('org', [[{ operator: 'isOneOf', value: ['org'] }], [from(100000), to(500000)]]);
  expect(await checkLogic(tiers([org], { covers }), DAY)).toEqual([]);
  const short = row('org', [[{ operator: 'isOneOf', value: ['org'] }], [from(100000), to(400000)]]);
  expect(codes(await checkLogic(tiers([short], { covers }), DAY))).toEqual(['table-gap']);
});

test('查不完的说未能证明，不说没有空隙', async () => {
  const low = row('low', [[{ operator: 'atMost', value: 10 }], [{ operator: 'atMost', value: 10 }]]);
  const definitions = tiers([low], {
    columns: [{ fact: 'a.mu' }, { fact: 'a.total' }],
    covers: [
      { fact: 'a.mu', from: 0 },
      { fact: 'a.total', from: 0, to: 10 },
    ],
  });
  expect(await checkLogic(definitions, DAY)).toMatchObject([
    { code: 'table-unproved', severity: 'warning', say: expect.stringContaining('未能证明') },
  ]);
});

describe('covers 写错的，逐处指出', () => {
  const faults = async (
    covers: DecisionTable['covers'],
    columns: DecisionTable['columns'] = [{ fact: 'a.kind' }, { fact: 'a.fine' }],
  ) =>
    (await checkBundle(tiers([LOW], { covers, columns }), [DAY]))
      .filter(({ definition, path }) => definition === 'table/tiers' && path.startsWith('/covers'))
      .map(({ code, path, severity }) => [code, path, severity]);

  test.each<[string, DecisionTable['covers'], string, string]>([
    ['没有这个事实', [{ fact: 'a.unheard', every: true }], 'unknown-fact', '/covers/0/fact'],
    ['不是本表的列', [{ fact: 'a.count', from: 0 }], 'cover-column', '/covers/0/fact'],
    ['应写数的地方写了日期', [{ fact: 'a.fine', from: '2026-01-01' }], 'type-mismatch', '/covers/0/from'],
    ['终点小于起点', [{ fact: 'a.fine', from: 9, to: 3 }], 'cover-range', '/covers/0/to'],
    ['里面什么也没有', [{ fact: 'a.fine', from: 9, to: 9, toOpen: true }], 'cover-range', '/covers/0/to'],
    ['数没有每个值', [{ fact: 'a.fine', every: true }], 'cover-type', '/covers/0/every'],
    ['单选没有范围', [{ fact: 'a.kind', from: 'individual' }], 'cover-type', '/covers/0/from'],
  ])('%s', async (_, covers, code, path) => {
    expect(await faults(covers)).toEqual([[code, path, 'error']]);
  });

  test('多选不能覆盖；同一事实写了两次', async () => {
    expect(
      await faults([{ fact: 'a.kinds', every: true }], [{ fact: 'a.kinds' }, { fact: 'a.fine' }]),
    ).toEqual([['cover-type', '/covers/0/fact', 'error']]);
    const twice: DecisionTable['covers'] = [
      { fact: 'a.fine', from: 0 },
      { fact: 'a.fine', from: 5 },
    ];
    expect(await faults(twice)).toEqual([['cover-twice', '/covers/1/fact', 'error']]);
  });
});

describe('行数很多的表', () => {
  const step = (i: number) => row(`r${i}`, [null, [from(i * 100), to((i + 1) * 100, true)]]);
  const many = (n: number, rows: TableRow[], more: Partial<DecisionTable> = {}) =>
    tiers(rows, { covers: [{ fact: 'a.fine', from: 0, to: n * 100, toOpen: true }], ...more });
  const seconds = async (definitions: ReturnType<typeof small>) => {
    const before = process.cpuUsage();
    const findings = await checkLogic(definitions, DAY);
    return { findings, seconds: process.cpuUsage(before).user / 1e6 };
  };

  test('超过十六个界限，空档照样找到，也不误报', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => step(i));
    expect(codes(await checkLogic(many(40, rows), DAY))).toEqual(['condition-always-holds']);
    const findings = await checkLogic(many(40, rows.toSpliced(37, 1)), DAY);
    expect(codes(findings)).toEqual(['condition-always-holds', 'table-gap']);
    expect(findings[1]?.witness?.facts['a.fine']).toBe(3700);
  });

  test('两千行首尾相接的表，十秒之内查完', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => step(i));
    const { findings, seconds: taken } = await seconds(many(2000, rows));
    expect(codes(findings)).toEqual(['condition-always-holds']);
    expect(taken).toBeLessThan(10);
  });

  test('彼此重叠太多的表不会查个没完：说明没有全部检查', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => row(`r${i}`, [null, [from((i + 1) * 100)]]));
    const { findings, seconds: taken } = await seconds(tiers(rows, { hit: 'collect', covers: undefined }));
    const last = findings.at(-1);
    expect(last).toMatchObject({ code: 'not-all-checked', severity: 'warning', path: '' });
    expect(last?.say).toContain('未全部检查');
    expect(taken).toBeLessThan(10);
  });
});

test('覆盖的事实是推导得出的，空档也写明它的值和由来', async () => {
  const total = (id: string, ...tests: ReturnType<typeof from>[]) => row(id, [tests]);
  const definitions = tiers([total('low', to(5)), total('high', from(10))], {
    covers: [{ fact: 'a.total', from: 0 }],
    columns: [{ fact: 'a.total' }],
  });
  const [finding] = await checkLogic(definitions, DAY);
  expect(finding?.code).toBe('table-gap');
  expect(finding?.say).toMatch(/没有空档，但“合计”为 [\d.]+（“(面积|以往面积)”为 [\d.]+.*）时没有一行成立/);
  expect(finding?.witness?.facts).not.toHaveProperty(['a.total']);
});
