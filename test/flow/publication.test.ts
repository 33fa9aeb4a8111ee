import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseLine, PublicDecision } from '../../functions/contract/api.ts';
import type { Page } from '../../functions/ports/store.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 处罚决定的公示和撤回:公众看到什么、看不到什么。 */
let app: App;
let leader: Client;
let reviewer: Client;
let published: string;

beforeAll(async () => {
  app = await startApp();
  [leader, reviewer] = (await Promise.all(['town-leader', 'legal-reviewer'].map(app.as))) as [Client, Client];
  await a.empower(app, 'LC-001');
  published = await a.caseAfter(app, 'publish');
  await app.local.caughtUp();
});
afterAll(() => app?.stop());

const decisions = () => app.anybody.ok<Page<PublicDecision>>('public.decisions', { query: { limit: '1' } });
const onlyDecision = async () => (await decisions()).items[0] as PublicDecision;

describe('公示', () => {
  test('公示件用公示编号，不写案件编号：知道公示的人不能凭它找到案件', async () => {
    const { id } = await onlyDecision();
    expect(id).toMatch(/^P-[0-9a-f]{20}$/);
    const one = await app.anybody.ok<PublicDecision>('public.decision', { params: { publicId: id } });
    expect(one).toEqual(await onlyDecision());
    expect(JSON.stringify(one)).not.toContain(published);
    const unknown = await app.anybody.call('public.decision', {
      params: { publicId: `P-${'0'.repeat(20)}` },
    });
    expect(unknown.status).toBe(404);
    expect((await app.anybody.call('public.decision', { params: { publicId: published } })).status).toBe(400);
  });

  test('翻到下一页的标记里也没有案件编号', async () => {
    await a.caseAfter(app, 'publish');
    await app.local.caughtUp();
    const { cursor } = await decisions();
    const plain = Buffer.from(cursor as string, 'base64url').toString('utf8');
    for (const { caseId } of (await leader.ok<Page<CaseLine>>('staff.cases')).items)
      expect(plain).not.toContain(caseId);
  });
});

describe('撤回公示', () => {
  test('公开的理由与公示件同样遮盖：写进去的姓名、住址、证件号码和电话都不公开', async () => {
    app.on('2026-06-16');
    const reversal = { kind: 'revoked', effectiveOn: '2026-06-16', document: '楚市政复〔2026〕9号' };
    await leader.files(published, 'record-reversal', reversal);
    const { name, idNumber, phone, address } = a.CONTRACTOR;
    const reason = `${name}（${idNumber}，电话${phone}，住${address}）申请复议，复议决定撤销原处罚决定`;
    await reviewer.files(published, 'withdraw-publicity', {
      ground: 'reversed',
      reason,
      creditNotified: true,
    });
    await app.local.caughtUp();
    const { items } = await app.anybody.ok<Page<PublicDecision>>('public.decisions');
    const taken = items.find((d) => d.withdrawn !== null);
    expect(taken).toMatchObject({
      lines: [],
      withdrawn: {
        day: '2026-06-16',
        reason: '马**（***，电话***，住楚雄市大过口乡）申请复议，复议决定撤销原处罚决定',
      },
    });
  });

  test('案卷里留着原来写的理由', async () => {
    const filed = (await a.timeline(leader, published)).find(
      (e) => e.event.submission?.action === 'withdraw-publicity',
    );
    expect(JSON.stringify(filed?.event.submission?.data)).toContain(a.CONTRACTOR.name);
  });
});

describe('档案员的登记簿', () => {
  test('只有已经结束的案件，与档案员能够打开的案件相同', async () => {
    const closed = await a.caseAfter(app, 'close-case');
    const open = await a.caseAfter(app, 'apply-filing');
    await app.local.caughtUp();
    const archivist = await app.as('archivist');
    const { items } = await archivist.ok<Page<CaseLine>>('staff.cases');
    expect(items.map((line) => line.caseId)).toContain(closed);
    expect(items.every((line) => line.closed !== null)).toBe(true);
    for (const { caseId } of items) expect((await archivist.case(caseId)).state.closed).not.toBeNull();
    expect((await archivist.call('staff.case', { params: { caseId: open } })).status).toBe(404);
    const all = (await leader.ok<Page<CaseLine>>('staff.cases')).items.map((line) => line.caseId);
    expect(all).toContain(open);
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
