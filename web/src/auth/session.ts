/** Sign-in by OpenID Connect: code with PKCE against whatever issuer `/api/public/config` names. */
import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { PublicConfig } from '../api/shapes.ts';

type State = { returnTo: string };
let manager: Promise<UserManager> | undefined;

async function makeManager(): Promise<UserManager> {
  const response = await fetch('/api/public/config', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error('config');
  const config = (await response.json()) as PublicConfig;
  return new UserManager({
    authority: config.issuer,
    client_id: config.clientId,
    redirect_uri: `${location.origin}/signed-in`,
    post_logout_redirect_uri: `${location.origin}/`,
    response_type: 'code',
    scope: 'openid profile',
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
    // The tokens end with the tab; a new tab asks the issuer, where the session stands.
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}

function theManager(): Promise<UserManager> {
  manager ??= makeManager().catch((error: unknown) => {
    manager = undefined;
    throw error;
  });
  return manager;
}

/** The signed-in user, or null when nobody is or the token has run out. */
export async function currentUser(): Promise<User | null> {
  const user = await (await theManager()).getUser();
  return user && !user.expired ? user : null;
}

export const currentToken = async (): Promise<string | null> => (await currentUser())?.access_token ?? null;

/** Leaves for the issuer and comes back to `returnTo`. What was being typed is kept as a draft. */
export async function signIn(returnTo = location.pathname + location.search): Promise<void> {
  const state: State = { returnTo };
  await (await theManager()).signinRedirect({ state });
}

/** Ends the code exchange; answers where the person was going. */
export async function finishSignIn(): Promise<string> {
  const user = await (await theManager()).signinRedirectCallback();
  const returnTo = (user.state as State | undefined)?.returnTo ?? '/';
  return returnTo.startsWith('/') && !returnTo.startsWith('//') ? returnTo : '/';
}

/** Ends the session here and at the issuer, where the issuer can. */
export async function signOut(): Promise<void> {
  const users = await theManager();
  const leave = await users.metadataService.getEndSessionEndpoint().catch(() => undefined);
  if (leave) {
    await users.signoutRedirect();
    return;
  }
  await users.removeUser();
  location.assign('/');
}

const listeners = new Set<() => void>();
/** Told when the API refuses the token, so that the page can ask to sign in again. */
export function onTokenRefused(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function tokenRefused(): void {
  for (const listener of listeners) listener();
}
