import { constants as zlib, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type ErrorCode, Refusal } from '../contract/errors.ts';

/** DynamoDB stops at 400 KB; keys and small attributes need a little of it. */
export const MAX_BODY_BYTES = 390_000;
const PLAIN_UP_TO = 1_000;
const FAST = { params: { [zlib.ZSTD_c_compressionLevel]: 1 } };
/** For what fits into its window, tables of this size find as much and are set up in half the time. */
const SMALL_UP_TO = 16_000;
const SMALL = {
  params: { ...FAST.params, [zlib.ZSTD_c_windowLog]: 14, [zlib.ZSTD_c_hashLog]: 12 },
};

/**
 * A document as one attribute: JSON text, and zstd-compressed from 1,000 characters on (RFC 8878). An event of
 * 50 KB becomes some 5 KB, and writes are paid by the KB (docs/decisions/0003-store.md).
 * Throws Refusal `tooLarge` when it cannot fit into an item.
 */
export function pack(document: unknown, tooLarge: ErrorCode = 'body-too-large'): AttributeValue {
  const json = JSON.stringify(document);
  if (json.length < PLAIN_UP_TO) return { S: json };
  const bytes = zstdCompressSync(json, json.length <= SMALL_UP_TO ? SMALL : FAST);
  if (bytes.length > MAX_BODY_BYTES) {
    throw new Refusal(
      tooLarge,
      `内容压缩后为 ${Math.ceil(bytes.length / 1000)} KB，单条记录最多 ${MAX_BODY_BYTES / 1000} KB；请拆分内容或改用附件。`,
    );
  }
  return { B: bytes };
}

/** Bytes of a packed document. */
export const sizeOf = ({ S, B }: AttributeValue): number => B?.length ?? Buffer.byteLength(S ?? '');

/** A stream record carries bytes as base64, the client as bytes. */
type Stored = { S?: string | undefined; B?: Uint8Array | string | undefined };

/** What `pack` was given. The caller names the type it stored. */
export function unpack<T>(stored: Stored | undefined): T {
  if (stored?.S !== undefined) return JSON.parse(stored.S) as T;
  if (stored?.B === undefined) throw new Error('the item has no body');
  const bytes = typeof stored.B === 'string' ? Buffer.from(stored.B, 'base64') : stored.B;
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as T;
}
