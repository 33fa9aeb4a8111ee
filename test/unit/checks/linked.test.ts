import { expect, test } from 'vitest';
import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { Procedure } from '../../../functions/contract/definitions/procedures.ts';
import type { Finding } from '../../../functions/contract/definitions/release.ts';
import { bundle, type Entry } from '../../../functions/core/release/bundle.ts';
import { checkProcedures } from '../../../functions/core/release/checks/procedures.ts';
import { reporter } from '../../../functions/core/release/checks/report.ts';

/** 关联程序写明从原案承接什么:写错的、写多的,发布之前就指出来。 */
const { entries } = loadPacks('.');

/** What the check says where the procedure is written otherwise. */
function found(id: string, change: (procedure: Procedure) => Partial<Procedure>): string[][] {
  const changed = entries.map((e) =>
    e.kind === 'procedure' && e.id === id
      ? ({ ...e, body: { ...e.body, ...change(e.body as Procedure) } } as Entry)
      : e,
  );
  const findings: Finding[] = [];
  checkProcedures(bundle(changed), (definition) => reporter(findings, definition));
  return findings.map(({ definition, path, code }) => [definition, path, code]);
}
const DISPUTE = 'procedure/jurisdiction-dispute';
const marks = ['dispute-pending', 'goods-seized'];

test('现行的程序没有问题', () => {
  expect(found('jurisdiction-dispute', () => ({}))).toEqual([]);
});

test('承接的事实要在词典里', () => {
  const takesOver = { facts: ['filing.filedAt', 'filing.filedAtt'], marks };
  expect(found('jurisdiction-dispute', () => ({ takesOver }))).toEqual([
    [DISPUTE, '/takesOver/facts/1', 'unknown-fact'],
  ]);
});

test('其他机关可以发起的程序，不得承接原案的全部事实', () => {
  expect(found('jurisdiction-dispute', () => ({ takesOver: { facts: 'all', marks } }))).toEqual([
    [DISPUTE, '/takesOver/facts', 'takes-over-all'],
  ]);
});

test('规则要问原案的节点，程序就要写明承接它：没有承接的节点会被误认为没有', () => {
  const takesOver = { facts: [], marks: ['goods-seized'] };
  expect(found('jurisdiction-dispute', () => ({ takesOver }))).toEqual([
    [DISPUTE, '/takesOver/marks', 'mark-not-taken-over'],
  ]);
});

test('不针对另一个案件的程序没有原案可以承接', () => {
  expect(found('ordinary-penalty', () => ({ takesOver: { facts: [], marks: [] } }))).toEqual([
    ['procedure/ordinary-penalty', '/takesOver', 'nothing-to-take-over'],
  ]);
});
