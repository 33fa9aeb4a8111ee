import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask, Ready, Reply } from './server-process.ts';

/** A running local server, seen from outside. */
export type Server = {
  url: string;
  /** Of its engine. */
  endpoint: string;
  /** Bearer tokens of demo accounts, by account. */
  tokens: Record<string, string>;
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
  /** kill -9 of both, the one named first, the other so many milliseconds later. */
  kill(first: 'server' | 'engine', apartMs: number): Promise<void>;
};

export const ACCOUNTS = [
  'hotline',
  'officer',
  'officer-2',
  'town-leader',
  'platform-admin',
  'legal-reviewer',
];
const SECONDS_TO_START = 60;

/** Starts the platform on a directory, in a process of its own, so that client and server do not share a thread. */
export async function startServer(dataDir: string): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [dataDir]);
  const { url, endpoint, enginePid } = await ready(child);
  const ask = asker(child);
  return {
    url,
    endpoint,
    tokens: (await ask({ ask: 'tokens', accounts: ACCOUNTS })) as Record<string, string>,
    caughtUp: async () => void (await ask({ ask: 'caught-up' })),
    async stop() {
      const ended = once(child, 'exit');
      await ask({ ask: 'stop' });
      await ended;
    },
    async kill(first, apartMs) {
      const ended = once(child, 'exit');
      const kills = [() => child.kill('SIGKILL'), () => killEngine(enginePid)];
      for (const kill of first === 'server' ? kills : kills.reverse()) {
        kill();
        await sleep(apartMs);
      }
      await ended;
    },
  };
}

/** It may have ended by itself between. */
function killEngine(pid: number | null): void {
  try {
    if (pid !== null) process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function ready(child: ChildProcess): Promise<Ready['ready']> {
  const signal = AbortSignal.timeout(SECONDS_TO_START * 1000);
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the server ended with ${code} before it was ready`);
  });
  const [message] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Ready];
  ended.catch(() => undefined);
  return message.ready;
}

function asker(child: ChildProcess): (what: Omit<Ask, 'id'>) => Promise<unknown> {
  const open = new Map<number, (reply: unknown) => void>();
  let last = 0;
  child.on('message', ({ id, reply }: Reply) => {
    open.get(id)?.(reply);
    open.delete(id);
  });
  return (what) =>
    new Promise((resolve, reject) => {
      last += 1;
      open.set(last, resolve);
      child.send({ ...what, id: last }, (error) => error && reject(error));
    });
}
