import { z } from 'zod';
import { DefinitionKey, type DefinitionOf, type Kind } from '../../contract/definitions/release.ts';
import { Hash, Instant, PersonId, TenantId, written } from '../../contract/ids.ts';
import { canonicalJson, sha256 } from '../hash.ts';
import type { Bundle } from '../release/bundle.ts';

/**
 * A release as one file (docs/decisions/0010-exchange.md): `{"content":…,"signature":"…"}`, UTF-8 JSON with sorted keys.
 * The signature is a compact JWS over the SHA-256 of the bytes of `content` as they stand in the file.
 */
export const FORMAT = 'yizhi-release';
export const FORMAT_VERSION = 1;
/** The oldest file this program still reads. */
export const OLDEST_FORMAT_VERSION = 1;
/** This program; a test holds it against package.json. */
export const PRODUCT_VERSION = '0.1.0';
/** The oldest program that knows every definition this one writes. */
export const NEEDS_VERSION = '0.1.0';
export const JWS_TYPE = 'yizhi-release+jws';
/** Some three times a release of today; as base64 in a JSON body it stays below what one call takes (6 MB). */
export const MOST_BYTES = 4 * 1024 * 1024;

const Version = written(/^\d+\.\d+\.\d+$/, '版本号，如 0.1.0');

/** What stands in every version of the file: enough to say which program could read it. */
export const Heading = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.int(),
  needs: Version,
  product: Version,
});

export const ReleaseContent = z.strictObject({
  ...Heading.shape,
  origin: z.strictObject({ tenant: TenantId, name: z.string().min(1) }),
  release: z.strictObject({
    number: z.int().positive(),
    title: z.string().min(1),
    hash: Hash,
    author: PersonId,
    approver: PersonId,
    publishedAt: Instant,
  }),
  /** What the release lists, by `kind/id`. */
  contents: z.record(DefinitionKey, Hash),
  definitions: z.array(z.strictObject({ key: DefinitionKey, hash: Hash, body: z.unknown() })),
});
export type ReleaseContent = z.infer<typeof ReleaseContent>;

/** What the JWS says. */
export const SignedPayload = z.strictObject({
  format: z.literal(FORMAT),
  formatVersion: z.int(),
  sha256: Hash,
});

/** A release as the text that is signed. The same release gives the same text. */
export function contentText(
  release: ReleaseContent['release'],
  definitions: Bundle,
  origin: ReleaseContent['origin'],
): string {
  const entries = [...definitions.entries].sort(([a], [b]) => (a < b ? -1 : 1));
  const content: ReleaseContent = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    needs: NEEDS_VERSION,
    product: PRODUCT_VERSION,
    origin,
    release,
    contents: Object.fromEntries(entries.map(([key, { hash }]) => [key, hash])),
    definitions: entries.map(([key, { hash, body }]) => ({ key, hash, body })),
  };
  return canonicalJson(content);
}

export const payloadText = (content: string): string =>
  canonicalJson({ format: FORMAT, formatVersion: FORMAT_VERSION, sha256: sha256(content) });

const HEAD = '{"content":';
const MIDDLE = ',"signature":"';
const TAIL = '"}';

export const fileText = (content: string, jws: string): string => HEAD + content + MIDDLE + jws + TAIL;

/** The parts of a file as they stand in it; null where it is not written the way it is signed. */
export function partsOf(file: string): { content: string; jws: string } | null {
  const middle = file.lastIndexOf(MIDDLE);
  if (!file.startsWith(HEAD) || !file.endsWith(TAIL) || middle < 0) return null;
  return { content: file.slice(HEAD.length, middle), jws: file.slice(middle + MIDDLE.length, -TAIL.length) };
}

/** The id a definition gives itself; an example file is known by its rule set. */
export const ownId = (body: DefinitionOf<Kind>): string => ('ruleSet' in body ? body.ruleSet : body.id);
