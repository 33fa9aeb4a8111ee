import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { Matter } from '../../../functions/contract/definitions/matters.ts';
import type { DefinitionOf, Finding } from '../../../functions/contract/definitions/release.ts';
import { bundle } from '../../../functions/core/release/bundle.ts';
import { withChanges } from '../../../functions/core/release/changes.ts';
import { danglingIn } from '../../../functions/core/release/check.ts';
import { readDefinition } from '../../../functions/core/release/definition.ts';

const shipped = bundle(loadPacks('.').entries);
const LC = shipped.get('matter', 'LC-001')?.body as Matter;
type Sanction = Matter['stages'][number]['sanctions'][number];
const fine = (min: number | null, max: number | null): Sanction => ({
  kind: 'fine',
  target: 'any',
  min,
  max,
  may: true,
});
const times = (min_x: number | null, max_x: number | null): Sanction => ({
  kind: 'fine_multiple',
  target: 'any',
  base: '违法所得',
  min_x,
  max_x,
  may: true,
});
const imposing = (...sanctions: Sanction[]): Matter => ({ ...LC, stages: [{ condition: null, sanctions }] });
const found = (matter: Matter): Finding[] =>
  danglingIn(withChanges(shipped, { [`matter/${matter.id}`]: matter })).filter(
    ({ definition }) => definition === `matter/${matter.id}`,
  );
const faults = (matter: Matter) => {
  const read = readDefinition('matter', matter);
  return 'faults' in read ? read.faults.map(({ path, say }) => [path, say]) : [];
};

describe('事项里不可能成立的内容不收', () => {
  test('随软件发布的事项全部通过，没有错误也没有提示', () => {
    expect(danglingIn(shipped).filter(({ definition }) => /^(matter|deadlines)\//.test(definition))).toEqual(
      [],
    );
  });

  test('罚款下限大于上限，没有任何数额合乎规定', () => {
    expect(found(imposing(fine(5000, 500)))).toMatchObject([
      {
        code: 'range',
        severity: 'error',
        path: '/stages/0/sanctions/0/min',
        say: expect.stringContaining('下限 5000 元大于上限 500 元'),
      },
    ]);
    expect(found(imposing(fine(500, 5000), times(5, 3)))).toMatchObject([
      { path: '/stages/0/sanctions/1/min_x', say: expect.stringContaining('下限 5 倍大于上限 3 倍') },
    ]);
    expect(found(imposing(fine(500, 500), fine(null, 1), times(0, 0)))).toEqual([]);
  });

  test('负的金额和倍数不收', () => {
    expect(faults(imposing(fine(-1, 500), times(-2, 3)))).toEqual([
      ['/stages/0/sanctions/0/min', '不得少于 0'],
      ['/stages/0/sanctions/1/min_x', '不得少于 0'],
    ]);
  });

  test('比一分还小的金额不收，倍数可以是零点零五', () => {
    const limits = { individualPossible: true, orgPossible: true, limitIndividual: 200.005, limitOrg: 3000 };
    expect(faults({ ...imposing(fine(0.001, 4.35)), summaryProcedure: limits })).toEqual([
      ['/stages/0/sanctions/0/min', '金额应精确到分，元之后至多两位小数'],
      ['/summaryProcedure/limitIndividual', '金额应精确到分，元之后至多两位小数'],
    ]);
    expect(faults(imposing(fine(0.01, 1_234_567.89), times(0.05, 0.1)))).toEqual([]);
  });

  test('大到任何案件都判断不了的金额不收', () => {
    expect(faults(imposing(fine(0, 1e300)))).toEqual([
      ['/stages/0/sanctions/0/max', '不得超过 10000000000000'],
    ]);
  });

  test('没有的程序规定，列出可以写的', () => {
    const [finding] = found({ ...LC, procedureProfile: 'nope' });
    expect(finding).toMatchObject({
      code: 'unknown-profile',
      severity: 'error',
      path: '/procedureProfile',
      say: expect.stringContaining('没有程序规定“nope”，应为其中之一：default（通用）、agriculture（农业）'),
    });
  });

  test('期限、停计事由和送达方式也只能是已有的程序规定的', () => {
    const table = structuredClone(shipped.get('deadlines', 'apl')?.body) as DefinitionOf<'deadlines'>;
    const i = table.deadlines.findIndex(({ extension }) => extension?.steps.some((s) => s.profiles));
    const j = table.deadlines[i]?.extension?.steps.findIndex((s) => s.profiles) ?? -1;
    const step = table.deadlines[i]?.extension?.steps[j];
    if (step) step.profiles = ['agricultur'];
    const service = structuredClone(shipped.get('service', 'methods')?.body) as DefinitionOf<'service'>;
    for (const { after } of service.methods)
      for (const wait of after ?? []) if (wait.profile) wait.profile = 'agricultur';
    const all = danglingIn(withChanges(shipped, { 'deadlines/apl': table, 'service/methods': service }));
    expect(all.map(({ code, definition, path }) => [code, definition, path])).toEqual([
      ['unknown-profile', 'deadlines/apl', `/deadlines/${i}/extension/steps/${j}/profiles/0`],
      ['unknown-profile', 'service/methods', expect.stringMatching(/^\/methods\/\d+\/after\/\d+\/profile$/)],
    ]);
  });

  test('名录和其他定义都没有的法律有提示，写进名录的没有', () => {
    const basis = { law: '某某不存在的法', rank: '法律', article: 999, clause: null };
    const [finding, ...more] = found({ ...LC, legalBasis: [basis] });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      code: 'unknown-law',
      severity: 'warning',
      path: '/legalBasis/0/law',
      say: expect.stringContaining('其他定义也没有引用它'),
    });
    const misspelt = { ...LC, legalBasis: [{ ...basis, law: '中华人民共和国深林法（2019修订）' }] };
    expect(found(misspelt)[0]?.say).toContain('是否应为“森林法”');
    const statutes = shipped.get('statutes', 'statutes')?.body as DefinitionOf<'statutes'>;
    const listed = { ...statutes, laws: [...(statutes.laws ?? []), '某某不存在的法'] };
    const changes = { 'statutes/statutes': listed, 'matter/LC-001': { ...LC, legalBasis: [basis] } };
    expect(danglingIn(withChanges(shipped, changes))).toEqual([]);
  });
});
