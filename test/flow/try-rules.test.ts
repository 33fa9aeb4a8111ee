import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftView, TrialAnswer } from '../../functions/contract/api.ts';
import type { Finding } from '../../functions/contract/definitions/release.ts';
import type { RuleSet } from '../../functions/contract/definitions/rules.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 试判和检查:起草时随时可以做,什么也不留下。 */
let app: App;
let admin: Client;
let draft: DraftView;

beforeAll(async () => {
  app = await startApp();
  admin = await app.as('platform-admin');
  draft = await a.newDraft(admin, '试判用的草案（测试数据）');
});
afterAll(() => app?.stop());

const trial = (who: Client, body: unknown, id = 'criminal-referral') =>
  who.call('admin.try', { params: { id }, body });
const forest = (mu: number) => ({ facts: { 'forest.commercialMu': mu }, asOf: '2026-05-20' });
const statusOf = ({ body }: { body: unknown }, rule: string) =>
  (body as TrialAnswer).verdict.rules.find((r) => r.id === rule)?.status;
const change = async (body: unknown) => {
  draft = await a.changed(admin, draft, { kind: 'ruleset', id: 'criminal-referral', body });
};
const check = (version = draft.version) =>
  admin.call('admin.draft-check', { params: { draftId: draft.id }, body: { version } });

describe('试判', () => {
  test('十亩商品林地命中移送标准，不满十亩的不命中', async () => {
    expect(statusOf(await trial(admin, forest(10)), 'CR-FARMLAND-FOREST')).toBe('satisfied');
    expect(statusOf(await trial(admin, forest(9.9)), 'CR-FARMLAND-FOREST')).not.toBe('satisfied');
  });

  test('事实填得不对的，逐项说明', async () => {
    const { problem } = await trial(admin, { facts: { 'forest.commercialMu': '十亩', 'forest.none': 1 } });
    expect(problem).toMatchObject({ status: 422, code: 'data-invalid' });
    expect(problem.errors.map((e) => e.path)).toEqual(['/forest.commercialMu', '/forest.none']);
  });

  test('办案人员不能试判规则；没有的规则集说明没有', async () => {
    expect((await trial(await app.as('officer'), forest(10))).status).toBe(403);
    expect((await trial(admin, forest(10), 'no-such')).status).toBe(404);
  });
});

describe('草案里', () => {
  test('界限改为八亩，草案的试判随之改变，现行的不变', async () => {
    const set = await a.definition<RuleSet>(app, 'ruleset', 'criminal-referral');
    await change(JSON.parse(JSON.stringify(set).replace(LIMIT_10, LIMIT_8)));
    expect(draft.differences).toHaveLength(1);
    const drafted = await trial(admin, { ...forest(8), draft: draft.id });
    expect(statusOf(drafted, 'CR-FARMLAND-FOREST')).toBe('satisfied');
    expect(statusOf(await trial(admin, forest(8)), 'CR-FARMLAND-FOREST')).not.toBe('satisfied');
  });

  test('检查指出哪个样例不再成立，用中文说；草案还是那一版', async () => {
    const { body } = await check();
    const failing = (body as { findings: Finding[] }).findings.filter((f) => f.code === 'example-fails');
    // the two examples between eight and ten
    expect(new Set(failing.map(({ definition, path }) => `${definition}${path}`)).size).toBe(2);
    for (const { definition, say } of failing) {
      expect([definition, say]).toEqual([
        'examples/criminal-referral',
        expect.stringMatching(/9\.99亩.*非法占用农用地罪（林地）/),
      ]);
      expect(say).not.toMatch(/unsatisfied|refused|\["/);
    }
    expect(failing.map(({ say }) => say).join()).toContain(
      '应为人工判断涉嫌犯罪，实为非法占用农用地罪（林地）',
    );
    expect(await a.draftNow(admin, draft)).toMatchObject({
      version: draft.version,
      status: 'open',
      findings: [],
    });
    expect((await check(draft.version + 1)).problem.code).toBe('version-conflict');
  });
});

const LIMIT_10 = '"fact":"forest.commercialMu","operator":"atLeast","value":10';
const LIMIT_8 = '"fact":"forest.commercialMu","operator":"atLeast","value":8';
