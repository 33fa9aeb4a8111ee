import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Ask, ProjectionPlace, Tell } from './projection-thread.ts';
import type { Follower } from './stream.ts';

/** Less than the projection itself waits for more after it has read something (GATHER_MS). */
const NUDGES_APART_MS = 20;

/**
 * Starts the thread that keeps the lists, fed from the engine's stream; resolves when it reads.
 * @param trim told what lies before the last record read and is not needed any more
 * @param onDeath told when the thread ends unasked; the lists stand still then
 */
export async function startProjection(
  place: ProjectionPlace,
  trim: (before: string) => void,
  onDeath: (line: string) => void,
): Promise<Follower> {
  const thread = new Worker(new URL('./projection-thread.ts', import.meta.url), { workerData: place });
  const waiting = new Map<number, () => void>();
  let last = 0;
  let stopping = false;
  thread.on('message', (message: Tell) => {
    if (message === 'ready') return;
    if ('trimBefore' in message) trim(message.trimBefore);
    else {
      waiting.get(message.done)?.();
      waiting.delete(message.done);
    }
  });
  // Not awaited by anybody who would hear of an error otherwise.
  thread.on('error', (error) =>
    onDeath(`案件视图的线程出错：${error instanceof Error ? error.message : error}`),
  );
  const ended = once(thread, 'exit').then(([code]) => {
    for (const resolve of waiting.values()) resolve();
    if (!stopping) onDeath(`案件视图的线程意外结束（${code}）`);
  });
  const say = (message: Ask) => thread.postMessage(message);
  const ask = (what: 'caught-up' | 'stop') =>
    new Promise<void>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      say({ ask: what, id: last });
    });
  await Promise.race([once(thread, 'message'), ended]);
  let nudged = false;
  return {
    // News that follows close upon other news is found by the same look.
    nudge() {
      if (nudged) return;
      nudged = true;
      setTimeout(() => {
        nudged = false;
      }, NUDGES_APART_MS).unref();
      say({ ask: 'nudge' });
    },
    caughtUp: () => ask('caught-up'),
    async stop() {
      stopping = true;
      await ask('stop');
      await ended;
    },
  };
}
