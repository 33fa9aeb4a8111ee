import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SubmissionResult } from '../../functions/contract/api.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 重复提交和同时提交。 */
let app: App;
let officer: Client;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer');
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const send = (person: Client, caseId: string, body: unknown) =>
  person.call('staff.submit', { params: { caseId }, body });

describe('重复提交', () => {
  test('网络重试:同一编号交两次,得到同一个回答,只有一个事件', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const body = await a.submissionOf(officer, id, 'site-record', a.aSiteRecord());
    const first = await send(officer, id, body);
    app.on('2026-05-22', '18:00');
    const again = await send(officer, id, body);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const entries = (await a.timeline(officer, id)).filter((e) => e.event.submission?.id === body.id);
    expect(entries).toHaveLength(1);
  });

  test('同一编号的两次提交同时到达,也只有一个事件', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const body = await a.submissionOf(officer, id, 'site-record', a.aSiteRecord());
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(officer, id, body)));
    expect(answers.map((r) => r.status)).toEqual([200, 200, 200, 200, 200]);
    for (const { body: result } of answers) expect(result).toEqual(answers[0]?.body);
    expect((await officer.case(id)).state.version).toBe(body.expectedVersion + 1);
  });

  test('同一编号换了内容或者换了人,拒绝', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const body = await a.submissionOf(officer, id, 'site-record', a.aSiteRecord());
    expect((await send(officer, id, body)).status).toBe(200);
    const changed = { ...body, data: a.aSiteRecord({ witness: '见证人' }) };
    expect((await send(officer, id, changed)).problem).toMatchObject({
      status: 409,
      code: 'submission-reused',
    });
    const current = { ...changed, expectedVersion: body.expectedVersion + 1 };
    expect((await send(officer, id, current)).problem.code).toBe('submission-reused');
    expect((await send(await app.as('officer-2'), id, body)).problem.code).toBe('submission-reused');
    expect((await officer.case(id)).state.version).toBe(body.expectedVersion + 1);
  });

  test('发起案件重试,还是同一个案件', async () => {
    const options =
      await officer.ok<{ procedure: string; form: { id: string; hash: string } }[]>('staff.start-options');
    const form = options.find((o) => o.procedure === 'ordinary-penalty')?.form;
    const body = {
      id: randomUUID(),
      procedure: 'ordinary-penalty',
      action: 'register-clue',
      matter: 'LC-001',
      form: { id: form?.id, hash: form?.hash },
      data: a.aClue(),
    };
    const [one, two] = await Promise.all([
      officer.ok<SubmissionResult>('staff.start', { body }),
      officer.ok<SubmissionResult>('staff.start', { body }),
    ]);
    expect(two.caseId).toBe(one.caseId);
    const other = await officer.call('staff.start', { body: { ...body, data: a.aClue({ place: '别处' }) } });
    expect(other.problem.code).toBe('submission-reused');
  });
});

describe('同时提交', () => {
  test('两人看着同一版本同时提交:一人办成,另一人被告知现在的版本', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const two = await app.as('officer-2');
    const [mine, theirs] = await Promise.all([
      a.submissionOf(officer, id, 'site-record', a.aSiteRecord()),
      a.submissionOf(two, id, 'site-record', a.aSiteRecord({ place: '另一处' })),
    ]);
    const answers = await Promise.all([send(officer, id, mine), send(two, id, theirs)]);
    expect(answers.map((r) => r.status).toSorted()).toEqual([200, 409]);
    const loser = answers.find((r) => r.status === 409);
    expect(loser?.problem).toMatchObject({
      code: 'version-conflict',
      currentVersion: mine.expectedVersion + 1,
    });
  });

  test('八份决定同时作出,文号从一到八,不跳不重', async () => {
    const ids = await a.casesAfter(app, 'collective-discussion', 8);
    const leader = await app.as('town-leader');
    const results = await Promise.all(ids.map((id) => leader.files(id, 'decide', a.aDecision())));
    const numbers = results.map((r) => r.papers.find((p) => p.template === 'DOC-27')?.number);
    expect(numbers.toSorted()).toEqual(
      Array.from({ length: 8 }, (_, i) => `楚大综执罚决〔2026〕${i + 1}号`).toSorted(),
    );
  });

  test('另一个乡镇的文号从自己的一号起,也看不到这里的案件', async () => {
    await a.empower(app, 'LC-001', {}, { author: 'donghua-admin', approver: 'donghua-leader' });
    app.on('2026-05-21');
    const there = await app.as('donghua-officer');
    const mayor = await app.as('donghua-leader');
    const started = await there.start('ordinary-penalty', 'register-clue', a.aClue(), { matter: 'LC-001' });
    const { caseId } = started.body as SubmissionResult;
    const officers = ['donghua-officer', 'donghua-officer-2'];
    await there.files(caseId, 'apply-filing', a.aFilingApplication({ officers }));
    const filed = await mayor.files(caseId, 'approve-filing', a.aFilingApproval());
    expect(filed.papers[0]?.number).toBe('楚东综执立〔2026〕1号');
    await app.local.caughtUp();
    const register = await there.ok<{ items: { caseId: string }[] }>('staff.cases');
    expect(register.items.map((c) => c.caseId)).toEqual([caseId]);
  });

  test('之后全部哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
});
