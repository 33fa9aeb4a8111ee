import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../adapters/clock.ts';
import { createLocalFiles, type LocalFiles } from '../adapters/files-local.ts';
import { createPapers } from '../adapters/papers/index.ts';
import { sheets } from '../adapters/sheets/index.ts';
import { createTokenVerifier } from '../adapters/token-verifier.ts';
import type { Clock } from '../ports/clock.ts';
import { CHECK_PAGE } from '../ports/papers.ts';
import { openStores, type Stores } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';
import { DEMO_TENANTS } from './demo/people.ts';
import { startEngine } from './engine.ts';
import { localExchangeKeys } from './exchange-keys.ts';
import { FONT_FOLDER } from './fonts.ts';
import { ensureKeys, type LocalKeys } from './identity/keys.ts';
import { AUDIENCE, CLIENT_ID, issuerOf, jwksUrlOf } from './identity/settings.ts';
import { runningServer } from './running.ts';

/** Where everything of one installation lies below its data directory. */
export const engineDirectory = (dataDir: string): string => join(dataDir, 'engine');
const filesDirectory = (dataDir: string) => join(dataDir, 'files');

/** The store on a local engine. Its region is a name like any other; it is never sent anywhere. */
export const storesAt = (endpoint: string): Stores => openStores({ endpoint, region: 'local' });

type Parts = { dataDir: string; origin: string; keys: LocalKeys; stores: Stores; clock: Clock };

/**
 * What the handlers get on this machine. Tokens and file addresses live by the machine's own time even where the
 * clock of the cases is set to another day: the browser that holds them does, too.
 */
export function localDeps({ dataDir, origin, keys, stores, clock }: Parts): Deps & { files: LocalFiles } {
  return {
    stores,
    clock,
    files: createLocalFiles({
      dir: filesDirectory(dataDir),
      secret: Buffer.from(keys.files, 'base64url'),
      baseUrl: origin,
      clock: systemClock,
    }),
    papers: createPapers({ fonts: FONT_FOLDER }),
    sheets,
    exchange: localExchangeKeys(dataDir),
    checkUrl: new URL(CHECK_PAGE, origin).href,
    verifier: createTokenVerifier({
      issuer: issuerOf(origin),
      audience: AUDIENCE,
      jwksUrl: jwksUrlOf(origin),
      clock: systemClock,
    }),
    tenants: [...DEMO_TENANTS],
    defaultTenant: DEMO_TENANTS[0]?.id as string,
    issuer: issuerOf(origin),
    clientId: CLIENT_ID,
  };
}

/** Whether a server ever ran here. */
export const hasData = (dataDir: string): boolean => existsSync(engineDirectory(dataDir));

/**
 * The data of an installation for one command: through the engine of the server that runs on it (`served`), or one of its own.
 * @throws where the directory is in use by a server that has not told where it is
 */
export async function withInstallation<T>(
  dataDir: string,
  use: (deps: Deps, served: boolean) => Promise<T>,
): Promise<T> {
  const running = await runningServer(dataDir);
  const engine = await startEngine({
    dir: engineDirectory(dataDir),
    endpoint: running?.endpoint ?? process.env.DYNAMODB_ENDPOINT,
  });
  const stores = storesAt(engine.endpoint);
  try {
    const origin = running?.url ?? 'http://127.0.0.1';
    const keys = await ensureKeys(dataDir);
    return await use(localDeps({ dataDir, origin, keys, stores, clock: systemClock }), running !== null);
  } finally {
    stores.close();
    await engine.stop();
  }
}
