import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { systemClock } from '../../adapters/clock.ts';
import type { LocalKeys } from './keys.ts';
import { AUDIENCE, CLIENT_ID, TOKEN_SECONDS } from './settings.ts';

/** A bearer token as the local sign-in would issue it: for the command line, tests and benchmarks. */
export async function signToken(keys: LocalKeys, issuer: string, subject: string): Promise<string> {
  const now = Math.floor(Date.parse(systemClock.now()) / 1000);
  return new SignJWT({ client_id: CLIENT_ID })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: keys.signing.kid })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject(subject)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + TOKEN_SECONDS)
    .sign(await importJWK(keys.signing, 'RS256'));
}
