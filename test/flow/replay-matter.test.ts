import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DraftView } from '../../functions/contract/api.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { ReplayedDecision } from '../../functions/contract/replay.ts';
import { proveReplay } from '../../functions/usecases/admin/replay/proof.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 改动事项的赋权,先对历次判定重演:哪些案件的立案会被拒绝,批准人看过才能发布。 */
let app: App;
let admin: Client;
let head: Client;
let filed: string;
let reported: string;

beforeAll(async () => {
  app = await startApp();
  admin = await app.as('platform-admin');
  head = await app.as('bureau-head');
  await a.empower(app, 'LC-001');
  await a.empower(app, 'LC-003');
  filed = await a.caseAfter(app, 'approve-filing');
  reported = await a.reported(app, 'LC-003');
});
afterAll(() => app?.stop());

async function submitted(title: string, id: string, over: (matter: Matter) => Matter) {
  const body = over(await a.definition<Matter>(app, 'matter', id));
  return a.submitted(admin, await a.drafted(admin, title, [{ kind: 'matter', id, body }]));
}
const approve = (draft: DraftView, acknowledged?: string | null) => a.approve(head, draft, acknowledged);
const ending = (to: string) => (matter: Matter) => ({
  ...matter,
  empowerment: { ...matter.empowerment, to },
});

test('赋权提前终止：恰好是此后立案的案件会被拒绝，看过并确认的才能发布', async () => {
  const draft = await submitted('提前终止 LC-001 的赋权（测试数据）', 'LC-001', ending('2026-05-01'));
  expect((await approve(draft)).problem.code).toBe('replay-needed');
  const found = await a.replayed(admin, draft.id);
  expect(found.changed).toBe(2);
  for (const { cause, say, examples } of found.groups) {
    expect(cause).toMatchObject({ kind: 'matter-changed', definition: 'matter/LC-001' });
    expect(say).toMatch(/^事项“.*”的赋权终止日由 无 改为 2026-05-01：\d+ 件/);
    expect(new Set(examples.map((e) => e.caseId))).toEqual(new Set([filed]));
  }
  const refused = found.groups.find((g) => g.to === 'deny')?.examples ?? [];
  expect(refused.map((e) => e.action)).toContain('approve-filing');
  expect(refused.map((e) => e.caseId)).not.toContain(reported);
  const [example] = refused;
  const opened = await admin.ok<ReplayedDecision>('admin.replayed-decision', {
    params: { draftId: draft.id, caseId: filed, version: `${example?.version}` },
  });
  expect(opened).toMatchObject({ before: 'allowed', after: 'refused', unrecorded: [] });
  expect((await approve(draft)).problem.code).toBe('replay-unacknowledged');
  expect((await approve(draft, found.digest)).status).toBe(200);
});

test('发布以后，原来的判定仍按当时的事项原样得回', async () => {
  const report = await proveReplay(app.local.deps);
  expect(report.firstDifference).toBeNull();
  expect(report.byRulesInForce).toBeLessThan(report.decisions);
});

test('在立案以后才终止的，没有判定会变；只改名称的，不必重演', async () => {
  const later = await submitted('以后终止 LC-003 的赋权（测试数据）', 'LC-003', ending('2027-01-01'));
  expect((await approve(later)).problem.code).toBe('replay-needed');
  expect(await a.replayed(admin, later.id)).toMatchObject({ changed: 0, groups: [] });
  expect((await approve(later)).status).toBe(200);
  const named = await submitted('改名', 'LC-003', (m) => ({ ...m, name: `${m.name}（整理）` }));
  expect((await approve(named)).status).toBe(200);
  await a.everythingAddsUp(app);
});
