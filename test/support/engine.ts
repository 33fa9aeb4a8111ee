import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, startEngine as start } from '../../functions/local/engine.ts';
import { openStores, type Stores } from '../../functions/store/index.ts';

export type TestEngine = {
  endpoint: string;
  /** Tables of this engine alone. */
  prefix: string;
  dir: string;
  stores: Stores;
  engine: Engine;
  /** Another set of stores on the same tables, as another process would have; caches off. */
  open(): Stores;
  /** Stops the engine, if it still runs, and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** An embedded engine on an empty directory, or fresh tables on DYNAMODB_ENDPOINT. Stop it in `afterAll`. */
export async function startEngine(): Promise<TestEngine> {
  const dir = await mkdtemp(join(tmpdir(), 'yizhi-store-'));
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const prefix = endpoint ? `test-${dir.slice(-6)}-` : 'yizhi-';
  const begin = () => start({ dir, endpoint });
  let engine = await begin();
  const connect = () =>
    openStores({ endpoint: engine.endpoint, region: 'local', prefix, liveTtlMs: 0, personTtlMs: 0 });
  let stores = connect();
  await stores.createMissingTables();
  return {
    prefix,
    dir,
    get endpoint() {
      return engine.endpoint;
    },
    get engine() {
      return engine;
    },
    get stores() {
      return stores;
    },
    open: connect,
    async restart() {
      stores.close();
      await engine.stop();
      engine = await begin();
      stores = connect();
    },
    async stop() {
      stores.close();
      await engine.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
