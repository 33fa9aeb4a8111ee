import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { DecisionTable } from '../../functions/contract/definitions/tables.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { withChanges } from '../../functions/core/release/changes.ts';
import { checkLogic } from '../../functions/core/release/checks/logic.ts';

const shipped = bundle(loadPacks('.').entries);
const tableOf = (id: string) => shipped.get('table', id)?.body as DecisionTable;
const findingsOn = async (table: DecisionTable) =>
  (await checkLogic(withChanges(shipped, { [`table/${table.id}`]: table }), '2026-11-23')).filter(
    ({ definition }) => definition === `table/${table.id}`,
  );

describe.each(['common-superior', 'discretion-tier'])('决策表 %s 每次只有一行成立，不留空隙', (id) => {
  test('现有各行证明得了', async () => {
    expect(tableOf(id)).toMatchObject({ hit: 'unique', covers: expect.any(Array) });
    expect(await findingsOn(tableOf(id))).toEqual([]);
  });

  test('删去任何一行都有空隙，反例落在删去的一行里', async () => {
    const table = tableOf(id);
    for (const i of table.rows.keys()) {
      const found = await findingsOn({ ...table, rows: table.rows.toSpliced(i, 1) });
      expect(found.map(({ code }) => code)).toEqual(['table-gap']);
      expect(found[0]?.witness).toBeDefined();
    }
  });
});

test('裁量的两段都含同一交界的，指出恰在交界上的罚款', async () => {
  const table = tableOf('discretion-tier');
  const rows = table.rows.map((row) =>
    row.id === 'DT-NORMAL'
      ? {
          ...row,
          cells: row.cells.with(2, [
            { operator: 'atLeast', value: 0.3 },
            { operator: 'atMost', value: 0.7 },
          ]),
        }
      : row,
  );
  const [finding] = await findingsOn({ ...table, rows });
  expect(finding).toMatchObject({ code: 'table-overlap', severity: 'error' });
  const {
    'penalty.fine': fine,
    'discretion.min': min,
    'discretion.max': max,
  } = (finding?.witness?.facts ?? {}) as Record<string, number>;
  expect(((fine as number) - (min as number)) / ((max as number) - (min as number))).toBeCloseTo(0.3, 12);
});
