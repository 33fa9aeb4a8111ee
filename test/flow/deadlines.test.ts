import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DueLine, Task, TimelineEntry } from '../../functions/contract/api.ts';
import type { Calendar } from '../../functions/contract/definitions/deadlines.ts';
import { rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { verify } from '../../functions/usecases/ops/verify.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 案件上的期限:到期一览、提前提醒、届满督办、暂定日期的重新计算、停计与延长。 */
let app: App;
let officer: Client;
let leader: Client;
beforeAll(async () => {
  app = await startApp();
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
  await a.empower(app, 'LC-001');
  await a.empower(app, 'NY-020');
});
afterAll(() => app?.stop());

const due = async (who: Client, query: Record<string, string> = {}) => {
  await app.local.caughtUp();
  return (await who.ok<{ items: DueLine[] }>('staff.due', { query })).items;
};
const lastEntry = async (caseId: string): Promise<TimelineEntry> =>
  (await a.timeline(officer, caseId)).at(-1) as TimelineEntry;
const sweep = async () => {
  await app.local.caughtUp();
  return app.local.sweep();
};

describe('九十日办案期限', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await a.caseAfter(app, 'approve-filing');
  });

  test('立案后出现在到期一览：按日、按人员、按领域都查得到', async () => {
    const [line] = await due(officer);
    expect(line).toMatchObject({ caseId, clock: 'APL_DECIDE_90D', due: '2026-08-19', overdue: false });
    expect(line?.basis).toBe('行政处罚法（2021修订）第60条');
    expect(await due(officer, { officer: 'officer-2' })).toHaveLength(1);
    expect(await due(officer, { officer: 'me' })).toHaveLength(1);
    expect(await due(officer, { domain: '林业和草原' })).toHaveLength(1);
    expect(await due(officer, { domain: '水务' })).toEqual([]);
    expect(await due(leader, { officer: 'me' })).toEqual([]);
    expect(await due(officer, { until: '2026-08-18' })).toEqual([]);
    expect(await due(officer, { until: '2026-08-19' })).toHaveLength(1);
  });

  test('没有到时候的不读、不写', async () => {
    expect(await sweep()).toMatchObject({ looked: 0, alerted: 0, recounted: 0 });
  });

  test('届满前三十日提醒承办人员，只提醒一次', async () => {
    app.on('2026-07-20');
    expect(await sweep()).toMatchObject({ looked: 1, alerted: 1 });
    expect(await sweep()).toMatchObject({ looked: 0, alerted: 0 });
    const { event, actionTitle } = await lastEntry(caseId);
    expect([event.kind, event.actor.name]).toEqual(['deadline', '期限巡查']);
    expect(actionTitle).toContain('将于 2026-08-19 届满');
    expect((await due(officer, { officer: 'me' }))[0]?.said).toContain('将于 2026-08-19 届满');
  });

  test('届满后督办局长和乡镇负责人，逾期登记在案，之后不会消失', async () => {
    app.on('2026-08-20', '00:10');
    expect(await sweep()).toMatchObject({ alerted: 1 });
    const [line] = await due(leader, { officer: 'me' });
    expect(line).toMatchObject({ caseId, overdue: true, said: expect.stringContaining('已逾期') });
    const head = await app.as('bureau-head');
    expect(await due(head, { officer: 'me' })).toHaveLength(1);
    const [task] = (await officer.ok<{ items: Task[] }>('staff.inbox')).items;
    expect(task).toMatchObject({
      caseId,
      due: '2026-08-19',
      overdue: true,
      right: false,
      provisional: false,
    });
    const { state } = await officer.case(caseId);
    expect(state.clocks.APL_DECIDE_90D).toMatchObject({ overdue: true });
    expect(state.clocks.APL_DECIDE_90D?.stoppedAt).toBeUndefined();
  });

  test('届满以后不能延长，也没有法律依据', async () => {
    const problem = await leader.refused(caseId, 'extend-decision', {
      reason: '案情复杂需要延长',
    });
    expect(problem.code).toBe('rules-refused');
    expect(problem.errors.map((e) => e.code)).toEqual(expect.arrayContaining(['EXT-LAW', 'EXT-EXPIRED']));
    expect(problem.detail).toContain('行政处罚法第60条');
  });

  test('协管员和公众看不到到期一览，两种筛选不能同时用', async () => {
    expect((await (await app.as('auxiliary')).call('staff.due')).status).toBe(403);
    expect((await app.anybody.call('staff.due')).status).toBe(401);
    const both = await officer.call('staff.due', { query: { officer: 'me', domain: '水务' } });
    expect([both.status, both.problem.code]).toEqual([400, 'bad-request']);
  });
});

describe('停计与延长', () => {
  let caseId: string;
  const still = { ground: 'appraisal', from: '2026-06-01', reason: '委托产品质量鉴定' };
  const clock = async () => (await officer.case(caseId)).state.clocks.APL_DECIDE_90D;
  beforeAll(async () => {
    caseId = await a.caseAfter(app, 'approve-filing', {}, await a.reported(app, 'NY-020'));
  });

  test('农业案件的鉴定期间经负责人批准、书面告知后不计入，停计中不会届满', async () => {
    app.on('2026-06-02');
    expect((await clock())?.due).toBe('2026-08-19');
    expect((await officer.refused(caseId, 'suspend-clock', still)).code).toBe('forbidden');
    const { papers } = await leader.files(caseId, 'suspend-clock', still);
    const notice = '楚大综执停〔2026〕1号';
    expect(papers).toMatchObject([{ template: 'DOC-18-STOP', number: notice, seal: 'TOWN_GOV' }]);
    expect((await clock())?.pauses).toEqual([
      expect.objectContaining({ ground: 'appraisal', to: null, approvedBy: 'town-leader', notice }),
    ]);
    expect((await due(officer)).find((l) => l.caseId === caseId)).toMatchObject({ suspended: true });
    app.on('2026-09-30');
    await sweep();
    expect((await clock())?.overdue).toBeUndefined();
  });

  test('已经停计的不能再停', async () => {
    app.on('2026-06-03');
    const problem = await leader.refused(caseId, 'suspend-clock', { ...still, from: '2026-06-03' });
    expect(problem.errors.map((e) => e.code)).toEqual(['CS-TWICE']);
  });

  test('恢复的日期早于停计之日的，期限引擎拒绝，案件不变', async () => {
    app.on('2026-06-21');
    const before = await officer.case(caseId);
    const problem = await leader.refused(caseId, 'resume-clock', { to: '2026-05-30', reason: '鉴定完成' });
    expect(problem.code).toBe('clock-refused');
    expect(problem.errors[0]?.path).toBe('/to');
    expect((await officer.case(caseId)).state).toEqual(before.state);
  });

  test('恢复后顺延停计的日数，再延长三十日，只能一次', async () => {
    await leader.files(caseId, 'resume-clock', { to: '2026-06-21', reason: '鉴定完成' });
    expect((await clock())?.due).toBe('2026-09-08');
    const { papers } = await leader.files(caseId, 'extend-decision', { reason: '案情复杂需要延长' });
    const notice = '楚大综执延〔2026〕1号';
    expect(papers).toMatchObject([{ template: 'DOC-18-EXT', number: notice, seal: 'TOWN_GOV' }]);
    expect(JSON.stringify(papers[0]?.lines)).toContain('延长后至2026年10月8日届满');
    expect(await clock()).toMatchObject({ due: '2026-10-08', extensions: [{ notice }] });
    const again = await leader.refused(caseId, 'extend-decision', { reason: '案情复杂需要延长' });
    expect(again.errors.map((e) => e.code)).toEqual(['EXT-ONCE']);
    expect((await clock())?.derivation.join()).toContain('农业行政处罚程序规定第58条');
  });
});

describe('跨年的期限', () => {
  let caseId: string;
  beforeAll(() => a.daysOffUpTo(app, '2026'));

  test('放假安排没有公布时是暂定日期', async () => {
    caseId = await a.caseAfter(app, 'approve-filing');
    app.on('2026-12-28');
    await officer.files(caseId, 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' });
    await leader.files(caseId, 'approve-preserve', { decision: 'approve', opinion: '同意' });
    await officer.files(caseId, 'preserve-evidence', {
      officers: ['officer', 'officer-2'],
      onDay: '2026-12-28',
      goods: [{ name: '挖掘机', quantity: '1台' }],
      place: '乡政府仓库',
      manner: 'moved',
      signature: 'signed',
      witnessed: false,
    });
    const line = (await due(officer)).find((l) => l.caseId === caseId && l.clock === 'APL_REG_PRESERVE_7WD');
    expect(line).toMatchObject({ due: '2027-01-07', provisional: true });
  });

  test('新的发布版本公布放假安排后，重新计算并登记理由、通知承办人员', async () => {
    const calendar = await a.definition<Calendar>(app, 'calendar', 'national');
    const offDays = ['01', '02', '03', '04'].map((d) => ({
      date: `2027-01-${d}`,
      name: '元旦（测试数据）',
      statutory: d === '01',
    }));
    const year = { status: 'published' as const, notice: null, offDays, makeUpWorkdays: [] };
    const years = { ...calendar.years, '2027': year };
    await a.release(app, '公布2027年放假安排（测试数据）', [
      { kind: 'calendar', id: 'national', body: { ...calendar, years } },
    ]);
    app.on('2026-12-30');
    expect(await sweep()).toMatchObject({ recounted: 1 });
    const entry = (await a.timeline(officer, caseId)).find(({ event }) => event.kind === 'recounted');
    const actionTitle = entry?.actionTitle;
    expect(actionTitle).toContain('由 2027-01-07 改为 2027-01-08');
    expect(actionTitle).toContain('发布版本');
    const mine = await due(officer, { officer: 'me' });
    const line = mine.find((l) => l.caseId === caseId && l.clock === 'APL_REG_PRESERVE_7WD');
    expect(line).toMatchObject({ due: '2027-01-08', provisional: false });
    expect(await sweep()).toMatchObject({ recounted: 0 });
  });
});

describe('州里确认地方假日以后', () => {
  test('已经确定的当事人的期限重新计算，只会更晚；机关的期限不变', async () => {
    const caseId = await a.caseAfter(app, 'serve-notice');
    const dueOf = async (id: string) => (await officer.case(caseId)).state.clocks[id]?.due as string;
    const [told, own] = [await dueOf('APL_HEARING_REQ_5WD'), await dueOf('APL_DECIDE_90D')];
    const calendar = await a.definition<Calendar>(app, 'calendar', 'national');
    const { local } = calendar;
    const holidays = [{ name: '火把节（测试数据）', from: told, to: told, source: '测试' }];
    const years = { ...local.years, [told.slice(0, 4)]: { holidays, unconfirmed: [] } };
    await a.release(app, '公布州内地方假日（测试数据）', [
      { kind: 'calendar', id: 'national', body: { ...calendar, local: { ...local, years } } },
    ]);
    await sweep();
    const moved = await dueOf('APL_HEARING_REQ_5WD');
    expect(moved > told).toBe(true);
    expect(await dueOf('APL_DECIDE_90D')).toBe(own);
    expect((await lastEntry(caseId)).actionTitle).toContain(`由 ${told} 改为 ${moved}`);
    expect(await sweep()).toMatchObject({ recounted: 0 });
  });
});

test('期限的事件与其他事件一样可以核验，视图可以由事件重建', async () => {
  expect((await verify(app.local.deps)).firstDifference).toBeNull();
  await app.local.caughtUp();
  expect((await rebuild(app.local.deps)).different).toEqual([]);
});
