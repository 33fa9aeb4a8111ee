import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../functions/adapters/clock.ts';
import { createTokenVerifier } from '../../functions/adapters/token-verifier.ts';
import { DEMO_PEOPLE } from '../../functions/local/demo/people.ts';
import { type LocalKeys, newSigningKey } from '../../functions/local/identity/keys.ts';
import { AUDIENCE, CLIENT_ID, issuerOf, jwksUrlOf } from '../../functions/local/identity/settings.ts';
import { createSignIn } from '../../functions/local/identity/sign-in.ts';
import { signToken } from '../../functions/local/identity/sign-token.ts';
import type { TokenVerifier } from '../../functions/ports/identity.ts';
import { Browser } from './support/http-browser.ts';

let server: Server;
let origin: string;
let keys: LocalKeys;
let verifier: TokenVerifier;

beforeAll(async () => {
  keys = { signing: await newSigningKey(), cookies: 'cookie-secret', files: 'file-secret' };
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const signIn = createSignIn(origin, keys, DEMO_PEOPLE);
  server.on('request', (req, res) => void signIn(req, res));
  const jwksUrl = jwksUrlOf(origin);
  verifier = createTokenVerifier({
    issuer: issuerOf(origin),
    audience: AUDIENCE,
    jwksUrl,
    clock: systemClock,
  });
});
afterAll(() => server.close());

const secret = randomBytes(32).toString('base64url');
const challenge = createHash('sha256').update(secret).digest('base64url');

function authorizeUrl(changes: Record<string, string | undefined> = {}): string {
  const wanted = {
    client_id: CLIENT_ID,
    response_type: 'code',
    redirect_uri: `${origin}/signed-in`,
    scope: 'openid profile',
    state: 'state-1',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${issuerOf(origin)}/auth?${new URLSearchParams(given)}`;
}

/** Opens the login page, chooses the account, and follows to the address of the app. */
async function codeFor(browser: Browser, account: string): Promise<URL> {
  const page = await browser.open(authorizeUrl());
  const arrived = await browser.submit(page.url, { account }, `${origin}/signed-in`);
  return new URL(arrived.url);
}

/** As the page does it: a browser names the origin it sends from. */
async function exchange(code: string | null, verifierSecret = secret, from = origin) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: CLIENT_ID,
    code: code ?? '',
    redirect_uri: `${origin}/signed-in`,
    code_verifier: verifierSecret,
  });
  const response = await fetch(`${issuerOf(origin)}/token`, {
    method: 'POST',
    body,
    headers: { origin: from },
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

describe('signing in on the local machine', () => {
  it('gives, after one click on a demo account, a token the API accepts as that person', async () => {
    const arrived = await codeFor(new Browser(), 'town-leader');
    expect(arrived.searchParams.get('state')).toBe('state-1');
    const { status, body } = await exchange(arrived.searchParams.get('code'));
    expect(status).toBe(200);
    expect(body.token_type).toBe('Bearer');
    const { subject } = await verifier.verify(body.access_token ?? '');
    expect(subject).toBe('town-leader');
  });

  it('does not take the identity token for an access token', async () => {
    const arrived = await codeFor(new Browser(), 'officer');
    const { body } = await exchange(arrived.searchParams.get('code'));
    await expect(verifier.verify(body.id_token ?? '')).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('shows a page in Chinese that says it is a demonstration and lists every account once', async () => {
    const { text } = await new Browser().open(authorizeUrl());
    expect(text).toContain('本机演示登录');
    for (const person of DEMO_PEOPLE) expect(text.split(`value="${person.id}"`)).toHaveLength(2);
    expect(text).toContain('乡镇人民政府负责人');
  });

  it('asks for PKCE with S256', async () => {
    for (const changes of [
      { code_challenge: undefined },
      { code_challenge: secret, code_challenge_method: 'plain' },
    ]) {
      const answer = await fetch(authorizeUrl(changes), { redirect: 'manual' });
      expect(answer.headers.get('location')).toContain('error=invalid_request');
    }
  });

  it('gives nothing for a code without the secret it was asked with, nor for one used before', async () => {
    const stolen = (await codeFor(new Browser(), 'officer')).searchParams.get('code');
    expect((await exchange(stolen, randomBytes(32).toString('base64url'))).status).toBe(400);
    const used = (await codeFor(new Browser(), 'officer')).searchParams.get('code');
    expect((await exchange(used)).status).toBe(200);
    expect((await exchange(used)).status).toBe(400);
  });

  it('gives nothing to a page of another origin', async () => {
    const code = (await codeFor(new Browser(), 'officer')).searchParams.get('code');
    expect((await exchange(code, secret, 'https://elsewhere.example')).status).toBe(400);
  });

  it('sends nobody to an address that is not the app', async () => {
    const answer = await fetch(authorizeUrl({ redirect_uri: 'https://elsewhere.example/signed-in' }), {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('登录未完成');
  });

  it('takes a choice only from the browser that opened the page, and only of a known account', async () => {
    const browser = new Browser();
    const page = await browser.open(authorizeUrl());
    expect((await new Browser().submit(page.url, { account: 'town-leader' })).status).toBe(400);
    expect((await browser.submit(page.url, { account: 'nobody' })).status).toBe(400);
    expect((await browser.submit(page.url, { account: 'x'.repeat(2000) })).status).toBe(400);
  });

  it('is over after signing out: the next sign-in asks again', async () => {
    const browser = new Browser();
    const { body } = await exchange((await codeFor(browser, 'officer')).searchParams.get('code'));
    const known = await browser.open(authorizeUrl(), `${origin}/signed-in`);
    expect(known.url).toContain('code=');

    const query = { id_token_hint: body.id_token ?? '', post_logout_redirect_uri: `${origin}/` };
    const page = await browser.open(`${issuerOf(origin)}/session/end?${new URLSearchParams(query)}`);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const left = await browser.submit(
      `${issuerOf(origin)}/session/end/confirm`,
      { xsrf, logout: 'yes' },
      `${origin}/`,
    );
    expect(left.url).toBe(`${origin}/`);
    expect((await browser.open(authorizeUrl())).text).toContain('本机演示登录');
  });
});

describe('a token signed by the command line', () => {
  it('is accepted like one from the sign-in page', async () => {
    const { subject } = await verifier.verify(await signToken(keys, issuerOf(origin), 'officer'));
    expect(subject).toBe('officer');
  });
});
