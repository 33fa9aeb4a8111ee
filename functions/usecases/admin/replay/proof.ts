import { canonicalJson } from '../../../core/hash.ts';
import { judgeAgain, madeBy, type RecordedDecision } from '../../../core/release/replay/replay.ts';
import { differences } from '../../../core/release/telling/diff.ts';
import type { Deps } from '../../deps.ts';
import { historyOf } from '../../ops/all-cases.ts';
import { liveBundle } from '../../releases.ts';
import { decisionsOf } from './run.ts';

export type ProofReport = {
  cases: number;
  decisions: number;
  /** Of them, those the rules in force decided; the others were decided by an earlier release, and are held against that. */
  byRulesInForce: number;
  /** The first decision that does not come out as it was recorded. */
  firstDifference: { tenant: string; caseId: string; version: number; path: string; say: string } | null;
};

const PAGE = 20;

/**
 * Judges every recorded decision of every township again by the rules it was made by, with parameters and derived facts
 * worked out anew: each must come out value for value as it was recorded. What a draft's replay says rests on this.
 * @param onPage told after every page of cases
 */
export async function proveReplay(
  deps: Deps,
  onPage: (sofar: ProofReport) => void = () => undefined,
): Promise<ProofReport> {
  const report: ProofReport = { cases: 0, decisions: 0, byRulesInForce: 0, firstDifference: null };
  for (const { id: tenant } of deps.tenants) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await deps.stores.cases.casesOf(tenant, { limit: PAGE, cursor: cursor ?? undefined });
      for (const caseId of page.items) {
        await proveCase(deps, tenant, caseId, report);
        if (report.firstDifference) return report;
      }
      onPage(report);
      cursor = page.cursor;
    }
  }
  return report;
}

async function proveCase(deps: Deps, tenant: string, caseId: string, report: ProofReport): Promise<void> {
  const history = await historyOf(deps, tenant, caseId);
  const live = await liveBundle(deps, tenant);
  report.cases += 1;
  for await (const { event, decision } of decisionsOf(deps, tenant, history)) {
    report.decisions += 1;
    if (madeBy(live, decision)) report.byRulesInForce += 1;
    const fault = faultOf(decision);
    if (!fault) continue;
    report.firstDifference = { tenant, caseId, version: event.version, ...fault };
    return;
  }
}

/** Where a decision does not come out as it was recorded; null when it does. */
export function faultOf(decision: RecordedDecision): { path: string; say: string } | null {
  const again = judgeAgain(decision.release, decision)?.verdict;
  if (canonicalJson(again) === canonicalJson(decision.verdict)) return null;
  const [first] = differences(decision.verdict, JSON.parse(canonicalJson(again)));
  return { path: first?.path ?? '', say: `重演的判定与登记的不同${first ? `:${first.say}` : ''}` };
}
