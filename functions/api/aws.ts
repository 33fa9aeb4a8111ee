import { S3Client } from '@aws-sdk/client-s3';
import { systemClock } from '../adapters/clock.ts';
import { environment } from '../adapters/env.ts';
import { createExchangeKeys } from '../adapters/exchange-keys.ts';
import { createS3Files } from '../adapters/files-s3.ts';
import { createPapers } from '../adapters/papers/index.ts';
import { sheets } from '../adapters/sheets/index.ts';
import { createTokenVerifier } from '../adapters/token-verifier.ts';
import type { Files } from '../ports/files.ts';
import type { TokenVerifier } from '../ports/identity.ts';
import { CHECK_PAGE, type Papers } from '../ports/papers.ts';
import { openStores } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';

/**
 * Dependencies of a deployed function. Each part is made when first asked for: a function is only told what it needs.
 * @param env of a command that reaches the tables of a deployment from outside; the process's own if not given
 */
export async function fromEnvironment(env: NodeJS.ProcessEnv = process.env): Promise<Deps> {
  const { AWS_REGION: region, TABLE_PREFIX: prefix } = environment('store', env);
  let files: Files | undefined;
  let papers: Papers | undefined;
  let verifier: TokenVerifier | undefined;
  return {
    stores: openStores({ region, prefix }),
    clock: systemClock,
    sheets,
    exchange: createExchangeKeys({
      signing: async () => environment('exchange').EXCHANGE_SIGNING_KEY ?? null,
      trusted: async () => environment('exchange').EXCHANGE_TRUSTED_KEYS ?? [],
    }),
    get files() {
      files ??= createS3Files({
        client: new S3Client({ region }),
        bucket: environment('files').EVIDENCE_BUCKET,
        clock: systemClock,
      });
      return files;
    },
    get papers() {
      papers ??= createPapers({ fonts: `${environment('papers').LAMBDA_TASK_ROOT}/fonts` });
      return papers;
    },
    get checkUrl() {
      return new URL(CHECK_PAGE, environment('papers').PUBLIC_URL).href;
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
