import { createHash } from 'node:crypto';

/** JSON with sorted keys and without undefined: one text for one value, so that a hash means the content. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    if (record[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  }
  return `{${members.join(',')}}`;
}

/** Lowercase hex SHA-256 of bytes or UTF-8 text. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/** The hash under which a definition or release is stored. */
export const contentHash = (value: unknown): string => sha256(canonicalJson(value));
