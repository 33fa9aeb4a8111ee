import type { Facts } from '../../../../contract/definitions/facts.ts';
import type { Finding, Witness } from '../../../../contract/definitions/release.ts';
import type { Condition, Leaf, Rule } from '../../../../contract/definitions/rules.ts';
import { isInForce, type PinnedRuleSet } from '../../../decide/decide.ts';
import { leavesOf } from '../../../decide/referenced.ts';
import { factFaults } from '../../../facts/dictionary.ts';
import { parameterFacts } from '../../../facts/kernel.ts';
import type { Bundle } from '../../bundle.ts';
import { decideOn } from '../../examples/examples.ts';
import { namesOf, newEffort, type World } from './world.ts';

type Verdict = Awaited<ReturnType<typeof decideOn>>;
export type Statuses = Map<string, Verdict['rules'][number]>;
/** What a witness has to show, by the real verdict on it. */
export type Shows = (rules: Statuses, verdict: Verdict) => boolean;

/** One rule set under examination: its world, where it was written, and how findings about it are made. */
export type Subject = {
  bundle: Bundle;
  set: PinnedRuleSet;
  world: World;
  rules: Rule[];
  kind: 'ruleset' | 'table';
  path(rule: number, inside?: string): string;
  say(finding: Omit<Finding, 'definition'>): void;
  /** The facts as a witness, if the real decision shows with them what is claimed; otherwise null, and nothing is said. */
  witness(facts: Facts, shows: Shows, day?: string): Promise<Witness | null>;
};

/** Readings of conditions one rule of a real decision costs. */
const DECIDING = 200;

export function subjectOf(bundle: Bundle, set: PinnedRuleSet, day: string, findings: Finding[]): Subject {
  const { id, rules } = set.ruleSet;
  const kind = bundle.get('table', id) ? 'table' : 'ruleset';
  const params = parameterFacts(
    bundle.dictionary,
    bundle.all('params').map((e) => e.body),
    day,
  );
  return {
    bundle,
    set,
    rules,
    kind,
    world: { dictionary: bundle.dictionary, params, day, effort: newEffort() },
    path: (rule, inside = '') => (kind === 'table' ? `/rows/${rule}` : `/rules/${rule}${inside}`),
    say: (finding) => findings.push({ ...finding, definition: `${kind}/${id}` }),
    async witness(facts, shows, asOf = day) {
      const supplied = suppliable(bundle, facts);
      if (factFaults(bundle.dictionary, supplied).length > 0) return null;
      this.world.effort.left -= rules.length * DECIDING;
      const verdict = await decideOn(bundle, set, supplied, asOf);
      const statuses: Statuses = new Map(verdict.rules.map((rule) => [rule.id, rule]));
      return shows(statuses, verdict) ? { ruleSet: id, asOf, facts: supplied } : null;
    },
  };
}

/** Without derived facts, which are worked out, and parameters, which stand in their table. */
const suppliable = ({ dictionary }: Bundle, facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => !dictionary.get(name)?.derive)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

export const inForce = (subject: Subject, rule: Rule): boolean => isInForce(rule, subject.world.day);

/** The facts a condition reads, bounds included. */
export const factsIn = (condition: Condition): Set<string> =>
  new Set(leavesOf(condition).flatMap((l: Leaf) => namesOf(l)));

export const title = ({ id, title: name }: Rule): string => `“${id} ${name}”`;
