import type { CaseState } from '../../contract/case.ts';
import { viewsOf } from '../../core/case/views.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';

/** Bring the projections of changed cases up to date; idempotent by (case, version), so replays and gaps do no harm. */
export async function project(deps: Deps, states: CaseState[]): Promise<void> {
  const latest = new Map<string, CaseState>();
  for (const state of states) {
    const key = `${state.tenant}/${state.id}`;
    if ((latest.get(key)?.version ?? -1) < state.version) latest.set(key, state);
  }
  const views = await Promise.all(
    [...latest.values()].map(async (state) =>
      viewsOf(state, await loadBundle(deps, state.tenant, state.release)),
    ),
  );
  await deps.stores.views.put(...views);
}
