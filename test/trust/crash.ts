import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubmissionResult } from '../../functions/contract/api.ts';
import { examine, type Findings } from './examine.ts';
import { Http } from './http.ts';
import { Ledger, type Request } from './ledger.ts';
import { Machine, VICTIMS, type Victim } from './machine.ts';
import { Random } from './random.ts';
import { Round } from './round.ts';
import { clue, empower, type Forms, formsOf, step, TOWNSHIPS, type Township } from './story.ts';
import { type Known, Writer } from './writer.ts';

export type Plan = { rounds: number; writers: number; seed: number };
/** How one round went. */
export type RoundReport = {
  round: number;
  victim: Victim;
  /** The kill came after so many answers, and so many milliseconds more. */
  killedAfter: { answers: number; ms: number };
  /** From ready to killed. */
  loadMs: number;
  readyMs: number;
  /** The start was itself killed once, so many milliseconds in; null when not. */
  startKilledAtMs: number | null;
  sent: number;
  acknowledged: number;
  refused: number;
  unanswered: number;
};
export type Run = { rounds: RoundReport[]; ledger: Ledger; findings: Findings; seconds: number };

/**
 * When the kill comes. Counted in answers, so that a slow machine is not killed before it has done anything; no
 * answers at all is one of the moments. It waits no longer than `SECONDS_OF_LOAD`.
 */
const KILL_AFTER = { answers: 160, ms: 60 };
const SECONDS_OF_LOAD = 8;
/** How often a start is killed, too, and when. */
const START_KILLED = { share: 0.2, least: 100, most: 900 };
const SHARED_PER_TOWNSHIP = 3;

/**
 * Round after round of load, kill -9 and restart on the same data; then everything is settled and examined.
 * @throws when a server does not start, does not give up without its engine, or cannot be used at all
 */
export async function crash(plan: Plan, say: (line: string) => void, asked: AbortSignal): Promise<Run> {
  const from = performance.now();
  const machine = await Machine.open();
  try {
    const ledger = new Ledger();
    const random = new Random(plan.seed);
    const crew = new Crew(plan, ledger);
    const victims = Array.from({ length: Math.ceil(plan.rounds / VICTIMS.length) }, () =>
      random.shuffled(VICTIMS),
    );
    const rounds: RoundReport[] = [];
    for (const [i, victim] of victims.flat().slice(0, plan.rounds).entries()) {
      asked.throwIfAborted();
      rounds.push(await oneRound(machine, crew, ledger, random, { number: i + 1, victim }));
      say(`第 ${i + 1}/${plan.rounds} 轮`);
    }
    await settle(machine, crew, plan.rounds + 1);
    asked.throwIfAborted();
    say('核对全部数据');
    const findings = await examine(machine.dataDir, ledger.entries);
    return { rounds, ledger, findings, seconds: (performance.now() - from) / 1000 };
  } finally {
    await machine.clean();
  }
}

async function oneRound(
  machine: Machine,
  crew: Crew,
  ledger: Ledger,
  random: Random,
  { number, victim }: { number: number; victim: Victim },
): Promise<RoundReport> {
  const startKilledAtMs =
    number > 1 && random.chance(START_KILLED.share)
      ? random.between(START_KILLED.least, START_KILLED.most)
      : null;
  const killedAfter = {
    answers: random.between(0, KILL_AFTER.answers),
    ms: random.between(0, KILL_AFTER.ms),
  };
  if (startKilledAtMs !== null) await machine.startAndKill(startKilledAtMs);
  const from = performance.now();
  const http = new Http(await machine.start());
  const readyMs = performance.now() - from;
  await crew.gather(http);
  const before = tally(ledger);
  const round = new Round(number, http);
  const loaded = performance.now();
  const working = crew.work(round);
  const late = AbortSignal.timeout(SECONDS_OF_LOAD * 1000);
  await Promise.race([round.reached(killedAfter.answers), once(late, 'abort')]);
  await sleep(killedAfter.ms);
  const loadMs = Math.round(performance.now() - loaded);
  round.over = true;
  await machine.kill(victim);
  await working;
  const after = tally(ledger);
  return {
    round: number,
    victim,
    killedAfter,
    loadMs,
    readyMs: Math.round(readyMs),
    startKilledAtMs,
    sent: after.sent - before.sent,
    acknowledged: after.acknowledged - before.acknowledged,
    refused: after.refused - before.refused,
    unanswered: after.open,
  };
}

const tally = ({ entries, counts }: Ledger) => ({
  sent: counts.sent,
  acknowledged: entries.filter(({ state }) => state === 'acknowledged').length,
  refused: entries.filter(({ state }) => state === 'refused').length,
  open: entries.filter(({ state }) => state === 'open').length,
});

/** No kill this time: what is open is sent once more, the projections catch up, the server stops in order. */
async function settle(machine: Machine, crew: Crew, number: number): Promise<void> {
  const http = new Http(await machine.start());
  await crew.settle(new Round(number, http));
  await machine.caughtUp();
  await machine.stop();
}

/** The writers of all townships. */
class Crew {
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  #writers: Writer[] = [];

  constructor(plan: Plan, ledger: Ledger) {
    this.#plan = plan;
    this.#ledger = ledger;
  }

  /** Once: every township is empowered and gets the cases on which several writers file at the same time. */
  async gather(http: Http): Promise<void> {
    if (this.#writers.length > 0) return;
    const places = await Promise.all(TOWNSHIPS.map((town) => this.#place(http, town)));
    this.#writers = Array.from({ length: this.#plan.writers }, (_, i) => {
      const { town, forms, shared } = places[i % places.length] as (typeof places)[number];
      return new Writer(town, forms, this.#ledger, new Random(this.#plan.seed + 1 + i), shared);
    });
  }

  async #place(http: Http, town: Township): Promise<{ town: Township; forms: Forms; shared: Known[] }> {
    await empower(http, town);
    const sample = await this.#take(http, clue(town, await formsOf(http, town), true));
    const forms = await formsOf(http, town, sample);
    const shared: Known[] = [];
    for (let i = 0; i < SHARED_PER_TOWNSHIP; i++) {
      let known: Known = await this.#take(http, clue(town, forms, false));
      for (const action of ['apply-filing', 'approve-filing'] as const)
        known = await this.#take(http, step(town, forms, action, known));
      shared.push({ caseId: known.caseId, version: known.version });
    }
    return { town, forms, shared };
  }

  async #take(http: Http, request: Request): Promise<SubmissionResult> {
    const entry = this.#ledger.open(request);
    this.#ledger.sending(entry);
    const body = await http.ok<SubmissionResult>(request.account, 'POST', request.path, request.body);
    this.#ledger.settle(entry, { status: 200, body }, 1, false);
    return body;
  }

  async work(round: Round): Promise<void> {
    await Promise.all(this.#writers.map((writer) => writer.work(round)));
  }

  async settle(round: Round): Promise<void> {
    await Promise.all(this.#writers.map((writer) => writer.settle(round)));
  }
}
