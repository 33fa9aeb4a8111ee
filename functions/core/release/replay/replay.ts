import type { BriefVerdict, Verdict } from '../../../contract/case.ts';
import type { ReplayCause, ReplayOutcome, Standing } from '../../../contract/replay.ts';
import { decideCompiled, STATUS_NAMES } from '../../decide/compiled.ts';
import type { Overrides } from '../../decide/decide.ts';
import type { Bundle } from '../bundle.ts';
import { causesOf } from './causes.ts';
import { rebuildFacts } from './facts.ts';
import { kept, type Plan, planOf } from './plan.ts';
import { type Filed, type Known, type Retold, retoldBy } from './retold.ts';
import type { Judged, Pairs, Side } from './sides.ts';

/** A decision as it was recorded. */
export type RecordedDecision = {
  /** The release it was made under. */
  release: Bundle;
  procedure: string;
  action: string;
  verdict: BriefVerdict;
  known: Known;
  /** What its matter's and its form's facts are told from again; null where the record does not say, and they stand. */
  filed: Filed | null;
};

/** One rule that no longer does what it did, and why. */
export type Shift = { rule: string | null; from: Standing; to: Standing; causes: ReplayCause[] };
export type Change = { before: ReplayOutcome; after: ReplayOutcome; shifts: Shift[] };
/** `restated`: a rule is judged otherwise and nothing follows from it. */
export type Replayed = Change | 'restated' | null;

/**
 * What the candidate makes of a recorded decision, against what the base makes of it: for a decision made by the base's
 * own rules that is the recorded verdict itself, for an older one the base's rules over the same recorded facts. Null
 * where nothing differs. Nothing that depends on the releases alone is worked out twice.
 */
export function replayDecision(base: Bundle, candidate: Bundle, decision: RecordedDecision): Replayed {
  const ground = recordedPlan(decision);
  const { procedure, action, verdict } = decision;
  const from = planOf(base, procedure, action);
  const to = planOf(candidate, procedure, action);
  const overrides = overridesOf(verdict);
  const before = from && sideBefore(from, ground, decision, overrides);
  const after = to && sideOf(to, ground, decision, overrides);
  if (!before || !after) return before === after ? null : appearance(before, after, decision, candidate);
  const pairs = pairsOf(before.plan, after.plan);
  const answer = compare(before, after, pairs);
  if (answer !== 'changed') return answer;
  return {
    before: outcomeOf(before),
    after: outcomeOf(after),
    shifts: shiftsOf(before, after, pairs, decision),
  };
}

/** @throws Error where the verdict was not made by the rule sets of the release it names */
function recordedPlan({ release, procedure, action, verdict }: RecordedDecision): Plan {
  const plan = planOf(release, procedure, action);
  const fits =
    plan?.rules.length === verdict.rules.length &&
    plan.sets.every(({ ruleSet, hash }) => verdict.ruleSets[ruleSet.id] === hash);
  if (!plan || !fits)
    throw new Error(`the verdict of ${procedure}/${action} is not of release ${release.hash}`);
  return plan;
}

function sideBefore(base: Plan, recorded: Plan, decision: RecordedDecision, overrides: Overrides): Side {
  const retold = retoldBy(recorded, base, decision);
  if (base.key !== recorded.key || retold.size > 0)
    return sideOf(base, recorded, decision, overrides, retold);
  const { verdict } = decision;
  return { plan: base, rebuilt: { facts: verdict.facts, unrecorded: [] }, rules: verdict.rules, retold };
}

function sideOf(
  plan: Plan,
  recorded: Plan,
  decision: RecordedDecision,
  overrides: Overrides,
  retold: Retold = retoldBy(recorded, plan, decision),
): Side {
  const ground = { plan: recorded, verdict: decision.verdict, known: decision.known, retold };
  const rebuilt = rebuildFacts(plan, ground, 'trust');
  const days = daysUnder(decision.verdict, retold);
  const rules: Judged[] = [];
  for (const compiled of plan.compiled) {
    const { statuses, fired, holds } = compiled.brief(rebuilt.facts, days, overrides);
    for (let i = 0; i < statuses.length; i++) {
      const code = (statuses[i] as number) * 4 + (fired[i] as number) * 2 + (holds[i] as number);
      rules.push(JUDGED[code] as Judged);
    }
  }
  return { plan, rebuilt, rules, retold };
}

/** The days the rules are held to: a form that tells the day of the act otherwise moves that one. */
function daysUnder({ days }: BriefVerdict, retold: Retold): BriefVerdict['days'] {
  const act = retold.get('act.day');
  return act ? { ...days, act: (act.value as string | undefined) ?? null } : days;
}

/** Every way a rule can be judged, once: a million decisions share them. */
const JUDGED: Judged[] = STATUS_NAMES.flatMap((status) =>
  [0, 1, 2, 3].map((n) => ({ status, fired: (n & 2) > 0, holds: (n & 1) > 0 })),
);

const NO_OVERRIDES: Overrides = [];
export function overridesOf({ rules }: BriefVerdict): Overrides {
  if (!rules.some((r) => r.overridden)) return NO_OVERRIDES;
  return rules.flatMap((r) => (r.overridden ? [{ rule: r.id, ...r.overridden }] : []));
}

const pairsKept = new WeakMap<Plan, WeakMap<Plan, Pairs>>();

function pairsOf(before: Plan, after: Plan): Pairs {
  const ofBefore = kept(pairsKept, before, () => new WeakMap<Plan, Pairs>());
  return kept(ofBefore, after, () => pairUp(before, after));
}

/** By id, first in the set of the same id: a rule may have moved to another set of the action. */
function pairUp(before: Plan, after: Plan): Pairs {
  const place = ({ rules, sets }: Plan, i: number) =>
    `${sets[rules[i]?.set as number]?.ruleSet.id}/${rules[i]?.rule.id}`;
  const open = new Map(after.rules.map((_, i) => [place(after, i), i]));
  const found = before.rules.map((_, i) => {
    const same = open.get(place(before, i));
    if (same !== undefined) open.delete(place(before, i));
    return same ?? -1;
  });
  const moved = new Map([...open.values()].map((i) => [after.rules[i]?.rule.id, i]));
  const pairs: Pairs = found.map((same, i) => {
    const id = before.rules[i]?.rule.id;
    const to = same >= 0 ? same : (moved.get(id) ?? -1);
    if (same < 0) moved.delete(id);
    return { before: i, after: to };
  });
  return [...pairs, ...[...moved.values()].map((i) => ({ before: -1, after: i }))];
}

const ABSENT: Judged = { status: 'not-in-force', fired: false, holds: false };
const judgedAt = ({ rules }: Side, i: number): Judged => rules[i] ?? ABSENT;

function compare(before: Side, after: Side, pairs: Pairs): 'changed' | 'restated' | null {
  let answer: 'restated' | null = null;
  for (const pair of pairs) {
    const a = judgedAt(before, pair.before);
    const b = judgedAt(after, pair.after);
    if (differs(before, after, pair, a, b)) return 'changed';
    if (a.status !== b.status && pair.before >= 0 && pair.after >= 0) answer = 'restated';
  }
  return answer;
}

function differs(before: Side, after: Side, pair: Pairs[number], a: Judged, b: Judged): boolean {
  if (a.fired !== b.fired || a.holds !== b.holds) return true;
  if (!a.fired || before.plan === after.plan) return false;
  return before.plan.rules[pair.before]?.effect !== after.plan.rules[pair.after]?.effect;
}

function outcomeOf({ plan, rules }: Side): ReplayOutcome {
  const denied = rules.some((r, i) => r.fired && plan.rules[i]?.rule.event.type === 'deny');
  if (denied) return 'refused';
  return rules.some((r) => r.holds) ? 'unknown' : 'allowed';
}

function standingOf(side: Side, place: number): Standing {
  const { fired, holds } = judgedAt(side, place);
  if (fired) return side.plan.rules[place]?.rule.event.type as Standing;
  return holds ? 'held' : 'nothing';
}

function shiftsOf(before: Side, after: Side, pairs: Pairs, decision: RecordedDecision): Shift[] {
  const { procedure, action, verdict } = decision;
  const explain = causesOf(before, after, { procedure, action, days: verdict.days, filed: decision.filed });
  return pairs
    .filter((pair) =>
      differs(before, after, pair, judgedAt(before, pair.before), judgedAt(after, pair.after)),
    )
    .map((pair) => ({
      rule: (after.plan.rules[pair.after] ?? before.plan.rules[pair.before])?.rule.id as string,
      from: standingOf(before, pair.before),
      to: standingOf(after, pair.after),
      causes: explain(pair),
    }));
}

/** The action is on one side only. */
function appearance(
  before: Side | null,
  after: Side | null,
  { procedure, action }: RecordedDecision,
  candidate: Bundle,
): Change {
  const gone = before !== null;
  const where = candidate.get('procedure', procedure)?.body.title ?? procedure;
  const cause: ReplayCause = {
    kind: gone ? 'action-gone' : 'action-added',
    definition: `procedure/${procedure}`,
    say: gone ? `程序“${where}”不再有步骤“${action}”` : `程序“${where}”新增步骤“${action}”`,
  };
  const at = (side: Side | null): Standing => (side ? 'nothing' : 'absent');
  return {
    before: before ? outcomeOf(before) : 'absent',
    after: after ? outcomeOf(after) : 'absent',
    shifts: [{ rule: null, from: at(before), to: at(after), causes: [cause] }],
  };
}

/**
 * A recorded decision judged again, whole, by the rules of a release: told facts as recorded, parameters and derived facts
 * worked out anew, with the explanation. Under the release it was made by this is the recorded verdict, value for value.
 * Null where the release has no such action.
 */
export function judgeAgain(
  bundle: Bundle,
  decision: RecordedDecision,
): { verdict: Verdict; unrecorded: string[] } | null {
  const recorded = recordedPlan(decision);
  const plan = planOf(bundle, decision.procedure, decision.action);
  if (!plan) return null;
  const retold = retoldBy(recorded, plan, decision);
  const ground = { plan: recorded, verdict: decision.verdict, known: decision.known, retold };
  const { facts, unrecorded } = rebuildFacts(plan, ground, 'prove');
  const days = daysUnder(decision.verdict, retold);
  const overrides = overridesOf(decision.verdict);
  return { verdict: decideCompiled(plan.sets, facts, days, bundle.hash, overrides), unrecorded };
}

/** Whether a decision was made by the very rules, parameters and facts that a release holds for it. */
export function madeBy(bundle: Bundle, decision: RecordedDecision): boolean {
  const { release, procedure, action } = decision;
  const [now, then] = [planOf(bundle, procedure, action), planOf(release, procedure, action)];
  if (!now || !then) return now === then;
  return now.key === then.key && retoldBy(then, now, decision).size === 0;
}
