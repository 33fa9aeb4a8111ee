import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry, DraftView } from '../../functions/contract/api.ts';
import type { ParameterTable } from '../../functions/contract/definitions/facts.ts';
import type { FormDefinition } from '../../functions/contract/definitions/forms.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { ExampleFile, RuleSet } from '../../functions/contract/definitions/rules.ts';
import type { ReplayedDecision, ReplayProgress } from '../../functions/contract/replay.ts';
import { faultOf, proveReplay } from '../../functions/usecases/admin/replay/proof.ts';
import { stepReplay } from '../../functions/usecases/admin/replay/replay.ts';
import { decisionsOf } from '../../functions/usecases/admin/replay/run.ts';
import { historyOf } from '../../functions/usecases/ops/all-cases.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import { yizhi as called } from '../support/cli.ts';
import * as a from '../support/scenario.ts';

/** 草案发布之前,先对历次判定重演:哪些会变、因为哪一处修改、逐件可看,批准人确认之后才能发布。 */
let app: App;
let admin: Client;
let head: Client;
let officer: Client;
/** Cases by the area their screening found. */
const cases = new Map<number, string>();
/** The screening as it came with the software. */
let screening: RuleSet;
let worked: ExampleFile;

beforeAll(async () => {
  app = await startApp();
  [admin, head, officer] = (await Promise.all(['platform-admin', 'bureau-head', 'officer'].map(app.as))) as [
    Client,
    Client,
    Client,
  ];
  await a.empower(app, 'LC-001');
  screening = await a.definition(app, 'ruleset', 'criminal-referral');
  worked = await a.definition(app, 'examples', 'criminal-referral');
  for (const mu of [7.9, 8, 9.5, 10]) {
    const id = await a.caseAfter(app, 'site-record');
    app.on('2026-05-25');
    await officer.files(id, 'screen-crime', a.aScreening({ forest: { commercialMu: mu } }));
    cases.set(mu, id);
  }
  await a.caseAfter(app, 'close-case');
});
afterAll(() => app?.stop());

const draftCalled = (title: string) => a.newDraft(admin, title);
const change = (draft: DraftView, kind: string, id: string, body: unknown) =>
  a.changed(admin, draft, { kind, id, body });
const submitted = (draft: DraftView) => a.submitted(admin, draft);
const approve = (draft: DraftView, acknowledged?: string | null) => a.approve(head, draft, acknowledged);
const progressOf = (draft: DraftView) =>
  admin.ok<ReplayProgress>('admin.replay', { params: { draftId: draft.id } });

/** The area from which forest land makes a crime, in the rule as it came, with examples that fit. */
async function crimeFrom(mu: number, draft: DraftView): Promise<DraftView> {
  const rules = screening.rules.map((rule) =>
    rule.id === 'CR-FARMLAND-FOREST'
      ? JSON.parse(
          JSON.stringify(rule).replaceAll(
            /(commercialMu(?:Total)?","operator":"atLeast","value":)10/g,
            `$1${mu}`,
          ),
        )
      : rule,
  );
  const total = (facts: Record<string, unknown>) =>
    Number(facts['forest.commercialMu'] ?? 0) + Number(facts['forest.priorCommercialMu'] ?? 0);
  const kept = worked.examples.filter(({ facts }) => total(facts) < mu || total(facts) >= 10);
  const boundary = kept
    .filter(
      ({ facts }) =>
        mu < 10 && facts['forest.commercialMu'] === 10 && facts['forest.priorCommercialMu'] === 0,
    )
    .map((e) => ({ ...e, name: `${e.name}（${mu}亩）`, facts: { ...e.facts, 'forest.commercialMu': mu } }));
  const examples = [...kept, ...boundary];
  const changed = await change(draft, 'ruleset', 'criminal-referral', { ...screening, rules });
  return change(changed, 'examples', 'criminal-referral', { ...worked, examples });
}

describe('没有草案时的重演', () => {
  test('每一次判定都原样得回登记的内容', async () => {
    const report = await proveReplay(app.local.deps);
    expect(report.firstDifference).toBeNull();
    expect(report.cases).toBeGreaterThanOrEqual(6);
    expect(report.decisions).toBeGreaterThan(20);
    expect(report.byRulesInForce).toBe(report.decisions);
  });

  test('登记的判定若被改动一个字，就指出在哪里', async () => {
    const { deps } = app.local;
    const history = await historyOf(deps, deps.defaultTenant, cases.get(10) as string);
    for await (const { decision } of decisionsOf(deps, deps.defaultTenant, history)) {
      expect(faultOf(decision)).toBeNull();
      const [first, ...rules] = structuredClone(decision.verdict.rules);
      if (!first) continue;
      const verdict = { ...decision.verdict, rules: [{ ...first, say: '改过的话' }, ...rules] };
      expect(faultOf({ ...decision, verdict })?.path).toMatch(/^\/rules\/[^/]+\/say$/);
    }
  });
});

describe('界限由 10 亩降为 8 亩', () => {
  let draft: DraftView;
  let found: ReplayProgress;

  test('还没有重演的，不能批准', async () => {
    draft = await crimeFrom(8, await draftCalled('商品林移送标准改为八亩（测试数据）'));
    draft = await submitted(draft);
    expect(await progressOf(draft)).toMatchObject({ state: 'none', digest: null, groups: [] });
    const { problem } = await approve(draft);
    expect(problem).toMatchObject({ status: 409, code: 'replay-needed' });
  });

  test('恰好是 8 亩以上不满 10 亩的两件由放行变为冻结，归在同一处修改之下', async () => {
    found = await a.replayed(admin, draft.id);
    expect(found).toMatchObject({ state: 'done', changed: 2 });
    expect(found.groups).toHaveLength(1);
    expect(found.groups[0]).toMatchObject({
      cause: { kind: 'rule-changed', definition: 'ruleset/criminal-referral', rule: 'CR-FARMLAND-FOREST' },
      from: 'nothing',
      to: 'freeze',
      count: 2,
      say: expect.stringMatching(/^规则“非法占用农用地罪.林地.”的界限.*10→8.*：2 件由放行变为冻结$/),
    });
    expect(found.groups[0]?.examples.map((e) => e.caseId).sort()).toEqual(
      [cases.get(8), cases.get(9.5)].sort(),
    );
    expect(await progressOf(draft)).toEqual(found);
  });

  test('每一件都能打开，只看得到有变化的规则所问的事实', async () => {
    const [example] = found.groups[0]?.examples ?? [];
    const params = { draftId: draft.id, caseId: example?.caseId ?? '', version: `${example?.version}` };
    const opened = await admin.ok<ReplayedDecision>('admin.replayed-decision', { params });
    expect(opened).toMatchObject({
      action: 'screen-crime',
      before: 'allowed',
      after: 'allowed',
      asRecorded: true,
    });
    expect(opened.rules.map((r) => [r.id, r.before?.status, r.after?.status])).toEqual([
      ['CR-FARMLAND-FOREST', 'unsatisfied', 'satisfied'],
    ]);
    expect(opened.causes).toEqual([found.groups[0]?.cause]);
    expect(opened.labels['forest.commercialMu']?.label).toMatch(/面积/);
    const seen = JSON.stringify(opened);
    for (const hidden of [a.CONTRACTOR.name, '当事人', 'title":"楚']) expect(seen).not.toContain(hidden);
    expect((await officer.call('admin.replayed-decision', { params })).status).toBe(403);
    // roles.md §1: an administrator does not see what is in a case, whoever wrote the rule that asks for it
    const conditions = (view: ReplayedDecision) => JSON.stringify(view.rules[0]?.after?.conditions);
    expect(conditions(opened)).toContain('"status":"satisfied"');
    expect(conditions(opened)).not.toContain('"value"');
    const seenByHead = await head.ok<ReplayedDecision>('admin.replayed-decision', { params });
    expect(conditions(seenByHead)).toContain('"value":');
    const nowhere = { ...params, version: '999' };
    expect((await admin.call('admin.replayed-decision', { params: nowhere })).problem.code).toBe('not-found');
  });

  test('一步一步、中断后接着做，结果摘要与一次做完的相同', async () => {
    const { deps } = app.local;
    const step = (restart = false) =>
      stepReplay(deps, deps.defaultTenant, draft.id, { restart, budget: { cases: 1 } });
    let progress = await step(true);
    expect(progress).toMatchObject({ state: 'running', cases: 1, digest: null });
    expect((await approve(draft)).problem.code).toBe('replay-needed');
    for (let steps = 1; progress.state === 'running'; steps += 1) {
      expect(steps).toBeLessThan(20);
      progress = await step();
    }
    expect({ ...progress, startedAt: null, finishedAt: null }).toEqual({
      ...found,
      startedAt: null,
      finishedAt: null,
    });
    expect(progress.digest).toBe(found.digest);
  });

  test('两处同时推进，不会把同一个案件数两遍', async () => {
    const { deps } = app.local;
    const step = (restart: boolean) =>
      stepReplay(deps, deps.defaultTenant, draft.id, { restart, budget: { cases: 2 } });
    await step(true);
    for (let i = 0; i < 6; i += 1) await Promise.all([step(false), step(false)]);
    expect((await progressOf(draft)).digest).toBe(found.digest);
  });

  test('看过并确认的才能发布；确认的内容记在审计日志和发布版本上', async () => {
    const none = await approve(draft);
    expect(none.problem).toMatchObject({ status: 409, code: 'replay-unacknowledged' });
    expect(none.problem.errors[0]?.say).toContain(found.digest as string);
    expect((await approve(draft, '0'.repeat(64))).problem.code).toBe('replay-unacknowledged');
    const { body, status } = await approve(draft, found.digest);
    expect(status).toBe(200);
    const replay = { decisions: found.decisions, changed: 2, digest: found.digest };
    expect((body as { release: object }).release).toMatchObject({ replay });
    const auditor = await app.as('auditor');
    const log = await auditor.ok<{ items: AuditEntry[] }>('admin.audit', { query: { limit: '5' } });
    // what was noted at one instant has no order
    expect(log.items.some(({ detail }) => detail.includes(found.digest as string))).toBe(true);
    expect((await progressOf(draft)).state).toBe('done');
    expect(
      (await admin.call('admin.replay-step', { params: { draftId: draft.id }, body: {} })).problem.code,
    ).toBe('draft-conflict');
  });

  test('发布以后，原来的判定仍按当时的规则原样得回', async () => {
    const report = await proveReplay(app.local.deps);
    expect(report.firstDifference).toBeNull();
    expect(report.byRulesInForce).toBeLessThan(report.decisions);
  });

  test('下一个草案只算自己引起的变化，不把已经发布的算在头上', async () => {
    const next = await draftCalled('不改变任何判定');
    const params = await a.definition<ParameterTable>(app, 'params', 'remedy');
    const same = await change(next, 'params', 'remedy', { ...params, title: `${params.title}（整理）` });
    expect(await a.replayed(admin, same.id)).toMatchObject({ changed: 0, groups: [], state: 'done' });
  });
});

describe('哪些草案要重演', () => {
  test('草案改动以后，以前的重演作废，要重新做', async () => {
    let draft = await crimeFrom(9, await draftCalled('九亩（测试数据）'));
    const first = await a.replayed(admin, draft.id);
    expect(first.changed).toBe(1);
    draft = await crimeFrom(10, draft);
    expect(await progressOf(draft)).toMatchObject({ state: 'stale', digest: null });
    draft = await submitted(draft);
    const { problem } = await approve(draft, first.digest);
    expect(problem).toMatchObject({ code: 'replay-needed' });
    const again = await a.replayed(admin, draft.id);
    expect(again.state).toBe('done');
    expect(again.digest).not.toBe(first.digest);
    expect((await approve(draft, again.digest)).status).toBe(200);
  });

  test('一天以前的重演不算数：其间的判定不在其内', async () => {
    let draft = await crimeFrom(9, await draftCalled('搁置的草案（测试数据）'));
    const first = await a.replayed(admin, draft.id);
    draft = await submitted(draft);
    const { clock } = app.local.deps;
    const later = new Date(Date.parse(clock.now()) + 2 * 24 * 60 * 60 * 1_000).toISOString();
    app.on(later.slice(0, 10));
    expect(await progressOf(draft)).toMatchObject({ state: 'stale', digest: null });
    const { problem } = await approve(draft, first.digest);
    expect(problem).toMatchObject({ code: 'replay-needed', detail: expect.stringContaining('超过一天') });
    const again = await a.replayed(admin, draft.id);
    expect(again).toMatchObject({ state: 'done', digest: first.digest });
    expect(again.startedAt).not.toBe(first.startedAt);
  });

  test('没有判定会变的，不必另行确认', async () => {
    let draft = await draftCalled('参数表改名');
    const params = await a.definition<ParameterTable>(app, 'params', 'remedy');
    draft = await change(draft, 'params', 'remedy', { ...params, title: `${params.title}（改名）` });
    draft = await submitted(draft);
    expect((await approve(draft)).problem.code).toBe('replay-needed');
    expect((await a.replayed(admin, draft.id)).changed).toBe(0);
    expect((await approve(draft)).status).toBe(200);
  });

  test('只改事项的说明，不必重演', async () => {
    let draft = await draftCalled('事项备注');
    const matter = await a.definition<Matter>(app, 'matter', 'LC-005');
    draft = await submitted(await change(draft, 'matter', 'LC-005', { ...matter, note: '备注' }));
    expect((await approve(draft)).status).toBe(200);
  });

  test('别的乡镇的案件不在其列；规则不齐全的草案说明缺什么', async () => {
    const { deps } = app.local;
    const other = deps.tenants.find((t) => t.id !== deps.defaultTenant)?.id as string;
    const page = await deps.stores.cases.casesOf(other, { limit: 10 });
    expect(page.items).toEqual([]);
    const draft = await change(await draftCalled('删去规则集'), 'ruleset', 'gate-filing', null);
    const answer = await admin.call('admin.replay-step', { params: { draftId: draft.id }, body: {} });
    expect(answer.problem).toMatchObject({ code: 'definition-invalid' });
    expect(answer.problem.errors[0]?.say).toContain('gate-filing');
  });
});

describe('命令行', () => {
  const yizhi = (...args: string[]) => called(['replay', ...args], { dataDir: app.dir });

  test('replay 证明每一次判定都能原样重演，进度写在标准错误', async () => {
    const { out, err, status } = await yizhi();
    expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ firstDifference: null });
    expect(err).toMatch(/已重演 \d+ 个案件，\d+ 件判定/);
  });

  test('replay --draft 给出汇总；--restart 从头再做；做完的不再做', async () => {
    const draft = await crimeFrom(8, await draftCalled('命令行：八亩（测试数据）'));
    const { deps } = app.local;
    await stepReplay(deps, deps.defaultTenant, draft.id, { budget: { cases: 1 } });
    const resumed = await yizhi('--draft', draft.id);
    expect({ status: resumed.status, err: resumed.status === 0 ? '' : resumed.err }).toEqual({
      status: 0,
      err: '',
    });
    const summary = JSON.parse(resumed.out);
    expect(summary).toMatchObject({ draft: draft.id, state: 'done', changed: 2 });
    expect(resumed.err).toMatch(/其中 2 件改变/);
    const anew = JSON.parse((await yizhi('--draft', draft.id, '--restart')).out);
    expect(anew.digest).toBe(summary.digest);
  });

  test('check 检查本机的草案：有错误的退出状态为 1，没有的为 0；decide --with 试算它', async () => {
    const cli = (args: string[], stdin?: string) => called(args, { dataDir: app.dir, stdin });
    const form = await a.definition<FormDefinition>(app, 'form', 'clue');
    const wrong = { ...form, schema: { ...form.schema, required: ['nowhere'] } };
    const draft = await change(await draftCalled('必填没有的栏目'), 'form', 'clue', wrong);
    const checked = await cli(['check', draft.id]);
    expect([checked.status, checked.err.trim()]).toEqual([1, '有 1 处错误，不能发布']);
    expect(JSON.parse(checked.out).findings).toMatchObject([
      { code: 'unknown-field', definition: 'form/clue', path: '/schema/required/0' },
    ]);
    const sound = await crimeFrom(8, await draftCalled('命令行检查：八亩（测试数据）'));
    expect(await cli(['check', sound.id])).toMatchObject({ status: 0, err: '' });
    const decided = await cli(
      ['decide', '--rule-set', 'criminal-referral', '--with', sound.id],
      JSON.stringify({ 'forest.commercialMu': 7 }),
    );
    expect([decided.status, decided.err]).toEqual([0, '']);
    const unknown = await cli(['check', 'D-nothing']);
    expect([unknown.status, unknown.out, unknown.err.trim()]).toEqual([1, '', '没有草案 D-nothing']);
  });

  test('说不通的问法，用一句话说明', async () => {
    expect((await yizhi('--restart')).err).toContain('--draft');
    expect((await yizhi('--draft', 'D-nothing')).err).toContain('没有草案 D-nothing');
  });
});
