import { z } from 'zod';
import { TenantId } from '../contract/ids.ts';
import { Tenant } from '../contract/people.ts';
import { ExchangeKey } from '../core/exchange/keys.ts';
import { SigningKey } from './exchange-keys.ts';

/** What a deployed function is told by its environment. A function reads only the parts it is given. */
const PARTS = {
  store: z.object({ AWS_REGION: z.string().min(1), TABLE_PREFIX: z.string().min(1).optional() }),
  files: z.object({ AWS_REGION: z.string().min(1), EVIDENCE_BUCKET: z.string().min(3) }),
  /** The public pages, and where the function's own files lie (AWS sets it). */
  papers: z.object({ PUBLIC_URL: z.url(), LAMBDA_TASK_ROOT: z.string().min(1) }),
  signIn: z.object({
    OIDC_ISSUER: z.url(),
    OIDC_JWKS_URL: z.url(),
    OIDC_AUDIENCE: z.string().min(1),
    OIDC_CLIENT_ID: z.string().min(1),
  }),
  /** `TENANTS` is a JSON array; the first township is the one shown when none is named. */
  townships: z.object({
    TENANTS: z.string().transform(jsonText).pipe(z.array(Tenant).min(1)),
    DEFAULT_TENANT: TenantId.optional(),
  }),
  /**
   * JWKs as JSON: the private key releases are signed with, and the public keys of the installations believed. Empty where
   * a deployment sets none.
   */
  exchange: z.object({
    EXCHANGE_SIGNING_KEY: unlessEmpty(z.string().transform(jsonText).pipe(SigningKey)),
    EXCHANGE_TRUSTED_KEYS: unlessEmpty(z.string().transform(jsonText).pipe(z.array(ExchangeKey))),
  }),
} as const;
type Part = keyof typeof PARTS;
type Values<P extends Part> = z.infer<(typeof PARTS)[P]>;

const known = new Map<Part, unknown>();

/**
 * One part of the environment, validated, and read once per process.
 * @throws Error naming every variable that is missing or wrong; never its value, which may be a secret.
 */
export function environment<P extends Part>(part: P, source: NodeJS.ProcessEnv = process.env): Values<P> {
  if (!known.has(part)) known.set(part, read(part, source));
  return known.get(part) as Values<P>;
}

function read(part: Part, source: NodeJS.ProcessEnv): unknown {
  const result = PARTS[part].safeParse(source);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`environment of ${part} is not usable: ${faults.join('; ')}`);
}

function unlessEmpty<T extends z.ZodType>(value: T) {
  return z.preprocess((text) => (text === '' ? undefined : text), value.optional());
}

function jsonText(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}
