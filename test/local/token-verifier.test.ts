import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportSPKI, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SettableClock } from '../../functions/adapters/clock.ts';
import { createTokenVerifier } from '../../functions/adapters/token-verifier.ts';
import { newSigningKey } from '../../functions/local/identity/keys.ts';
import type { TokenVerifier } from '../../functions/ports/identity.ts';

const ISSUER = 'https://sign-in.example';
const AUDIENCE = 'yizhi-api';
const NOON = '2026-05-20T04:00:00.000Z';
const seconds = (instant: string) => Date.parse(instant) / 1000;

let key: JWK;
let keyServer: Server;
let keyRequests = 0;
let clock: SettableClock;
let verifier: TokenVerifier;

beforeAll(async () => {
  key = await newSigningKey();
  const { kty, n, e, kid, alg, use } = key;
  keyServer = createServer((_req, res) => {
    keyRequests += 1;
    res
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ keys: [{ kty, n, e, kid, alg, use }] }));
  });
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
});
afterAll(() => keyServer.close());

beforeEach(() => {
  clock = new SettableClock(NOON);
  const { port } = keyServer.address() as AddressInfo;
  const jwksUrl = `http://127.0.0.1:${port}/jwks`;
  verifier = createTokenVerifier({ issuer: ISSUER, audience: AUDIENCE, jwksUrl, clock });
});

type Changes = {
  issuer?: string;
  audience?: string;
  subject?: string;
  from?: number;
  until?: number;
  signWith?: JWK;
};
/** A token as the issuer makes it, valid for an hour from noon, with one thing changed. */
async function aToken(changes: Changes = {}): Promise<string> {
  const signWith = changes.signWith ?? key;
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(changes.issuer ?? ISSUER)
    .setAudience(changes.audience ?? AUDIENCE)
    .setSubject(changes.subject ?? 'officer')
    .setNotBefore(changes.from ?? seconds(NOON))
    .setExpirationTime(changes.until ?? seconds(NOON) + 3600)
    .sign(await importJWK(signWith, 'RS256'));
}
const refused = async (token: string) =>
  expect(verifier.verify(token)).rejects.toMatchObject({ code: 'token-invalid', status: 401 });

describe('a bearer token', () => {
  it('of the issuer names the person and its end', async () => {
    const answer = await verifier.verify(await aToken());
    expect(answer).toEqual({ subject: 'officer', expiresAt: seconds(NOON) + 3600 });
  });

  it('is verified once and remembered until it expires', async () => {
    const token = await aToken();
    await verifier.verify(token);
    const requests = keyRequests;
    clock.advance(3600_000);
    await expect(verifier.verify(token)).resolves.toMatchObject({ subject: 'officer' });
    expect(keyRequests).toBe(requests);
    clock.advance(30_000);
    await refused(token);
  });

  it('signed with another key is refused', async () => {
    await refused(await aToken({ signWith: { ...(await newSigningKey()), kid: key.kid } }));
  });

  it('with a changed payload is refused', async () => {
    const [header, , signature] = (await aToken()).split('.');
    const payload = { iss: ISSUER, aud: AUDIENCE, sub: 'town-leader', exp: seconds(NOON) + 3600 };
    await refused([header, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.'));
  });

  it('with the algorithm none is refused', async () => {
    const token = new UnsecuredJWT({ sub: 'officer' }).setIssuer(ISSUER).setAudience(AUDIENCE);
    await refused(token.setExpirationTime(seconds(NOON) + 3600).encode());
  });

  it('signed by HS256 with the public key as the secret is refused', async () => {
    const publicKey = await exportSPKI(
      (await importJWK({ kty: key.kty, n: key.n, e: key.e }, 'RS256')) as CryptoKey,
    );
    const token = new SignJWT({ sub: 'officer' }).setProtectedHeader({ alg: 'HS256', kid: key.kid });
    token
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime(seconds(NOON) + 3600);
    await refused(await token.sign(new TextEncoder().encode(publicKey)));
  });

  it('meant for another audience or from another issuer is refused', async () => {
    await refused(await aToken({ audience: 'yizhi-web' }));
    await refused(await aToken({ issuer: 'https://elsewhere.example' }));
  });

  it('holds for 30 seconds of skew after its end and before its beginning, and no longer', async () => {
    await expect(verifier.verify(await aToken({ until: seconds(NOON) - 29 }))).resolves.toBeDefined();
    await refused(await aToken({ until: seconds(NOON) - 31 }));
    await expect(verifier.verify(await aToken({ from: seconds(NOON) + 29 }))).resolves.toBeDefined();
    await refused(await aToken({ from: seconds(NOON) + 31 }));
  });

  it('without an end, or with a subject that is no person id, is refused', async () => {
    const endless = new SignJWT({ sub: 'officer' }).setProtectedHeader({ alg: 'RS256', kid: key.kid });
    endless.setIssuer(ISSUER).setAudience(AUDIENCE);
    await refused(await endless.sign(await importJWK(key, 'RS256')));
    await refused(await aToken({ subject: '../officer' }));
  });

  it('that is no token at all is refused', async () => {
    for (const text of ['', 'x', 'a.b.c', '....', '张三']) await refused(text);
  });

  it('cannot be checked while the issuer is away, and that is not the fault of the person', async () => {
    const options = { issuer: ISSUER, audience: AUDIENCE, jwksUrl: 'http://127.0.0.1:9/jwks', clock };
    const away = createTokenVerifier(options).verify(await aToken());
    await expect(away).rejects.toMatchObject({ code: 'busy', status: 503 });
  });
});
