import type { JudgedCondition, JudgedRule, Status, Verdict } from '../../contract/case.ts';
import type { Facts, FactValue } from '../../contract/definitions/facts.ts';
import type { Condition, Leaf, Rule, RuleSet } from '../../contract/definitions/rules.ts';
import { type RunNode, runEngine } from './engine.ts';
import { boundOf, isFactBound, testLeaf } from './operators.ts';
import { factsOf } from './referenced.ts';
import { addMissing } from './unknown.ts';

export type PinnedRuleSet = { ruleSet: RuleSet; hash: string };
/** The two clocks: which rules were in force on the day of the act, and on the day of decision. */
export type Days = Verdict['days'];
export type Overrides = { rule: string; reason: string; by: string }[];

/**
 * What the rule sets say of the facts, with the full explanation. Deterministic: rules come in the order they are written.
 * `facts` must hold derived, kernel and parameter facts already; what it lacks is unknown.
 */
export async function decide(
  sets: PinnedRuleSet[],
  facts: Facts,
  days: Days,
  release: string,
  overrides: Overrides = [],
): Promise<Verdict> {
  const seen: Record<string, FactValue> = {};
  const rules: JudgedRule[] = [];
  const effects: Verdict['effects'] = [];
  const missing = new Set<string>();
  let held = false;
  for (const { ruleSet, hash } of sets) {
    const asked = factsOf(ruleSet, hash);
    const known: Record<string, FactValue> = {};
    for (const name of asked) if (facts[name] !== undefined) known[name] = seen[name] = facts[name];
    const complete = Object.keys(known).length === asked.length;
    const lower = await runEngine(ruleSet, hash, 'lower', known);
    const upper = complete ? lower : await runEngine(ruleSet, hash, 'upper', known);
    for (const rule of ruleSet.rules) {
      const judged = judgeRule(
        rule,
        ruleSet,
        known,
        lower.get(rule.id) as RunNode,
        upper.get(rule.id) as RunNode,
        days,
      );
      const override = overrides.find((o) => o.rule === rule.id);
      if (override && rule.overridable !== false && (judged.fired || judged.holds)) {
        judged.overridden = { by: override.by, reason: override.reason };
        judged.fired = judged.holds = false;
      }
      rules.push(judged);
      if (judged.holds) {
        held = true;
        addMissing(missing, rule, judged.conditions, known);
      }
      if (judged.fired) effects.push({ rule: rule.id, ruleSet: ruleSet.id, effect: rule.event });
    }
  }
  const refused = effects.some((e) => e.effect.type === 'deny');
  return {
    outcome: refused ? 'refused' : held ? 'unknown' : 'allowed',
    effects,
    rules,
    missingFacts: [...missing].sort(),
    ruleSets: Object.fromEntries(sets.map((s) => [s.ruleSet.id, s.hash])),
    release,
    facts: seen,
    days,
  };
}

function judgeRule(
  rule: Rule,
  set: RuleSet,
  facts: Facts,
  lower: RunNode,
  upper: RunNode,
  days: Days,
): JudgedRule {
  const inForce = isInForce(rule, set.asOf === 'act' ? (days.act ?? days.decision) : days.decision);
  const conditions = judge(rule.conditions, facts, lower, upper);
  const onUnknown = rule.whenUnknown ?? (rule.severity === 'block' ? 'hold' : 'pass');
  const relevant = rule.mustKnow === undefined || testLeaf(rule.mustKnow, facts) !== false;
  const unknown = inForce && conditions.status === 'unknown' && relevant;
  return {
    id: rule.id,
    ruleSet: set.id,
    title: rule.title,
    severity: rule.severity,
    status: inForce ? conditions.status : 'not-in-force',
    fired: inForce && (conditions.status === 'satisfied' || (unknown && onUnknown === 'fire')),
    holds: unknown && onUnknown === 'hold',
    ...(rule.overridable === false ? {} : { overridable: rule.overridable.role }),
    legalBasis: rule.legalBasis,
    say: rule.event.params.say,
    conditions,
  };
}

/** From the first day to the last, both included. */
export function isInForce(rule: Rule, day: string): boolean {
  const { effective } = rule;
  return (
    effective === undefined || (effective.from <= day && (effective.to === undefined || day <= effective.to))
  );
}

function judge(condition: Condition, facts: Facts, lower: RunNode, upper: RunNode): JudgedCondition {
  const status: Status =
    lower.result === true ? 'satisfied' : upper.result === true ? 'unknown' : 'unsatisfied';
  const words = { status, basis: condition.basis, label: condition.label };
  const each = (children: Condition[], key: 'all' | 'any') =>
    children.map((child, i) => judge(child, facts, lower[key]?.[i] as RunNode, upper[key]?.[i] as RunNode));
  if ('all' in condition) return { ...words, all: each(condition.all, 'all') };
  if ('any' in condition) return { ...words, any: each(condition.any, 'any') };
  if ('not' in condition)
    return { ...words, not: flipped(condition.not, facts, lower.not as RunNode, upper.not as RunNode) };
  return { ...words, ...leafFacts(condition, facts) };
}

/** Below a `not` the lower run holds the upper bounds and the other way round. */
const flipped = (condition: Condition, facts: Facts, lower: RunNode, upper: RunNode) =>
  judge(condition, facts, upper, lower);

function leafFacts(leaf: Leaf, facts: Facts) {
  return {
    fact: leaf.fact,
    operator: leaf.operator,
    value: facts[leaf.fact],
    bound: boundOf(leaf, facts),
    boundFact: isFactBound(leaf.value) ? leaf.value.fact : undefined,
  };
}
