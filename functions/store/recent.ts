import type { CaseState } from '../contract/case.ts';
import { Keeper } from '../core/keeper.ts';

/**
 * The latest state of the cases this process read or wrote last. The state of a case at a version never changes, so
 * what is kept cannot be wrong, only no longer the last.
 */
export class RecentStates {
  readonly #states = new Keeper<CaseState>(1_000);

  /** What is known of the case at exactly this version. */
  at(key: string, version: number): CaseState | null {
    const state = this.#states.get(key);
    return state?.version === version ? state : null;
  }

  keep(key: string, state: CaseState): void {
    this.#states.put(key, state);
  }
}
