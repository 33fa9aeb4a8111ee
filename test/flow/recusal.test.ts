import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 回避:准予以后,被决定回避的人员在本案和由它引出的案件中都不能再办理(行政处罚法第43条)。 */
let app: App;
let officer: Client;
let leader: Client;

beforeAll(async () => {
  app = await startApp();
  [officer, leader] = (await Promise.all(['officer', 'town-leader'].map(app.as))) as [Client, Client];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const recusal = (person: string, role: string, decision = 'granted') => ({
  applicant: a.CONTRACTOR.name,
  appliedOn: '2026-05-22',
  person,
  role,
  reason: '系近亲属',
  decision,
  decidedBy: 'head',
  opinion: '情况属实',
});
const codes = (problem: { errors: { code?: string | undefined }[] }) => problem.errors.map((e) => e.code);

describe('准予回避以后', () => {
  test('承办人员不能再办理，也不能列入执法人员名单；写明条文，案件不变', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const { papers } = await leader.files(id, 'decide-recusal', recusal('officer-2', 'investigator'));
    expect(JSON.stringify(papers[0]?.lines)).toContain('钱演示');
    const own = await a.stopped(app, 'officer-2', id, 'screen-crime', a.aScreening());
    expect([codes(own), a.articlesOf(own)]).toEqual([['NRC-ACTOR'], ['行政处罚法第43条']]);
    const named = await a.stopped(app, 'officer', id, 'site-record', a.aSiteRecord());
    expect(codes(named)).toEqual(expect.arrayContaining(['NRC-NAMED', 'TO-LESS-THAN-TWO']));
    await officer.files(id, 'site-record', a.aSiteRecord({ officers: ['officer', 'team-lead'] }));
  });

  test('由本案引出的移送案件也不能办理', async () => {
    const id = await a.caseAfter(app, 'site-record');
    app.on('2026-05-25');
    const tenMu = a.aScreening({ forest: { commercialMu: 10 } });
    const { links } = await officer.files(id, 'screen-crime', tenMu);
    const referral = links.find((link) => link.relation === 'child')?.caseId as string;
    await leader.files(id, 'decide-recusal', recusal('officer-2', 'investigator'));
    const team = await a.stopped(app, 'officer', referral, 'form-team', a.aReferralTeam());
    expect(codes(team)).toEqual(expect.arrayContaining(['NRC-NAMED']));
  });

  test('不在人员名录里的人不能写进审批表', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const problem = await leader.refused(id, 'decide-recusal', recusal('nobody-here', 'investigator'));
    expect(problem.code).toBe('paper-incomplete');
    expect(problem.detail).toContain('被申请回避的人员');
  });
});

describe('没有准予的', () => {
  test('照常办理', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    await leader.files(id, 'decide-recusal', recusal('officer-2', 'investigator', 'refused'));
    await (await app.as('officer-2')).files(id, 'site-record', a.aSiteRecord());
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
