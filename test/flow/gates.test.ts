import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 每道关口的拒绝:写明条文,案件不变,审计留痕(`stopped` 逐一核对)。 */
let app: App;
let officer: Client;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer');
  await a.empower(app, 'LC-001');
  await a.empower(app, 'LC-002', { from: '2026-05-10' });
});
afterAll(() => app?.stop());

const codes = (problem: { errors: { code?: string | undefined }[] }) => problem.errors.map((e) => e.code);

describe('赋权和管辖', () => {
  test('行为发生时还没有赋权的，不得立案', async () => {
    const id = await a.reported(app, 'LC-002');
    const problem = await a.stopped(app, 'officer', id, 'apply-filing', a.aFilingApplication());
    expect(problem.code).toBe('rules-refused');
    expect(codes(problem)).toEqual(['J1-ACT']);
    expect(a.articlesOf(problem)).toEqual(['《行政处罚法》第二十四条', '《行政处罚法》第三十八条']);
  });

  test('赋权当天的行为可以立案', async () => {
    const id = await a.reported(app, 'LC-002');
    const filed = await officer.files(
      id,
      'apply-filing',
      a.aFilingApplication({ act: { day: '2026-05-10' } }),
    );
    expect(filed.stage).toBe('filing');
  });

  test('事项的赋权没有确认的，不能判断：指出缺少的是赋权，不是拒绝也不是放行', async () => {
    const id = await a.reported(app, 'LC-003');
    const problem = await a.stopped(app, 'officer', id, 'apply-filing', a.aFilingApplication());
    expect(problem).toMatchObject({ status: 422, code: 'facts-missing' });
    expect(problem.missingFacts?.map((m) => m.fact)).toEqual([
      'matter.empoweredOnAct',
      'matter.empoweredOnFiling',
      'matter.listPublished',
      'matter.provincialDecision',
    ]);
    expect(problem.detail).toContain('赋权');
    expect(codes(problem)).toEqual(['J1-ACT', 'J1-FILING', 'J1-DECISION', 'J1-PUBLISHED']);
  });

  test('不在本乡镇发生的，不得立案', async () => {
    const id = await a.reported(app);
    const elsewhere = a.aFilingApplication({ place: { inTownship: false } });
    const problem = await a.stopped(app, 'officer', id, 'apply-filing', elsewhere);
    expect(a.articlesOf(problem)).toContain('《行政处罚法》第二十二条');
  });

  test('违法行为二年后才发现的，不得立案', async () => {
    const id = await a.reported(app);
    const old = a.aFilingApplication({ act: { day: '2024-05-19' } });
    const problem = await a.stopped(app, 'officer', id, 'apply-filing', old);
    expect(a.articlesOf(problem)).toContain('行政处罚法第36条');
  });
});

describe('两名持证执法人员', () => {
  test.each([
    ['一人执法证过期', ['officer', 'officer-expired']],
    ['只有一人', ['officer']],
    ['一人是协管员', ['officer', 'auxiliary']],
    ['一人查无此人', ['officer', 'nobody-here']],
  ])('%s：不得勘验', async (_, officers) => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const problem = await a.stopped(app, 'officer', id, 'site-record', a.aSiteRecord({ officers }));
    expect(codes(problem)).toEqual(['TO-LESS-THAN-TWO']);
    expect(a.articlesOf(problem)).toEqual(['行政处罚法第42条第1款', '方案措施14']);
  });

  test('同一人写两遍不成为两人：表单就不接受', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    const twice = a.aSiteRecord({ officers: ['officer', 'officer'] });
    const problem = await officer.refused(id, 'site-record', twice);
    expect(problem).toMatchObject({ code: 'data-invalid', errors: [{ path: '/officers', say: '不得重复' }] });
  });
});

describe('调查、告知和听证', () => {
  test('没有出示证件的勘验不能入卷', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    const hidden = a.aSiteRecord({ certificate: { shown: false } });
    const problem = await a.stopped(app, 'officer', id, 'site-record', hidden);
    expect(a.articlesOf(problem)).toContain('行政处罚法第55条第1款');
  });

  test('没有筛查涉嫌犯罪，不能终结调查', async () => {
    const id = await a.caseAfter(app, 'site-record');
    const problem = await a.stopped(app, 'officer', id, 'conclude-investigation', a.anInvestigationReport());
    expect(a.articlesOf(problem)).toContain('行政处罚法第27条第1款');
  });

  test('陈述申辩期和听证期没有届满又没有放弃的，不得决定', async () => {
    const id = await a.caseAfter(app, 'serve-notice');
    app.on('2026-06-03', '23:59');
    const problem = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(problem)).toEqual(expect.arrayContaining(['GD-STATEMENT', 'GD-HEARING-PERIOD']));
    app.on('2026-06-04', '00:01');
    const later = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(later)).not.toContain('GD-STATEMENT');
    expect(codes(later)).not.toContain('GD-HEARING-PERIOD');
  });

  test('要求听证而没有听证的，不得决定；期限内的要求不得不受理', async () => {
    const id = await a.caseAfter(app, 'record-statement');
    app.on('2026-05-29');
    const asked = { requestedOn: '2026-05-29', by: '马示例' };
    const turnedAway = { ...asked, accept: false, reason: '不同意' };
    const problem = await a.stopped(app, 'officer', id, 'request-hearing', turnedAway);
    expect(a.articlesOf(problem)).toContain('行政处罚法第64条第（一）项');
    await officer.files(id, 'request-hearing', { ...asked, accept: true });
    const open = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(open)).toContain('GD-HEARING-OPEN');
  });

  test('听证由非本案人员主持，办结后的决定须根据听证笔录', async () => {
    const [leader, host, reviewer] = await Promise.all(
      ['town-leader', 'hearing-host', 'legal-reviewer'].map(app.as),
    );
    const id = await a.caseAfter(app, 'record-statement');
    app.on('2026-05-29');
    await officer.files(id, 'request-hearing', { requestedOn: '2026-05-29', by: '马示例', accept: true });
    await leader?.files(id, 'schedule-hearing', a.aHearingSchedule());
    await leader?.files(id, 'notify-hearing', a.aHearingNotice());
    await officer.files(id, 'serve-hearing-notice', a.aHearingNoticeService());
    app.on('2026-06-11', '15:00');
    await host?.files(id, 'hold-hearing', a.aHearingRecord());
    await officer.files(id, 'submit-legal-review', a.aReviewRequest());
    await reviewer?.files(id, 'give-legal-opinion', a.aLegalOpinion({ receivedOn: '2026-06-11' }));
    await leader?.files(id, 'collective-discussion', a.aDiscussion({ heldOn: '2026-06-11' }));
    const problem = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(problem)).toEqual(['GD-HEARING-RECORD']);
    expect(a.articlesOf(problem)).toEqual(['行政处罚法第65条']);
    await leader?.files(id, 'decide', a.aDecision({ onHearingRecord: true }));
  });

  test('决定的罚款比告知的高，不得决定', async () => {
    const id = await a.caseAfter(app, 'collective-discussion');
    const problem = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision({ fine: 6000.01 }));
    expect(codes(problem)).toEqual(['GD-FINE']);
    expect(a.articlesOf(problem)).toContain('行政处罚法第45条第2款');
  });
});

describe('法制审核、集体讨论和职责分离', () => {
  test('应当法制审核而没有审核的，不得决定', async () => {
    const id = await a.caseAfter(app, 'waive-hearing');
    const problem = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(problem)).toEqual(['GD-REVIEW-MISSING', 'GD-DISCUSSION']);
    expect(a.articlesOf(problem)).toContain('行政处罚法第58条第1款');
  });

  test('审核未通过的，不得决定，也不得拿去集体讨论', async () => {
    const id = await a.caseAfter(app, 'submit-legal-review');
    await (await app.as('legal-reviewer')).files(id, 'give-legal-opinion', a.aReturnedOpinion());
    const problem = await a.stopped(app, 'town-leader', id, 'decide', a.aDecision());
    expect(codes(problem)).toContain('GD-REVIEW-FAILED');
    expect(a.articlesOf(problem)).toContain('行政处罚法第58条第1款');
    app.on('2026-06-10');
    const meeting = await a.stopped(app, 'town-leader', id, 'collective-discussion', a.aDiscussion());
    expect(codes(meeting)).toEqual(['CM-REVIEW-FIRST']);
  });

  test('审核发现问题却写“同意”的，不能出具', async () => {
    const id = await a.caseAfter(app, 'submit-legal-review');
    const contradictory = a.aReturnedOpinion({ opinion: 'pass' });
    const problem = await a.stopped(app, 'legal-reviewer', id, 'give-legal-opinion', contradictory);
    expect(codes(problem)).toEqual(['RO-PASS']);
  });

  test('参加了本案调查的审核员，不得审核本案', async () => {
    const pair = { officers: ['officer', 'officer-reviewer'] };
    const id = await a.caseAfter(app, 'submit-legal-review', { 'site-record': pair });
    const problem = await a.stopped(app, 'officer-reviewer', id, 'give-legal-opinion', a.aLegalOpinion());
    expect(problem.code).toBe('rules-refused');
    expect(codes(problem)).toEqual(['RV-INVESTIGATOR', 'DS-REVIEWER']);
    expect(a.articlesOf(problem)).toContain('《农业行政处罚程序规定》第五十条第三款');
    expect(a.articlesOf(problem)).toContain('行政处罚法第58条第1款');
    await (await app.as('legal-reviewer')).files(id, 'give-legal-opinion', a.aLegalOpinion());
  });

  test('乡镇负责人没有参加的集体讨论不算数', async () => {
    const id = await a.caseAfter(app, 'give-legal-opinion');
    app.on('2026-06-10');
    const without = a.aDiscussion({ headPresent: false });
    const problem = await a.stopped(app, 'town-leader', id, 'collective-discussion', without);
    expect(codes(problem)).toEqual(['CM-HEAD']);
    expect(a.articlesOf(problem)).toEqual(['《行政处罚法》第五十七条第二款']);
  });

  test('办案人员不能作决定，负责人不能代办案人员勘验', async () => {
    const id = await a.caseAfter(app, 'collective-discussion');
    expect((await a.stopped(app, 'officer', id, 'decide', a.aDecision())).code).toBe('forbidden');
    const other = await a.caseAfter(app, 'approve-filing');
    expect((await a.stopped(app, 'town-leader', other, 'site-record', a.aSiteRecord())).code).toBe(
      'forbidden',
    );
  });

  test('超过七个工作日才公示的，照样公示，逾期留痕', async () => {
    const id = await a.caseAfter(app, 'serve-decision');
    app.on('2026-06-23');
    await (await app.as('legal-reviewer')).files(id, 'publish', a.aPublicity());
    const { state } = await officer.case(id);
    expect(state.flags.map((f) => f.flag)).toContain('publicity-late');
    expect(state.clocks.PUB_PENALTY_7WD).toMatchObject({ due: '2026-06-22', overdue: true });
  });

  test('没有公示不得结案；公示前没有核对举报人信息的不得公示', async () => {
    const id = await a.caseAfter(app, 'record-performance', { publish: null });
    const early = await a.stopped(app, 'town-leader', id, 'close-case', a.aClosing());
    expect(codes(early)).toEqual(['CL-PUBLISHED']);
    const careless = a.aPublicity({ reporterRemoved: false });
    const problem = await a.stopped(app, 'legal-reviewer', id, 'publish', careless);
    expect(a.articlesOf(problem)).toContain('方案措施25');
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
