import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

let app: App;
let officer: Client;
let leader: Client;
let caseId: string;
let first: { number: string | null; hash: string };
beforeAll(async () => {
  app = await startApp();
  await a.empower(app, 'LC-001');
  officer = await app.as('officer');
  leader = await app.as('town-leader');
  caseId = await a.caseAfter(app, 'decide');
  first = (await leader.case(caseId)).state.papers.findLast((p) => p.template === 'DOC-27') as typeof first;
});
afterAll(() => app.stop());

describe('决定书作废以后', () => {
  test('没有作废的，不能再制作一份决定书', async () => {
    const refused = await leader.refused(caseId, 'reissue-decision', a.aDecision());
    expect(refused.code).toBe('rules-refused');
    expect(refused.detail).toContain('先声明作废');
  });

  test('作废的决定书不能送达，也不能公示；拒绝写明条文', async () => {
    await leader.files(caseId, 'void-paper', { paper: first.number, reason: '当事人住址写错' });
    const service = await officer.refused(caseId, 'serve-decision', a.aDecisionService());
    expect(service.detail).toContain('作废');
    expect(a.articlesOf(service)).toContain('行政处罚法第59条');
    const reviewer = await app.as('legal-reviewer');
    expect((await reviewer.refused(caseId, 'publish', a.aPublicity())).detail).toContain('作废');
  });

  test('重新制作的用下一个文号，写明取代哪一份，送达和公示的期限重新起算', async () => {
    const before = (await leader.case(caseId)).state;
    app.on('2026-06-12');
    const again = await leader.files(caseId, 'reissue-decision', a.aDecision());
    const [paper] = again.papers;
    const n = Number(/(\d+)号$/.exec(first.number ?? '')?.[1]);
    expect(paper?.number).toBe(first.number?.replace(/\d+号$/, `${n + 1}号`));
    expect(paper?.supersedes).toBe(first.hash);
    const { state } = await leader.case(caseId);
    expect(state.stage).toBe('decided');
    expect(before.clocks.APL_SERVE_7WD?.from).not.toBe('2026-06-12');
    expect(state.clocks.APL_SERVE_7WD).toMatchObject({ from: '2026-06-12', due: '2026-06-24' });
  });

  test('逾期以后再次重新制作，期限重新起算，此前的逾期仍在记录里', async () => {
    const second = (await leader.case(caseId)).state.papers.at(-1);
    app.on('2026-06-25');
    await leader.files(caseId, 'void-paper', { paper: second?.number, reason: '金额大写写错' });
    await leader.files(caseId, 'reissue-decision', a.aDecision());
    const { clocks } = (await leader.case(caseId)).state;
    const late = [expect.objectContaining({ from: '2026-06-12', due: '2026-06-24' })];
    expect(clocks.APL_SERVE_7WD).toMatchObject({ from: '2026-06-25', earlier: late });
    expect(clocks.PUB_PENALTY_7WD).toMatchObject({ earlier: late });
    expect(clocks.APL_SERVE_7WD?.overdue).toBeUndefined();
  });

  test('然后照常送达', async () => {
    const served = await officer.files(
      caseId,
      'serve-decision',
      a.aDecisionService({ servedOn: '2026-06-25' }),
    );
    const { clocks } = (await leader.case(caseId)).state;
    expect(clocks.APL_SERVE_7WD).toMatchObject({ overdue: false, earlier: [{ due: '2026-06-24' }] });
    expect(served.stage).toBe('served');
    const late = await leader.refused(caseId, 'reissue-decision', a.aDecision());
    expect(late.code).toBe('action-not-open');
  });
});
