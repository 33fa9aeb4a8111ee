/** A local server in a process of its own, told by its parent what to do over the process channel. */
import { startLocal } from '../../functions/local/start-local.ts';

/** What the parent asks; each is answered by a message of the same `id`. */
export type Ask = { id: number; ask: 'tokens' | 'caught-up' | 'stop'; accounts?: string[] };
export type Ready = { ready: { url: string; endpoint: string; enginePid: number | null } };
export type Reply = { id: number; reply: unknown };

const [dataDir] = process.argv.slice(2);
if (!dataDir || !process.send) throw new Error('started by bench/support/server.ts only');
const tell = (message: Ready | Reply) => process.send?.(message);

const local = await startLocal({ dataDir, port: 0, quiet: true });

async function answer(message: Ask): Promise<unknown> {
  if (message.ask === 'caught-up') return local.caughtUp();
  if (message.ask === 'stop') return local.stop();
  const signed = (message.accounts ?? []).map(
    async (account) => [account, await local.token(account)] as const,
  );
  return Object.fromEntries(await Promise.all(signed));
}

process.on('message', async (message: Ask) => {
  tell({ id: message.id, reply: await answer(message) });
  if (message.ask === 'stop') process.exit(0);
});
// A parent that is gone cannot stop us any more.
process.on('disconnect', () => local.stop().then(() => process.exit(0)));
tell({ ready: { url: local.url, endpoint: local.engine.endpoint, enginePid: local.engine.pid } });
