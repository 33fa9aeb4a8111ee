import type { JudgedCondition } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Rule } from '../../contract/definitions/rules.ts';

/** Adds the facts that could settle a rule that holds a verdict up. */
export function addMissing(missing: Set<string>, rule: Rule, judged: JudgedCondition, facts: Facts): void {
  addUnknown(missing, judged);
  // Where nobody has said whether a rule is to the point, saying so may settle it too.
  if (rule.mustKnow && facts[rule.mustKnow.fact] === undefined) missing.add(rule.mustKnow.fact);
}

/** The unknown leaves of an unknown condition: the facts that could settle it. */
function addUnknown(missing: Set<string>, condition: JudgedCondition): void {
  if (condition.status !== 'unknown') return;
  const { all, any, not, boundFact } = condition;
  const children = all ?? any ?? (not ? [not] : null);
  if (children) {
    for (const child of children) addUnknown(missing, child);
    return;
  }
  if (condition.value === undefined) missing.add(condition.fact as string);
  if (condition.bound === undefined && boundFact !== undefined) missing.add(boundFact);
}
