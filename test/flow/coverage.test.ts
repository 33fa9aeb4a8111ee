import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftView } from '../../functions/contract/api.ts';
import type { RuleSetCoverage } from '../../functions/contract/coverage.ts';
import type { ExampleFile, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 样例覆盖率和变异检查:现行版本与草案,起草时就看得见,提交时拦得住。 */
let app: App;
let admin: Client;
let draft: DraftView;

beforeAll(async () => {
  app = await startApp();
  admin = await app.as('platform-admin');
});
afterAll(() => app?.stop());

const coverage = (query: Record<string, string> = {}, id = 'time-bar') =>
  admin.ok<RuleSetCoverage>('admin.coverage', { params: { id }, query });
const change = async (kind: string, id: string, body: unknown) => {
  draft = await admin.ok<DraftView>('admin.draft-change', {
    params: { draftId: draft.id, kind, id },
    body: { version: draft.version, body },
  });
};
const submit = () =>
  admin.call('admin.draft-submit', { params: { draftId: draft.id }, body: { version: draft.version } });
const withoutExamples = (file: ExampleFile, ...names: string[]): ExampleFile => ({
  ...file,
  examples: file.examples.filter((e) => !names.some((name) => e.name.includes(name))),
});

describe('样例覆盖率', () => {
  test('现行版本的每条规则都有样例看着，决策表也一样', async () => {
    for (const id of ['time-bar', 'hearing-right', 'criminal-referral'])
      expect(await coverage({}, id)).toMatchObject({ id, share: 1, survivors: [] });
  });

  test('审核人员看得到，办案人员看不到，没有的规则集说明没有', async () => {
    const [reviewer, officer] = await Promise.all(['legal-reviewer', 'officer'].map(app.as));
    expect((await reviewer?.call('admin.coverage', { params: { id: 'time-bar' } }))?.status).toBe(200);
    expect((await officer?.call('admin.coverage', { params: { id: 'time-bar' } }))?.status).toBe(403);
    const none = await admin.call('admin.coverage', { params: { id: 'no-such' } });
    expect(none.problem).toMatchObject({ status: 404, detail: '现行版本中没有规则集 no-such' });
    const noDraft = await admin.call('admin.coverage', {
      params: { id: 'time-bar' },
      query: { draft: 'no-such' },
    });
    expect(noDraft.status).toBe(404);
  });

  test('草案删去几个样例，立刻看到哪个条件没有样例看着；现行版本不变', async () => {
    draft = await admin.ok<DraftView>('admin.draft-create', { body: { title: '精简追责时效的样例' } });
    const file = await a.definition<ExampleFile>(app, 'examples', 'time-bar');
    await change('examples', 'time-bar', withoutExamples(file, '超过五年未被发现——命中（继续状态）'));
    const report = await coverage({ draft: draft.id });
    expect(report.survivors.map((s) => [s.rule, s.kind, s.path])).toContainEqual([
      'TB-5Y',
      'inverted',
      '/rules/1/conditions/any/1/all/0',
    ]);
    expect((await coverage()).survivors).toEqual([]);
  });

  test('有条件反过来也没有样例发现的，不能提交；补上样例就能提交', async () => {
    const refused = await submit();
    expect(refused.problem).toMatchObject({ status: 422, code: 'definition-invalid' });
    const codes = refused.problem.errors.map((e) => e.code);
    expect(new Set(codes)).toEqual(new Set(['surviving-inversion']));
    for (const { path, say } of refused.problem.errors) {
      expect(path).toMatch(/^examples\/time-bar#\/rules\/1\/conditions/);
      expect(say).toContain('没有任何样例发现');
    }
    draft = await admin.ok<DraftView>('admin.draft', { params: { draftId: draft.id } });
    const file = await a.definition<ExampleFile>(app, 'examples', 'time-bar');
    await change('examples', 'time-bar', { ...file, examples: [...file.examples].reverse() });
    expect((await submit()).status).toBe(200);
  });

  test('改了标准而没有恰在新标准上的样例，不能提交', async () => {
    draft = await admin.ok<DraftView>('admin.draft-create', { body: { title: '公告期改为四十日' } });
    const set = await a.definition<RuleSet>(app, 'ruleset', 'gate-announcement');
    const file = await a.definition<ExampleFile>(app, 'examples', 'gate-announcement');
    await change('ruleset', 'gate-announcement', JSON.parse(JSON.stringify(set).replaceAll(':30', ':40')));
    const moved = JSON.parse(
      JSON.stringify(file).replaceAll('"announcement.days":30', '"announcement.days":45'),
    );
    await change('examples', 'gate-announcement', moved);
    const refused = await submit();
    expect(refused.problem.errors.map((e) => e.code)).toEqual(['no-boundary-example']);
    expect(refused.problem.errors[0]?.say).toContain('40');
  });

  test('草案中的规则还不能运行时，说明哪里不对，不出报告', async () => {
    draft = await admin.ok<DraftView>('admin.draft-create', { body: { title: '写错的规则' } });
    const set = await a.definition<RuleSet>(app, 'ruleset', 'gate-filing');
    const wrong = JSON.parse(JSON.stringify(set).replace('filing.preliminary', 'filing.preliminry'));
    await change('ruleset', 'gate-filing', wrong);
    const answer = await admin.call('admin.coverage', {
      params: { id: 'gate-filing' },
      query: { draft: draft.id },
    });
    expect(answer.problem).toMatchObject({ status: 422, code: 'definition-invalid' });
    expect(answer.problem.errors[0]).toMatchObject({
      code: 'unknown-fact',
      say: expect.stringContaining('preliminry'),
    });
  });
});
