import type { JWK } from 'jose';
import { type Configuration, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Person } from '../../contract/people.ts';
import { memoryAdapters } from './adapter.ts';
import type { LocalKeys } from './keys.ts';
import { failurePage, signedOutPage, signOutPage } from './pages.ts';
import { AUDIENCE, CLIENT_ID, issuerOf, MOUNT, TOKEN_SECONDS } from './settings.ts';

const API_RESOURCE = `urn:yizhi:${AUDIENCE}`;
const WORKDAY_SECONDS = 12 * 3600;

/**
 * The local OpenID Connect issuer: authorization code with PKCE (S256), RS256, one public client, access tokens as
 * JWT for the API. It makes tokens of the same shape a production issuer makes, so that the code that verifies them
 * is the same (docs/decisions/0004).
 */
export function createProvider(
  origin: string,
  keys: LocalKeys,
  people: ReadonlyMap<string, Person>,
): Provider {
  return new Provider(issuerOf(origin), {
    adapter: memoryAdapters(),
    jwks: { keys: [keys.signing as JWK & { kty: 'RSA' }] },
    cookies: { keys: [keys.cookies] },
    clients: [webClient(origin)],
    // A browser names the origin on every POST, to its own server too.
    clientBasedCORS: (_ctx, from) => from === origin,
    responseTypes: ['code'],
    pkce: { required: () => true },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: TOKEN_SECONDS,
      AuthorizationCode: 60,
      Grant: WORKDAY_SECONDS,
      IdToken: TOKEN_SECONDS,
      Interaction: 3600,
      Session: WORKDAY_SECONDS,
    },
    interactions: { url: (_ctx, interaction) => `${MOUNT}/login/${interaction.uid}` },
    findAccount: (_ctx, id) => account(people.get(id)),
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) => showHtml(ctx, failurePage(out.error)),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API_RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => showHtml(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => showHtml(ctx, signedOutPage()),
      },
    },
  } satisfies Configuration);
}

function webClient(origin: string) {
  return {
    client_id: CLIENT_ID,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    id_token_signed_response_alg: 'RS256' as const,
    redirect_uris: [`${origin}/signed-in`],
    post_logout_redirect_uris: [`${origin}/`, origin],
  };
}

function account(person: Person | undefined) {
  if (!person?.active) return undefined;
  return { accountId: person.id, claims: () => ({ sub: person.id, name: person.name }) };
}

/** The one client is our own: nobody is asked for consent to use the system they are signing in to. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, session, client } = ctx.oidc;
  if (!session?.accountId || !client) return undefined;
  const known = session.grantIdFor(client.clientId);
  const found = known ? await provider.Grant.find(known) : undefined;
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(API_RESOURCE, 'api');
  await grant.save();
  return grant;
}

function showHtml(ctx: KoaContextWithOIDC, source: string): void {
  ctx.type = 'html';
  ctx.body = source;
}
