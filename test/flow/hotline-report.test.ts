import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicDecision, SubmissionResult } from '../../functions/contract/api.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 热线举报:施工队擅自改变三亩商品林地用途,从来电到公示结案。 */
let app: App;
let caseId: string;
let hotline: Client;
let officer: Client;
let leader: Client;
let reviewer: Client;

beforeAll(async () => {
  app = await startApp();
  [hotline, officer, leader, reviewer] = (await Promise.all(
    ['hotline', 'officer', 'town-leader', 'legal-reviewer'].map(app.as),
  )) as [Client, Client, Client, Client];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const caseNow = async () => (await officer.case(caseId)).state;

describe('举报擅自改变三亩商品林地用途', () => {
  test('话务员登记来电，举报人信息单独加密，案件里只有一个编号', async () => {
    app.on('2026-05-20', '10:00');
    const clue = a.aClue({ reporter: { named: true, ...a.REPORTER, wantsReply: true } });
    const answer = await hotline.start('ordinary-penalty', 'register-clue', clue, { matter: 'LC-001' });
    expect(answer.status).toBe(200);
    const result: SubmissionResult = answer.body;
    caseId = result.caseId;
    expect(result.stage).toBe('reported');
    expect(JSON.stringify(result)).not.toContain(a.REPORTER.name);
    const [first] = await a.timeline(officer, caseId);
    expect(first?.event.submission?.sealed?.id).toMatch(/^S-/);
  });

  test('承办人申请立案，核对管辖和时效，指定两名持证人员；乡长批准立案', async () => {
    app.on('2026-05-21');
    const applied = await officer.files(caseId, 'apply-filing', a.aFilingApplication());
    expect(applied.verdict.ruleSets).toHaveProperty('jurisdiction');
    expect(applied.verdict.facts).toMatchObject({
      'matter.empoweredOnAct': true,
      'officers.validCount': 2,
      'place.inTownship': true,
    });
    const approved = await leader.files(caseId, 'approve-filing', a.aFilingApproval());
    expect(approved.stage).toBe('investigating');
    expect(approved.papers.map((p) => p.number)).toEqual(['楚大综执立〔2026〕1号']);
    expect((await caseNow()).clocks.APL_DECIDE_90D?.due).toBe('2026-08-19');
  });

  test('两名执法人员现场勘验，上传的照片随笔录存证，承办人可以打开', async () => {
    app.on('2026-05-22', '11:00');
    const photos = [
      await officer.upload('现场一.jpg', '照片一'),
      await officer.upload('现场二.jpg', '照片二'),
    ];
    await officer.files(caseId, 'site-record', a.aSiteRecord({ evidence: photos }));
    const params = { caseId, fileId: photos[0]?.id as string };
    const { url } = await officer.ok<{ url: string }>('staff.file-link', { params });
    expect(await (await fetch(new URL(url, app.local.url))).text()).toBe('照片一');
  });

  test('三亩没有达到移送标准，调查终结，规则要求法制审核、听证告知和集体讨论', async () => {
    app.on('2026-05-25');
    const screened = await officer.files(caseId, 'screen-crime', a.aScreening());
    expect(screened.verdict.effects).toEqual([]);
    expect(screened.links).toEqual([]);
    const concluded = await officer.files(caseId, 'conclude-investigation', a.anInvestigationReport());
    expect(concluded.stage).toBe('investigated');
    expect((await caseNow()).requires.toSorted()).toEqual([
      'collective-discussion',
      'hearing-notice',
      'legal-review',
    ]);
  });

  test('告知书同时告知听证权；不告知听证权的会被拒绝', async () => {
    app.on('2026-05-26');
    const untold = await leader.refused(caseId, 'prior-notice', a.aPriorNotice({ hearingRight: false }));
    expect(a.articlesOf(untold)).toContain('行政处罚法第63条第1款');
    const notice = await leader.files(caseId, 'prior-notice', a.aPriorNotice());
    expect(notice.papers.map((p) => p.template)).toEqual(['DOC-20', 'DOC-21']);
  });

  test('送达告知书，自送达起算五个工作日；当事人放弃陈述，不放弃听证', async () => {
    app.on('2026-05-27', '15:00');
    await officer.files(caseId, 'serve-notice', a.aNoticeService());
    expect((await caseNow()).clocks.APL_HEARING_REQ_5WD?.due).toBe('2026-06-03');
    app.on('2026-05-28');
    await officer.files(caseId, 'record-statement', a.aStatementWaiver());
  });

  test('听证期限届满、没有要求听证；送法制审核，第一次退回，补正后通过', async () => {
    app.on('2026-06-04');
    await officer.files(caseId, 'submit-legal-review', a.aReviewRequest());
    app.on('2026-06-05');
    const returned = await reviewer.files(caseId, 'give-legal-opinion', a.aReturnedOpinion());
    expect(returned.stage).toBe('notified');
    app.on('2026-06-08');
    await officer.files(
      caseId,
      'submit-legal-review',
      a.aReviewRequest({ questions: '已补充恢复费用的计算依据' }),
    );
    app.on('2026-06-09');
    const passed = await reviewer.files(
      caseId,
      'give-legal-opinion',
      a.aLegalOpinion({ receivedOn: '2026-06-08' }),
    );
    expect(passed.stage).toBe('reviewed');
  });

  test('没有集体讨论不能决定；乡长主持集体讨论后，以乡政府名义作出决定并写明救济途径', async () => {
    app.on('2026-06-10');
    const early = await a.stopped(app, 'town-leader', caseId, 'decide', a.aDecision());
    expect(a.articlesOf(early)).toEqual(['行政处罚法第57条第2款', '方案措施15']);
    await leader.files(caseId, 'collective-discussion', a.aDiscussion());
    const decided = await leader.files(caseId, 'decide', a.aDecision());
    const [paper] = decided.papers;
    expect(paper).toMatchObject({
      template: 'DOC-27',
      number: '楚大综执罚决〔2026〕1号',
      seal: 'TOWN_GOV',
      authority: '楚雄市大过口乡人民政府',
      day: '2026-06-10',
    });
    const text = JSON.stringify(paper?.lines);
    expect(text).toContain('六十日内向楚雄市人民政府申请行政复议');
    expect(text).toContain('六个月内直接向有管辖权的人民法院提起行政诉讼');
  });

  test('七个工作日内送达，七个工作日内公示脱敏件', async () => {
    app.on('2026-06-11', '16:00');
    await officer.files(caseId, 'serve-decision', a.aDecisionService());
    app.on('2026-06-22');
    const careless = `${a.CONTRACTOR.name}（${a.CONTRACTOR.idNumber}，电话${a.CONTRACTOR.phone}）擅自改变商品林地用途`;
    await reviewer.files(caseId, 'publish', a.aPublicity({ summary: careless }));
    const { clocks } = await caseNow();
    expect(clocks.PUB_PENALTY_7WD).toMatchObject({ due: '2026-06-22', overdue: false });
    expect(clocks.APL_SERVE_7WD).toMatchObject({ overdue: false });
    await app.local.caughtUp();
    const { items } = await app.anybody.ok<{ items: PublicDecision[] }>('public.decisions');
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ number: '楚大综执罚决〔2026〕1号', withdrawn: null });
    expect(items[0]?.lines).toContainEqual({ label: '当事人', text: '马**' });
    const facts = { label: '违法事实', text: '马**（***，电话***）擅自改变商品林地用途' };
    expect(items[0]?.lines).toContainEqual(facts);
    expect(items[0]?.lines).toContainEqual({ label: '住址', text: '楚雄市大过口乡' });
  });

  test('公众看不到当事人的姓名、住址、证件号码和电话，有人写进事实摘要的也看不到', async () => {
    const decisions = await app.anybody.ok<{ items: PublicDecision[] }>('public.decisions');
    const list = JSON.stringify(decisions);
    const id = decisions.items[0]?.id as string;
    const one = JSON.stringify(await app.anybody.ok('public.decision', { params: { publicId: id } }));
    for (const secret of [...Object.values(a.CONTRACTOR), '示例小组'])
      for (const page of [list, one]) expect(page).not.toContain(secret);
  });

  test('缴清罚款后结案', async () => {
    app.on('2026-06-23');
    await officer.files(caseId, 'record-performance', a.aPerformance({ onDay: '2026-06-23' }));
    const closed = await leader.files(caseId, 'close-case', a.aClosing());
    expect(closed.stage).toBe('closed');
    expect((await caseNow()).closed).toBe('结案');
    await app.local.caughtUp();
    const inbox = await officer.ok<{ items: { caseId: string }[] }>('staff.inbox');
    expect(inbox.items.filter((t) => t.caseId === caseId)).toEqual([]);
  });

  test('举报人的姓名和电话不在案件、事件和公示里；承办人说明理由可以查看并留痕，不相干的人看不到', async () => {
    const everything = [
      await officer.case(caseId),
      await a.timeline(officer, caseId),
      await app.anybody.ok('public.decisions'),
      await officer.ok('staff.cases'),
    ];
    for (const secret of Object.values(a.REPORTER))
      for (const page of everything) expect(JSON.stringify(page)).not.toContain(secret);

    const sealedId = (await a.timeline(officer, caseId))[0]?.event.submission?.sealed?.id as string;
    const ask = { params: { caseId, sealedId }, body: { reason: '需要向举报人反馈处理结果' } };
    expect(await officer.ok('staff.sealed', ask)).toMatchObject({ '/reporter': { name: a.REPORTER.name } });
    const other = await (await app.as('officer-reviewer')).call('staff.sealed', ask);
    expect(other.status).toBe(403);
    const trail = (await a.auditOf(app, caseId)).filter((e) => e.what === '查看举报人信息');
    expect(trail.map((e) => [e.actor, e.code]).toSorted()).toEqual([
      ['officer', null],
      ['officer-reviewer', 'forbidden'],
    ]);
  });

  test('重新计算全部哈希链和判定没有差异，由事件重建的视图与已存的完全相同', async () => {
    const { cases, events } = await a.everythingAddsUp(app);
    expect(cases).toBe(1);
    expect(events).toBeGreaterThanOrEqual(18);
  });
});
