import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../adapters/clock.ts';
import { environment } from '../adapters/env.ts';
import { createS3Files } from '../adapters/files-s3.ts';
import { createTokenVerifier } from '../adapters/token-verifier.ts';
import type { Files } from '../ports/files.ts';
import type { TokenVerifier } from '../ports/identity.ts';
import { openStores } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';

/** Dependencies of a deployed function. Each part is made when first asked for: a function is only told what it needs. */
export async function fromEnvironment(): Promise<Deps> {
  const { AWS_REGION: region, TABLE_PREFIX: prefix } = environment('store');
  let files: Files | undefined;
  let verifier: TokenVerifier | undefined;
  return {
    stores: openStores({ region, prefix }),
    clock: systemClock,
    get files() {
      files ??= createS3Files({
        client: new S3Client({ region }),
        bucket: environment('files').EVIDENCE_BUCKET,
        clock: systemClock,
      });
      return files;
    },
    get verifier() {
      const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_JWKS_URL: jwksUrl } = environment('signIn');
      verifier ??= createTokenVerifier({ issuer, audience, jwksUrl, clock: systemClock });
      return verifier;
    },
    get tenants() {
      return environment('townships').TENANTS;
    },
    get defaultTenant() {
      const { TENANTS, DEFAULT_TENANT } = environment('townships');
      return DEFAULT_TENANT ?? (TENANTS[0]?.id as string);
    },
    get issuer() {
      return environment('signIn').OIDC_ISSUER;
    },
    get clientId() {
      return environment('signIn').OIDC_CLIENT_ID;
    },
  };
}
