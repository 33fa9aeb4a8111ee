import type { ConditionCoverage, RuleCoverage, Side } from '../../../contract/coverage.ts';
import type { FactValue } from '../../../contract/definitions/facts.ts';
import type { Leaf } from '../../../contract/definitions/rules.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import { boundOf, testLeaf } from '../../decide/operators.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { isLeaf, isScope, placedConditions, sayCondition } from '../telling/conditions.ts';
import { isOrdered } from './mutants.ts';
import { fateOf, type RuleStatus, speaksOf, type Worked } from './worked.ts';

/**
 * What the examples of a rule set show: of each rule how often it fires, stays quiet, is unknown or out of force; of each
 * single condition whether an example meets it and one fails it, and of an ordered one on which sides of its bound
 * examples stand. An example counts for a rule when it says what becomes of it (`fired`, or its `status`) and, for the
 * conditions, the rule is in force; for `mustKnow`, when the rule is unknown, where alone it matters.
 *
 * Two things are to be shown of a rule (it fires, it stays quiet), two of a condition (met, failed), one more of a bound
 * (exactly at it): `covered` of `total`.
 */
export function measureCoverage(
  set: PinnedRuleSet,
  worked: Worked[],
  dictionary: Dictionary,
): RuleCoverage[] {
  const leaves = placedConditions(set).filter(({ condition }) => isLeaf(condition));
  return set.ruleSet.rules.map((rule, index) => {
    const by: Record<RuleStatus, Worked[]> = {
      satisfied: [],
      unsatisfied: [],
      unknown: [],
      'not-in-force': [],
    };
    for (const each of worked) if (speaksOf(each.example, rule)) by[fateOf(each, index).status].push(each);
    const inForce = [...by.satisfied, ...by.unsatisfied, ...by.unknown];
    const conditions = leaves
      .filter((place) => place.rule === index)
      .map((place) => {
        const among = isScope(place) ? by.unknown : inForce;
        return ofLeaf(place.path, place.condition as Leaf, among, dictionary);
      });
    const [firing, quiet] = [by.satisfied.length, by.unsatisfied.length];
    const shown = [firing > 0, quiet > 0, ...conditions.flatMap(thingsShown)];
    return {
      id: rule.id,
      title: rule.title,
      firing,
      quiet,
      unknown: by.unknown.length,
      notInForce: by['not-in-force'].length,
      conditions,
      covered: shown.filter(Boolean).length,
      total: shown.length,
    };
  });
}

function ofLeaf(path: string, leaf: Leaf, among: Worked[], dictionary: Dictionary): ConditionCoverage {
  const found = among.map(({ facts }) => testLeaf(leaf, facts));
  const sides = new Set(among.map(({ facts }) => sideOf(facts[leaf.fact], boundOf(leaf, facts))));
  const all: Side[] = ['below', 'at', 'above'];
  return {
    path,
    say: sayCondition(leaf, dictionary),
    satisfied: found.includes(true),
    unsatisfied: found.includes(false),
    missingSides: isOrdered(leaf) ? all.filter((side) => !sides.has(side)) : null,
  };
}

/** Numbers, days and instants order as they are (core/decide/operators.ts). */
function sideOf(value: FactValue | undefined, bound: FactValue | undefined): Side | null {
  if (value === undefined || bound === undefined) return null;
  return value === bound ? 'at' : value < bound ? 'below' : 'above';
}

const thingsShown = ({ satisfied, unsatisfied, missingSides }: ConditionCoverage): boolean[] => [
  satisfied,
  unsatisfied,
  ...(missingSides ? [!missingSides.includes('at')] : []),
];
