/** `npm run trust -- crash [--short] [--json] [--seed <n>]` */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { publish } from '../../bench/support/report.ts';
import { crash, type Plan } from './crash.ts';
import { reportOf } from './report.ts';

const USAGE = '用法：npm run trust -- crash [--short] [--json] [--seed <0 到 4294967295 的整数>]';
const ROUNDS = { full: 30, short: 3 };
const WRITERS = 32;
const SEEDS = 2 ** 32;

/** @throws for anything that is not in the usage line */
function planOf(args: string[]): { plan: Plan; json: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { short: { type: 'boolean' }, json: { type: 'boolean' }, seed: { type: 'string' } },
  });
  const seed = values.seed === undefined ? randomInt(SEEDS) : Number(values.seed);
  if (positionals.join() !== 'crash' || !Number.isInteger(seed) || seed < 0 || seed >= SEEDS)
    throw new Error('arguments');
  const rounds = values.short ? ROUNDS.short : ROUNDS.full;
  return { plan: { rounds, writers: WRITERS, seed }, json: values.json ?? false };
}

function choose(): ReturnType<typeof planOf> | null {
  try {
    return planOf(process.argv.slice(2));
  } catch {
    return null;
  }
}

/** Ctrl-C reaches the server, too: whatever failed then failed because of it. */
const reasonOf = (error: unknown, { aborted, reason }: AbortSignal): string =>
  ((aborted ? reason : error) as Error).message;

const chosen = choose();
if (!chosen) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { plan, json } = chosen;
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => asked.abort(new Error(`stopped by ${signal}`)));
  console.error(`种子 ${plan.seed}`);
  try {
    const run = await crash(plan, (line) => console.error(line), asked.signal);
    publish(reportOf(plan, run), json);
  } catch (error) {
    console.error(`✘ 试验没有做完（种子 ${plan.seed}）：${reasonOf(error, asked.signal)}`);
    process.exitCode = 1;
  }
}
