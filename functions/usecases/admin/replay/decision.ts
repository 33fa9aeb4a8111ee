import type { CaseState, JudgedCondition, JudgedRule, Verdict } from '../../../contract/case.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import type { ReplayCause, ReplayedDecision, ReplayedRule } from '../../../contract/replay.ts';
import { maySee } from '../../../core/case/authorize.ts';
import { foldEvents } from '../../../core/case/fold.ts';
import { canonicalJson } from '../../../core/hash.ts';
import type { Bundle } from '../../../core/release/bundle.ts';
import { paramOf } from '../../../core/release/replay/plan.ts';
import {
  judgeAgain,
  madeBy,
  type RecordedDecision,
  replayDecision,
} from '../../../core/release/replay/replay.ts';
import { labelsOf } from '../../case/labels.ts';
import type { Deps } from '../../deps.ts';
import { historyOf } from '../../ops/all-cases.ts';
import { comparisonOf } from './replay.ts';
import { type Comparison, decisionsOf } from './run.ts';

/**
 * One recorded decision under the rules in force and under the draft: the rules that are judged otherwise, with their
 * conditions. Nothing else of the case is told: whoever makes rules does not read cases, and to somebody who may not see
 * this one (roles.md §1: administrators none) not even what the conditions found in it, only how each came out. A draft
 * may ask for any fact, and would otherwise be a way to read them all.
 * @throws Refusal not-found, and what `comparisonOf` throws
 */
export async function replayedDecision(
  deps: Deps,
  person: Person,
  tenant: string,
  draftId: string,
  place: { caseId: string; version: number },
): Promise<ReplayedDecision> {
  const comparison = await comparisonOf(deps, tenant, draftId);
  const { event, decision, state } = await recordedAt(deps, tenant, place);
  const { procedure, action } = decision;
  const asRecorded = madeBy(comparison.live, decision);
  const before = asRecorded
    ? (event.verdict ?? null)
    : (judgeAgain(comparison.live, decision)?.verdict ?? null);
  const after = judgeAgain(comparison.next, decision);
  const rules = rulesThatDiffer(before, after?.verdict ?? null);
  const replayed = replayDecision(comparison.live, comparison.next, decision);
  const shifts = replayed === null || replayed === 'restated' ? [] : replayed.shifts;
  return {
    ...place,
    at: event.at,
    procedure,
    action,
    ...titlesOf(comparison, decision),
    before: before?.outcome ?? 'absent',
    after: after?.verdict.outcome ?? 'absent',
    asRecorded,
    causes: unique(shifts.flatMap((shift) => shift.causes)),
    rules: maySee(person, state) ? rules : rules.map((rule) => withoutValues(rule, comparison)),
    unrecorded: after?.unrecorded ?? [],
    labels: labelsIn(comparison, rules),
  };
}

async function recordedAt(
  deps: Deps,
  tenant: string,
  { caseId, version }: { caseId: string; version: number },
) {
  const history = await historyOf(deps, tenant, caseId);
  for await (const found of decisionsOf(deps, tenant, history.slice(0, version)))
    if (found.event.version === version) return { ...found, state: foldEvents(history) as CaseState };
  throw new Refusal('not-found', `案件 ${caseId} 的第 ${version} 步没有登记判定`);
}

function titlesOf({ next, live }: Comparison, { procedure, action, release }: RecordedDecision) {
  const known = [next, live, release].map((bundle) => bundle.get('procedure', procedure)?.body);
  const title = known.find((p) => p?.actions[action])?.actions[action]?.title;
  return {
    procedureTitle: known.find((p) => p)?.title ?? procedure,
    actionTitle: title ?? action,
  };
}

const unique = (causes: ReplayCause[]): ReplayCause[] => [
  ...new Map(causes.map((cause) => [canonicalJson(cause), cause])).values(),
];

/** Rules of one side only that did nothing there say nothing about the decision. */
function rulesThatDiffer(before: Verdict | null, after: Verdict | null): ReplayedDecision['rules'] {
  const was = new Map((before?.rules ?? []).map((r) => [r.id, r]));
  const is = new Map((after?.rules ?? []).map((r) => [r.id, r]));
  const acts = (r: JudgedRule | undefined) => (r ? [r.status, r.fired, r.holds] : null);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [a, b] = [was.get(id), is.get(id)];
    if (canonicalJson(acts(a)) === canonicalJson(acts(b)) && sameEffect(before, after, id)) return [];
    return [{ id, before: a ? shown(a) : null, after: b ? shown(b) : null }];
  });
}

function withoutValues(
  { id, before, after }: ReplayedDecision['rules'][number],
  { live, next }: Comparison,
): ReplayedDecision['rules'][number] {
  const spared = (rule: ReplayedRule | null, bundle: Bundle) =>
    rule && { ...rule, conditions: spare(rule.conditions, bundle) };
  return { id, before: spared(before, live), after: spared(after, next) };
}

/** A condition without what was found in the case; a parameter is none of that. */
function spare(condition: JudgedCondition, bundle: Bundle): JudgedCondition {
  const { value, bound, all, any, not, ...rest } = condition;
  const ofRelease = (fact: string | undefined) => fact !== undefined && paramOf(bundle, fact) !== null;
  const open = {
    value: ofRelease(rest.fact),
    bound: rest.boundFact === undefined || ofRelease(rest.boundFact),
  };
  return {
    ...rest,
    ...(open.value && value !== undefined && { value }),
    ...(open.bound && bound !== undefined && { bound }),
    ...(all && { all: all.map((child) => spare(child, bundle)) }),
    ...(any && { any: any.map((child) => spare(child, bundle)) }),
    ...(not && { not: spare(not, bundle) }),
  };
}

function sameEffect(before: Verdict | null, after: Verdict | null, rule: string): boolean {
  const effects = (verdict: Verdict | null) =>
    verdict?.effects.filter((e) => e.rule === rule).map((e) => e.effect) ?? [];
  return canonicalJson(effects(before)) === canonicalJson(effects(after));
}

function shown({ overridden, ...rule }: JudgedRule): ReplayedRule {
  return { ...rule, overridden: overridden !== undefined };
}

function labelsIn({ next, live }: Comparison, rules: ReplayedDecision['rules']) {
  const sides = (side: 'before' | 'after') => ({ rules: rules.flatMap((r) => r[side] ?? []) }) as never;
  return { ...labelsOf(live, [sides('before')]), ...labelsOf(next, [sides('after')]) };
}
