import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { aTarget, post } from '../support/scenario-raw.ts';

/** 错误的请求:一律 4xx,中文说明哪里不对,不泄露内部信息,什么也不写入。 */
let app: App;
let officer: Client;
let target: Awaited<ReturnType<typeof aTarget>>;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer');
  await a.empower(app, 'LC-001');
  target = await aTarget(app);
});
afterAll(() => app?.stop());

describe('请求本身不对', () => {
  test.each([
    ['不是 JSON', '{"id": ', 'bad-json', 400],
    ['没有内容', '', 'bad-json', 400],
    ['不是对象', '[1, 2]', 'bad-request', 400],
    ['是空对象', '{}', 'bad-request', 400],
  ])('请求体%s', async (_, body, code, status) => {
    expect((await target.refuses(code, officer, 'POST', target.submissions, post(body))).status).toBe(status);
  });

  test('嵌套过深的请求体：说明过深在哪里，不说成不是 JSON；十万层也一样快', async () => {
    const admin = await app.as('platform-admin');
    const nested = (levels: number) => `${'{"not":'.repeat(levels)}{"fact":"a.b"}${'}'.repeat(levels)}`;
    const draft = await admin.ok<{ id: string; version: number }>('admin.draft-create', {
      body: { title: '嵌套' },
    });
    const path = `/api/admin/drafts/${draft.id}/changes/ruleset/jurisdiction`;
    for (const levels of [1_500, 100_000]) {
      const rule = `{"id":"R","conditions":${nested(levels)}}`;
      const body = `{"version":${draft.version},"body":{"rules":[${rule}]}}`;
      const problem = await target.refuses('too-deep', admin, 'PUT', path, post(body));
      expect(problem.status).toBe(422);
      expect(problem.errors).toEqual([
        {
          path: `/body/rules/0/conditions${'/not'.repeat(8)}`,
          code: 'too-deep',
          say: '内容嵌套过深，最多 500 层',
        },
      ]);
    }
    const shallow = `{"version":${draft.version},"body":{"rules":[{"conditions":${nested(300)}}]}}`;
    const problem = await target.refuses('definition-invalid', admin, 'PUT', path, post(shallow));
    expect(problem.errors[0]?.code).toBe('too-deep');
    const base64 = Buffer.from([...Buffer.from('['.repeat(2_000)), 0xff]);
    const answer = await fetch(new URL(target.submissions, app.local.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: base64,
    });
    expect(((await answer.json()) as { code: string }).code).toBe('too-deep');
  });

  test('路径、查询、内容里写法不对的，说的是那一项自己的写法', async () => {
    const said = async (who: Client, method: string, path: string, options = {}) =>
      (await target.refuses('bad-request', who, method, path, options)).errors.map((e) => [e.path, e.say]);
    expect(await said(officer, 'GET', '/api/papers?year=20')).toEqual([
      ['/year', '应为四位数字的年份，如 2026'],
    ]);
    const file = { name: 'a.jpg', type: 'image/jpeg', size: 3, sha256: 'zz' };
    expect(await said(officer, 'POST', '/api/files', post(file))).toEqual([
      ['/sha256', '应为 64 位小写十六进制数字（SHA-256）'],
    ]);
    const admin = await app.as('platform-admin');
    expect(await said(admin, 'GET', '/api/admin/releases/x')).toEqual([
      ['/number', '应为 1 至 999999 的整数'],
    ]);
    expect(await said(officer, 'GET', '/api/cases/17')).toEqual([
      ['/caseId', '应为案件编号（C- 加 20 位小写字母或数字）'],
    ]);
  });

  test('公开事项清单的游标不对，同别处一样不收', async () => {
    for (const path of ['/api/public/matters', '/api/matters'])
      for (const cursor of ['zzz', '', 'LC-0011'])
        await target.refuses('bad-request', officer, 'GET', `${path}?cursor=${cursor}`);
    const first = await app.anybody.ok<{ items: { id: string }[]; cursor: string }>('public.matters', {
      query: { limit: '2' },
    });
    const next = await app.anybody.ok<{ items: { id: string }[] }>('public.matters', {
      query: { limit: '1', cursor: first.cursor },
    });
    expect((next.items[0]?.id ?? '') > (first.items[1]?.id ?? '')).toBe(true);
  });

  test('内容类型不是 JSON', async () => {
    const options = { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(await target.body()) };
    expect(
      (await target.refuses('unsupported-media-type', officer, 'POST', target.submissions, options)).status,
    ).toBe(415);
  });

  test('请求过大', async () => {
    const body = { ...(await target.body()), padding: 'x'.repeat(6 * 1024 * 1024) };
    expect(
      (await target.refuses('body-too-large', officer, 'POST', target.submissions, post(body))).status,
    ).toBe(413);
  });

  test('多出的项、缺少的项、类型不对的项，逐一指出', async () => {
    const { id: _, ...body } = await target.body();
    const wrong = { ...body, expectedVersion: '1', boss: true };
    const problem = await target.refuses('bad-request', officer, 'POST', target.submissions, post(wrong));
    expect(problem.errors.map((e) => e.path).toSorted()).toEqual(['/boss', '/expectedVersion', '/id']);
  });

  test.each(['constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '名为 %s 的项不被接受',
    async (name) => {
      const body = await target.body();
      const outside = JSON.stringify(body).replace('{', `{"${name}":{"roles":["TOWN_LEADER"]},`);
      await target.refuses('bad-request', officer, 'POST', target.submissions, post(outside));
      const inside = JSON.stringify(body).replace('"data":{', `"data":{"${name}":{"polluted":true},`);
      const problem = await target.refuses('data-invalid', officer, 'POST', target.submissions, post(inside));
      expect(problem.errors.map((e) => e.path)).toEqual([`/${name}`]);
      const deep = JSON.stringify(body).replace('"av":{', `"av":{"${name}":{"polluted":true},`);
      const nested = await target.refuses('data-invalid', officer, 'POST', target.submissions, post(deep));
      expect(nested.errors.map((e) => e.path)).toEqual([`/av/${name}`]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  test('夹带 __proto__ 的请求，无论放在哪一层，整个不收', async () => {
    const body = JSON.stringify(await target.body());
    for (const place of ['{', '"data":{', '"av":{']) {
      const laden = body.replace(place, `${place}"__proto__":{"polluted":true},`);
      expect(laden).not.toBe(body);
      await target.refuses('bad-json', officer, 'POST', target.submissions, post(laden));
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('没有这个接口、方法不对、路径编号不对、多余的查询参数', async () => {
    expect((await target.refuses('not-found', officer, 'GET', '/api/nothing-here')).status).toBe(404);
    expect(
      (await target.refuses('method-not-allowed', officer, 'DELETE', `/api/cases/${target.caseId}`)).status,
    ).toBe(405);
    const badId = await target.refuses('bad-request', officer, 'GET', '/api/cases/17');
    expect(badId.errors[0]?.path).toBe('/caseId');
    const extra = await target.refuses('bad-request', officer, 'GET', '/api/cases?sort=name');
    expect(extra.errors).toEqual([expect.objectContaining({ path: '/sort', say: '没有这一项' })]);
    const limit = await target.refuses('bad-request', officer, 'GET', '/api/inbox?limit=0');
    expect(limit.errors[0]?.path).toBe('/limit');
    await target.refuses('bad-request', officer, 'GET', '/api/me?verbose=1');
    await target.refuses('bad-request', officer, 'GET', '/api/inbox?cursor=not-a-cursor');
  });
});

test('方法不对的回答写明这个地址可以用的方法', async () => {
  const address = new URL(`/api/cases`, app.local.url);
  const answer = await fetch(address, { method: 'DELETE' });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'POST']);
});

describe('预览文书时填写的内容不对', () => {
  const previews = () => `/api/cases/${target.caseId}/previews`;

  test('类型、界限、表单里没有的项，同提交一样指出；还没有填的不算', async () => {
    const data = { officers: 5, onDay: {}, measurements: 'x', certificate: [1], scene: '短', sort: 1 };
    const body = { action: 'site-record', data };
    const problem = await target.refuses('data-invalid', officer, 'POST', previews(), post(body));
    expect(problem.status).toBe(422);
    expect(problem.errors.map((e) => [e.path, e.say]).toSorted()).toEqual([
      ['/certificate', '类型应为对象'],
      ['/measurements', '类型应为列表'],
      ['/officers', '类型应为列表'],
      ['/onDay', '类型应为文字'],
      ['/scene', '至少 10 个字'],
      ['/sort', '表单中没有这一项'],
    ]);
    expect(problem.detail).toContain('6 处不符合要求，改正后才能预览：');
    expect(problem.detail).toContain('现场情况 至少 10 个字');
  });

  test('只填了一部分的照样预览，一项一项地空着都可以', async () => {
    const full = a.aSiteRecord() as Record<string, unknown>;
    const without = (name: string) => ({ ...full, [name]: undefined });
    for (const data of [
      {},
      ...Object.keys(full).map(without),
      { ...full, certificate: {}, av: { recorded: true } },
    ]) {
      const answer = await officer.send('POST', previews(), post({ action: 'site-record', data }));
      expect(answer.status, `${JSON.stringify(data)} ${answer.text.slice(0, 300)}`).toBe(200);
    }
  });

  test('天文数字的金额：马上拒绝，服务照常', async () => {
    const data = { decisionNumber: 1e308, amount: 1e308, bank: '示例银行', account: '示例账户', code: '1' };
    const body = { action: 'payment-notice', data };
    const problem = await target.refuses('data-invalid', officer, 'POST', previews(), post(body));
    expect([...new Set(problem.errors.map((e) => e.path))].toSorted()).toEqual([
      '/amount',
      '/decisionNumber',
    ]);
    expect((await app.anybody.call('public.health')).status).toBe(200);
  });

  test('没有案件会有的年份：马上拒绝，期限不会算个没完；提交也一样', async () => {
    for (const foundOn of ['9999-12-31', '0001-01-01', '2200-01-01']) {
      const body = { action: 'register-clue', data: { foundOn } };
      const problem = await target.refuses('data-invalid', officer, 'POST', previews(), post(body));
      expect(problem.errors.map((e) => [e.path, e.say])).toEqual([
        ['/foundOn', '应为 1900 至 2199 年的日期，如 2026-05-20'],
      ]);
    }
    const late = await target.body(a.aSiteRecord({ onDay: '9999-12-31' }));
    const problem = await target.refuses('data-invalid', officer, 'POST', target.submissions, post(late));
    expect(problem.errors.map((e) => e.path)).toEqual(['/onDay']);
  });
});

describe('填写的内容不对', () => {
  test('表单里没有的项、类型不对、不在选项内、缺少必填，逐一指出', async () => {
    const data = a.aSiteRecord({
      weather: '晴',
      rightsTold: '是',
      signature: 'maybe',
      onDay: '5月22日',
      scene: undefined,
    });
    const problem = await target.refuses(
      'data-invalid',
      officer,
      'POST',
      target.submissions,
      post(await target.body(data)),
    );
    expect([...new Set(problem.errors.map((e) => e.path))].toSorted()).toEqual([
      '/onDay',
      '/rightsTold',
      '/scene',
      '/signature',
      '/weather',
    ]);
  });

  test('证据文件没有上传、指纹不符、没有登记', async () => {
    const uploaded = await officer.upload('现场.jpg', '原始照片');
    const { file: registered } = await officer.ok<{ file: typeof uploaded }>('staff.file-upload', {
      body: { name: '未传.jpg', type: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) },
    });
    const altered = { ...uploaded, sha256: 'b'.repeat(64) };
    const unknown = { ...uploaded, id: `F-${'0'.repeat(20)}` };
    for (const ref of [registered, altered, unknown]) {
      const body = await target.body(a.aSiteRecord({ evidence: [uploaded, ref] }));
      const problem = await target.refuses('file-invalid', officer, 'POST', target.submissions, post(body));
      expect(problem.errors[0]?.path).toBe('/evidence/1');
    }
  });

  test('别的案件的证据文件，从这个案件打不开', async () => {
    const photo = await officer.upload('别案.jpg', '别案照片');
    const other = await a.caseAfter(app, 'site-record', { 'site-record': { evidence: [photo] } });
    await officer.ok('staff.file-link', { params: { caseId: other, fileId: photo.id } });
    await target.refuses('not-found', officer, 'GET', `/api/cases/${target.caseId}/files/${photo.id}`);
    app.on('2026-05-22');
  });

  test('案件版本不对，告诉现在的版本；表单不对，告诉应为哪个', async () => {
    const body = await target.body();
    const now = body.expectedVersion;
    for (const expectedVersion of [now - 1, now + 1, 0]) {
      const stale = { ...body, expectedVersion };
      const problem = await target.refuses(
        'version-conflict',
        officer,
        'POST',
        target.submissions,
        post(stale),
      );
      expect(problem).toMatchObject({ status: 409, currentVersion: now });
    }
    const oldForm = { ...body, form: { id: 'site-record', hash: 'c'.repeat(64) } };
    await target.refuses('form-outdated', officer, 'POST', target.submissions, post(oldForm));
    const otherForm = { ...body, form: { ...body.form, id: 'clue' } };
    await target.refuses('form-outdated', officer, 'POST', target.submissions, post(otherForm));
  });

  test('没有的步骤、还没到的步骤、没有的案件', async () => {
    const body = await target.body();
    await target.refuses(
      'action-not-open',
      officer,
      'POST',
      target.submissions,
      post({ ...body, action: 'no-such-step' }),
    );
    const early = await a.submissionOf(officer, target.caseId, 'serve-decision', a.aDecisionService());
    await target.refuses(
      'action-not-open',
      officer,
      'POST',
      target.submissions,
      post({ ...early, form: body.form }),
    );
    const nowhere = `/api/cases/C-${'0'.repeat(20)}/submissions`;
    await target.refuses('not-found', officer, 'POST', nowhere, post(body));
  });

  test('发起案件时事项不存在、程序不能发起', async () => {
    const body = {
      id: randomUUID(),
      procedure: 'ordinary-penalty',
      action: 'register-clue',
      matter: 'LC-999',
      form: { id: 'clue', hash: 'd'.repeat(64) },
      data: a.aClue(),
    };
    await target.refuses('not-found', officer, 'POST', '/api/cases', post(body));
    await target.refuses(
      'not-found',
      officer,
      'POST',
      '/api/cases',
      post({ ...body, matter: 'LC-001', action: 'decide' }),
    );
    await target.refuses(
      'not-found',
      officer,
      'POST',
      '/api/cases',
      post({ ...body, matter: 'LC-001', procedure: 'criminal-referral' }),
    );
  });

  test('已经结案的，不能再办', async () => {
    const closed = await a.caseAfter(app, 'close-case');
    const problem = await a.stopped(app, 'officer', closed, 'record-performance', a.aPerformance());
    expect(problem).toMatchObject({ status: 409, code: 'case-closed' });
    app.on('2026-05-22');
  });
});

describe('越过规则', () => {
  const reason = '情况紧急，先行办理';

  test('法律的强制要求任何人不能越过', async () => {
    const body = {
      ...(await target.body(a.aSiteRecord({ officers: ['officer'] }))),
      overrides: [{ rule: 'TO-LESS-THAN-TWO', reason }],
    };
    const problem = await target.refuses('override-invalid', officer, 'POST', target.submissions, post(body));
    expect(problem.errors).toEqual([
      expect.objectContaining({ path: '/overrides/0/rule', basis: ['行政处罚法第42条第1款', '方案措施14'] }),
    ]);
  });

  test('可以越过的规则也只能由指定的角色越过，没有的规则不能越过', async () => {
    const ready = await a.caseAfter(app, 'screen-crime');
    const report = a.anInvestigationReport({ measures: ['seal'], complex: false });
    const wrongRole = await officer.file(ready, 'conclude-investigation', report, {
      overrides: [{ rule: 'MD-COERCIVE', reason }],
    });
    expect(wrongRole.problem).toMatchObject({ code: 'override-invalid', errors: [{ say: '角色不符' }] });
    const unknown = await officer.file(ready, 'conclude-investigation', report, {
      overrides: [{ rule: 'NO-SUCH-RULE', reason }],
    });
    expect(unknown.problem.code).toBe('override-invalid');
    expect((await officer.case(ready)).state.stage).toBe('investigating');
  });

  test('乡长越过工作建议类规则的，写明理由，姓名和理由记在判定里', async () => {
    const quiet = { measures: ['seal'], complex: false };
    const ready = await a.caseAfter(app, 'conclude-investigation', { 'conclude-investigation': quiet });
    const leader = await app.as('town-leader');
    const answer = await leader.file(ready, 'prior-notice', a.aPriorNotice(), {
      overrides: [{ rule: 'MD-COERCIVE', reason }],
    });
    expect(answer.status).toBe(200);
    const [judged] = (await a.timeline(leader, ready)).flatMap(
      (e) => e.event.verdict?.rules.filter((r) => r.overridden) ?? [],
    );
    expect(judged).toMatchObject({
      id: 'MD-COERCIVE',
      fired: false,
      overridden: { by: 'town-leader', reason },
    });
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
