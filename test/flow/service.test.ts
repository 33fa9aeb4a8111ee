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
  reason: '当事人下落不明,直接送达和邮寄送达都无法送达',
  content: '拟处罚的内容、事实、理由、依据,以及陈述申辩和要求听证的权利',
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

  test('没有签订确认书的,不能电子送达;没有见证的,不能留置送达;期限都没有起算', async () => {
    const before = await officer.case(caseId);
    const electronic = a.aNoticeService({ method: 'electronic', electronicConfirmed: false });
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

  test('留置送达有见证的,自留置之日起算', async () => {
    const left = { method: 'left', witnessed: true, note: '当事人拒绝签收,村民委员会人员见证' };
    await officer.files(caseId, 'serve-notice', a.aNoticeService(left));
    expect((await clocksOf(caseId)).APL_HEARING_REQ_5WD).toMatchObject({
      from: '2026-05-27',
      due: '2026-06-03',
    });
  });

  test('签订确认书的电子送达,自到达之日重新起算', async () => {
    app.on('2026-05-28');
    const sent = { method: 'electronic', electronicConfirmed: true, servedOn: '2026-05-28' };
    await officer.files(caseId, 'serve-notice', a.aNoticeService(sent));
    const { APL_STATEMENT_NO_LIMIT: statement, APL_HEARING_REQ_5WD: hearing } = await clocksOf(caseId);
    expect([statement?.from, hearing?.from, hearing?.due]).toEqual([
      '2026-05-28',
      '2026-05-28',
      '2026-06-04',
    ]);
  });

  test('待办里写明这是当事人的期限:过了是权利届满,不是机关逾期', async () => {
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
  ])('%s:公告期满的次日为送达之日,听证和陈述期限自那日起算', async (_, matter, days, last, effective) => {
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

test('这一切之后,哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));

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

  test('不算逾期送达;当时的逾期提醒留在记录里', async () => {
    const clock = await servedAndRecorded('2026-06-22');
    expect(clock?.overdue).toBe(false);
    const [correction] = clock?.corrected ?? [];
    expect(correction).toMatchObject({ due: '2026-06-22', on: '2026-06-22', by: 'officer' });
    expect(correction?.receipt.papers).toHaveLength(1);
    expect(clock?.alerts?.map(({ kind }) => kind)).toContain('overdue');
  });

  test('第八个工作日才送达的,逾期记录在案', async () => {
    expect((await servedAndRecorded('2026-06-23'))?.overdue).toBe(true);
  });
});
