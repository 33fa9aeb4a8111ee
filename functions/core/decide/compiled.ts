/**
 * Rule sets compiled: the same answers as `decide()` and json-rules-engine, without promises, copies or a second run.
 * For replay, coverage, static and mutation checks; live verdicts stay with `decide()` (docs/decisions/0007).
 *
 *     const compiled = compile(ruleSet, hash);                // kept by hash
 *     const codes = compiled.statuses(facts, days);           // codes[i]: the status of ruleSet.rules[i]
 *     if (codes[2] === SATISFIED) …
 *     const parts = compiled.conditionStatuses(facts);        // parts[j]: the status of compiled.conditions[j]
 *     const verdict = decideCompiled(sets, facts, days, release, overrides);   // equal to `await decide(…)`
 *     const brief = decideBriefly(sets, facts, days, overrides);               // the same without the explanation
 *
 * Facts are what `decide()` takes: derived, kernel and parameter facts already in them; what is absent is unknown.
 * Everything is synchronous. Status buffers are reused: they hold until the next call on the same compiled set.
 */
import type { JudgedCondition, JudgedRule, Verdict } from '../../contract/case.ts';
import type { Facts, FactValue } from '../../contract/definitions/facts.ts';
import type { Condition, RuleSet } from '../../contract/definitions/rules.ts';
import { Keeper } from '../keeper.ts';
import type { StatusCode } from './compiled/codes.ts';
import { explainer } from './compiled/explain.ts';
import type { Values } from './compiled/leaf.ts';
import { type CompiledRule, compileRule } from './compiled/rule.ts';
import type { Days, Overrides, PinnedRuleSet } from './decide.ts';
import { factsIn } from './referenced.ts';
import { addMissing } from './unknown.ts';

export {
  NOT_IN_FORCE,
  type RuleStatusCode,
  SATISFIED,
  STATUS_NAMES,
  type StatusCode,
  UNKNOWN,
  UNSATISFIED,
} from './compiled/codes.ts';

/** A condition and where it stands: `rule` is the index of its rule, `path` a JSON pointer inside the rule set. */
export type PlacedCondition = { rule: number; path: string; condition: Condition };

export type Compiled = {
  ruleSet: RuleSet;
  hash: string;
  /** The names of all facts the set asks for, bounds and `mustKnow` included; sorted. */
  facts: readonly string[];
  /** Every condition, rule by rule, each before those inside it. */
  conditions: readonly PlacedCondition[];
  /** `roots[i]` is the index in `conditions` of the root condition of rule i. */
  roots: readonly number[];
  /** The status code of each rule (a `RuleStatusCode`), by its index in the set. Stops where a condition is settled. */
  statuses(facts: Facts, days: Days): Uint8Array;
  /** The status code of each condition (a `StatusCode`, in force or not), by its index in `conditions`. */
  conditionStatuses(facts: Facts): Uint8Array;
  /** Statuses, and what they lead to: 1 where the rule fired, 1 where it holds the verdict up. */
  brief(facts: Facts, days: Days, overrides?: Overrides): BriefSet;
  /** The rules with the explanation, as in a verdict. Immutable: conditions that come out the same may be one object. */
  judge(facts: Facts, days: Days, overrides: Overrides): JudgedRule[];
  /** Of the facts last judged, those known that the set asks for. */
  seen(facts: Facts): Record<string, FactValue>;
};
/** Reused buffers, by the index of the rule in its set. */
export type BriefSet = { statuses: Uint8Array; fired: Uint8Array; holds: Uint8Array };

const kept = new Keeper<Compiled>(500);

/**
 * The compiled form of a rule set, kept by its hash.
 * @throws Error for an operator nobody defined and for two rules of one id
 */
export const compile = (ruleSet: RuleSet, hash: string): Compiled =>
  kept.keep(hash, () => compileOnce(ruleSet, hash));

/** For a rule set that lives only for a moment, such as a mutant: compiled and not kept. */
export function compileOnce(ruleSet: RuleSet, hash = ''): Compiled {
  const names = factsIn(ruleSet);
  const slots = new Map(names.map((name, i) => [name, i]));
  const conditions: PlacedCondition[] = [];
  const roots: number[] = [];
  const rules = ruleSet.rules.map((rule, i) => {
    roots.push(conditions.length);
    const paths = pathsOf(rule.conditions, `/rules/${i}/conditions`);
    return compileRule(rule, ruleSet, {
      slotOf: (fact) => slots.get(fact) as number,
      place: (condition) => {
        const path = paths[conditions.length - (roots[i] as number)] as string;
        return conditions.push({ rule: i, path, condition }) - 1;
      },
    });
  });
  if (new Set(ruleSet.rules.map((r) => r.id)).size !== rules.length)
    throw new Error(`rule set ${ruleSet.id}: two rules have the same id`);
  return {
    ruleSet,
    hash,
    facts: names,
    conditions,
    roots,
    ...answers(rules, names, slots, { conditions, roots }),
  };
}

/** JSON pointers of a condition and all inside it, each before those inside it. */
function pathsOf(condition: Condition, path: string): string[] {
  if ('not' in condition) return [path, ...pathsOf(condition.not, `${path}/not`)];
  const [key, children]: [string, Condition[]] =
    'all' in condition ? ['all', condition.all] : 'any' in condition ? ['any', condition.any] : ['', []];
  return [path, ...children.flatMap((child, i) => pathsOf(child, `${path}/${key}/${i}`))];
}

/** From so many facts on it is quicker to go through those supplied, whose names differ from case to case. */
const MANY = 12;

function answers(
  rules: CompiledRule[],
  names: string[],
  slots: Map<string, number>,
  { conditions, roots }: Pick<Compiled, 'conditions' | 'roots'>,
) {
  const values: Values = new Array(names.length).fill(undefined);
  const statuses = new Uint8Array(rules.length);
  const fired = new Uint8Array(rules.length);
  const holds = new Uint8Array(rules.length);
  const parts = new Uint8Array(conditions.length);
  const { codes, judged, explain } = explainer(
    conditions.map((c) => c.condition),
    (fact) => slots.get(fact) as number,
  );
  /** Whether the facts last loaded were all asked for and known. */
  let whole = false;
  /** The names as they came last and their slots: the next facts most likely come in the same order. */
  const order: string[] = [];
  const slotInOrder: (number | undefined)[] = [];
  const load = (facts: Facts) => {
    whole = false;
    if (names.length < MANY) {
      for (let i = 0; i < names.length; i++) values[i] = facts[names[i] as string];
      return;
    }
    values.fill(undefined);
    whole = true;
    let at = 0;
    for (const name in facts) {
      if (order[at] !== name) {
        order[at] = name;
        slotInOrder[at] = slots.get(name);
      }
      const slot = slotInOrder[at++];
      const value = slot === undefined ? undefined : facts[name];
      if (value === undefined) whole = false;
      else values[slot as number] = value;
    }
  };
  return {
    statuses(facts: Facts, days: Days) {
      load(facts);
      for (let i = 0; i < rules.length; i++) statuses[i] = (rules[i] as CompiledRule).status(values, days);
      return statuses;
    },
    conditionStatuses(facts: Facts) {
      load(facts);
      for (const rule of rules) rule.node.each(values, parts);
      return parts;
    },
    brief(facts: Facts, days: Days, overrides: Overrides = []) {
      load(facts);
      for (let i = 0; i < rules.length; i++) {
        const rule = rules[i] as CompiledRule;
        const status = rule.status(values, days);
        const fate = rule.fate(status, values, overrides);
        statuses[i] = status;
        fired[i] = fate.fired ? 1 : 0;
        holds[i] = fate.holds ? 1 : 0;
      }
      return { statuses, fired, holds };
    },
    judge(facts: Facts, days: Days, overrides: Overrides) {
      load(facts);
      explain(values);
      return rules.map((rule, i) => {
        const root = roots[i] as number;
        return rule.judge(
          judged[root] as JudgedCondition,
          codes[root] as StatusCode,
          values,
          days,
          overrides,
        );
      });
    },
    seen(facts: Facts): Record<string, FactValue> {
      // Recorded facts are just those asked for; to copy them whole is quickest.
      if (whole) return { ...facts };
      const seen: Record<string, FactValue> = {};
      for (let i = 0; i < names.length; i++) {
        const value = values[i];
        if (value !== undefined) seen[names[i] as string] = value;
      }
      return seen;
    },
  };
}

/** What `decide()` says, with the full explanation, at once. Deep-equal to it, and of the same canonical JSON. */
export function decideCompiled(
  sets: PinnedRuleSet[],
  facts: Facts,
  days: Days,
  release: string,
  overrides: Overrides = [],
): Verdict {
  const compiled = sets.map(({ ruleSet, hash }) => compile(ruleSet, hash));
  const rules: JudgedRule[] = [];
  const effects: Verdict['effects'] = [];
  const missing = new Set<string>();
  const ruleSets: Record<string, string> = {};
  let seen: Verdict['facts'] | undefined;
  let refused = false;
  let held = false;
  for (const set of compiled) {
    const { ruleSet } = set;
    ruleSets[ruleSet.id] = set.hash;
    const judged = set.judge(facts, days, overrides);
    seen = seen ? Object.assign(seen, set.seen(facts)) : set.seen(facts);
    for (let i = 0; i < judged.length; i++) {
      const rule = judged[i] as JudgedRule;
      const definition = ruleSet.rules[i] as RuleSet['rules'][number];
      rules.push(rule);
      if (rule.fired) {
        effects.push({ rule: rule.id, ruleSet: ruleSet.id, effect: definition.event });
        refused ||= definition.event.type === 'deny';
      }
      if (rule.holds) {
        held = true;
        addMissing(missing, definition, rule.conditions, facts);
      }
    }
  }
  return {
    outcome: refused ? 'refused' : held ? 'unknown' : 'allowed',
    effects,
    rules,
    missingFacts: [...missing].sort(),
    ruleSets,
    release,
    facts: seen ?? {},
    days,
  };
}

/** The outcome, and of each set the statuses and what they lead to (reused buffers); no explanation is made. */
export function decideBriefly(
  sets: PinnedRuleSet[],
  facts: Facts,
  days: Days,
  overrides: Overrides = [],
): { outcome: Verdict['outcome']; sets: BriefSet[] } {
  let refused = false;
  let held = false;
  const briefs = sets.map(({ ruleSet, hash }) => {
    const brief = compile(ruleSet, hash).brief(facts, days, overrides);
    for (let i = 0; i < brief.fired.length; i++) {
      refused ||= brief.fired[i] === 1 && ruleSet.rules[i]?.event.type === 'deny';
      held ||= brief.holds[i] === 1;
    }
    return brief;
  });
  return { outcome: refused ? 'refused' : held ? 'unknown' : 'allowed', sets: briefs };
}
