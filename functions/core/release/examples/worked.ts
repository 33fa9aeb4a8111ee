import type { Verdict } from '../../../contract/case.ts';
import type { Facts } from '../../../contract/definitions/facts.ts';
import type { Example, Rule, RuleSet } from '../../../contract/definitions/rules.ts';
import { type BriefSet, compile, STATUS_NAMES } from '../../decide/compiled.ts';
import type { Days, PinnedRuleSet } from '../../decide/decide.ts';
import { factFaults } from '../../facts/dictionary.ts';
import type { Bundle } from '../bundle.ts';
import { completeFacts } from './examples.ts';

/** An example worked out: the facts it is judged on, and what becomes of each rule, by its place in the rule set. */
export type Worked = { example: Example; facts: Facts; days: Days } & BriefSet;
/** What becomes of one rule. */
export type RuleStatus = (typeof STATUS_NAMES)[number];
export type Fate = { status: RuleStatus; fired: boolean; holds: boolean };

/** Every example of a rule set, worked out on its completed facts. One whose facts do not fit the dictionary shows nothing. */
export function workOut(bundle: Bundle, { ruleSet, hash }: PinnedRuleSet, examples: Example[]): Worked[] {
  const compiled = compile(ruleSet, hash);
  const sound = examples.filter(({ facts }) => factFaults(bundle.dictionary, facts).length === 0);
  return sound.map((example) => {
    const { facts, days } = completeFacts(bundle, example.facts, example.asOf);
    const { statuses, fired, holds } = compiled.brief(facts, days);
    return { example, facts, days, statuses: statuses.slice(), fired: fired.slice(), holds: holds.slice() };
  });
}

/** What becomes of one rule of those in a brief. */
export const fateOf = ({ statuses, fired, holds }: BriefSet, index: number): Fate => ({
  status: STATUS_NAMES[statuses[index] as number] as RuleStatus,
  fired: fired[index] === 1,
  holds: holds[index] === 1,
});

/** Whether what becomes of the rules is what the example expects. The facts it names as missing are not looked at. */
export function asExpected(worked: Worked, { rules }: RuleSet): boolean {
  const { fired, outcome, status } = worked.example.expect;
  if (outcome && outcome !== outcomeOf(worked, rules)) return false;
  const firing = rules.filter((_, i) => worked.fired[i] === 1).map((r) => r.id);
  if (fired && firing.sort().join() !== [...fired].sort().join()) return false;
  return Object.entries(status ?? {}).every(([id, expected]) => {
    const index = rules.findIndex((r) => r.id === id);
    return index >= 0 && fateOf(worked, index).status === expected;
  });
}

export function outcomeOf({ fired, holds }: BriefSet, rules: Rule[]): Verdict['outcome'] {
  if (rules.some((rule, i) => fired[i] === 1 && rule.event.type === 'deny')) return 'refused';
  return holds.includes(1) ? 'unknown' : 'allowed';
}

/** Whether an example says what becomes of a rule. */
export const speaksOf = ({ expect }: Example, rule: Rule): boolean =>
  expect.fired !== undefined || expect.status?.[rule.id] !== undefined;
