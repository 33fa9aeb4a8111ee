import type { ReplayExample, ReplayGroup } from '../contract/replay.ts';

/** How far the replay of a draft has come. */
export type ReplayRecord = {
  /** Counts the writes of the record. */
  version: number;
  /** One beginning to end; examples belong to one run. */
  run: string;
  /** What was replayed: the hash of the draft over the release it builds on. A draft that says something else is not it. */
  content: string;
  /** Where the next page of cases begins; null at the beginning and at the end. */
  cursor: string | null;
  startedAt: string;
  finishedAt: string | null;
  cases: number;
  decisions: number;
  changed: number;
  restated: number;
  groups: Omit<ReplayGroup, 'say' | 'examples'>[];
  /** The sum of the hashes of all changes: the same in whatever order and however many steps they were found. */
  sum: string;
};

/** The replay of each draft: one record, and the first examples of each group. */
export interface ReplayStore {
  read(tenant: string, draftId: string): Promise<ReplayRecord | null>;
  /** The examples of a run, by group. */
  examples(tenant: string, draftId: string, run: string): Promise<Map<string, ReplayExample[]>>;
  /**
   * Writes the record and these groups' examples, together. False when the stored record is not of `expectedVersion`
   * (0: there must be none): somebody else went on with it. At most `MOST_GROUPS` groups at a time.
   */
  save(
    tenant: string,
    draftId: string,
    record: ReplayRecord,
    examples: Map<string, ReplayExample[]>,
    expectedVersion: number,
  ): Promise<boolean>;
}

/** One transaction takes a hundred items. */
export const MOST_GROUPS = 90;
