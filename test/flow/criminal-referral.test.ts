import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../../functions/contract/api.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 擅自改变十亩商品林地用途:涉嫌犯罪,先移送、后处罚。 */
let app: App;
let officer: Client;
let leader: Client;
let deputy: Client;
let head: Client;
let police: Client;

beforeAll(async () => {
  app = await startApp();
  [officer, leader, deputy, head, police] = (await Promise.all(
    ['officer', 'town-leader', 'deputy-leader', 'bureau-head', 'police'].map(app.as),
  )) as [Client, Client, Client, Client, Client];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const tenMu = a.aScreening({ forest: { commercialMu: 10 } });
const stateOf = async (id: string) => (await officer.case(id)).state;

/** An administrative case whose screening found ten mu, and the referral it opened. */
async function suspected(): Promise<{ penalty: string; referral: string }> {
  const penalty = await a.caseAfter(app, 'site-record');
  app.on('2026-05-25');
  const { links } = await officer.files(penalty, 'screen-crime', tenMu);
  const referral = links.find((l) => l.procedure === 'criminal-referral')?.caseId as string;
  return { penalty, referral };
}

/** The referral's team, report and approval by the principal on 26 May at 10:00. */
async function approved(referral: string): Promise<void> {
  app.on('2026-05-25', '10:00');
  await officer.files(referral, 'form-team', a.aReferralTeam());
  await officer.files(referral, 'report', a.aReferralReport());
  app.on('2026-05-26', '10:00');
  await leader.files(referral, 'approve-referral', a.aReferralApproval());
}

describe('十亩商品林地：筛查、移送、公安不予立案、恢复处罚', () => {
  let penalty: string;
  let referral: string;

  test('筛查命中移送标准，处罚告知和处罚决定冻结，同时开启移送案件', async () => {
    ({ penalty, referral } = await suspected());
    const state = await stateOf(penalty);
    expect(state.freezes).toMatchObject([
      {
        actions: expect.arrayContaining(['prior-notice', 'decide', 'decide-no-penalty', 'withdraw-case']),
        by: 'CR-FARMLAND-FOREST',
        until: referral,
      },
    ]);
    const linked = await stateOf(referral);
    expect(linked).toMatchObject({ procedure: 'criminal-referral', stage: 'team', matter: 'LC-001' });
    expect(linked.facts).toMatchObject({ 'forest.commercialMu': 10, 'party.name': a.CONTRACTOR.name });
    expect(linked.links).toEqual([{ caseId: penalty, procedure: 'ordinary-penalty', relation: 'parent' }]);
  });

  test('冻结期间不得告知、不得决定，调查可以继续', async () => {
    await officer.files(penalty, 'conclude-investigation', a.anInvestigationReport());
    const notice = await a.stopped(app, 'town-leader', penalty, 'prior-notice', a.aPriorNotice());
    expect(notice).toMatchObject({ status: 409, code: 'action-frozen' });
    expect(a.articlesOf(notice)).toContain('行政执法机关移送涉嫌犯罪案件的规定第5条、第11条');
    const decision = await a.stopped(app, 'town-leader', penalty, 'decide', a.aDecision());
    expect(decision.code).toBe('action-frozen');
    await app.local.caughtUp();
    const inbox = await leader.ok<{ items: Task[] }>('staff.inbox');
    const waiting = inbox.items.find((t) => t.caseId === penalty)?.actions ?? [];
    expect(waiting.map((w) => w.id)).not.toContain('prior-notice');
  });

  test('重复筛查不会再开一个移送案件', async () => {
    const { links } = await officer.files(penalty, 'screen-crime', tenMu);
    expect(links.filter((l) => l.procedure === 'criminal-referral')).toHaveLength(1);
  });

  test('专案组核实报告；副职批准被拒绝并写明条文，正职三日内批准', async () => {
    app.on('2026-05-25', '10:00');
    await officer.files(referral, 'form-team', a.aReferralTeam());
    await officer.files(referral, 'report', a.aReferralReport());
    app.on('2026-05-26', '10:00');
    const bySecond = await a.stopped(
      app,
      'deputy-leader',
      referral,
      'approve-referral',
      a.aReferralApproval(),
    );
    expect(bySecond.code).toBe('rules-refused');
    expect(a.articlesOf(bySecond)).toEqual(['行政执法机关移送涉嫌犯罪案件的规定第5条']);
    const result = await leader.files(referral, 'approve-referral', a.aReferralApproval());
    expect(result.stage).toBe('approved');
    expect((await stateOf(referral)).clocks).toMatchObject({
      R310_APPROVE_3D: { overdue: false },
      R310_TRANSFER_24H: { due: '2026-05-27T02:00:00.000Z' },
    });
  });

  test('没有移送之前，公安机关看不到这个案件', async () => {
    const answer = await police.call('partner.case', { params: { caseId: referral } });
    expect(answer.status).toBe(404);
  });

  test('缺调查报告不能移送；材料齐全，二十四小时内移送，加盖乡政府印章', async () => {
    app.on('2026-05-27', '09:30');
    const lacking = await a.stopped(
      app,
      'officer',
      referral,
      'transfer-to-police',
      a.aTransferToPolice({ investigationReport: false }),
    );
    expect(a.articlesOf(lacking)).toEqual(['行政执法机关移送涉嫌犯罪案件的规定第6条']);
    const sent = await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
    expect(sent.papers).toMatchObject([
      { template: 'DOC-53', number: '楚大综执移〔2026〕1号', seal: 'TOWN_GOV' },
    ]);
    expect((await stateOf(referral)).clocks.R310_TRANSFER_24H).toMatchObject({ overdue: false });
  });

  test('公安机关在自己的页面收到移送，只看得到移送案件，登记不予立案', async () => {
    await app.local.caughtUp();
    const inbox = await police.ok<{ items: { caseId: string }[] }>('partner.inbox');
    expect(inbox.items.map((t) => t.caseId)).toEqual([referral]);
    expect((await police.call('partner.case', { params: { caseId: penalty } })).status).toBe(404);
    app.on('2026-05-27', '10:00');
    await police.files(
      referral,
      'record-acceptance',
      a.anAcceptance({ acceptedAt: '2026-05-27T01:40:00.000Z' }),
      {
        zone: 'partner',
      },
    );
    expect((await stateOf(referral)).clocks.R310_POLICE_DECIDE_3D).toMatchObject({
      from: '2026-05-27',
      due: '2026-05-30',
    });
    app.on('2026-05-28', '17:00');
    const reply = await police.files(referral, 'police-reply', a.aPoliceDecline(), { zone: 'partner' });
    expect(reply.stage).toBe('declined');
    expect((await stateOf(penalty)).freezes).toHaveLength(1);
  });

  test('接受不予立案，处罚案件恢复，可以告知', async () => {
    app.on('2026-05-29');
    await head.files(referral, 'accept-decline', a.anAcceptedDecline());
    expect((await stateOf(referral)).closed).toBe('公安机关不予立案，恢复行政处理');
    const state = await stateOf(penalty);
    expect(state.freezes).toEqual([]);
    expect(state.marks).toContain('criminal-declined');
    const notice = await leader.files(penalty, 'prior-notice', a.aPriorNotice());
    expect(notice.stage).toBe('notified');
    const told = await a.timeline(officer, penalty);
    expect(told.map((e) => e.actionTitle)).toContain('公安机关不予立案，依法恢复行政处理（310号令第10条）');
  });
});

describe('移送的期限和另外的去向', () => {
  test('批准后二十六小时才移送：移送照办，超期记在案里', async () => {
    const { referral } = await suspected();
    await approved(referral);
    app.on('2026-05-27', '12:00');
    await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
    expect((await stateOf(referral)).clocks.R310_TRANSFER_24H).toMatchObject({
      due: '2026-05-27T02:00:00.000Z',
      stoppedAt: '2026-05-27T04:00:00.000Z',
      overdue: true,
    });
  });

  test('正职决定不移送的，写明理由，处罚案件恢复', async () => {
    const { penalty, referral } = await suspected();
    await officer.files(referral, 'form-team', a.aReferralTeam());
    await officer.files(referral, 'report', a.aReferralReport());
    const silent = await leader.refused(
      referral,
      'approve-referral',
      a.aReferralApproval({ decision: 'reject', reason: undefined }),
    );
    expect(silent.errors[0]?.path).toBe('/reason');
    await leader.files(
      referral,
      'approve-referral',
      a.aReferralApproval({ decision: 'reject', reason: '复测面积不足十亩，不移送' }),
    );
    expect((await stateOf(penalty)).freezes).toEqual([]);
  });

  test('筛查时面积没有查明，不能下结论：写明缺哪一项，案件不变', async () => {
    const penalty = await a.caseAfter(app, 'site-record');
    const blank = a.aScreening({ forest: { commercialMu: undefined } });
    const problem = await a.stopped(app, 'officer', penalty, 'screen-crime', blank);
    expect(problem.code).toBe('facts-missing');
    expect(problem.missingFacts?.map((m) => m.fact)).toContain('forest.commercialMu');
  });

  test('九亩九没有达到标准，二年内受过两次处罚的五亩达到', async () => {
    const small = await a.caseAfter(app, 'screen-crime', {
      'screen-crime': { forest: { commercialMu: 9.9 } },
    });
    expect((await stateOf(small)).freezes).toEqual([]);
    const repeated = await a.caseAfter(app, 'screen-crime', {
      'screen-crime': { forest: { commercialMu: 5, penaltiesWithin2y: 2 } },
    });
    expect((await stateOf(repeated)).freezes).toHaveLength(1);
  });

  test('公安机关立案后，处罚继续冻结；副职、非专案组人员不能替专案组移送', async () => {
    const { penalty, referral } = await suspected();
    await approved(referral);
    const outsider = await a.stopped(
      app,
      'officer-reviewer',
      referral,
      'transfer-to-police',
      a.aTransferToPolice(),
    );
    expect(outsider.code).toBe('forbidden');
    await officer.files(referral, 'transfer-to-police', a.aTransferToPolice());
    app.on('2026-05-28');
    const filed = a.aPoliceDecline({ decision: 'filed', reason: undefined });
    await police.files(referral, 'police-reply', filed, { zone: 'partner' });
    const state = await stateOf(penalty);
    expect(state.marks).toContain('criminal-filed');
    expect(state.freezes).toHaveLength(1);
    expect(await deputy.refused(referral, 'accept-decline', a.anAcceptedDecline())).toMatchObject({
      code: 'action-not-open',
    });
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
