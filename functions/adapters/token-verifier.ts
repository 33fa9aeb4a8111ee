import { createHash } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { Refusal } from '../contract/errors.ts';
import { PersonId } from '../contract/ids.ts';
import { Keeper } from '../core/keeper.ts';
import type { Clock } from '../ports/clock.ts';
import type { TokenVerifier } from '../ports/identity.ts';

export type VerifierOptions = {
  issuer: string;
  audience: string;
  /** Where the issuer publishes its keys; fetched once, and again when a token names a key not seen before. */
  jwksUrl: string;
  clock: Clock;
};

const SKEW_SECONDS = 30;
const REMEMBERED_TOKENS = 10_000;

type Verified = { subject: string; expiresAt: number };

/**
 * Verifies bearer tokens of any OpenID Connect issuer: signature (RS256 and nothing else), issuer, audience, `exp` and
 * `nbf` with 30 seconds of skew. The same code runs on AWS and locally; only the three settings differ.
 *
 * Every request passes here, so a verified token is remembered, by its SHA-256, until it expires.
 * `expiresAt` is in seconds since 1970.
 * @throws Refusal `token-invalid`; `busy` when the issuer's keys cannot be fetched.
 */
export function createTokenVerifier({ issuer, audience, jwksUrl, clock }: VerifierOptions): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5000, cooldownDuration: 10_000 });
  const remembered = new Keeper<Verified>(REMEMBERED_TOKENS);

  return {
    async verify(token) {
      const id = createHash('sha256').update(token).digest('base64');
      const now = Date.parse(clock.now()) / 1000;
      const known = remembered.get(id);
      if (known && now < known.expiresAt + SKEW_SECONDS) return known;
      if (known) remembered.forget(id);
      return remembered.put(id, await check(token, now));
    },
  };

  async function check(token: string, now: number): Promise<Verified> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'sub'],
        clockTolerance: SKEW_SECONDS,
        currentDate: new Date(now * 1000),
      });
      return { subject: PersonId.parse(payload.sub), expiresAt: Number(payload.exp) };
    } catch (error) {
      throw refusal(error);
    }
  }
}

/** What the person can do about it; which check failed stays here, so that a forger learns nothing. */
function refusal(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return new Refusal('token-invalid', '登录已过期，请重新登录');
  if (isKeyFetchFailure(error)) return new Refusal('busy', '暂时无法取得登录服务的公钥，请稍后重试');
  return new Refusal('token-invalid', '登录凭证不是本系统签发的有效凭证，请重新登录');
}

function isKeyFetchFailure(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // jose reports an unexpected status as a bare JOSEError, and lets the TypeError of fetch through.
  if (error instanceof errors.JOSEError) return error.code === 'ERR_JOSE_GENERIC';
  return error instanceof TypeError && error.message.includes('fetch');
}
