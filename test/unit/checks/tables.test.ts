import { expect, test } from 'vitest';
import type { DecisionTable, TableRow } from '../../../functions/contract/definitions/tables.ts';
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

test('两档之间恰在界限上的空档被指出,反例落在空档里', async () => {
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

test('两档都含同一界限的重叠被指出,两行同时成立', async () => {
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

test('由另一列分开的两行不重叠;允许多行同时成立的表不报告重叠', async () => {
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

test('声明覆盖每一类别和全部幅度的,缺一个组合就是空档', async () => {
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
