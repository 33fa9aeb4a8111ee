import type { Survivor } from '../../../contract/coverage.ts';
import type { Condition, Rule, RuleSet } from '../../../contract/definitions/rules.ts';
import { compileOnce } from '../../decide/compiled.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { sayCondition } from '../telling/conditions.ts';
import { mutantsOf } from './mutants.ts';
import { asExpected, type Fate, fateOf, outcomeOf, type Worked } from './worked.ts';

/** So many decisions the check of one rule set may cost; no rule set of the shipped packs takes a tenth of it. */
const MOST_DECISIONS = 200_000;

/**
 * The mistakes no example notices. Each single condition is turned round, each bound moved across its own edge, each 并且
 * made 或者, each condition of a group and each member of a list left out; the rule set so mistaken has to break an example
 * that held before. What survives is either shown by no example or can make no difference. Synchronous; a second for all
 * packs. Mistakes times examples grows with the square of a rule set: beyond `budget` decisions the rest is left untried,
 * and how many that are is told.
 */
export function survivorsOf(
  set: PinnedRuleSet,
  worked: Worked[],
  dictionary: Dictionary,
  budget = MOST_DECISIONS,
): { mutants: number; untried: number; survivors: Survivor[] } {
  const { ruleSet } = set;
  const holding = worked.filter((each) => asExpected(each, ruleSet));
  // Most mistakes in a rule show where it fires: those examples are asked first, which matters for tables of many rows.
  const orders = new Map<number, Worked[]>();
  const ordered = (rule: number): Worked[] => {
    const order = orders.get(rule) ?? holding.toSorted((a, b) => (b.fired[rule] ?? 0) - (a.fired[rule] ?? 0));
    orders.set(rule, order);
    return order;
  };
  const mutants = mutantsOf(set);
  let decisions = 0;
  let untried = 0;
  const survivors = mutants.filter(({ rule, at, by }) => {
    if (decisions >= budget) {
      untried += 1;
      return false;
    }
    const mistaken = withCondition(ruleSet.rules[rule] as Rule, at, by);
    const compiled = compileOnce({ ...ruleSet, rules: [mistaken] });
    return !ordered(rule).some((each) => {
      decisions += 1;
      return notices(each, ruleSet, rule, fateOf(compiled.brief(each.facts, each.days), 0));
    });
  });
  const told = survivors.map(({ rule, kind, by, path, said }) => ({
    rule: (ruleSet.rules[rule] as Rule).id,
    path,
    kind,
    say: sayCondition(said, dictionary),
    instead: kind === 'omitted' ? null : sayCondition(by, dictionary),
  }));
  return { mutants: mutants.length - untried, untried, survivors: told };
}

/** Whether an example that holds would break if one rule came out otherwise. */
function notices(worked: Worked, { rules }: RuleSet, index: number, fate: Fate): boolean {
  const { expect } = worked.example;
  const before = fateOf(worked, index);
  const expected = expect.status?.[rules[index]?.id as string];
  if (expected !== undefined && expected !== fate.status) return true;
  if (fate.fired === before.fired && fate.holds === before.holds) return false;
  if (expect.fired && fate.fired !== before.fired) return true;
  if (!expect.outcome) return false;
  const fired = worked.fired.with(index, fate.fired ? 1 : 0);
  const holds = worked.holds.with(index, fate.holds ? 1 : 0);
  return outcomeOf({ statuses: worked.statuses, fired, holds }, rules) !== expect.outcome;
}

/** The rule with another condition at a pointer of its rule set. */
function withCondition(rule: Rule, path: string, by: Condition): Rule {
  const put = (node: unknown, [step, ...rest]: string[]): unknown => {
    if (step === undefined) return by;
    if (Array.isArray(node)) return node.with(Number(step), put(node[Number(step)], rest));
    return { ...(node as object), [step]: put((node as Record<string, unknown>)[step], rest) };
  };
  return put(rule, path.split('/').slice(3)) as Rule;
}
