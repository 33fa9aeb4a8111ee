import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStores, type Stores } from '../../functions/store/index.ts';
import { Api } from './api.ts';
import { type Server, startServer } from './server.ts';

export type Bench = { server: Server; api: Api; stores: Stores };

/** A fresh installation for one measurement, its API and its tables from below; nothing is left of it afterwards. */
export async function withServer<T>(measure: (bench: Bench) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yizhi-bench-'));
  try {
    const server = await startServer(dataDir);
    const api = new Api(server);
    const stores = openStores({ endpoint: server.endpoint, region: 'local' });
    try {
      return await measure({ server, api, stores });
    } finally {
      api.close();
      stores.close();
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
