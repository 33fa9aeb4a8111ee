import type { Rule, RuleSet, WrittenRuleSet } from '../../contract/definitions/rules.ts';
import {
  expand,
  type Meaning,
  measure,
  type NameFault,
  referencesOf,
  sizeFault,
  unknownName,
} from './names.ts';

/** A rule set as it is run, or what keeps it from being run. */
export type Expanded = { ruleSet: RuleSet; faults: [] } | { ruleSet: null; faults: NameFault[] };

/**
 * A rule set with every named condition replaced by what it means. A rule set that uses no name is returned as it stands.
 * Faults name the place in the written rule set; never throws.
 */
export function expandRuleSet(
  written: WrittenRuleSet,
  meanings: Map<string, Meaning>,
  /** Every name that stands somewhere, also one without a meaning: that fault is told where the name stands. */
  known: ReadonlySet<string> = new Set(meanings.keys()),
): Expanded {
  const definition = `ruleset/${written.id}`;
  const faults: NameFault[] = [];
  const rules = written.rules.map((rule, i) => {
    const path = `/rules/${i}/conditions`;
    for (const { name, path: at } of referencesOf(rule.conditions, path))
      if (!known.has(name)) faults.push(unknownName(definition, name, at));
    const { size, height } = measure(rule.conditions, meanings);
    const tooLarge = sizeFault(size, height);
    if (tooLarge) faults.push({ definition, path, ...tooLarge });
    if (tooLarge) return null;
    const conditions = expand(rule.conditions, meanings);
    if (conditions === null) return null;
    return conditions === rule.conditions
      ? (rule as Rule)
      : { ...rule, conditions: conditions as Rule['conditions'] };
  });
  if (rules.some((rule) => rule === null)) return { ruleSet: null, faults };
  const same = rules.every((rule, i) => rule === written.rules[i]);
  return { ruleSet: same ? (written as RuleSet) : { ...written, rules: rules as Rule[] }, faults: [] };
}
