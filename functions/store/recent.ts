import type { CaseState } from '../contract/case.ts';

const KEPT = 1_000;

/**
 * The latest state of the cases this process read or wrote last. The state of a case at a version never changes, so
 * what is kept cannot be wrong, only no longer the last.
 */
export class RecentStates {
  readonly #states = new Map<string, CaseState>();

  /** What is known of the case at exactly this version. */
  at(key: string, version: number): CaseState | null {
    const state = this.#states.get(key);
    return state?.version === version ? state : null;
  }

  keep(key: string, state: CaseState): void {
    this.#states.delete(key);
    this.#states.set(key, state);
    if (this.#states.size <= KEPT) return;
    // A Map keeps insertion order: the first key is the oldest.
    const oldest = this.#states.keys().next().value;
    if (oldest !== undefined) this.#states.delete(oldest);
  }
}
