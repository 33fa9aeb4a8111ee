import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 涉嫌犯罪的案件没有别的出口:不能撤案、不予立案、结案或者只报一处,移送有了结果才继续。 */
let app: App;
let officer: Client;
let leader: Client;
let head: Client;
let police: Client;

beforeAll(async () => {
  app = await startApp();
  [officer, leader, head, police] = (await Promise.all(
    ['officer', 'town-leader', 'bureau-head', 'police'].map(app.as),
  )) as [Client, Client, Client, Client];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const codes = (problem: { errors: { code?: string | undefined }[] }) => problem.errors.map((e) => e.code);
const tenMu = { forest: { commercialMu: 10 } };
const stateOf = async (id: string) => (await officer.case(id)).state;
const withdrawal = { ground: 'not-proved', basis: '行政处罚法第57条', opinion: '违法事实不能成立' };
const goods = { ground: '机械可能转移', goods: '挖掘机1台' };

/** A case under investigation whose screening opened a referral; both ids. */
async function referred(screening: a.Data): Promise<{ penalty: string; referral: string }> {
  const penalty = await a.caseAfter(app, 'site-record');
  app.on('2026-05-25', '09:00');
  const { links } = await officer.files(penalty, 'screen-crime', a.aScreening(screening));
  const referral = links.find((l) => l.procedure === 'criminal-referral')?.caseId as string;
  await officer.files(referral, 'form-team', a.aReferralTeam());
  return { penalty, referral };
}

describe('移送期间', () => {
  test('不得撤销立案，也不得移送别的机关；公安机关不予立案以后恢复', async () => {
    const { penalty, referral } = await referred(tenMu);
    const withdrawn = await a.stopped(app, 'town-leader', penalty, 'withdraw-case', withdrawal);
    expect(withdrawn).toMatchObject({ status: 409, code: 'action-frozen' });
    expect(a.articlesOf(withdrawn)).toContain('行政执法机关移送涉嫌犯罪案件的规定第5条、第11条');
    const away = {
      receivingOrg: 'city-forestry',
      receivingOrgName: '楚雄市林业和草原局',
      reason: '属于市级管辖',
      stop: 'ordered',
      evidenceFixed: true,
      informedBy: 'letter',
      materials: '案卷一册',
      tellReporter: false,
    };
    expect((await a.stopped(app, 'town-leader', penalty, 'transfer-out', away)).code).toBe('action-frozen');
    await officer.files(referral, 'report', a.aReferralReport());
    await leader.files(referral, 'approve-referral', a.aReferralApproval());
    await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
    app.on('2026-05-28');
    await police.files(referral, 'police-reply', a.aPoliceDecline(), { zone: 'partner' });
    await head.files(referral, 'accept-decline', a.anAcceptedDecline());
    await leader.files(penalty, 'withdraw-case', withdrawal);
    expect((await stateOf(penalty)).closed).toBe('撤销立案');
  });
});

describe('立案审批', () => {
  const suspicious = () => a.aFilingApplication({ jurisdiction: { crimeSuspected: true } });

  test('认为涉嫌犯罪的，不能在立案审批里写“不予立案”，也不能另办不予立案', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    await officer.files(id, 'apply-filing', suspicious());
    const reject = a.aFilingApproval({ decision: 'reject', reason: '不予立案' });
    const refused = await leader.refused(id, 'approve-filing', reject);
    expect(refused).toMatchObject({ code: 'data-invalid', errors: [{ path: '/decision' }] });
    const declined = await a.stopped(app, 'town-leader', id, 'decline-filing', a.aDeclinedFiling());
    expect(codes(declined)).toEqual(['GX-CRIME']);
    expect(a.articlesOf(declined)).toContain('行政处罚法第27条第1款');
  });

  test('登记保存的证据没有处理的，不得不予立案；处理以后可以，七个工作日的期限停止', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    await officer.files(id, 'apply-filing', a.aFilingApplication());
    await leader.files(id, 'return-filing', { reason: '补充林地权属证明' });
    await officer.files(id, 'request-preserve', goods);
    await leader.files(id, 'approve-preserve', { decision: 'approve', opinion: '同意' });
    await officer.files(id, 'preserve-evidence', {
      officers: ['officer', 'officer-2'],
      goods: [{ name: '挖掘机', quantity: '1台' }],
      place: '乡政府仓库',
      manner: 'moved',
      onDay: '2026-05-21',
      signature: 'signed',
      witnessed: false,
    });
    const early = await a.stopped(app, 'town-leader', id, 'decline-filing', a.aDeclinedFiling());
    expect(codes(early)).toEqual(['GX-PRESERVED']);
    const number = (await stateOf(id)).papers.find((p) => p.template === 'DOC-07')?.number;
    const release = { originalNumber: number, result: 'return', goods: '挖掘机1台' };
    await leader.files(id, 'release-preserved', release);
    await leader.files(id, 'decline-filing', a.aDeclinedFiling());
    const state = await stateOf(id);
    expect(state.closed).toBe('不予立案');
    expect(state.clocks.APL_REG_PRESERVE_7WD?.stoppedAt).toBeDefined();
    expect(state.papers.map((p) => p.template)).toContain('DOC-02-NO');
  });

  test('已过时效、申请不了立案的，可以不予立案', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    const old = a.aFilingApplication({ act: { day: '2024-05-19' } });
    expect(codes(await a.stopped(app, 'officer', id, 'apply-filing', old))).toContain('TB-2Y');
    await leader.files(id, 'decline-filing', a.aDeclinedFiling({ ground: 'time-barred' }));
    expect((await stateOf(id)).closed).toBe('不予立案');
  });
});

describe('决定以后才发现涉嫌犯罪', () => {
  test('送达以后复测达到十亩：照样移送，不得结案；正职决定不移送以后恢复', async () => {
    const penalty = await a.caseAfter(app, 'publish');
    app.on('2026-06-15');
    const { links } = await officer.files(penalty, 'screen-crime', a.aScreening(tenMu));
    const referral = links.find((l) => l.procedure === 'criminal-referral')?.caseId as string;
    expect((await stateOf(penalty)).flags.map((f) => f.flag)).toContain('screened-after-decision');
    await officer.files(penalty, 'record-performance', a.aPerformance());
    const close = await a.stopped(app, 'town-leader', penalty, 'close-case', a.aClosing());
    expect(close.code).toBe('action-frozen');
    expect(a.articlesOf(close)).toContain('中华人民共和国行政处罚法第27条');
    await officer.files(referral, 'form-team', a.aReferralTeam());
    await officer.files(referral, 'report', a.aReferralReport());
    const no = a.aReferralApproval({ decision: 'reject', reason: '复测面积不足十亩，不移送' });
    await leader.files(referral, 'approve-referral', no);
    await leader.files(penalty, 'close-case', a.aClosing());
    expect((await stateOf(penalty)).closed).toBe('结案');
  });
});

describe('移送方向', () => {
  const both = { ...tenMu, duty: { publicOfficialSuspect: true } };
  const clue = (over: a.Data = {}) => ({
    ...a.aTransferToPolice(),
    recipient: 'supervision',
    recipientName: '楚雄市监察委员会',
    alone: false,
    ...over,
  });

  test('十亩林地的移送不能只当作职务犯罪线索报送', async () => {
    const { referral } = await referred(tenMu);
    const duty = { ordinaryCrime: false, dutyClue: true, route: 'duty', proposal: '移送监察机关' };
    const problem = await a.stopped(app, 'officer', referral, 'report', a.aReferralReport(duty));
    expect(codes(problem)).toEqual(['RP-POLICE-ROUTE']);
    expect(a.articlesOf(problem)).toContain('中华人民共和国行政处罚法第27条');
  });

  test('筛查发现的职务犯罪线索，不因报告填写没有而只报公安机关', async () => {
    const { referral } = await referred(both);
    const problem = await a.stopped(app, 'officer', referral, 'report', a.aReferralReport());
    expect(codes(problem)).toEqual(['RP-DUTY-ROUTE']);
  });

  test('两处都移送的：公安机关不予立案以后，线索没有移送不得办结，移送以后可以', async () => {
    const { penalty, referral } = await referred(both);
    await officer.files(referral, 'report', a.aReferralReport({ dutyClue: true, route: 'both' }));
    await leader.files(referral, 'approve-referral', a.aReferralApproval());
    await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
    app.on('2026-05-28');
    await police.files(referral, 'police-reply', a.aPoliceDecline(), { zone: 'partner' });
    const dropped = await a.stopped(app, 'bureau-head', referral, 'accept-decline', a.anAcceptedDecline());
    expect(codes(dropped)).toEqual(['RE-CLUE']);
    expect(a.articlesOf(dropped)).toEqual(['行政执法机关移送涉嫌犯罪案件的规定第18条、第19条']);
    expect((await stateOf(penalty)).freezes).toHaveLength(1);
    await officer.files(referral, 'transfer-duty-clue', clue());
    await head.files(referral, 'accept-decline', a.anAcceptedDecline());
    expect((await stateOf(penalty)).freezes).toEqual([]);
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
