import type { ParameterTable } from '../../../contract/definitions/facts.ts';
import type { Rule } from '../../../contract/definitions/rules.ts';
import { type Compiled, compile } from '../../decide/compiled.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import { readBy } from '../../facts/dictionary.ts';
import { paramNamed } from '../../facts/params.ts';
import { canonicalJson, contentHash } from '../../hash.ts';
import { rulesOfStep } from '../../rules/of-step.ts';
import type { Bundle } from '../bundle.ts';

/** A rule of an action, at its place in the list of all of them. */
export type PlannedRule = {
  rule: Rule;
  /** The rule's effect without its sentence: two of one text do the same. */
  effect: string;
  /** Which of the plan's sets it stands in, and where. */
  set: number;
  index: number;
};

/** What judging an action takes, worked out once for a release: nothing of it depends on a case. */
export type Plan = {
  bundle: Bundle;
  sets: PinnedRuleSet[];
  compiled: Compiled[];
  /** In the order of a verdict's rules. */
  rules: PlannedRule[];
  /** Names of all facts the rules ask for, and the meaning of each in this release. */
  asked: Map<string, string>;
  /** Two plans of one key give the same verdict on the same facts. */
  key: string;
};

/** The value under a key, made when first asked for. */
export function kept<K, V>(
  cache: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = cache.get(key);
  if (value === undefined) {
    value = make();
    cache.set(key, value);
  }
  return value;
}

const plans = new WeakMap<Bundle, Map<string, Plan | null>>();

/**
 * The plan of an action of a procedure; null where the release has no such action. Kept as long as the release.
 * @throws Error where the action names a rule set the release does not have or cannot expand
 */
export function planOf(bundle: Bundle, procedure: string, action: string): Plan | null {
  const ofBundle = kept(plans, bundle, () => new Map<string, Plan | null>());
  return kept(ofBundle, `${procedure}/${action}`, () => makePlan(bundle, procedure, action));
}

function makePlan(bundle: Bundle, procedure: string, actionId: string): Plan | null {
  const body = bundle.get('procedure', procedure)?.body;
  const action = body?.actions[actionId];
  if (!action) return null;
  const sets = rulesOfStep(body, action).map((id) => {
    const set = bundle.ruleSet(id);
    if (!set) throw new Error(`release ${bundle.hash} has no rule set ${id}`);
    return set;
  });
  const compiled = sets.map(({ ruleSet, hash }) => compile(ruleSet, hash));
  const names = [...new Set(compiled.flatMap((c) => c.facts))].sort();
  const asked = new Map(names.map((name) => [name, meaningOf(bundle, name)]));
  return {
    bundle,
    sets,
    compiled,
    rules: sets.flatMap(({ ruleSet }, set) =>
      ruleSet.rules.map((rule, index) => ({ rule, effect: effectOf(rule), set, index })),
    ),
    asked,
    key: contentHash([sets.map((s) => [s.ruleSet.id, s.hash]), [...asked]]),
  };
}

/** `ruleset/<id>` or `table/<id>`: where a plan's rule set is written. */
export const definitionOf = ({ bundle }: Plan, ruleSet: string): string =>
  bundle.get('table', ruleSet) ? `table/${ruleSet}` : `ruleset/${ruleSet}`;

function effectOf({ event }: Rule): string {
  const { say: _, ...params } = event.params;
  return canonicalJson({ type: event.type, params });
}

const meanings = new WeakMap<Bundle, Map<string, string>>();

/**
 * Everything a fact's value follows from, as one text: its derivation with the meaning of each operand, the whole dated
 * parameter, or that it is told from outside. Facts of one meaning have one value on the same case and day.
 */
export function meaningOf(bundle: Bundle, name: string): string {
  return meaningIn(
    bundle,
    name,
    kept(meanings, bundle, () => new Map<string, string>()),
    new Set(),
  );
}

function meaningIn(bundle: Bundle, name: string, known: Map<string, string>, above: Set<string>): string {
  const before = known.get(name);
  if (before !== undefined) return before;
  if (above.has(name)) return 'cycle';
  const definition = bundle.dictionary.get(name);
  const param = paramOf(bundle, name);
  let meaning = 'told';
  if (definition?.derive) {
    const operands = readBy(definition.derive);
    const inside = new Set([...above, name]);
    meaning = contentHash([definition.derive, operands.map((o) => meaningIn(bundle, o, known, inside))]);
  } else if (param !== null) {
    meaning = contentHash([param, dated(bundle, param)?.values.map(({ from, value }) => [from, value])]);
  } else if (definition?.from && 'clock' in definition.from) {
    meaning = canonicalJson(definition.from);
  }
  known.set(name, meaning);
  return meaning;
}

/** The parameter a fact, or a `….configured`, is read from. */
export function paramOf({ dictionary }: Bundle, name: string): string | null {
  const own = dictionary.get(name)?.from;
  if (own && 'param' in own) return own.param;
  if (!name.endsWith('.configured')) return null;
  const beside = dictionary.get(name.slice(0, -'.configured'.length))?.from;
  return beside && 'param' in beside ? beside.param : null;
}

/** A parameter's dated values; the first table that has it counts, as for live verdicts. */
export function dated(bundle: Bundle, param: string): ParameterTable['params'][string] | undefined {
  const tables = bundle.all('params').map(({ body }) => body);
  return paramNamed(tables, param) ?? undefined;
}
