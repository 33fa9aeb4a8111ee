import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { DOMAINS } from '../../functions/contract/ids.ts';
import { bundle } from '../../functions/core/release/bundle.ts';

const packs = loadPacks('.');
const release = bundle(packs.entries);
const matters = release.all('matter').map((e) => e.body);
const matter = (id: string) => matters.find((m) => m.id === id);

describe('执法事项清单', () => {
  test('235 项，编号不重复，每项都有法律依据', () => {
    expect(packs.findings.filter((f) => f.definition.startsWith('matters/'))).toEqual([]);
    expect(packs.entries.filter((e) => e.kind === 'matter')).toHaveLength(235);
    expect(new Set(matters.map((m) => m.id)).size).toBe(235);
    expect(matters.filter((m) => m.legalBasis.length === 0)).toEqual([]);
  });

  test('十一个领域都有事项', () => {
    expect(new Set(matters.map((m) => m.domain))).toEqual(new Set([...DOMAINS, '通用']));
  });

  test('赋权没有确认以前全部为空，不能据以立案', () => {
    const confirmed = matters.filter((m) => Object.values(m.empowerment).some((v) => v !== null));
    expect(confirmed).toEqual([]);
  });

  test('法律自己写明施行日的，事项从该日起有效，其余未确认', () => {
    for (const { id, legalBasis, effective } of matters) {
      const stated = legalBasis.flatMap(({ law }) => /(\d{4}-\d{2}-\d{2})施行/.exec(law)?.[1] ?? []);
      expect([id, effective.from]).toEqual([id, stated.sort().at(-1) ?? null]);
    }
    expect(new Set(matters.map((m) => m.effective.from))).toContain('2026-08-15');
  });

  test('擅自改变林地用途：恢复费用三倍以下罚款，关联非法占用农用地罪', () => {
    const found = matter('LC-001');
    expect(found?.legalBasis).toEqual([
      { law: '中华人民共和国森林法(2019修订)', rank: '法律', article: 73, clause: '第1款' },
    ]);
    expect(found?.stages[0]?.sanctions).toContainEqual({
      kind: 'fine_multiple',
      base: '恢复植被和林业生产条件所需费用',
      min_x: 0,
      max_x: 3,
      target: 'any',
      may: true,
    });
    expect(found?.criminalTrigger).toBe('CR-FARMLAND-FOREST');
  });

  test('渔业法的当场处罚限额是个人500元、单位5000元，其余是200元和3000元', () => {
    const special = matters.filter((m) => m.summaryProcedure && m.summaryProcedure.limitIndividual !== 200);
    expect(special.every((m) => m.legalBasis.some((b) => b.law.includes('渔业法')))).toBe(true);
    expect(new Set(special.map((m) => m.summaryProcedure?.limitOrg))).toEqual(new Set([5000]));
  });
});

describe('工作日历', () => {
  const years = release.get('calendar', 'national')?.body.years ?? {};

  test('只收录已经公布的年份，自2023年起一年不缺', () => {
    const listed = Object.keys(years);
    expect(listed).toEqual(listed.map((_, i) => `${2023 + i}`));
    expect(listed.length).toBeGreaterThanOrEqual(4);
    for (const [year, { offDays }] of Object.entries(years))
      expect(offDays.map(({ date }) => date)).toContain(`${year}-01-01`);
  });

  test('法定节日按办法计：2023、2024年十一天，2025年起十三天', () => {
    const statutory = (year: string) => years[year]?.offDays.filter((d) => d.statutory).length;
    expect(['2023', '2024', '2025', '2026'].map(statutory)).toEqual([11, 11, 13, 13]);
  });

  test('调休上班日都是周六、周日，且不在放假之列', () => {
    for (const { offDays, makeUpWorkdays } of Object.values(years)) {
      for (const day of makeUpWorkdays) {
        expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        expect(offDays.map((d) => d.date)).not.toContain(day);
      }
    }
  });
});

describe('法定期限', () => {
  const deadlines = release.all('deadlines').flatMap((e) => e.body.deadlines);
  const deadline = (id: string) => deadlines.find((d) => d.id === id);

  test('期限编号不重复', () => {
    expect(new Set(deadlines.map((d) => d.id)).size).toBe(deadlines.length);
  });

  test('陈述申辩没有法定天数：长度是参数里的配置，并且写明', () => {
    const found = deadline('APL_STATEMENT_NO_LIMIT');
    expect(found).toMatchObject({ kind: 'configured', param: 'deadline.statement', unit: 'workday' });
    expect(found).not.toHaveProperty('length');
    expect(found?.note).toContain('没有规定天数');
  });

  test('批准移送后24小时内移送，按小时连续计算', () => {
    expect(deadline('R310_TRANSFER_24H')).toMatchObject({ length: 24, unit: 'hour' });
  });

  test('行政处罚法的七日以内按工作日，九十日按自然日', () => {
    expect(deadline('APL_SERVE_7WD')).toMatchObject({ unit: 'workday' });
    expect(deadline('APL_DECIDE_90D')).toMatchObject({ unit: 'calendar_day' });
  });
});
