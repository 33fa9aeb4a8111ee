import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../functions/contract/api.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 送达方式决定送达之日,自送达起算的期限都随它走。 */
let app: App;
let officer: Client;
let leader: Client;
beforeAll(async () => {
  app = await startApp();
  await a.empower(app, 'LC-001');
  await a.empower(app, 'NY-020');
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
});
afterAll(() => app?.stop());

const clocksOf = async (caseId: string) => (await officer.case(caseId)).state.clocks;
const bypassing = { method: 'public', servedOn: '2026-05-27', otherMeansFailed: true, recipient: '无' };
const anAnnouncement = (days: number) => ({
  document: 'notice',
  number: '楚大综执先告〔2026〕1号',
  otherMeansFailed: true,
  reason: '当事人下落不明，直接送达和邮寄送达都无法送达',
  content: '拟处罚的内容、事实、理由、依据，以及陈述申辩和要求听证的权利',
  postedOn: '2026-05-27',
  days,
  channel: '乡人民政府公告栏',
  contact: '大过口乡综合行政执法局 0878-0000000',
});

describe('告知书的送达', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await a.caseAfter(app, 'prior-notice');
    app.on('2026-05-27');
  });

  test('没有签订确认书的，不能电子送达；没有见证的，不能留置送达；期限都没有起算', async () => {
    const before = await officer.case(caseId);
    const electronic = a.aNoticeService({ method: 'electronic' });
    const left = a.aNoticeService({ method: 'left', witnessed: false, note: '当事人拒绝签收' });
    for (const [receipt, article] of [
      [electronic, '行政处罚法第61条第2款'],
      [left, '民事诉讼法第89条'],
    ] as const) {
      const refused = await officer.refused(caseId, 'serve-notice', receipt);
      expect(a.articlesOf(refused)).toContain(article);
    }
    expect((await officer.case(caseId)).state).toEqual(before.state);
  });

  test('留置送达有见证的，自留置之日起算', async () => {
    const left = { method: 'left', witnessed: true, note: '当事人拒绝签收，村民委员会人员见证' };
    await officer.files(caseId, 'serve-notice', a.aNoticeService(left));
    expect((await clocksOf(caseId)).APL_HEARING_REQ_5WD).toMatchObject({
      from: '2026-05-27',
      due: '2026-06-03',
    });
  });

  test('签订确认书的电子送达，自到达之日重新起算', async () => {
    app.on('2026-05-28');
    const sent = { method: 'electronic', servedOn: '2026-05-28' };
    await officer.files(caseId, 'confirm-address', a.anAddressConfirmation());
    await officer.files(caseId, 'serve-notice', a.aNoticeService(sent));
    const { APL_STATEMENT_NO_LIMIT: statement, APL_HEARING_REQ_5WD: hearing } = await clocksOf(caseId);
    expect([statement?.from, hearing?.from, hearing?.due]).toEqual([
      '2026-05-28',
      '2026-05-28',
      '2026-06-04',
    ]);
  });

  test('待办里写明这是当事人的期限：过了是权利届满，不是机关逾期', async () => {
    for (const day of ['2026-05-28', '2026-06-08']) {
      app.on(day);
      await app.local.caughtUp();
      const { items } = await officer.ok<{ items: Task[] }>('staff.inbox');
      const task = items.find((t) => t.caseId === caseId);
      expect(task).toMatchObject({ dueName: expect.any(String), right: true, overdue: false });
    }
  });
});

describe('公告送达', () => {
  test.each([
    ['一般三十日', 'LC-001', 30, '2026-06-26', '2026-06-27'],
    ['农业六十日', 'NY-020', 60, '2026-07-26', '2026-07-27'],
  ])('%s：公告期满的次日为送达之日，听证和陈述期限自那日起算', async (_, matter, days, last, effective) => {
    const caseId = await a.caseAfter(app, 'prior-notice', {}, await a.reported(app, matter));
    const receipt = a.aNoticeService(bypassing);
    app.on('2026-05-27');
    await leader.files(caseId, 'announce-service', anAnnouncement(days));
    app.on(last);
    expect((await officer.refused(caseId, 'serve-notice', receipt)).detail).toContain('公告期尚未届满');
    expect((await clocksOf(caseId)).APL_HEARING_REQ_5WD).toBeUndefined();
    app.on(effective);
    await officer.files(caseId, 'serve-notice', receipt);
    const clocks = await clocksOf(caseId);
    expect([clocks.APL_HEARING_REQ_5WD?.from, clocks.APL_STATEMENT_NO_LIMIT?.from]).toEqual([
      effective,
      effective,
    ]);
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));

describe('决定书在七个工作日内送达、以后才登记的', () => {
  const servedAndRecorded = async (servedOn: string) => {
    const caseId = await a.caseAfter(app, 'decide');
    app.on('2026-06-23');
    await app.local.caughtUp();
    await app.local.sweep();
    expect((await clocksOf(caseId)).APL_SERVE_7WD).toMatchObject({ due: '2026-06-22', overdue: true });
    app.on('2026-06-24');
    await officer.files(caseId, 'serve-decision', a.aDecisionService({ servedOn }));
    return (await clocksOf(caseId)).APL_SERVE_7WD;
  };

  test('不算逾期送达；当时的逾期提醒留在记录里', async () => {
    const clock = await servedAndRecorded('2026-06-22');
    expect(clock?.overdue).toBe(false);
    const [correction] = clock?.corrected ?? [];
    expect(correction).toMatchObject({ due: '2026-06-22', on: '2026-06-22', by: 'officer' });
    expect(correction?.receipt.papers).toHaveLength(1);
    expect(clock?.alerts?.map(({ kind }) => kind)).toContain('overdue');
  });

  test('第八个工作日才送达的，逾期记录在案', async () => {
    expect((await servedAndRecorded('2026-06-23'))?.overdue).toBe(true);
  });
});

describe('当事人逾期不履行、也没有复议起诉的', () => {
  let caseId: string;
  const clock = async (id: string) => (await clocksOf(caseId))[id];
  const apply = () => leader.refused(caseId, 'apply-court-enforcement', a.aCourtApplication());
  beforeAll(async () => {
    caseId = await a.caseAfter(app, 'serve-decision');
  });

  test('送达之日起算复议、起诉的期限，推算出申请法院强制执行的三个月', async () => {
    expect((await clock('ARL_APPLY_60D'))?.due).toBe('2026-08-10');
    expect((await clock('ALL_SUE_6M'))?.due).toBe('2026-12-11');
    expect(await clock('AEL_APPLY_COURT_3M')).toMatchObject({ from: '2026-12-11', due: '2027-03-11' });
  });

  test('催告书签发以后另行送达，十个工作日自送达之日起算', async () => {
    app.on('2026-10-12');
    await leader.files(caseId, 'urge', a.anUrge());
    expect(await clock('AEL_DEMAND_COURT_10WD')).toBeUndefined();
    const other = await a.stopped(
      app,
      'officer',
      caseId,
      'serve-enforcement',
      a.anUrgeService({ document: 'urge-own' }),
    );
    expect(a.articlesOf(other)).toEqual(['行政强制法第38条']);
    const served = await officer.files(caseId, 'serve-enforcement', a.anUrgeService());
    expect(served.papers.map((p) => p.title)).toEqual(['送达回证']);
    expect((await clock('AEL_DEMAND_COURT_10WD'))?.due).toBe('2026-10-26');
  });

  test('起诉期限的最后一日还不能申请；届满以后才能', async () => {
    app.on('2026-12-11');
    expect((await apply()).detail).toContain('期限尚未届满');
    app.on('2026-12-14');
    await leader.files(caseId, 'apply-court-enforcement', a.aCourtApplication());
  });
});

describe('当事人申请行政复议的', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await a.caseAfter(app, 'serve-decision');
    app.on('2026-07-02');
    const begun = { kind: 'reconsideration', reconsiderationOn: '2026-07-01', body: '楚雄市人民政府' };
    await officer.files(caseId, 'record-remedy', begun);
  });

  test('复议期间不计算加处罚款', async () => {
    app.on('2026-07-10');
    const paid = (lateFee: number) =>
      a.aPerformance({ onDay: '2026-07-10', paidTotal: 6000 + lateFee, lateFee });
    // 缴款期限 6 月 26 日届满,6 月 27 日至 30 日四日
    const refused = await a.stopped(app, 'officer', caseId, 'record-performance', paid(720.01));
    expect(a.articlesOf(refused)).toContain('行政处罚法第73条第3款');
    expect((await clocksOf(caseId)).AEL_APPLY_COURT_3M?.stoppedAt).toBeDefined();
  });

  test('维持的，自收到复议决定书起算十五日；三个月窗口在届满前提醒承办人', async () => {
    app.on('2026-08-28');
    await officer.files(caseId, 'record-remedy-end', {
      kind: 'reconsideration',
      result: 'maintained',
      reconsiderationEndedOn: '2026-08-27',
      document: '楚市政行复决〔2026〕1号',
    });
    const { ALL_SUE_AFTER_REVIEW_15D: suit, AEL_APPLY_COURT_3M: window } = await clocksOf(caseId);
    expect([suit?.due, window?.from, window?.due]).toEqual(['2026-09-11', '2026-09-11', '2026-12-11']);
    app.on('2026-10-12');
    await app.local.caughtUp();
    await app.local.sweep();
    const [alert] = (await clocksOf(caseId)).AEL_APPLY_COURT_3M?.alerts ?? [];
    expect(alert).toMatchObject({
      kind: 'warning',
      due: '2026-12-11',
      to: expect.arrayContaining(['person:officer']),
    });
  });
});

test('这一切之后，哈希链、判定和视图仍然对得上', () => a.everythingAddsUp(app));
