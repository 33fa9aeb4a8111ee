import { foldEvents } from '../../core/case/fold.ts';
import { viewsOf } from '../../core/case/views.ts';
import { canonicalJson } from '../../core/hash.ts';
import { differences } from '../../core/release/telling/diff.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';
import { allCases, historyOf } from './all-cases.ts';

export type RebuildReport = {
  cases: number;
  equal: number;
  /** Projections that were not what the events say; each was replaced. */
  different: { caseId: string; path: string; say: string }[];
  /** Cases that were missing in the list of their township, which replay and proof read; each was put into it. */
  listed: number;
};

/** Make every projection anew from events, compare it with the stored one, and put right what differs. */
export async function rebuild(deps: Deps): Promise<RebuildReport> {
  const report: RebuildReport = { cases: 0, equal: 0, different: [], listed: 0 };
  for await (const { tenant, caseId } of allCases(deps)) {
    const state = foldEvents(await historyOf(deps, tenant, caseId));
    if (!state) continue;
    report.cases += 1;
    if (await deps.stores.cases.listCase(tenant, caseId)) report.listed += 1;
    const fresh = viewsOf(state, await loadBundle(deps, tenant, state.release));
    const stored = await deps.stores.views.stored(tenant, caseId);
    if (canonicalJson(stored) === canonicalJson(fresh)) {
      report.equal += 1;
      continue;
    }
    const [first] = differences(stored ?? undefined, JSON.parse(canonicalJson(fresh)));
    report.different.push({ caseId, path: first?.path ?? '/', say: first?.say ?? '内容不同' });
    await deps.stores.views.replace(fresh);
  }
  return report;
}
