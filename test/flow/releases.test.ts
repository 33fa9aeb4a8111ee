import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  AuditEntry,
  CaseView,
  DraftView,
  LenityView,
  MoveResult,
  ReleaseLine,
  ReleaseView,
} from '../../functions/contract/api.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { Procedure } from '../../functions/contract/definitions/procedures.ts';
import { type Answer, type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 发布版本的一生:自何日起生效、待生效、撤回、恢复;在办案件留在原版本或者明示改用;从旧兼从轻。 */
let app: App;
let admin: Client;
let head: Client;
let reviewer: Client;
let officer: Client;
/** 在第 1 版之下开始的案件。 */
let oldCase: string;
let gone: string;

beforeAll(async () => {
  app = await startApp();
  [admin, head, reviewer, officer] = (await Promise.all(
    ['platform-admin', 'bureau-head', 'legal-reviewer', 'officer'].map(app.as),
  )) as [Client, Client, Client, Client];
  oldCase = await a.reported(app, 'LC-001');
  gone = await a.reported(app, 'LC-009');
});
afterAll(() => app?.stop());

const params = (draft: DraftView) => ({ draftId: draft.id });

/** Drafted and dated; not yet submitted. */
async function drafted(title: string, changes: a.Change[], effective?: object): Promise<DraftView> {
  const draft = await a.drafted(admin, title, changes);
  return effective ? (await dated(draft, effective)).body : draft;
}
const dated = (draft: DraftView, effective: object): Promise<Answer> =>
  admin.call('admin.draft-effective', {
    params: params(draft),
    body: { version: draft.version, effective },
  });
const submitted = (draft: DraftView) => a.submitted(admin, draft);
const approve = (draft: DraftView, by = head) => a.approve(by, draft);
const published = (draft: DraftView) => a.published(admin, head, draft);
async function noted(id: string, note: string): Promise<a.Change> {
  const matter = await a.definition<Matter>(app, 'matter', id);
  return { kind: 'matter', id, body: { ...matter, note } };
}
const on = (day: string) => admin.call('admin.release-on', { query: { day } });
const numberOn = async (day: string) => ((await on(day)).body as ReleaseLine).number;
const release = (number: number) =>
  admin.ok<ReleaseView>('admin.release', { params: { number: String(number) } });
const live = async () => (await app.anybody.ok<{ release: number }>('public.health')).release;
async function audited(what: string): Promise<AuditEntry> {
  const auditor = await app.as('auditor');
  const { items } = await auditor.ok<{ items: AuditEntry[] }>('admin.audit', { query: { limit: '100' } });
  return items.find((e) => e.what === what) as AuditEntry;
}

describe('自哪一天起生效', () => {
  test('随软件发布的第 1 版自发布之日起生效', async () => {
    expect((await release(1)).release).toMatchObject({
      effective: { from: '2026-05-20' },
      status: 'live',
      until: null,
    });
    expect((await on('2026-05-19')).problem.code).toBe('not-found');
  });

  test('追溯到过去的一天须写明理由；理由留在版本和审计日志里', async () => {
    const draft = await drafted('更正事项备注', [await noted('LC-002', '追溯的更正')]);
    const bare = await dated(draft, { from: '2026-05-01' });
    expect(bare.problem).toMatchObject({
      status: 422,
      code: 'effective-invalid',
      errors: [{ path: '/effective/reason' }],
    });
    const reason = '赋权决定自五月一日起施行，发布时漏改';
    const answer = await dated(draft, { from: '2026-05-01', reason });
    const line = await published(answer.body);
    expect(line).toMatchObject({ number: 2, status: 'live', effective: { from: '2026-05-01', reason } });
    expect((await audited('发布第 2 版')).detail).toContain(`追溯自 2026-05-01 起生效，理由：${reason}`);
    expect(await numberOn('2026-05-10')).toBe(2);
    expect((await release(1)).release).toMatchObject({ status: 'superseded', until: '2026-05-01' });
  });

  test('将来生效的现在批准，到那天零时自行生效，不靠任何定时任务', async () => {
    const line = await published(
      await drafted('六月一日起', [await noted('LC-003', '六月起')], { from: '2026-06-01' }),
    );
    expect(line).toMatchObject({ number: 3, status: 'pending', until: null });
    expect(await live()).toBe(2);
    expect((await release(2)).release).toMatchObject({ status: 'live', until: '2026-06-01' });
    expect(await numberOn('2026-05-31')).toBe(2);
    expect(await numberOn('2026-06-01')).toBe(3);
  });

  test('有版本待生效时，别的版本不能发布；写明理由撤回之后才能', async () => {
    const other = await submitted(await drafted('急改', [await noted('LC-004', '急改')]));
    expect((await approve(other)).problem).toMatchObject({
      status: 409,
      code: 'release-pending',
      errors: [{ path: '/releases/3' }],
    });
    const reason = '需要先发布一处急改';
    const withdraw = (number: string, by = head) =>
      by.call('admin.release-withdraw', { params: { number }, body: { reason } });
    expect((await withdraw('2')).problem).toMatchObject({ status: 409, code: 'release-status' });
    expect((await withdraw('3', reviewer)).status).toBe(403);
    const taken = await withdraw('3');
    expect(taken.body).toMatchObject({
      number: 3,
      status: 'withdrawn',
      withdrawn: { by: 'bureau-head', reason },
    });
    expect((await audited('撤回第 3 版')).detail).toContain(`原定 2026-06-01 生效，撤回理由：${reason}`);
    expect(await numberOn('2026-06-01')).toBe(2);
    expect((await approve(other)).body).toMatchObject({ release: { number: 4, status: 'live' } });
  });

  test('撤回的草案又可以修改、提交、批准，在新的现行版本上', async () => {
    const { release: line } = await release(3);
    const draft = await admin.ok<DraftView>('admin.draft', { params: { draftId: line.draft as string } });
    expect(draft).toMatchObject({ status: 'open', effective: { from: '2026-06-01' } });
    expect(await published(draft)).toMatchObject({ number: 5, status: 'pending' });
  });

  test('上海时间零时之前办的案件用原版本，零时之后用新版本', async () => {
    app.clock.set('2026-05-31T15:59:59.999Z');
    expect(await live()).toBe(4);
    const started = async () => {
      const hotline = await app.as('hotline');
      const answer = await hotline.start('ordinary-penalty', 'register-clue', a.aClue(), {
        matter: 'LC-003',
      });
      return (await officer.case((answer.body as { caseId: string }).caseId)).releaseNumber;
    };
    expect(await started()).toBe(4);
    app.clock.set('2026-05-31T16:00:00.000Z');
    expect(await live()).toBe(5);
    expect(await started()).toBe(5);
    expect((await release(5)).release.status).toBe('live');
    expect((await release(4)).release).toMatchObject({ status: 'superseded', until: '2026-06-01' });
  });

  test('批准时生效日已经过去的，须改期或者写明理由', async () => {
    const draft = await submitted(
      await drafted('拖过了日子', [await noted('LC-005', '拖')], { from: '2026-06-02' }),
    );
    app.on('2026-06-03');
    expect((await approve(draft)).problem).toMatchObject({ status: 422, code: 'effective-invalid' });
    expect(await live()).toBe(5);
  });

  test('版本一览写明每一版的状态，可以翻页', async () => {
    const first = await admin.ok<{ items: ReleaseLine[]; cursor: string }>('admin.releases', {
      query: { limit: '3' },
    });
    expect(first.items.map((r) => [r.number, r.status])).toEqual([
      [5, 'live'],
      [4, 'superseded'],
      [3, 'withdrawn'],
    ]);
    const next = await admin.ok<{ items: ReleaseLine[]; cursor: string | null }>('admin.releases', {
      query: { limit: '3', cursor: first.cursor },
    });
    expect(next.items.map((r) => r.number)).toEqual([2, 1]);
    expect(next.cursor).toBeNull();
    const bad = await admin.call('admin.releases', { query: { cursor: '../x' } });
    expect(bad.problem.code).toBe('bad-request');
  });
});

describe('一个版本的全部', () => {
  test('内容按种类列出，差异写成句子，路径留给程序', async () => {
    const view = await release(5);
    expect(view.before).toBe(4);
    expect(view.contents.find((c) => c.kind === 'procedure')?.items.map((i) => i.title)).toContain(
      '行政处罚普通程序',
    );
    const { name } = await a.definition<Matter>(app, 'matter', 'LC-003');
    expect(view.differences).toEqual([
      { definition: 'matter/LC-003', path: '/note', say: `事项“${name}”：备注由未确认改为“六月起”` },
    ]);
    expect((await admin.call('admin.release', { params: { number: '99' } })).problem.code).toBe('not-found');
    expect((await admin.call('admin.release', { params: { number: '0' } })).status).toBe(400);
  });
});

describe('恢复以前的版本', () => {
  let before: ReleaseLine;
  const rollback = (number: number, by = admin) =>
    by.call('admin.release-rollback', {
      params: { number: String(number) },
      body: { reason: '第 6 版的修改有误，整体恢复' },
    });

  test('第 6 版增加、修改、删去了定义', async () => {
    before = (await release(5)).release;
    const matter = await a.definition<Matter>(app, 'matter', 'LC-001');
    const line = await published(
      await drafted('大改', [
        { kind: 'matter', id: 'XX-001', body: { ...matter, id: 'XX-001', name: '新增的事项' } },
        await noted('LC-002', '又改了'),
        { kind: 'matter', id: 'LC-009', body: null },
      ]),
    );
    expect(line.number).toBe(6);
    const says = (await release(6)).differences.map((d) => d.say);
    expect(says).toContain('新增事项“新增的事项”');
    expect(says.some((s) => s.startsWith('删去事项'))).toBe(true);
  });

  test('没有生效过的、与现行相同的不能恢复；没有权限的不能起草', async () => {
    expect((await rollback(3)).problem.code).toBe('release-status');
    expect((await rollback(6)).problem.code).toBe('draft-conflict');
    expect((await rollback(99)).problem.code).toBe('not-found');
    expect((await rollback(5, reviewer)).status).toBe(403);
  });

  test('恢复是一份整体的草案：经过检查和另一人批准，内容的哈希与原版本相等', async () => {
    let draft = (await rollback(5)).body as DraftView;
    expect(draft).toMatchObject({ rollbackOf: { number: 5 }, status: 'open' });
    expect(Object.keys(draft.changes).sort()).toEqual(['matter/LC-002', 'matter/LC-009', 'matter/XX-001']);
    const touched = await a.change(admin, draft, { kind: 'matter', id: 'LC-001', body: null });
    expect(touched.problem.code).toBe('draft-conflict');
    draft = await submitted(draft);
    expect((await approve(draft, admin)).problem.code).toBe('same-person');
    await a.replayed(admin, draft.id);
    const { release: line } = (await approve(draft)).body as { release: ReleaseLine };
    expect(line).toMatchObject({
      number: 7,
      status: 'live',
      rollbackOf: { number: 5, reason: '第 6 版的修改有误，整体恢复' },
    });
    expect(line.hash).toBe(before.hash);
    expect((await release(7)).contents).toEqual((await release(5)).contents);
    expect((await release(5)).release.status).toBe('superseded');
    expect((await audited('发布第 7 版')).detail).toContain('恢复第 5 版的全部内容，理由：');
    expect((await audited('起草恢复第 5 版')).actor).toBe('platform-admin');
  });

  test('提交复核后现行版本又变了，须重新提交，恢复的内容重新计算', async () => {
    let back = await submitted((await rollback(1)).body);
    const twin = (await rollback(1)).body as DraftView;
    await published(await drafted('插进来的修改', [await noted('LC-006', '插进来')]));
    expect((await approve(back)).problem.code).toBe('release-moved');
    back = await head.ok('admin.draft-return', {
      params: params(back),
      body: { version: back.version, to: 'open' },
    });
    const line = await published(back);
    expect(line).toMatchObject({ number: 9, rollbackOf: { number: 1 } });
    expect(line.hash).toBe((await release(1)).release.hash);
    // what it would put back holds already: nobody is asked to review nothing
    const again = await a.submit(admin, twin);
    expect(again.problem.code).toBe('draft-conflict');
    expect(again.problem.detail).toContain('没有区别');
  });

  test('内容相同的两个版本各有各的号：在办案件仍说自己开始时的号', async () => {
    expect((await officer.case(oldCase)).releaseNumber).toBe(1);
    expect(await live()).toBe(9);
  });
});

describe('在办案件改用现行版本', () => {
  const move = (caseId: string, expectedVersion: number, by = reviewer) =>
    by.call('staff.case-move', {
      params: { caseId },
      body: { expectedVersion, reason: '新版更正了事项名称，当事人同意' },
    });
  const version = async (caseId: string) => (await officer.case(caseId)).state.version;

  test('发布新版之后，案件留在原版本', async () => {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-001');
    const procedure = await a.definition<Procedure>(app, 'procedure', 'ordinary-penalty');
    const filing = procedure.actions['apply-filing'];
    const actions = { ...procedure.actions, 'apply-filing': { ...filing, title: '申请立案（新版）' } };
    const draft = await submitted(
      await drafted('更正名称', [
        { kind: 'matter', id: 'LC-001', body: { ...matter, name: '对擅自改变林地用途行为的处罚' } },
        { kind: 'matter', id: 'LC-009', body: null },
        { kind: 'procedure', id: 'ordinary-penalty', body: { ...procedure, actions } },
        await noted('LC-007', '与本案无关'),
      ]),
    );
    await a.replayed(admin, draft.id);
    expect((await approve(draft)).body).toMatchObject({ release: { number: 10 } });
    expect(await officer.case(oldCase)).toMatchObject({
      releaseNumber: 1,
      matterName: '对擅自改变林地用途的处罚',
    });
  });

  test('办案人员不能改用；看着旧版案件的被拦下', async () => {
    expect((await move(oldCase, await version(oldCase), officer)).status).toBe(403);
    expect((await move(oldCase, 99)).problem).toMatchObject({ status: 409, code: 'version-conflict' });
  });

  test('新版没有案件的事项：拒绝，案件不变，留痕', async () => {
    const before = (await officer.case(gone)).state;
    const answer = await move(gone, before.version);
    expect(answer.problem).toMatchObject({
      status: 422,
      code: 'move-refused',
      errors: [{ path: '/matter' }],
    });
    expect((await officer.case(gone)).state).toEqual(before);
    expect((await a.auditOf(app, gone))[0]).toMatchObject({ code: 'move-refused', actor: 'legal-reviewer' });
  });

  test('法制审核人员写明理由改用：与本案有关的差异写进事件，前后相接', async () => {
    const answer = (await move(oldCase, await version(oldCase))).body as MoveResult;
    expect(answer).toMatchObject({ from: 1, to: 10 });
    expect(answer.says).toEqual([
      '案件由第 1 版改用第 10 版，理由：新版更正了事项名称，当事人同意',
      '事项“对擅自改变林地用途行为的处罚”：事项名称由“对擅自改变林地用途的处罚”改为“对擅自改变林地用途行为的处罚”',
      expect.stringMatching(
        /^程序“行政处罚普通程序”：步骤“申请立案（新版）”的标题由“.+”改为“申请立案（新版）”$/,
      ),
    ]);
    const view: CaseView = await officer.case(oldCase);
    expect(view).toMatchObject({ releaseNumber: 10, matterName: '对擅自改变林地用途行为的处罚' });
    const [entry, before] = (await a.timeline(officer, oldCase)).toReversed();
    expect(entry?.event).toMatchObject({
      kind: 'moved',
      moved: { from: { number: 1 }, to: { number: 10 }, reason: '新版更正了事项名称，当事人同意' },
      prev: before?.event.hash,
    });
    expect(entry?.actionTitle).toBe(answer.says[0]);
    expect((await move(oldCase, view.state.version)).problem.code).toBe('move-refused');
  });

  test('之后的步骤用新版本；全部事件、判定、列表仍然对得上', async () => {
    const form = await officer.ok<{ id: string }>('staff.form', {
      params: { caseId: oldCase, action: 'apply-filing' },
    });
    expect(form.id).toBe('filing-application');
    await a.everythingAddsUp(app);
  });

  test('已经结束的案件不能改用', async () => {
    app.on('2026-06-10');
    await a.empower(app, 'LC-001');
    const caseId = await begun();
    await officer.files(caseId, 'apply-filing', a.aFilingApplication({ discoveredOn: '2026-06-10' }));
    const leader = await app.as('town-leader');
    await leader.files(caseId, 'decline-filing', a.aDeclinedFiling());
    await published(await drafted('结案之后', [await noted('LC-008', '结案之后')]));
    expect((await move(caseId, await version(caseId))).problem).toMatchObject({
      status: 409,
      code: 'case-closed',
    });
  });
});

/** A case of today, with today's release. */
async function begun(): Promise<string> {
  const hotline = await app.as('hotline');
  const answer = await hotline.start('ordinary-penalty', 'register-clue', a.aClue(), { matter: 'LC-001' });
  return (answer.body as { caseId: string }).caseId;
}

describe('从旧兼从轻', () => {
  const compare = (caseId: string) => officer.ok<LenityView>('staff.lenity', { params: { caseId } });
  /** Filed: the day of the act is known. */
  async function actedOn(day: string): Promise<string> {
    const caseId = await begun();
    const act = { day };
    await officer.files(caseId, 'apply-filing', a.aFilingApplication({ act, discoveredOn: '2026-06-10' }));
    return caseId;
  }
  /** The multiple of the fine for LC-001 as a new release has it. */
  async function fined(min_x: number, max_x: number): Promise<number> {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-001');
    const stages = matter.stages.map((stage) => ({
      ...stage,
      sanctions: stage.sanctions.map((s) => (s.kind === 'fine_multiple' ? { ...s, min_x, max_x } : s)),
    }));
    const line = await published(
      await drafted(`罚款改为 ${min_x} 至 ${max_x} 倍`, [
        { kind: 'matter', id: 'LC-001', body: { ...matter, stages } },
      ]),
    );
    return line.number;
  }

  test('行为之日没有查明：不能比较，写明缺什么', async () => {
    const view = await compare(gone);
    expect(view).toMatchObject({ act: null, old: null, lighter: 'undetermined', applies: null });
    expect(view.why.join()).toContain('违法行为发生之日');
    expect(view.basis).toBe('行政处罚法第37条');
  });

  test('行为之日还没有任何版本，条文施行日期又未确认：由人判断', async () => {
    const view = await compare(await actedOn('2026-04-20'));
    expect(view).toMatchObject({ act: '2026-04-20', lighter: 'undetermined', old: { text: 'unconfirmed' } });
  });

  test('两日的法律相同：适用行为之日的法律；两个结果完整并列', async () => {
    const view = await compare(await actedOn('2026-05-25'));
    expect(view).toMatchObject({
      lighter: 'same',
      applies: 'old',
      act: '2026-05-25',
      decision: '2026-06-10',
    });
    expect(view.old).toMatchObject({ day: '2026-05-25', release: { number: 4 }, text: 'in-force' });
    expect(view.old?.verdict.days).toEqual({ act: '2026-05-25', decision: '2026-05-25' });
    expect(view.new.verdict.days).toEqual({ act: '2026-06-10', decision: '2026-06-10' });
    expect(view.new.verdict.rules.length).toBe(view.old?.verdict.rules.length);
    expect(view.new.matter?.stages).toEqual(view.old?.matter?.stages);
  });

  test('新法较轻的适用新法，较重的适用旧法，有轻有重的由人判断', async () => {
    const caseId = await actedOn('2026-05-25');
    const number = await fined(0, 2);
    expect(await compare(caseId)).toMatchObject({
      lighter: 'new',
      applies: 'new',
      new: { release: { number } },
    });
    await fined(0, 5);
    expect(await compare(caseId)).toMatchObject({ lighter: 'old', applies: 'old' });
    await fined(1, 2);
    const mixed = await compare(caseId);
    expect(mixed).toMatchObject({ lighter: 'undetermined', applies: null });
    expect(mixed.why.join()).toContain('不得各取其轻');
  });

  test('行为之日的版本是事后追溯生效的：不能把后来的规定当作旧法，由人判断', async () => {
    const caseId = await actedOn('2026-05-25');
    const draft = await drafted('追溯加重（测试数据）', [await noted('LC-001', '追溯')], {
      from: '2026-05-20',
      reason: '测试追溯生效的版本',
    });
    const { number } = await published(draft);
    const view = await compare(caseId);
    expect(view).toMatchObject({ lighter: 'undetermined', applies: null, old: { release: { number } } });
    expect(view.why[0]).toContain(`第 ${number} 版是`);
    expect(view.why[0]).toContain('追溯生效');
  });

  test('热线话务员看不到案件内容的比较，别的乡镇的人看不到案件', async () => {
    const hotline = await app.as('hotline');
    expect((await hotline.call('staff.lenity', { params: { caseId: await begun() } })).problem.code).toBe(
      'forbidden',
    );
    const elsewhere = await officer.call('staff.lenity', { params: { caseId: `C-${'0'.repeat(20)}` } });
    expect(elsewhere.problem.code).toBe('not-found');
  });

  test('到最后，全部事件、判定、列表仍然对得上', async () => {
    await a.everythingAddsUp(app);
  });
});
