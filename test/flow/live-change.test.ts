import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseView, DraftView, FormView, Problem } from '../../functions/contract/api.ts';
import type { FormDefinition } from '../../functions/contract/definitions/forms.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { Procedure } from '../../functions/contract/definitions/procedures.ts';
import type { RuleSet } from '../../functions/contract/definitions/rules.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 不停机修改:起草、检查、另一人批准、发布;新案用新版,在办案件用原版。 */
let app: App;
let admin: Client;
let head: Client;
let officer: Client;

beforeAll(async () => {
  app = await startApp();
  [admin, head, officer] = (await Promise.all(['platform-admin', 'bureau-head', 'officer'].map(app.as))) as [
    Client,
    Client,
    Client,
  ];
});
afterAll(() => app?.stop());

const draftCalled = (title: string) => a.newDraft(admin, title);
const change = (draft: DraftView, kind: string, id: string, body: unknown, by = admin) =>
  a.change(by, draft, { kind, id, body });
const submit = (draft: DraftView) => a.submit(admin, draft);
const approve = (draft: DraftView, by: Client) => a.approve(by, draft);
const releaseNumber = async () => (await app.anybody.ok<{ release: number }>('public.health')).release;

/** The clue form with one field more and another title. */
async function longerClue(): Promise<FormDefinition> {
  const form = await a.definition<FormDefinition>(app, 'form', 'clue');
  const properties = {
    ...(form.schema.properties as object),
    village: { type: 'string', title: '所属村委会', maxLength: 40 },
  };
  const ui = { ...form.ui, 'ui:order': [...(form.ui['ui:order'] as string[]), 'village'] };
  return { ...form, title: '线索登记表（2026年修订）', schema: { ...form.schema, properties }, ui };
}

describe('修改一个事项和一个表单字段', () => {
  let openCase: string;
  let oldForm: FormView;
  let draft: DraftView;

  test('修改前已经有一个在办案件', async () => {
    openCase = await a.reported(app);
    oldForm = (await officer.ok<{ procedure: string; form: FormView }[]>('staff.start-options')).find(
      (o) => o.procedure === 'ordinary-penalty',
    )?.form as FormView;
    expect(await releaseNumber()).toBe(1);
  });

  test('平台管理员起草，差异用一句话写明', async () => {
    draft = await draftCalled('线索表增加所属村委会；更正事项名称');
    const matter = await a.definition<Matter>(app, 'matter', 'LC-001');
    draft = (await change(draft, 'matter', 'LC-001', { ...matter, name: '对擅自改变林地用途行为的处罚' }))
      .body;
    draft = (await change(draft, 'form', 'clue', await longerClue())).body;
    expect(draft.differences.map((d) => [d.definition, d.path])).toEqual(
      expect.arrayContaining([
        ['matter/LC-001', '/name'],
        ['form/clue', '/title'],
      ]),
    );
    for (const { say } of draft.differences) expect(say).toMatch(/[\u4e00-\u9fff]/);
  });

  test('没有提交的草案不能批准，别人不能改，起草人自己不能批准', async () => {
    expect((await approve(draft, head)).problem.code).toBe('draft-conflict');
    expect((await change(draft, 'form', 'clue', null, head)).problem.code).toBe('forbidden');
    draft = (await submit(draft)).body;
    expect(draft.status).toBe('submitted');
    const own = await approve(draft, admin);
    expect(own.problem).toMatchObject({ status: 422, code: 'same-person' });
    expect(await releaseNumber()).toBe(1);
  });

  test('局长批准，成为第二个发布版本，公众清单马上变化', async () => {
    const answer = await approve(draft, head);
    expect(answer.status).toBe(200);
    expect((answer.body as { release: object }).release).toMatchObject({
      number: 2,
      status: 'live',
      author: 'platform-admin',
      approver: 'bureau-head',
    });
    const shown = await app.anybody.ok<{ name: string }>('public.matter', { params: { id: 'LC-001' } });
    expect(shown.name).toBe('对擅自改变林地用途行为的处罚');
  });

  test('下一个案件用新表单；旧表单发起会被拒绝', async () => {
    const id = await a.reported(app, 'LC-001', { village: '示例村委会' });
    const view: CaseView = await officer.case(id);
    expect(view).toMatchObject({ releaseNumber: 2, matterName: '对擅自改变林地用途行为的处罚' });
    const entry = (await a.timeline(officer, id))[0];
    expect(entry?.formTitle).toBe('线索登记表（2026年修订）');
    expect(entry?.event.submission?.form.hash).not.toBe(oldForm.hash);
    const body = {
      id: randomUUID(),
      procedure: 'ordinary-penalty',
      action: 'register-clue',
      matter: 'LC-001',
      form: { id: 'clue', hash: oldForm.hash },
      data: a.aClue(),
    };
    const stale = await officer.call('staff.start', { body });
    expect(stale.problem).toMatchObject({
      status: 409,
      code: 'form-outdated',
      errors: [{ path: '/form/hash' }],
    });
  });

  test('在办案件仍用开始时的版本，不接受新版表单', async () => {
    const filing = await a.definition<FormDefinition>(app, 'form', 'filing-application');
    const next = { ...filing, title: '立案申请（新版）' };
    await a.release(app, '立案申请改名', [{ kind: 'form', id: 'filing-application', body: next }]);
    const newForm = await officer.ok<FormView>('staff.form', {
      params: { caseId: await a.reported(app), action: 'apply-filing' },
    });
    const view = await officer.case(openCase);
    expect(view).toMatchObject({ releaseNumber: 1, matterName: '对擅自改变林地用途的处罚' });
    const body = await a.submissionOf(officer, openCase, 'apply-filing', a.aFilingApplication());
    expect(body.form?.hash).not.toBe(newForm.hash);
    const answer = await officer.call('staff.submit', {
      params: { caseId: openCase },
      body: { ...body, form: { id: newForm.id, hash: newForm.hash } },
    });
    expect(answer.problem).toMatchObject({ status: 409, code: 'form-outdated' });
    expect((await officer.case(openCase)).state).toEqual(view.state);
  });

  test('案件锁定的事项版本不随赋权确认改变，新案按新的赋权判断', async () => {
    await a.empower(app, 'LC-001');
    const data = a.aFilingApplication();
    const problem = await officer.refused(openCase, 'apply-filing', data);
    expect(problem.code).toBe('facts-missing');
    expect(problem.errors.map((e) => e.code)).toEqual(['J1-ACT', 'J1-FILING', 'J1-DECISION', 'J1-PUBLISHED']);
    const next = await a.caseAfter(app, 'apply-filing');
    expect((await officer.case(next)).state.stage).toBe('filing');
  });
});

describe('不合格的定义不能发布，写明哪里、为什么', () => {
  /** Submit one change on its own; it must be refused, stay a draft and leave the live release alone. */
  async function unfit(kind: string, id: string, body: unknown): Promise<Problem> {
    const before = await releaseNumber();
    let draft = await draftCalled(`不合格的${kind}/${id}`);
    const changed = await change(draft, kind, id, body);
    if (changed.status !== 200) return changed.problem;
    draft = changed.body;
    const answer = await submit(draft);
    expect(answer.status).toBe(422);
    const kept = await a.draftNow(admin, draft);
    expect(kept.status).toBe('open');
    expect(kept.findings.length).toBeGreaterThan(0);
    expect((await approve(kept, head)).problem.code).toBe('draft-conflict');
    expect(await releaseNumber()).toBe(before);
    for (const { say } of answer.problem.errors) expect(say).toMatch(/[\u4e00-\u9fff]/);
    return answer.problem;
  }

  test('事项缺少名称、多出一项', async () => {
    const { name: _, ...matter } = await a.definition<Matter>(app, 'matter', 'LC-001');
    const problem = await unfit('matter', 'LC-001', { ...matter, colour: 'green' });
    expect(problem).toMatchObject({ status: 422, code: 'definition-invalid' });
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/name', say: '缺少这一项，应为文字' }),
        expect.objectContaining({ path: '/colour', say: expect.stringMatching(/^没有这一项；这里可以写：/) }),
      ]),
    );
  });

  test('赋权写了生效日却没有写省级决定', async () => {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-004');
    const empowerment = { ...matter.empowerment, from: '2026-01-01' };
    const problem = await unfit('matter', 'LC-004', { ...matter, empowerment });
    expect(problem.errors.map((e) => e.path)).toEqual(['matter/LC-004#/empowerment/decision']);
  });

  test('规则引用了词典里没有的事实', async () => {
    const set = await a.definition<RuleSet>(app, 'ruleset', 'time-bar');
    const [first, ...others] = set.rules as [RuleSet['rules'][number], ...RuleSet['rules']];
    const conditions = { all: [{ fact: 'act.weather', operator: 'is', value: true }] };
    const problem = await unfit('ruleset', 'time-bar', {
      ...set,
      rules: [{ ...first, conditions }, ...others],
    });
    expect(problem.errors).toEqual([
      expect.objectContaining({
        path: 'ruleset/time-bar#/rules/0/conditions/all/0/fact',
        code: 'unknown-fact',
      }),
    ]);
  });

  test('规则集没有样例', async () => {
    const set = await a.definition<RuleSet>(app, 'ruleset', 'gate-filing');
    const problem = await unfit('ruleset', 'gate-new', { ...set, id: 'gate-new' });
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'examples/gate-new#/GF-CLUE', code: 'no-firing-example' }),
      ]),
    );
  });

  test('规则改了，原来的样例不再成立', async () => {
    const set = await a.definition<RuleSet>(app, 'ruleset', 'two-certified-officers');
    const text = JSON.stringify(set).replace('"lessThan","value":2', '"lessThan","value":1');
    expect(text).not.toBe(JSON.stringify(set));
    const problem = await unfit('ruleset', 'two-certified-officers', JSON.parse(text));
    expect(problem.errors.map((e) => e.code)).toContain('example-fails');
  });

  test('表单的事实映射指向不存在的字段', async () => {
    const form = await a.definition<FormDefinition>(app, 'form', 'clue');
    const facts = [...form.facts, { fact: 'clue.summary', at: '/nowhere' }];
    const problem = await unfit('form', 'clue', { ...form, facts });
    expect(problem.errors).toEqual([
      expect.objectContaining({ path: `form/clue#/facts/${form.facts.length}`, code: 'unknown-field' }),
    ]);
  });

  test('程序用到的表单被删去', async () => {
    const procedure = await a.definition<Procedure>(app, 'procedure', 'ordinary-penalty');
    const closing = { ...procedure.actions['close-case'], form: 'no-such-form' };
    const body = { ...procedure, actions: { ...procedure.actions, 'close-case': closing } };
    const renamed = await unfit('procedure', 'ordinary-penalty', body);
    expect(renamed.errors.map((e) => e.path)).toContain(
      'procedure/ordinary-penalty#/actions/close-case/form',
    );
    const removed = await unfit('form', 'case-closing', null);
    expect(removed.errors.map((e) => e.path)).toContain(
      'procedure/ordinary-penalty#/actions/close-case/form',
    );
  });

  test('编号与地址不一致', async () => {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-004');
    const problem = await unfit('matter', 'LC-005', matter);
    expect(problem.errors).toMatchObject([{ path: '/id', say: '应为 LC-005' }]);
  });
});

describe('两个草案', () => {
  test('改同一项定义的，后发布的被拦下，要在现行版本上重改', async () => {
    const matter = await a.definition<Matter>(app, 'matter', 'LC-005');
    let [one, two] = [await draftCalled('甲'), await draftCalled('乙')];
    one = (await change(one, 'matter', 'LC-005', { ...matter, note: '甲的修改' })).body;
    two = (await change(two, 'matter', 'LC-005', { ...matter, note: '乙的修改' })).body;
    one = (await submit(one)).body;
    two = (await submit(two)).body;
    expect((await approve(one, head)).status).toBe(200);
    const late = await approve(two, head);
    expect(late.problem).toMatchObject({
      status: 409,
      code: 'release-moved',
      errors: [{ path: 'matter/LC-005' }],
    });
    expect((await a.definition<Matter>(app, 'matter', 'LC-005')).note).toBe('甲的修改');
  });

  test('改不同定义的，先后都能发布，互不覆盖', async () => {
    const [six, seven] = await Promise.all(
      ['LC-006', 'LC-007'].map((id) => a.definition<Matter>(app, 'matter', id)),
    );
    let [one, two] = [await draftCalled('丙'), await draftCalled('丁')];
    one = (await change(one, 'matter', 'LC-006', { ...six, note: '丙' })).body;
    two = (await change(two, 'matter', 'LC-007', { ...seven, note: '丁' })).body;
    one = (await submit(one)).body;
    two = (await submit(two)).body;
    expect((await approve(one, head)).status).toBe(200);
    expect((await approve(two, head)).status).toBe(200);
    expect((await a.definition<Matter>(app, 'matter', 'LC-006')).note).toBe('丙');
    expect((await a.definition<Matter>(app, 'matter', 'LC-007')).note).toBe('丁');
  });

  test('看着旧版草案提交的，被拦下并告诉现在的版本', async () => {
    const draft = await draftCalled('戊');
    const matter = await a.definition<Matter>(app, 'matter', 'LC-008');
    await change(draft, 'matter', 'LC-008', { ...matter, note: '戊' });
    const stale = await change(draft, 'matter', 'LC-008', { ...matter, note: '己' });
    expect(stale.problem).toMatchObject({ status: 409, code: 'version-conflict', currentVersion: 2 });
  });

  test('办案人员看不到管理页面，审核人员不能起草', async () => {
    expect((await officer.call('admin.definitions')).status).toBe(403);
    const reviewer = await app.as('legal-reviewer');
    expect((await reviewer.call('admin.draft-create', { body: { title: '试' } })).status).toBe(403);
  });
});
