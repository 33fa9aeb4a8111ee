/** The platform in a process of its own, to be killed. Like `npm start` it gives up when its engine dies. */
import { DEMO_PEOPLE } from '../../functions/local/demo/people.ts';
import { startLocal } from '../../functions/local/start-local.ts';

/** First of all, then once for every question. */
export type Ready = { url: string; enginePid: number; tokens: Record<string, string> };
export type Question = 'caught-up' | 'stop';

const [dataDir] = process.argv.slice(2);
if (!dataDir || !process.send) throw new Error('started by test/trust/machine.ts only');

const starting = startLocal({
  dataDir,
  port: 0,
  quiet: true,
  onDeath(line) {
    console.error(line);
    process.exit(1);
  },
});
const stop = () => starting.then((local) => local.stop()).finally(() => process.exit(0));
// Whoever was to stop us is gone.
process.on('disconnect', stop);
const local = await starting;
const signed = DEMO_PEOPLE.map(async ({ id }) => [id, await local.token(id)] as const);
const ready: Ready = {
  url: local.url,
  enginePid: local.engine.pid as number,
  tokens: Object.fromEntries(await Promise.all(signed)),
};
process.on('message', async (question: Question) => {
  if (question === 'stop') return stop();
  await local.caughtUp();
  process.send?.(question);
});
process.send(ready);
