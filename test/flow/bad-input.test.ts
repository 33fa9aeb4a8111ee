import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../functions/contract/api.ts';
import { readKeys } from '../../functions/local/identity/keys.ts';
import { AUDIENCE } from '../../functions/local/identity/settings.ts';
import { type App, type Client, type RawAnswer, type RawOptions, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';

/** 错误的请求:一律 4xx,中文说明哪里不对,不泄露内部信息,什么也不写入。 */
let app: App;
let officer: Client;
let caseId: string;

beforeAll(async () => {
  app = await startApp();
  officer = await app.as('officer');
  await a.empower(app, 'LC-001');
  caseId = await a.caseAfter(app, 'approve-filing');
  app.on('2026-05-22');
});
afterAll(() => app?.stop());

const JSON_TYPE = { 'content-type': 'application/json' };
const submissions = () => `/api/cases/${caseId}/submissions`;
const aBody = (data = a.aSiteRecord()) => a.submissionOf(officer, caseId, 'site-record', data);
const history = async () => ({
  state: (await officer.case(caseId)).state,
  events: (await a.timeline(officer, caseId)).length,
});

/** A problem document as the contract says, in Chinese, that tells nothing of the inside. */
function problemOf({ status, type, text }: RawAnswer): Problem {
  expect(type).toContain('application/problem+json');
  expect(text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|Error:/);
  const problem = Problem.parse(JSON.parse(text));
  expect(problem.status).toBe(status);
  for (const say of [problem.title, problem.detail, ...problem.errors.map((e) => e.say)])
    expect(say).toMatch(/[\u4e00-\u9fff]/);
  return problem;
}

/** Send it as it is; it must be refused with this code and leave case and events as they were. */
async function refusedAs(
  code: string,
  who: Client,
  method: string,
  path: string,
  options: RawOptions = {},
): Promise<Problem> {
  const before = await history();
  const problem = problemOf(await who.send(method, path, options));
  expect(problem.code).toBe(code);
  expect(problem.status).toBeGreaterThanOrEqual(400);
  expect(problem.status).toBeLessThan(500);
  expect(await history()).toEqual(before);
  return problem;
}
const post = (body: unknown, headers = {}): RawOptions => ({
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('请求本身不对', () => {
  test.each([
    ['不是 JSON', '{"id": ', 'bad-json', 400],
    ['没有内容', '', 'bad-json', 400],
    ['不是对象', '[1, 2]', 'bad-request', 400],
    ['是空对象', '{}', 'bad-request', 400],
  ])('请求体%s', async (_, body, code, status) => {
    expect((await refusedAs(code, officer, 'POST', submissions(), post(body))).status).toBe(status);
  });

  test('内容类型不是 JSON', async () => {
    const options = { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(await aBody()) };
    expect((await refusedAs('unsupported-media-type', officer, 'POST', submissions(), options)).status).toBe(
      415,
    );
  });

  test('请求过大', async () => {
    const body = { ...(await aBody()), padding: 'x'.repeat(6 * 1024 * 1024) };
    expect((await refusedAs('body-too-large', officer, 'POST', submissions(), post(body))).status).toBe(413);
  });

  test('多出的项、缺少的项、类型不对的项,逐一指出', async () => {
    const { id: _, ...body } = await aBody();
    const wrong = { ...body, expectedVersion: '1', boss: true };
    const problem = await refusedAs('bad-request', officer, 'POST', submissions(), post(wrong));
    expect(problem.errors.map((e) => e.path).toSorted()).toEqual(['/boss', '/expectedVersion', '/id']);
  });

  test.each(['constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '名为 %s 的项不被接受',
    async (name) => {
      const body = await aBody();
      const outside = JSON.stringify(body).replace('{', `{"${name}":{"roles":["TOWN_LEADER"]},`);
      await refusedAs('bad-request', officer, 'POST', submissions(), post(outside));
      const inside = JSON.stringify(body).replace('"data":{', `"data":{"${name}":{"polluted":true},`);
      const problem = await refusedAs('data-invalid', officer, 'POST', submissions(), post(inside));
      expect(problem.errors.map((e) => e.path)).toEqual([`/${name}`]);
      const deep = JSON.stringify(body).replace('"av":{', `"av":{"${name}":{"polluted":true},`);
      const nested = await refusedAs('data-invalid', officer, 'POST', submissions(), post(deep));
      expect(nested.errors.map((e) => e.path)).toEqual([`/av/${name}`]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  test('夹带 __proto__ 的请求,无论放在哪一层,整个不收', async () => {
    const body = JSON.stringify(await aBody());
    for (const place of ['{', '"data":{', '"av":{']) {
      const laden = body.replace(place, `${place}"__proto__":{"polluted":true},`);
      expect(laden).not.toBe(body);
      await refusedAs('bad-json', officer, 'POST', submissions(), post(laden));
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('没有这个接口、方法不对、路径编号不对、多余的查询参数', async () => {
    expect((await refusedAs('not-found', officer, 'GET', '/api/nothing-here')).status).toBe(404);
    expect((await refusedAs('method-not-allowed', officer, 'DELETE', `/api/cases/${caseId}`)).status).toBe(
      405,
    );
    const badId = await refusedAs('bad-request', officer, 'GET', '/api/cases/17');
    expect(badId.errors[0]?.path).toBe('/caseId');
    const extra = await refusedAs('bad-request', officer, 'GET', '/api/cases?sort=name');
    expect(extra.errors).toEqual([expect.objectContaining({ path: '/sort', say: '没有这一项' })]);
    const limit = await refusedAs('bad-request', officer, 'GET', '/api/inbox?limit=0');
    expect(limit.errors[0]?.path).toBe('/limit');
    await refusedAs('bad-request', officer, 'GET', '/api/me?verbose=1');
    await refusedAs('bad-request', officer, 'GET', '/api/inbox?cursor=not-a-cursor');
  });
});

describe('凭证不对', () => {
  const claims = (issuer: string, seconds: number) =>
    new SignJWT({})
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject('town-leader')
      .setExpirationTime(Math.floor(performance.timeOrigin / 1000) + seconds);

  test('没有登录、凭证是乱写的', async () => {
    expect((await refusedAs('not-signed-in', app.anybody, 'GET', '/api/me')).status).toBe(401);
    expect((await refusedAs('token-invalid', app.bearing('abc.def.ghi'), 'GET', '/api/me')).status).toBe(401);
  });

  test('别人签发的、没有签名的、过期的凭证', async () => {
    const { issuer } = app.local.deps;
    const keys = await readKeys(app.dir);
    if (!keys) throw new Error('the local keys are missing');
    const own = await importJWK(keys.signing, 'RS256');
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const header = { alg: 'RS256', kid: keys.signing.kid as string };
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey)));
    const tokens = [
      await claims(issuer, 3600).setProtectedHeader(header).sign(privateKey),
      await claims(issuer, 3600).setProtectedHeader({ alg: 'HS256', kid: header.kid }).sign(secret),
      await claims(issuer, -3600).setProtectedHeader(header).sign(own),
      await claims('https://elsewhere.example', 3600).setProtectedHeader(header).sign(own),
    ];
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    tokens.push(
      `${part({ alg: 'none' })}.${part({ sub: 'town-leader', iss: issuer, aud: AUDIENCE, exp: 4e9 })}.`,
    );
    for (const token of tokens)
      expect((await refusedAs('token-invalid', app.bearing(token), 'GET', '/api/inbox')).status).toBe(401);
  });

  test('凭证是真的,账号不存在', async () => {
    const nobody = await app.as('nobody-here');
    expect((await refusedAs('forbidden', nobody, 'GET', '/api/inbox')).status).toBe(403);
  });
});

describe('没有权限', () => {
  test('当事人、举报人不能进工作台,平台管理员和审计员看不到案件', async () => {
    for (const account of ['party', 'complainant', 'platform-admin', 'auditor', 'data-steward']) {
      const person = await app.as(account);
      for (const path of ['/api/inbox', '/api/cases', `/api/cases/${caseId}`, `/api/cases/${caseId}/events`])
        expect((await refusedAs('forbidden', person, 'GET', path)).status, account).toBe(403);
      await refusedAs('forbidden', person, 'POST', submissions(), post(await aBody()));
    }
  });

  test('外乡镇的人看不到本乡镇的案件,换上本乡镇的名字也不行', async () => {
    const outsider = await app.as('donghua-officer');
    await refusedAs('not-found', outsider, 'GET', `/api/cases/${caseId}`);
    const there = { headers: { 'yizhi-tenant': 'daguokou' } };
    expect((await refusedAs('forbidden', outsider, 'GET', `/api/cases/${caseId}`, there)).status).toBe(403);
    await refusedAs('not-found', outsider, 'POST', submissions(), post(await aBody()));
  });

  test('话务员、协管员看不到别人登记的案件,档案员只看已结案件', async () => {
    for (const account of ['auxiliary', 'archivist'])
      await refusedAs('not-found', await app.as(account), 'GET', `/api/cases/${caseId}`);
  });

  test('话务员看得到自己登记的案件办到哪一步,看不到案卷、别人的记录和证据', async () => {
    const hotline = await app.as('hotline');
    const photo = await officer.upload('现场.jpg', '现场照片');
    const own = await a.caseAfter(app, 'site-record', { 'site-record': { evidence: [photo] } });
    const { state } = await hotline.case(own);
    expect(state).toMatchObject({ stage: 'investigating', facts: {}, papers: [], duties: {} });
    expect((await a.timeline(hotline, own)).map((e) => e.actionTitle)).toEqual(['登记线索']);
    expect(JSON.stringify(await hotline.case(own))).not.toContain(a.CONTRACTOR.name);
    await refusedAs('not-found', hotline, 'GET', `/api/cases/${own}/files/${photo.id}`);
    app.on('2026-05-22');
  });

  test('审核人员不能登记线索,乡镇人员不能走市级部门的入口', async () => {
    const reviewer = await app.as('legal-reviewer');
    const started = await reviewer.start('ordinary-penalty', 'register-clue', a.aClue(), {
      matter: 'LC-001',
    });
    expect(started.problem).toMatchObject({ status: 403, code: 'forbidden' });
    await refusedAs('forbidden', officer, 'GET', `/api/partner/cases/${caseId}`);
  });

  test('审核人员不能填勘验笔录', async () => {
    const reviewer = await app.as('legal-reviewer');
    await refusedAs('forbidden', reviewer, 'POST', submissions(), post(await aBody()));
  });
});

describe('填写的内容不对', () => {
  test('表单里没有的项、类型不对、不在选项内、缺少必填,逐一指出', async () => {
    const data = a.aSiteRecord({
      weather: '晴',
      rightsTold: '是',
      signature: 'maybe',
      onDay: '5月22日',
      scene: undefined,
    });
    const problem = await refusedAs('data-invalid', officer, 'POST', submissions(), post(await aBody(data)));
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
      const body = await aBody(a.aSiteRecord({ evidence: [uploaded, ref] }));
      const problem = await refusedAs('file-invalid', officer, 'POST', submissions(), post(body));
      expect(problem.errors[0]?.path).toBe('/evidence/1');
    }
  });

  test('别的案件的证据文件,从这个案件打不开', async () => {
    const photo = await officer.upload('别案.jpg', '别案照片');
    const other = await a.caseAfter(app, 'site-record', { 'site-record': { evidence: [photo] } });
    await officer.ok('staff.file-link', { params: { caseId: other, fileId: photo.id } });
    await refusedAs('not-found', officer, 'GET', `/api/cases/${caseId}/files/${photo.id}`);
    app.on('2026-05-22');
  });

  test('案件版本不对,告诉现在的版本;表单不对,告诉应为哪个', async () => {
    const body = await aBody();
    const now = body.expectedVersion;
    for (const expectedVersion of [now - 1, now + 1, 0]) {
      const stale = { ...body, expectedVersion };
      const problem = await refusedAs('version-conflict', officer, 'POST', submissions(), post(stale));
      expect(problem).toMatchObject({ status: 409, currentVersion: now });
    }
    const oldForm = { ...body, form: { id: 'site-record', hash: 'c'.repeat(64) } };
    await refusedAs('form-outdated', officer, 'POST', submissions(), post(oldForm));
    const otherForm = { ...body, form: { ...body.form, id: 'clue' } };
    await refusedAs('form-outdated', officer, 'POST', submissions(), post(otherForm));
  });

  test('没有的步骤、还没到的步骤、没有的案件', async () => {
    const body = await aBody();
    await refusedAs(
      'action-not-open',
      officer,
      'POST',
      submissions(),
      post({ ...body, action: 'no-such-step' }),
    );
    const early = await a.submissionOf(officer, caseId, 'serve-decision', a.aDecisionService());
    await refusedAs('action-not-open', officer, 'POST', submissions(), post({ ...early, form: body.form }));
    const nowhere = `/api/cases/C-${'0'.repeat(20)}/submissions`;
    await refusedAs('not-found', officer, 'POST', nowhere, post(body));
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
    await refusedAs('not-found', officer, 'POST', '/api/cases', post(body));
    await refusedAs(
      'not-found',
      officer,
      'POST',
      '/api/cases',
      post({ ...body, matter: 'LC-001', action: 'decide' }),
    );
    await refusedAs(
      'not-found',
      officer,
      'POST',
      '/api/cases',
      post({ ...body, matter: 'LC-001', procedure: 'criminal-referral' }),
    );
  });

  test('已经结案的,不能再办', async () => {
    const closed = await a.caseAfter(app, 'close-case');
    const problem = await a.stopped(app, 'officer', closed, 'record-performance', a.aPerformance());
    expect(problem).toMatchObject({ status: 409, code: 'case-closed' });
    app.on('2026-05-22');
  });
});

describe('越过规则', () => {
  const reason = '情况紧急,先行办理';

  test('法律的强制要求任何人不能越过', async () => {
    const body = {
      ...(await aBody(a.aSiteRecord({ officers: ['officer'] }))),
      overrides: [{ rule: 'TO-LESS-THAN-TWO', reason }],
    };
    const problem = await refusedAs('override-invalid', officer, 'POST', submissions(), post(body));
    expect(problem.errors).toEqual([
      expect.objectContaining({ path: '/overrides/0/rule', basis: ['行政处罚法第42条第1款', '方案措施14'] }),
    ]);
  });

  test('可以越过的规则也只能由指定的角色越过,没有的规则不能越过', async () => {
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

  test('乡长越过工作建议类规则的,写明理由,姓名和理由记在判定里', async () => {
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

test('这一切之后,哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
