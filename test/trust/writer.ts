import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem } from '../../functions/contract/api.ts';
import type { Entry, Ledger, Request, Told } from './ledger.ts';
import type { Random } from './random.ts';
import type { Round } from './round.ts';
import { type ActionOfStory, claim, clue, type Forms, step, type Township } from './story.ts';

/** A case as its writer knows it: the number of its version, and so what comes next; and a paper that may be declared void. */
export type Known = { caseId: string; version: number; paper?: string | undefined };

/** What a writer is about to file, and what an acknowledgement means for its cases. */
type Next = { request: Request; learn: (told: Told) => void };
type Open = { entry: Entry; learn: Next['learn'] };

/** More than this nobody files in one round, however long it lasts. */
const REQUESTS_PER_ROUND = 60;
const NEW_CASE = 0.3;
const CONTESTED = 0.12;
const CLAIMED = 0.25;
const ORDERED = 0.5;
/** Versions after reporting, application and approval; one more, then it may be claimed; at eight it rests. */
const FILED = 3;
const RESTS_AT = 8;
const BUSY_PAUSE_MS = 50;

/** Files one submission after the other; what stays unanswered is sent again, with the same id, before anything new. */
export class Writer {
  readonly #town: Township;
  readonly #forms: Forms;
  readonly #ledger: Ledger;
  readonly #random: Random;
  readonly #shared: Known[];
  #own: Known[] = [];
  #open: Open | null = null;
  #last: Entry | null = null;

  constructor(town: Township, forms: Forms, ledger: Ledger, random: Random, shared: Known[]) {
    this.#town = town;
    this.#forms = forms;
    this.#ledger = ledger;
    this.#random = random;
    this.#shared = shared;
  }

  /** Settles what the last kill left open, asks once more for the last answer it had, and goes on until it is over. */
  async work(round: Round): Promise<void> {
    await this.settle(round);
    for (let n = 0; n < REQUESTS_PER_ROUND && !round.over; n++) {
      if (!this.#open) this.#begin();
      await this.#file(round);
    }
  }

  /** Only the first half of it: what ends the last round. */
  async settle(round: Round): Promise<void> {
    const before = this.#last;
    for (let n = 0; this.#open && n < REQUESTS_PER_ROUND && !round.over; n++) await this.#file(round);
    if (before && !round.over) await this.#send(before, round);
  }

  async #file(round: Round): Promise<void> {
    const open = this.#open as Open;
    await this.#send(open.entry, round);
    if (open.entry.state === 'open') {
      if (!round.over) await sleep(BUSY_PAUSE_MS);
      return;
    }
    this.#open = null;
    if (open.entry.told) {
      this.#last = open.entry;
      open.learn(open.entry.told);
    }
  }

  async #send(entry: Entry, round: Round): Promise<void> {
    this.#ledger.sending(entry);
    const answer = await round.http.send(entry.account, 'POST', entry.path, entry.body);
    this.#ledger.settle(entry, answer, round.number, round.over);
    if (answer) round.answered();
    const { currentVersion } = (answer?.body ?? {}) as Partial<Problem>;
    const shared = this.#shared.find(({ caseId }) => entry.path.includes(caseId));
    if (shared && currentVersion) shared.version = Math.max(shared.version, currentVersion);
  }

  #begin(): void {
    const { request, learn } = this.#next();
    this.#open = { entry: this.#ledger.open(request), learn };
  }

  #next(): Next {
    const ordered = this.#own.find(({ paper }) => paper !== undefined);
    if (ordered) return this.#onOwn(ordered);
    if (this.#random.chance(CONTESTED)) return this.#onShared(this.#random.pick(this.#shared));
    if (this.#own.length === 0 || this.#random.chance(NEW_CASE)) return this.#start();
    return this.#onOwn(this.#random.pick(this.#own));
  }

  #start(): Next {
    return {
      request: clue(this.#town, this.#forms, this.#random.chance(0.5)),
      learn: ({ caseId, version }) => void this.#own.push({ caseId, version }),
    };
  }

  #onShared(known: Known): Next {
    return {
      request: step(this.#town, this.#forms, 'site-record', known, true),
      learn: ({ version }) => {
        known.version = Math.max(known.version, version);
      },
    };
  }

  /** Nobody else files on one's own case, so its version is known. It is laid aside until the answer is there. */
  #onOwn(known: Known): Next {
    this.#own = this.#own.filter((other) => other !== known);
    if (known.version > FILED && !known.paper && this.#random.chance(CLAIMED))
      return { request: claim(this.#town, this.#forms, known.caseId), learn: () => undefined };
    const action = this.#nextOn(known);
    return {
      request: step(this.#town, this.#forms, action, known),
      learn: ({ caseId, version, papers }) => {
        const paper = action === 'order-correction' ? papers[0] : undefined;
        const kept = action === 'void-paper' ? undefined : known.paper;
        if (version < RESTS_AT) this.#own.push({ caseId, version, paper: paper ?? kept });
      },
    };
  }

  /** After the filing, records of the site; now and then a sealed order, which is declared void at once. */
  #nextOn({ version, paper }: Known): ActionOfStory {
    if (version < FILED) return version === 1 ? 'apply-filing' : 'approve-filing';
    if (paper !== undefined) return 'void-paper';
    return this.#random.chance(ORDERED) ? 'order-correction' : 'site-record';
  }
}
