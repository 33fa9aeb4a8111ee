/** The projection on a thread of its own, as on AWS it is a function of its own: filings never wait for the lists. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../adapters/clock.ts';
import { configure } from '../api/compose.ts';
import { tableName } from '../store/index.ts';
import { handler } from '../workers/project.ts';
import { ensureKeys } from './identity/keys.ts';
import { localDeps, storesAt } from './installation.ts';
import { asider } from './set-aside.ts';
import { follow } from './stream.ts';

/** What the thread is told about its installation. */
export type ProjectionPlace = { dataDir: string; origin: string; endpoint: string };
/** `nudge` is not answered; the others are, by a message of the same id. */
export type Ask = { ask: 'nudge' } | { ask: 'caught-up' | 'stop'; id: number };
export type Tell = { done: number } | { trimBefore: string } | 'ready';

const { dataDir, origin, endpoint } = workerData as ProjectionPlace;
const tell = (message: Tell) => parentPort?.postMessage(message);

const stores = storesAt(endpoint);
const deps = localDeps({ dataDir, origin, keys: await ensureKeys(dataDir), stores, clock: systemClock });
configure(deps);
const follower = follow({
  endpoint,
  table: tableName('cases'),
  checkpoint: {
    load: () => stores.checkpoints.load('project'),
    save: (place) => stores.checkpoints.save('project', place),
  },
  handle: handler,
  setAside: asider(deps, console.error),
  onError: (error) => console.error(`案件视图：${(error as Error).message}`),
  trim: (trimBefore) => tell({ trimBefore }),
});

parentPort?.on('message', async (message: Ask) => {
  if (message.ask === 'nudge') return follower.nudge();
  if (message.ask === 'caught-up') await follower.caughtUp();
  else {
    await follower.stop();
    stores.close();
    parentPort?.close();
  }
  tell({ done: message.id });
});
tell('ready');
