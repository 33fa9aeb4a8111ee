import type { CaseEvent, CaseState } from '../../functions/contract/case.ts';
import { saidBy } from './ledger.ts';

/** What the checks need of an event; the whole of it would not fit into memory some thousand times. */
export type EventTrace = {
  version: number;
  at: string;
  hash: string;
  submission: string | null;
  /** Hash of verdict and papers, as the answer should have given them. */
  said: string | null;
  numbers: string[];
  /** Hashes of the papers issued, and of those declared void. */
  papers: string[];
  voided: string[];
  sealed: string | null;
  origin: { caseId: string; version: number } | null;
};
export type CaseTrace = {
  tenant: string;
  caseId: string;
  /** Those of the stored head. */
  links: CaseState['links'];
  events: EventTrace[];
};

/** Everything the store holds after a run, as far as it is checked. A row is its keys, `partition\nsort`. */
export type Stored = {
  cases: CaseTrace[];
  /** Of the table of events: events, submissions, numbers. */
  rows: Set<string>;
  sealedRows: Set<string>;
};

export const traceOf = (head: CaseState, events: CaseEvent[]): CaseTrace => ({
  tenant: head.tenant,
  caseId: head.id,
  links: head.links,
  events: events.map(({ version, at, hash, submission, verdict, transition, origin }) => ({
    version,
    at,
    hash,
    submission: submission?.id ?? null,
    said: submission ? saidBy(verdict, transition.papers ?? []) : null,
    numbers: (transition.papers ?? []).flatMap(({ number }) => (number === null ? [] : [number])),
    papers: (transition.papers ?? []).map((paper) => paper.hash),
    voided: (transition.voided ?? []).map((one) => one.paper),
    sealed: submission?.sealed?.id ?? null,
    origin: origin ? { caseId: origin.caseId, version: origin.version } : null,
  })),
});
