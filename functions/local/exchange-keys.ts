import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import { createExchangeKeys, SigningKey } from '../adapters/exchange-keys.ts';
import { ExchangeKey, keyId } from '../core/exchange/keys.ts';
import type { ExchangeKeys } from '../ports/exchange.ts';

/** Below the data directory: the key that signs releases, and the list of installations whose releases are taken. */
const folder = (dataDir: string) => join(dataDir, 'exchange');
const keyFile = (dataDir: string) => join(folder(dataDir), 'signing-key.json');
const trustFile = (dataDir: string) => join(folder(dataDir), 'trusted.json');

/** The exchange keys of a local installation. Read at every use: a command may have changed the list meanwhile. */
export const localExchangeKeys = (dataDir: string): ExchangeKeys =>
  createExchangeKeys({ signing: () => ensureKey(dataDir), trusted: () => readTrusted(dataDir) });

/** Made on first use, readable by its owner alone; where two processes come at once, the first one's stays. */
async function ensureKey(dataDir: string): Promise<SigningKey> {
  const known = await readJson(keyFile(dataDir), SigningKey);
  if (known) return known;
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x = '', d = '' } = await exportJWK(privateKey);
  const kid = keyId({ x });
  const made: SigningKey = { kty: 'OKP', crv: 'Ed25519', x, d, kid, name: `安装 ${kid.slice(0, 8)}` };
  const draft = await writeDraft(dataDir, made);
  await link(draft, keyFile(dataDir)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readJson(keyFile(dataDir), SigningKey)) ?? made;
}

export const readTrusted = async (dataDir: string): Promise<ExchangeKey[]> =>
  (await readJson(trustFile(dataDir), z.array(ExchangeKey))) ?? [];

/** Whole or not at all. */
export async function writeTrusted(dataDir: string, keys: ExchangeKey[]): Promise<void> {
  await rename(await writeDraft(dataDir, keys), trustFile(dataDir));
}

async function writeDraft(dataDir: string, value: unknown): Promise<string> {
  await mkdir(folder(dataDir), { recursive: true, mode: 0o700 });
  const path = join(folder(dataDir), `${process.pid}.tmp`);
  await writeFile(path, JSON.stringify(value, null, 2), { mode: 0o600, flush: true });
  return path;
}

/** @throws where the file is there and holds something else: a list of trust is not guessed at */
async function readJson<T>(path: string, shape: z.ZodType<T>): Promise<T | null> {
  const content = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (content === null) return null;
  try {
    return shape.parse(JSON.parse(content));
  } catch {
    throw new Error(`${path} 不符合格式`);
  }
}
