/** What the local issuer and everybody who trusts it agree on. On AWS the same three come from the environment. */
export const CLIENT_ID = 'yizhi-web';
export const AUDIENCE = 'yizhi-api';
export const TOKEN_SECONDS = 3600;

/** Where the sign-in is mounted on the one local server. */
export const MOUNT = '/oidc';
export const issuerOf = (origin: string): string => `${origin}${MOUNT}`;
export const jwksUrlOf = (origin: string): string => `${origin}${MOUNT}/jwks`;
