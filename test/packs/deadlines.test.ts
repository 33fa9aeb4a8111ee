import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { deadlineTable } from '../../docs/deadlines.ts';
import { DeadlineDefinition } from '../../functions/contract/definitions/deadlines.ts';
import { rulesOf, startClock } from '../../functions/core/deadlines/clocks.ts';
import { countable, lengthOf, NotCountable } from '../../functions/core/deadlines/definitions.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { checkBundle } from '../../functions/core/release/check.ts';
import { pack, packs, ROOT } from './penalty/driver.ts';

const deadlines = pack.all('deadlines').flatMap((e) => e.body.deadlines);

describe('期限数据', () => {
  test('共一百二十三条，编号不重复，每条都有法律、条文和核实程度', () => {
    expect(deadlines).toHaveLength(123);
    expect(new Set(deadlines.map((d) => d.id)).size).toBe(123);
    for (const d of deadlines) expect([d.law, d.article].every(Boolean), d.id).toBe(true);
  });

  test('没有天数的不编造天数：要么能推算，要么说明为什么不能', () => {
    const tables = pack.all('params').map((p) => p.body);
    const silent = deadlines.filter((d) => {
      try {
        return lengthOf(countable(d), tables, '2026-11-22').length < 1;
      } catch (error) {
        expect(error, d.id).toBeInstanceOf(NotCountable);
        return false;
      }
    });
    expect(silent).toEqual([]);
    expect(deadlines.filter((d) => d.kind === 'period')).toHaveLength(102);
    const withFakeLength = { ...deadlines.find((d) => d.kind === 'prompt'), length: 0 };
    expect(DeadlineDefinition.safeParse(withFakeLength).success).toBe(false);
  });

  test('配置的天数都来自有日期、有来源的参数', () => {
    for (const d of deadlines) {
      if (d.kind !== 'configured') continue;
      const values = pack.all('params').flatMap((t) => t.body.params[d.param]?.values ?? []);
      expect(values.length, d.id).toBeGreaterThan(0);
      for (const v of values) expect(v.source.length, d.id).toBeGreaterThan(10);
    }
  });

  test('延长和停计的每一步都有依据和批准人；没有规定长度的只保留原文', () => {
    for (const { id, extension, exclusion } of deadlines)
      for (const step of [...(extension?.steps ?? []), ...(exclusion?.grounds ?? [])])
        expect(step.basis && step.approver.length > 0, id).toBeTruthy();
    expect(deadlines.find((d) => d.id === 'APL_PAY_15D')?.extension?.steps).toEqual([]);
  });

  test('会到期的都写明提前多久、告诉谁，届满后告诉谁', () => {
    for (const d of deadlines)
      if ('watch' in d) expect(d.watch.to.length * d.watch.escalate.length, d.id).toBeGreaterThan(0);
  });

  test('文档里的期限表与数据一致（node docs/deadlines.ts 重新生成）', () => {
    expect(readFileSync(`${ROOT}docs/deadlines.md`, 'utf8')).toBe(deadlineTable(pack));
  });
});

describe('发布前的检查', () => {
  const changed = async (change: (procedure: Record<string, unknown>) => void) => {
    const entries = structuredClone(packs.entries);
    const procedure = entries.find((e) => e.kind === 'procedure' && e.id === 'ordinary-penalty');
    change(procedure?.body as never);
    return (await checkBundle(bundle(entries), ['2026-11-23'])).map((f) => f.code);
  };
  const outcome = (procedure: Record<string, unknown>, clocks: unknown) => {
    const actions = procedure.actions as Record<string, { leadsTo: { clocks?: unknown }[] }>;
    (actions['extend-decision']?.leadsTo[0] as { clocks?: unknown }).clocks = clocks;
  };
  test.each([
    ['不存在的期限', { start: ['APL_NOTHING'] }, 'unknown-deadline'],
    ['没有长度的期限', { start: ['APL_FILE_PROMPT'] }, 'not-countable'],
    ['没有配置天数的期限', { start: ['AEL_DEMAND'] }, 'not-countable'],
    ['法律不许延长的期限', { extend: [{ id: 'APL_SERVE_7WD', notice: '/notice' }] }, 'no-extension'],
    [
      '没有停计事由的期限',
      { suspend: [{ id: 'APL_SERVE_7WD', ground: '/reason', from: '/reason', notice: '/notice' }] },
      'no-ground',
    ],
    ['本步骤没有制作的告知文书', { extend: [{ id: 'APL_DECIDE_90D', paper: 'DOC-20' }] }, 'no-notice'],
    ['表单里没有的一项', { extend: [{ id: 'APL_DECIDE_90D', notice: '/nothing' }] }, 'unknown-field'],
  ])('程序里用了%s，不能发布', async (_, clocks, code) => {
    expect(await changed((p) => outcome(p, clocks))).toContain(code);
  });
});

describe('立案前的追责时效', () => {
  const rules = rulesOf(pack);
  test.each(['2022-05-02', '2024-02-29', '2023-12-31'])(
    '自 %s 起，规则所用的届满日与期限引擎的一致',
    (day) => {
      const facts = deriveFacts(pack.dictionary, { 'act.day': day });
      const due = (id: string) => startClock(rules, id, `${day}T04:00:00.000Z`, day).due;
      expect(facts['timebar.single2']).toBe(due('APL_TIMEBAR_2Y'));
      expect(facts['timebar.single5']).toBe(due('APL_TIMEBAR_5Y'));
    },
  );
  test('立案申请和审批都先判断时效', () => {
    const actions = pack.get('procedure', 'ordinary-penalty')?.body.actions;
    for (const id of ['apply-filing', 'approve-filing'])
      expect(actions?.[id]?.rules, id).toContain('time-bar');
  });
});
