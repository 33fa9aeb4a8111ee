import type { Condition, Leaf, RuleSet } from '../../contract/definitions/rules.ts';
import { Keeper } from '../keeper.ts';
import { isFactBound } from './operators.ts';

/** Every leaf of a condition, left to right. */
export function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  if ('not' in condition) return leavesOf(condition.not);
  return [condition];
}

/** The names of all facts a rule set asks for, bounds included; sorted. */
export function factsIn(ruleSet: RuleSet): string[] {
  const leaves = ruleSet.rules.flatMap((r) => [
    ...leavesOf(r.conditions),
    ...(r.mustKnow ? [r.mustKnow] : []),
  ]);
  return [
    ...new Set(leaves.flatMap((l) => (isFactBound(l.value) ? [l.fact, l.value.fact] : [l.fact]))),
  ].sort();
}

const byHash = new Keeper<string[]>(1000);

/** `factsIn`, kept by the rule set's hash. */
export const factsOf = (ruleSet: RuleSet, hash: string): string[] =>
  byHash.keep(hash, () => factsIn(ruleSet));
