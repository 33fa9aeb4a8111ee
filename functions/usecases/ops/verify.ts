import type { CaseEvent, Verdict } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import { chainFault } from '../../core/case/chain.ts';
import { GENESIS } from '../../core/case/fold.ts';
import { decide } from '../../core/decide/decide.ts';
import { factsOfForm } from '../../core/facts/of-form.ts';
import { canonicalJson } from '../../core/hash.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { differences } from '../../core/release/telling/diff.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';
import { allCases, standsAndFolds } from './all-cases.ts';

/** The first thing about a case that is not what it was when it was recorded. */
export type Fault = { tenant: string; caseId: string; version: number; path: string; say: string };
export type VerifyReport = { cases: number; events: number; verdicts: number; firstDifference: Fault | null };

/** Recompute every hash chain, every stored verdict and every fold; stop at the first difference and name it. */
export async function verify(deps: Deps, only?: { caseId: string }): Promise<VerifyReport> {
  const report: VerifyReport = { cases: 0, events: 0, verdicts: 0, firstDifference: null };
  for await (const { tenant, caseId } of allCases(deps)) {
    if (only && only.caseId !== caseId) continue;
    const recorded = await standsAndFolds(deps, tenant, caseId);
    report.cases += 1;
    report.events += recorded.events.length;
    report.verdicts += recorded.events.filter((e) => e.verdict).length;
    report.firstDifference = await caseFault(deps, tenant, caseId, recorded);
    if (report.firstDifference) return report;
  }
  return report;
}

async function caseFault(
  deps: Deps,
  tenant: string,
  caseId: string,
  { head, folded, events, unknown }: Awaited<ReturnType<typeof standsAndFolds>>,
): Promise<Fault | null> {
  const broken = chainFault(events, GENESIS);
  if (broken) return { tenant, caseId, version: broken.version, path: '/hash', say: broken.say };
  let known: Facts = {};
  for (const event of events) {
    const bundle = await loadBundle(deps, tenant, event.release);
    const fault = (await verdictFault(event, bundle)) ?? factsFault(event, bundle, known);
    if (fault) return { tenant, caseId, version: event.version, ...fault };
    known = { ...known, ...event.transition.facts };
  }
  if (unknown)
    return { tenant, caseId, version: unknown.version, path: '/state', say: '案件的状态不包含这一事件' };
  if (canonicalJson(head) === canonicalJson(folded)) return null;
  return { tenant, caseId, version: events.length, ...firstDifference('/state', head, folded) };
}

/** The verdict again, from the recorded facts and the pinned rule sets: it must be the same byte for byte. */
async function verdictFault({ verdict }: CaseEvent, bundle: Bundle) {
  if (!verdict) return null;
  const sets = Object.entries(verdict.ruleSets).map(([id, hash]) => ({
    ...bundle.ruleSet(id),
    recorded: hash,
  }));
  for (const { ruleSet, hash, recorded } of sets) {
    if (!ruleSet || hash !== recorded)
      return { path: '/verdict/ruleSets', say: '锁定的规则集与判定时的版本不一致' };
  }
  const order = [...new Set(verdict.rules.map((r) => r.ruleSet))];
  const pinned = [...sets].sort(
    (a, b) => order.indexOf(a.ruleSet?.id as string) - order.indexOf(b.ruleSet?.id as string),
  );
  const again = await decide(
    pinned.map((s) => ({ ruleSet: s.ruleSet as never, hash: s.hash as string })),
    verdict.facts,
    verdict.days,
    verdict.release,
    overridesOf(verdict),
  );
  return canonicalJson(again) === canonicalJson(verdict)
    ? null
    : firstDifference('/verdict', verdict, JSON.parse(canonicalJson(again)));
}

const overridesOf = (verdict: Verdict) =>
  verdict.rules.flatMap((r) => (r.overridden ? [{ rule: r.id, ...r.overridden }] : []));

/** The facts a submission established, again from its data and the pinned mapping. */
function factsFault({ submission, transition, at, actor, matter }: CaseEvent, bundle: Bundle, known: Facts) {
  const form = submission && bundle.get('form', submission.form.id);
  if (!submission || !form) return null;
  const filing = { instant: at, actor: actor.id, matter, known };
  const again = factsOfForm(bundle, form.body, submission.data, filing);
  const changed = Object.entries(again).find(
    ([name, value]) => canonicalJson(transition.facts?.[name]) !== canonicalJson(value),
  );
  return changed
    ? firstDifference(`/transition/facts/${changed[0]}`, transition.facts?.[changed[0]], changed[1])
    : null;
}

function firstDifference(root: string, recorded: unknown, again: unknown): { path: string; say: string } {
  const [first] = differences(recorded, again);
  return {
    path: `${root}${first?.path ?? ''}`,
    say: first ? `登记的内容与重新计算的不同：${first.say}` : '登记的内容与重新计算的不同',
  };
}
