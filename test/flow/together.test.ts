import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StartOption, SubmissionBody, SubmissionResult } from '../../functions/contract/api.ts';
import type { CaseState } from '../../functions/contract/case.ts';
import type { Person } from '../../functions/contract/people.ts';
import { submit } from '../../functions/usecases/case/submit.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
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

const person = async (account: string) => (await app.local.deps.stores.directory.person(account)) as Person;
/** The platform as a process sees it that has not heard of what others did to the case since. */
const remembering = (deps: Deps, state: CaseState): Deps => ({
  ...deps,
  stores: { ...deps.stores, cases: { ...deps.stores.cases, headAt: async () => state } },
});
const send = (person: Client, caseId: string, body: unknown) =>
  person.call('staff.submit', { params: { caseId }, body });

describe('重复提交', () => {
  test('网络重试：同一编号交两次，得到同一个回答，只有一个事件', async () => {
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

  test('同一编号的两次提交同时到达，也只有一个事件', async () => {
    const id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const body = await a.submissionOf(officer, id, 'site-record', a.aSiteRecord());
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(officer, id, body)));
    expect(answers.map((r) => r.status)).toEqual([200, 200, 200, 200, 200]);
    for (const { body: result } of answers) expect(result).toEqual(answers[0]?.body);
    expect((await officer.case(id)).state.version).toBe(body.expectedVersion + 1);
  });

  test('同一编号换了内容或者换了人，拒绝', async () => {
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

  test('发起案件重试，还是同一个案件', async () => {
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

  test('回答在路上丢了，刷新页面后再交同一份：还是第一次的回答，审计日志里没有拒绝', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    const body = await a.submissionOf(officer, id, 'apply-filing', a.aFilingApplication());
    const first = await send(officer, id, body);
    expect(first.status).toBe(200);
    // this step is taken once: on the case as it stands now it would be refused
    const again = await send(officer, id, { ...body, expectedVersion: body.expectedVersion + 1 });
    expect(again.body).toEqual(first.body);
    expect((await a.auditOf(app, id)).filter((entry) => entry.code !== null)).toEqual([]);
  });

  test('案件被他人推进在先的，只告知现在的版本；谁也没有收到的拒绝不进审计日志', async () => {
    const id = await a.reported(app);
    app.on('2026-05-21');
    const { deps } = app.local;
    const before = (await deps.stores.cases.head('daguokou', id)) as CaseState;
    const body = await a.submissionOf(officer, id, 'approve-filing', a.aFilingApproval());
    await officer.files(id, 'apply-filing', a.aFilingApplication());
    // another process remembers the case as it was, where this person could not have taken the step
    const late = submit(remembering(deps, before), await person('officer'), 'daguokou', id, {
      ...(body as SubmissionBody),
      form: { id: 'filing-approval', hash: '0'.repeat(64) },
    });
    await expect(late).rejects.toMatchObject({ code: 'version-conflict', extra: { currentVersion: 2 } });
    expect((await a.auditOf(app, id)).filter((entry) => entry.code !== null)).toEqual([]);
  });
});

describe('举报人信息与重复提交', () => {
  const named = (reporter: object) => a.aClue({ reporter: { named: true, ...reporter, wantsReply: true } });
  const registered = async (data: unknown, id: string = randomUUID()) => {
    const hotline = await app.as('hotline');
    const options = await hotline.ok<StartOption[]>('staff.start-options');
    const form = options.find((o) => o.action === 'register-clue')?.form;
    return hotline.call('staff.start', {
      body: {
        id,
        procedure: 'ordinary-penalty',
        action: 'register-clue',
        matter: 'LC-001',
        form: { id: form?.id, hash: form?.hash },
        data,
      },
    });
  };

  test('举报人不同、其余相同的登记，事件表里留下的摘要相同：拿姓名电话去试，试不出来', async () => {
    const ids = [randomUUID(), randomUUID()];
    const reporters = [a.REPORTER, { name: '另一人', phone: '13900000009' }];
    for (const [i, reporter] of reporters.entries())
      expect((await registered(named(reporter), ids[i])).status).toBe(200);
    const { cases } = app.local.deps.stores;
    const [one, two] = await Promise.all(ids.map((id) => cases.submission('daguokou', id as string)));
    expect(one?.digest).toBe(two?.digest);
  });

  test('同一编号重试得到同一个回答；改了举报人电话、删了举报人信息的，都看得出是另一份', async () => {
    const id = randomUUID();
    const first = await registered(named(a.REPORTER), id);
    expect((await registered(named(a.REPORTER), id)).body).toEqual(first.body);
    for (const changed of [named({ ...a.REPORTER, phone: '13900000009' }), a.aClue()])
      expect((await registered(changed, id)).problem).toMatchObject({ code: 'submission-reused' });
  });
});

describe('同时提交', () => {
  test('两人看着同一版本同时提交：一人办成，另一人被告知现在的版本', async () => {
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

  test('八份决定同时作出，文号从一到八，不跳不重', async () => {
    const ids = await a.casesAfter(app, 'collective-discussion', 8);
    const leader = await app.as('town-leader');
    const results = await Promise.all(ids.map((id) => leader.files(id, 'decide', a.aDecision())));
    const numbers = results.map((r) => r.papers.find((p) => p.template === 'DOC-27')?.number);
    expect(numbers.toSorted()).toEqual(
      Array.from({ length: 8 }, (_, i) => `楚大综执罚决〔2026〕${i + 1}号`).toSorted(),
    );
  });

  test('另一个乡镇的文号从自己的一号起，也看不到这里的案件', async () => {
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
