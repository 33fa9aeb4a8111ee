import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readKeys } from '../../functions/local/identity/keys.ts';
import { AUDIENCE } from '../../functions/local/identity/settings.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import { aTarget, post } from '../support/scenario-raw.ts';

/** 凭证和权限:每一次都按人员登记核对,看不该看的、办不该办的都被拒绝。 */
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

describe('凭证不对', () => {
  const claims = (issuer: string, seconds: number) =>
    new SignJWT({})
      .setIssuer(issuer)
      .setAudience(AUDIENCE)
      .setSubject('town-leader')
      .setExpirationTime(Math.floor(performance.timeOrigin / 1000) + seconds);

  test('没有登录、凭证是乱写的', async () => {
    expect((await target.refuses('not-signed-in', app.anybody, 'GET', '/api/me')).status).toBe(401);
    expect((await target.refuses('token-invalid', app.bearing('abc.def.ghi'), 'GET', '/api/me')).status).toBe(
      401,
    );
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
      expect((await target.refuses('token-invalid', app.bearing(token), 'GET', '/api/inbox')).status).toBe(
        401,
      );
  });

  test('凭证是真的，账号不存在', async () => {
    const nobody = await app.as('nobody-here');
    expect((await target.refuses('forbidden', nobody, 'GET', '/api/inbox')).status).toBe(403);
  });
});

describe('没有权限', () => {
  test('当事人、举报人不能进工作台，平台管理员和审计员看不到案件', async () => {
    for (const account of ['party', 'complainant', 'platform-admin', 'auditor', 'data-steward']) {
      const person = await app.as(account);
      for (const path of [
        '/api/inbox',
        '/api/cases',
        `/api/cases/${target.caseId}`,
        `/api/cases/${target.caseId}/events`,
      ])
        expect((await target.refuses('forbidden', person, 'GET', path)).status, account).toBe(403);
      await target.refuses('forbidden', person, 'POST', target.submissions, post(await target.body()));
    }
  });

  test('外乡镇的人看不到本乡镇的案件，换上本乡镇的名字也不行', async () => {
    const outsider = await app.as('donghua-officer');
    await target.refuses('not-found', outsider, 'GET', `/api/cases/${target.caseId}`);
    const there = { headers: { 'yizhi-tenant': 'daguokou' } };
    expect(
      (await target.refuses('forbidden', outsider, 'GET', `/api/cases/${target.caseId}`, there)).status,
    ).toBe(403);
    await target.refuses('not-found', outsider, 'POST', target.submissions, post(await target.body()));
  });

  test('话务员、协管员看不到别人登记的案件，档案员只看已结案件', async () => {
    for (const account of ['auxiliary', 'archivist'])
      await target.refuses('not-found', await app.as(account), 'GET', `/api/cases/${target.caseId}`);
  });

  test('话务员看得到自己登记的案件办到哪一步，看不到案卷、别人的记录和证据', async () => {
    const hotline = await app.as('hotline');
    const photo = await officer.upload('现场.jpg', '现场照片');
    const own = await a.caseAfter(app, 'site-record', { 'site-record': { evidence: [photo] } });
    const { state } = await hotline.case(own);
    expect(state).toMatchObject({ stage: 'investigating', facts: {}, papers: [], duties: {} });
    expect((await a.timeline(hotline, own)).map((e) => e.actionTitle)).toEqual(['登记线索']);
    expect(JSON.stringify(await hotline.case(own))).not.toContain(a.CONTRACTOR.name);
    await target.refuses('not-found', hotline, 'GET', `/api/cases/${own}/files/${photo.id}`);
    app.on('2026-05-22');
  });

  test('审核人员不能登记线索，乡镇人员不能走市级部门的入口', async () => {
    const reviewer = await app.as('legal-reviewer');
    const started = await reviewer.start('ordinary-penalty', 'register-clue', a.aClue(), {
      matter: 'LC-001',
    });
    expect(started.problem).toMatchObject({ status: 403, code: 'forbidden' });
    await target.refuses('forbidden', officer, 'GET', `/api/partner/cases/${target.caseId}`);
  });

  test('审核人员不能填勘验笔录', async () => {
    const reviewer = await app.as('legal-reviewer');
    await target.refuses('forbidden', reviewer, 'POST', target.submissions, post(await target.body()));
  });
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
