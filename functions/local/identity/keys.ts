import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** Secrets of one local installation. They never leave its data directory and serve nothing but this machine. */
export type LocalKeys = {
  /** RSA private key, with `kid`, `alg` and `use`. */
  signing: JWK;
  /** Signs the cookies of the sign-in pages. */
  cookies: string;
  /** Signs the addresses of evidence files. */
  files: string;
};

const keysFile = (dataDir: string) => join(dataDir, 'identity', 'keys.json');

/** The installation's keys, or null where no server has ever run. */
export async function readKeys(dataDir: string): Promise<LocalKeys | null> {
  try {
    return JSON.parse(await readFile(keysFile(dataDir), 'utf8')) as LocalKeys;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The installation's keys, made on first use and readable by their owner alone. */
export async function ensureKeys(dataDir: string): Promise<LocalKeys> {
  const known = await readKeys(dataDir);
  if (known) return known;
  const keys: LocalKeys = {
    signing: await newSigningKey(),
    cookies: randomBytes(32).toString('base64url'),
    files: randomBytes(32).toString('base64url'),
  };
  await writePrivately(keysFile(dataDir), JSON.stringify(keys));
  return keys;
}

export async function newSigningKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' };
}

/** Whole or not at all: keys cut off half-way would lock everybody out. */
async function writePrivately(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(`${path}.tmp`, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.tmp`, path);
}
