import { z } from 'zod';
import { written } from '../../contract/ids.ts';
import { canonicalJson, sha256 } from '../hash.ts';

const Encoded = written(/^[A-Za-z0-9_-]{43}$/, '43 个 base64url 字符');

/** The public half of an installation's signing key: a JWK (RFC 8037), and the installation's name as people know it. */
export const ExchangeKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: Encoded,
  kid: Encoded,
  name: z.string().min(1).max(100),
});
export type ExchangeKey = z.infer<typeof ExchangeKey>;

/** RFC 7638: the id follows from the key, so nobody can give another key the id of a trusted one. */
export const keyId = ({ x }: { x: string }): string =>
  Buffer.from(sha256(canonicalJson({ crv: 'Ed25519', kty: 'OKP', x })), 'hex').toString('base64url');
