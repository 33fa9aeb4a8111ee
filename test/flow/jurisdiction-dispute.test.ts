import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  StartBody,
  StartOption,
  SubmissionBody,
  SubmissionResult,
} from '../../functions/contract/api.ts';
import type { Person } from '../../functions/contract/people.ts';
import { start } from '../../functions/usecases/case/start.ts';
import { submit } from '../../functions/usecases/case/submit.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 市林草局主张管辖同一案件:冻结、协商、报请、指定、移送案卷。 */
let app: App;
let officer: Client;
let leader: Client;
let forestry: Client;
let cityGov: Client;
const partner = { zone: 'partner' } as const;

beforeAll(async () => {
  app = await startApp();
  [officer, leader, forestry, cityGov] = (await Promise.all(
    ['officer', 'town-leader', 'city-dept', 'city-gov'].map(app.as),
  )) as [Client, Client, Client, Client];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const stateOf = async (id: string) => (await officer.case(id)).state;

/** The forestry bureau claims a case it was told of by its number. */
async function claimed(parent: string, data = a.aClaim()): Promise<string> {
  app.on('2026-05-25');
  const answer = await forestry.start('jurisdiction-dispute', 'claim-jurisdiction', data, {
    parent,
    ...partner,
  });
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return (answer.body as SubmissionResult).caseId;
}

describe('市林草局主张管辖，楚雄市人民政府指定由市林草局办理', () => {
  let penalty: string;
  let dispute: string;

  test('提出主张，原案的告知和决定冻结，双方看到同一个争议', async () => {
    penalty = await a.caseAfter(app, 'conclude-investigation');
    dispute = await claimed(penalty);
    const state = await stateOf(penalty);
    expect(state.freezes).toMatchObject([{ until: dispute }]);
    expect(state.marks).toContain('dispute-pending');
    const refused = await a.stopped(app, 'town-leader', penalty, 'prior-notice', a.aPriorNotice());
    expect(refused.code).toBe('action-frozen');
    expect(a.articlesOf(refused)).toContain('《行政处罚法》第二十五条');
    expect((await forestry.case(dispute, 'partner')).state.stage).toBe('raised');
  });

  test('争议只承接说清管辖所需的事实：主张管辖的机关看不到当事人的姓名、住址、证件号码和电话', async () => {
    const { state } = await forestry.case(dispute, 'partner');
    expect(state.facts).toHaveProperty(['filing.filedAt']);
    await app.local.caughtUp();
    const seen = JSON.stringify([
      state,
      await a.timeline(forestry, dispute, 'partner'),
      await forestry.ok('partner.inbox'),
      await forestry.ok('partner.cases'),
    ]);
    for (const secret of Object.values(a.CONTRACTOR)) expect(seen).not.toContain(secret);
    for (const inner of ['act.facts', 'clue.summary', 'site-recorded']) expect(seen).not.toContain(inner);
  });

  test('主张被拒绝的，只告知理由和条文，不透露原案的情况', async () => {
    const answer = await forestry.start('jurisdiction-dispute', 'claim-jurisdiction', a.aClaim(), {
      parent: penalty,
      ...partner,
    });
    expect(answer.problem).toMatchObject({ code: 'rules-refused', errors: [{ code: 'CLAIM-PENDING' }] });
    expect(answer.problem).not.toHaveProperty('verdict');
    // an officer of the township, who may see the case, gets the whole explanation
    const ours = await officer.start('jurisdiction-dispute', 'claim-jurisdiction', a.aClaim(), {
      parent: penalty,
    });
    expect(ours.problem.verdict?.facts).toMatchObject({ 'parent.marks': ['dispute-pending'] });
  });

  test('各机关只能为自己主张；争议没有解决，不能再提一个', async () => {
    const answer = await forestry.start(
      'jurisdiction-dispute',
      'claim-jurisdiction',
      a.aClaim({ claimant: 'city-water', claimantName: '楚雄市水务局' }),
      { parent: penalty, ...partner },
    );
    expect(answer.problem).toMatchObject({
      code: 'rules-refused',
      errors: [{ code: 'CLAIM-OWN-OFFICE' }, { code: 'CLAIM-PENDING' }],
    });
    expect(a.articlesOf(answer.problem)).toEqual(['《行政处罚法》第二十五条第二款']);
  });

  test('争议针对执法案件提出，不能针对争议再提争议', async () => {
    const again = await forestry.start('jurisdiction-dispute', 'claim-jurisdiction', a.aClaim(), {
      parent: dispute,
      ...partner,
    });
    expect(again.problem).toMatchObject({ code: 'bad-request', errors: [{ path: '/parent' }] });
  });

  test('协商不成，向共同的上一级报请；报请对象不对的，拒绝并写明条文', async () => {
    app.on('2026-05-26');
    await officer.files(dispute, 'negotiate', a.aFailedNegotiation());
    app.on('2026-05-27');
    const wrong = await a.stopped(
      app,
      'town-leader',
      dispute,
      'escalate',
      a.anEscalation({ superior: 'prefecture-gov' }),
    );
    expect(a.articlesOf(wrong)).toEqual(['《行政处罚法》第二十五条第二款']);
    const asked = await leader.files(dispute, 'escalate', a.anEscalation());
    expect(asked.papers).toMatchObject([
      { template: 'DOC-03', seal: 'TOWN_GOV', number: '楚大综执请〔2026〕1号' },
    ]);
  });

  test('市政府收到请示；与最先立案不一致的指定要写明理由', async () => {
    app.on('2026-05-28');
    await app.local.caughtUp();
    const inbox = await cityGov.ok<{ items: { caseId: string }[] }>('partner.inbox');
    expect(inbox.items.map((t) => t.caseId)).toContain(dispute);
    const silent = a.aDesignation({ departs: false, departReason: undefined });
    const problem = await cityGov.refused(dispute, 'designate', silent, partner);
    expect(problem.errors.map((e) => e.code)).toEqual(['J5-DEPART-CLAIMANT']);
    const designated = await cityGov.files(dispute, 'designate', a.aDesignation(), partner);
    expect(designated.stage).toBe('handing-over');
  });

  test('案卷只能移送指定的机关；移送后乡镇不能再办', async () => {
    app.on('2026-05-29');
    const astray = a.aHandover({ receivingOrg: 'city-water', receivingOrgName: '楚雄市水务局' });
    const problem = await a.stopped(app, 'town-leader', dispute, 'hand-over', astray);
    expect(problem.errors.map((e) => e.code)).toEqual(['J6-HANDOVER']);
    await leader.files(dispute, 'hand-over', a.aHandover());
    const moved = await stateOf(penalty);
    expect(moved).toMatchObject({ custodian: 'city-forestry', closed: '移送有管辖权机关' });
    expect(moved.clocks.APL_DECIDE_90D).toMatchObject({
      ended: '案件结束：移送有管辖权机关',
      overdue: false,
    });
    expect(Object.values(moved.clocks).filter((c) => c.stoppedAt === undefined)).toEqual([]);
    const late = await a.stopped(app, 'town-leader', penalty, 'prior-notice', a.aPriorNotice());
    expect(late).toMatchObject({ status: 409, code: 'case-moved' });
  });

  test('市林草局在自己的页面看到案卷的全部历史', async () => {
    const theirs = await a.timeline(forestry, penalty, 'partner');
    expect(theirs).toEqual(await a.timeline(officer, penalty));
    expect(theirs.map((e) => e.event.version)).toEqual(theirs.map((_, i) => i + 1));
    expect(theirs.at(-1)?.event).toMatchObject({ kind: 'linked', transition: { movedTo: 'city-forestry' } });
    await app.local.caughtUp();
    const register = await forestry.ok<{ items: { caseId: string }[] }>('partner.cases');
    expect(register.items.map((c) => c.caseId)).toEqual(expect.arrayContaining([penalty, dispute]));
  });
});

describe('原案和争议同时在办', () => {
  const TENANT = 'daguokou';
  const person = async (account: string) => (await app.local.deps.stores.directory.person(account)) as Person;
  /** Each of the first `times` commits is preceded by what somebody else does to the original case. */
  const whileSomebody = (act: () => Promise<unknown>, times = 1): Deps => {
    const { deps } = app.local;
    let left = times;
    const commit: Deps['stores']['cases']['commit'] = async (change) => {
      if (left-- > 0) await act();
      return deps.stores.cases.commit(change);
    };
    return { ...deps, stores: { ...deps.stores, cases: { ...deps.stores.cases, commit } } };
  };
  const aClaimOn = async (parent: string): Promise<StartBody> => {
    const options = await forestry.ok<StartOption[]>('partner.start-options');
    const option = options.find((o) => o.action === 'claim-jurisdiction') as StartOption;
    const { id, hash } = option.form;
    const data = a.aClaim();
    return {
      id: randomUUID(),
      procedure: option.procedure,
      action: option.action,
      matter: null,
      parent,
      form: { id, hash },
      data,
    };
  };
  const inspected = (id: string) => () => officer.files(id, 'site-record', a.aSiteRecord());

  test('提出争议时原案恰好又办了一步：按原案现在的情况判断，照样成立', async () => {
    const id = await a.caseAfter(app, 'site-record');
    const deps = whileSomebody(inspected(id));
    const claim = await start(deps, await person('city-dept'), TENANT, await aClaimOn(id));
    expect(claim.stage).toBe('raised');
    expect((await stateOf(id)).freezes).toMatchObject([{ until: claim.caseId }]);
  });

  test('提出争议时原案恰好结案：告知案件已经结束', async () => {
    const id = await a.caseAfter(app, 'apply-filing');
    const declined = () => leader.files(id, 'decline-filing', a.aDeclinedFiling());
    const claim = start(whileSomebody(declined), await person('city-dept'), TENANT, await aClaimOn(id));
    await expect(claim).rejects.toMatchObject({ code: 'case-closed' });
  });

  test('争议办结时原案恰好又办了一步：争议照样办结，原案恢复办理', async () => {
    const id = await a.caseAfter(app, 'site-record');
    const dispute = await claimed(id);
    const agreed = a.aFailedNegotiation({ result: 'town', conclusion: '双方同意由乡镇办理' });
    app.on('2026-05-26');
    const body = (await a.submissionOf(officer, dispute, 'negotiate', agreed)) as SubmissionBody;
    await submit(whileSomebody(inspected(id)), await person('officer'), TENANT, dispute, body);
    expect(await stateOf(id)).toMatchObject({ freezes: [], closed: null });
  });

  test('原案一再变动的，请稍后重试，不说成案件版本不对', async () => {
    const id = await a.caseAfter(app, 'site-record');
    const deps = whileSomebody(inspected(id), 100);
    const claim = start(deps, await person('city-dept'), TENANT, await aClaimOn(id));
    await expect(claim).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('最先立案', () => {
  test('对方立案在先的，我方不得立案，写明行政处罚法第二十五条', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    const data = a.aFilingApplication({
      jurisdiction: { otherFiled: true, otherFiledAt: '2026-05-20T02:00:00.000Z' },
    });
    const problem = await a.stopped(app, 'officer', id, 'apply-filing', data);
    expect(problem.errors.map((e) => e.code)).toEqual(['J5-FIRST-FILER']);
    expect(a.articlesOf(problem)).toEqual(['《行政处罚法》第二十五条第一款']);
  });

  test('争议期间不得批准立案；指定由本乡镇管辖后恢复', async () => {
    const id = await a.caseAfter(app, 'apply-filing');
    const dispute = await claimed(id);
    const pending = await a.stopped(app, 'town-leader', id, 'approve-filing', a.aFilingApproval());
    expect(pending.code).toBe('action-frozen');
    app.on('2026-05-27');
    await leader.files(dispute, 'escalate', a.anEscalation());
    app.on('2026-05-28');
    const forUs = a.aDesignation({ winner: 'town', departs: false, departReason: undefined });
    await cityGov.files(dispute, 'designate', forUs, partner);
    const approved = await leader.files(id, 'approve-filing', a.aFilingApproval());
    expect(approved.stage).toBe('investigating');
  });

  test('协商一致由本乡镇办理，未签名的笔录不算数', async () => {
    const id = await a.caseAfter(app, 'conclude-investigation');
    const dispute = await claimed(id);
    const agreed = { result: 'town', conclusion: '双方同意由乡镇办理' };
    const unsigned = a.aFailedNegotiation({ ...agreed, signed: false });
    const problem = await a.stopped(app, 'officer', dispute, 'negotiate', unsigned);
    expect(problem.errors.map((e) => e.code)).toEqual(['J6-SIGNED']);
    app.on('2026-05-26');
    await officer.files(dispute, 'negotiate', a.aFailedNegotiation(agreed));
    expect((await stateOf(dispute)).closed).toBe('协商一致，由本乡镇人民政府管辖');
    expect((await leader.files(id, 'prior-notice', a.aPriorNotice())).stage).toBe('notified');
  });

  test('没有收到案件的单位看不到，也不能翻阅乡镇的登记簿', async () => {
    const id = await a.caseAfter(app, 'apply-filing');
    expect((await forestry.call('partner.case', { params: { caseId: id } })).status).toBe(404);
    expect((await forestry.call('staff.case', { params: { caseId: id } })).status).toBe(403);
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
