import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type { Person } from '../../contract/people.ts';
import type { LocalKeys } from './keys.ts';
import { failurePage, loginPage, SIGN_OUT_SCRIPT } from './pages.ts';
import { createProvider } from './provider.ts';
import { MOUNT } from './settings.ts';

const SIGN_OUT_HASH = createHash('sha256').update(SIGN_OUT_SCRIPT).digest('base64');
const POLICY = [
  "default-src 'none'",
  `script-src 'sha256-${SIGN_OUT_HASH}'`,
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

type Handler = (req: IncomingMessage & { originalUrl?: string }, res: ServerResponse) => Promise<void>;

/** Answers every request under `/oidc`: the issuer's own endpoints and the page that offers the demo accounts. */
export function createSignIn(origin: string, keys: LocalKeys, demoPeople: readonly Person[]): Handler {
  const people = new Map(demoPeople.map((person) => [person.id, person]));
  const provider = createProvider(origin, keys, people);
  const issuer = provider.callback();

  return async (req, res) => {
    const url = req.url ?? '/';
    res.setHeader('content-security-policy', POLICY);
    if (url.startsWith(`${MOUNT}/login/`)) return await login(req, res);
    req.originalUrl = url;
    req.url = url.slice(MOUNT.length) || '/';
    await issuer(req, res);
  };

  async function login(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      // Reads the cookie of this very sign-in: a page opened elsewhere cannot choose an account for somebody.
      const { uid } = await provider.interactionDetails(req, res);
      if (req.method !== 'POST') return send(res, 200, loginPage(`${MOUNT}/login/${uid}`, demoPeople));
      const accountId = new URLSearchParams(await smallBody(req)).get('account') ?? '';
      if (!people.get(accountId)?.active) return send(res, 400, failurePage('unknown_account'));
      await provider.interactionFinished(req, res, { login: { accountId } });
    } catch (error) {
      if (!(error instanceof errors.OIDCProviderError)) throw error;
      send(res, 400, failurePage('sign_in_expired'));
    }
  }
}

function send(res: ServerResponse, status: number, body: string): void {
  res
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(body);
}

/** The form holds one short field; anything longer is not from our page. */
async function smallBody(req: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of req) {
    body += chunk;
    if (body.length > 1000) throw new errors.InvalidRequest('sign-in form too large', 413);
  }
  return body;
}
