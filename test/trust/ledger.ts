import { systemClock } from '../../functions/adapters/clock.ts';
import type { Problem, SubmissionResult } from '../../functions/contract/api.ts';
import { contentHash } from '../../functions/core/hash.ts';

/** A request as it will be sent, the first time and every time after. */
export type Request = {
  township: string;
  account: string;
  path: string;
  body: { id: string; action: string };
  /** Others file on the same case: a 409 is an answer, too. */
  contested: boolean;
};

/** What the writer was told, as far as it can be held against the store. */
export type Told = {
  caseId: string;
  version: number;
  hash: string;
  /** Hashes of the papers issued. */
  papers: string[];
  /** Of verdict and papers. */
  said: string;
  /** Of the whole answer. */
  digest: string;
};

/** What the writers know of one submission: what a real client would have in its hands. */
export type Entry = Request & {
  state: 'open' | 'acknowledged' | 'refused';
  told: Told | null;
  /** The round in which it was first left without an answer. */
  lostIn: number | null;
  /** When it was sent the last time before it was settled. */
  sentAt: string;
};

/** What went wrong, and which promise it breaks. */
export type Fault = { check: string; say: string };
/** How a request ended; null when no whole answer came. */
export type Answer = { status: number; body: unknown } | null;

export const saidBy = (verdict: unknown, papers: unknown[]): string => contentHash({ verdict, papers });

/** Every submission of all writers, and what they were answered. */
export class Ledger {
  readonly entries: Entry[] = [];
  readonly faults: Fault[] = [];
  readonly counts = { sent: 0, retried: 0, askedAgain: 0 };

  open(request: Request): Entry {
    const entry: Entry = { ...request, state: 'open', told: null, lostIn: null, sentAt: '' };
    this.entries.push(entry);
    return entry;
  }

  /** Called before each sending. */
  sending(entry: Entry): void {
    this.counts.sent += 1;
    if (entry.state === 'acknowledged') this.counts.askedAgain += 1;
    else if (entry.lostIn !== null) this.counts.retried += 1;
    if (entry.state === 'open') entry.sentAt = systemClock.now();
  }

  /** @param killed whether server or engine was killed before the answer came: only then may it be a failure */
  settle(entry: Entry, answer: Answer, round: number, killed: boolean): void {
    if (answer === null || answer.status >= 500) {
      const { code } = (answer?.body ?? {}) as Partial<Problem>;
      if (!killed && code !== 'busy')
        this.#fault('answers', entry, `got ${answer?.status ?? 'no answer'} from a server that was well`);
      if (entry.state === 'open') entry.lostIn ??= round;
      return;
    }
    if (answer.status === 200) this.#acknowledge(entry, answer.body as SubmissionResult);
    else this.#refuse(entry, answer.body as Problem);
  }

  #acknowledge(entry: Entry, result: SubmissionResult): void {
    const { caseId, version, hash, verdict, papers } = result;
    const told = {
      caseId,
      version,
      hash,
      papers: papers.map((paper) => paper.hash),
      said: saidBy(verdict, papers),
      digest: contentHash(result),
    };
    if (entry.told && entry.told.digest !== told.digest)
      this.#fault('first-answer', entry, 'was answered differently when asked again');
    if (entry.state === 'refused') this.#fault('first-answer', entry, 'was acknowledged after a refusal');
    entry.told ??= told;
    entry.state = 'acknowledged';
  }

  #refuse(entry: Entry, { status, code, detail }: Problem): void {
    const expected = entry.contested && code === 'version-conflict' && entry.state === 'open';
    if (!expected) {
      const when = entry.state === 'open' && entry.lostIn === null ? 'at first' : 'when sent again';
      this.#fault('first-answer', entry, `was refused ${when}: ${status} ${code} ${detail}`);
    }
    if (entry.state === 'open') entry.state = 'refused';
  }

  #fault(check: string, { body, township }: Entry, say: string): void {
    this.faults.push({ check, say: `${township} ${body.action} ${body.id} ${say}` });
  }
}
