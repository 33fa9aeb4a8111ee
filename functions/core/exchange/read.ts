import { compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import { Refusal } from '../../contract/errors.ts';
import { sha256 } from '../hash.ts';
import { checkContent, headingOf } from './check.ts';
import { JWS_TYPE, MOST_BYTES, partsOf, type ReleaseContent, SignedPayload } from './format.ts';
import type { ExchangeKey } from './keys.ts';

/** A file that may be believed: signed by an installation on the list, unchanged, whole, and known to this program. */
export type Opened = { content: ReleaseContent; sha256: string; signer: ExchangeKey };

/**
 * Reads a release file. Nothing in it is believed before its signature holds.
 * @throws Refusal `body-too-large`, `import-unreadable`, `import-version`, `import-untrusted`, `import-altered`,
 * `import-incomplete`
 */
export async function openFile(bytes: Uint8Array, trusted: readonly ExchangeKey[]): Promise<Opened> {
  if (bytes.length > MOST_BYTES)
    throw new Refusal(
      'body-too-large',
      `发布文件有 ${Math.ceil(bytes.length / 1024 / 1024)} MB，最多 ${MOST_BYTES / 1024 / 1024} MB`,
    );
  const text = decoded(bytes);
  const outer = enveloped(text);
  headingOf(outer.content);
  const parts = partsOf(text);
  if (!parts) throw altered('文件被重新排版或者改动过；请使用导出时的原文件');
  const signer = signerOf(parts.jws, trusted);
  await verify(parts, signer);
  return { content: checkContent(outer.content), sha256: sha256(bytes), signer };
}

const altered = (say: string) => new Refusal('import-altered', say);
const unreadable = (say: string) => new Refusal('import-unreadable', say);

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw unreadable('这不是发布文件：内容不是 UTF-8 文字；请使用 export 导出的 .json 原文件');
  }
}

function enveloped(text: string): { content: object; signature: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('这不是发布文件，或者文件不完整：不是有效的 JSON');
  }
  const { content, signature, ...rest } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Record<string, unknown>;
  const whole = typeof content === 'object' && content !== null && typeof signature === 'string';
  if (!whole || Object.keys(rest).length > 0)
    throw unreadable('这不是发布文件：应为 content 和 signature 两项组成的 JSON');
  return { content, signature };
}

function signerOf(jws: string, trusted: readonly ExchangeKey[]): ExchangeKey {
  let header: ReturnType<typeof decodeProtectedHeader>;
  try {
    header = decodeProtectedHeader(jws);
  } catch {
    throw altered('签名损坏，读不出签名者');
  }
  const signer = trusted.find(({ kid }) => kid === header.kid);
  if (signer) return signer;
  const kid = typeof header.kid === 'string' ? header.kid : '（没有写明）';
  throw new Refusal(
    'import-untrusted',
    `签名者 ${kid} 不在本机信任的名单上；核对对方用 keys 命令给出的公钥后，用 trust 命令加入`,
    [{ path: '/signature', say: `应为 ${trusted.map((key) => `${key.name} ${key.kid}`).join('、')}` }],
  );
}

async function verify(parts: { content: string; jws: string }, signer: ExchangeKey): Promise<void> {
  const { kty, crv, x } = signer;
  const key = await importJWK({ kty, crv, x }, 'EdDSA');
  let payload: unknown;
  try {
    const verified = await compactVerify(parts.jws, key, { algorithms: ['EdDSA'] });
    if (verified.protectedHeader.typ !== JWS_TYPE) throw new Error('another kind of signature');
    payload = JSON.parse(new TextDecoder().decode(verified.payload));
  } catch {
    throw altered('签名核对不上：签名被改动过，或者不是这个签名者所签');
  }
  // The last character of a part may carry bits that decoding drops: one signature has one spelling.
  const spelt = parts.jws.split('.').every((p) => Buffer.from(p, 'base64url').toString('base64url') === p);
  const signed = SignedPayload.safeParse(payload);
  if (!spelt || !signed.success) throw altered('签名的写法不对，签名被改动过');
  if (signed.data.sha256 !== sha256(parts.content))
    throw altered('文件内容与签名不符：签名之后有改动；请向导出方重新索取原文件');
}
