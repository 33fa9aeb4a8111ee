import type { BriefVerdict } from '../../../contract/case.ts';
import type { Derivation, Facts, FactValue } from '../../../contract/definitions/facts.ts';
import { evaluate } from '../../facts/derive.ts';
import { readBy } from '../../facts/dictionary.ts';
import { parameterFacts } from '../../facts/kernel.ts';
import type { Bundle } from '../bundle.ts';
import { kept, meaningOf, type Plan, paramOf } from './plan.ts';
import { type Known, type Retold, restsOnRetold } from './retold.ts';

/**
 * What facts are rebuilt from: the recorded verdict, the plan it was made by, what the case knew, and what the target's
 * matter and form tell otherwise.
 */
export type Ground = { plan: Plan; verdict: BriefVerdict; known: Known; retold: Retold };

/**
 * `trust` takes a recorded value wherever the fact means the same in both releases. `prove` takes only what was told from
 * outside, and works everything else out again.
 */
export type Manner = 'trust' | 'prove';
export type Rebuilt = { facts: Facts; unrecorded: string[] };

/**
 * The facts a plan asks for, as they would have stood under its release: told facts as recorded, parameters and derived
 * facts by the release's own definitions, facts nobody asked for then as the case knew them. Recorded facts the plan does
 * not ask for may stand beside them.
 */
export function rebuildFacts(target: Plan, ground: Ground, manner: Manner): Rebuilt {
  const open = openFacts(ground, target, manner);
  if (open.length === 0) return { facts: ground.verdict.facts, unrecorded: [] };
  const { resolve, unrecorded } = resolver(target.bundle, ground, manner);
  const facts: Facts = { ...ground.verdict.facts };
  for (const name of open) {
    const value = resolve(name);
    if (value !== undefined) facts[name] = value;
    else delete facts[name];
  }
  return { facts, unrecorded: [...unrecorded].sort() };
}

const trusted = new WeakMap<Plan, WeakMap<Plan, string[]>>();

/** The facts whose recorded value is not simply taken; to take it they must have been asked for, and mean the same. */
function openFacts({ plan: recorded, retold }: Ground, target: Plan, manner: Manner): string[] {
  const changed = kept(
    kept(trusted, recorded, () => new WeakMap<Plan, string[]>()),
    target,
    () => [...target.asked].flatMap(([name, m]) => (recorded.asked.get(name) === m ? [] : [name])),
  );
  const { dictionary } = target.bundle;
  if (manner === 'trust') {
    if (retold.size === 0) return changed;
    const moved = [...target.asked.keys()].filter((name) => restsOnRetold(dictionary, retold, name));
    return [...new Set([...changed, ...moved])];
  }
  const worked = (name: string) =>
    dictionary.get(name)?.derive !== undefined || paramOf(target.bundle, name) !== null;
  return [...target.asked.keys()].filter(
    (name) => worked(name) || changed.includes(name) || retold.has(name),
  );
}

function resolver(bundle: Bundle, { plan, verdict, known, retold }: Ground, manner: Manner) {
  const { dictionary } = bundle;
  const params = paramsOn(bundle, verdict.days.decision);
  const done = new Map<string, FactValue | undefined>();
  const above = new Set<string>();
  const unrecorded = new Set<string>();
  /** Unknown only because something was not written down. */
  const lost = new Set<string>();

  const told = (name: string): FactValue | undefined => {
    const again = retold.get(name);
    const value = again ? (again.lost ? null : again.value) : known(name, dictionary);
    if (value !== null) return value;
    unrecorded.add(name);
    lost.add(name);
    return undefined;
  };
  /** A derivation that rests on something nobody wrote down keeps its recorded value. */
  const derived = (name: string, derivation: Derivation, meansTheSame: boolean): FactValue | undefined => {
    if (above.has(name)) return undefined;
    above.add(name);
    const value = evaluate(derivation, resolve);
    above.delete(name);
    if (value !== undefined || !readBy(derivation).some((operand) => lost.has(operand))) return value;
    if (meansTheSame) return verdict.facts[name];
    lost.add(name);
    return undefined;
  };
  const work = (name: string): FactValue | undefined => {
    if (retold.has(name)) return told(name);
    const meansTheSame =
      plan.asked.get(name) === meaningOf(bundle, name) &&
      (retold.size === 0 || !restsOnRetold(dictionary, retold, name));
    const derivation = dictionary.get(name)?.derive;
    const isParam = !derivation && paramOf(bundle, name) !== null;
    if (meansTheSame && (manner === 'trust' || !(derivation || isParam))) return verdict.facts[name];
    if (derivation) return derived(name, derivation, meansTheSame);
    return isParam ? params[name] : told(name);
  };
  const resolve = (name: string): FactValue | undefined => {
    if (done.has(name)) return done.get(name);
    const value = work(name);
    if (!above.has(name)) done.set(name, value);
    return value;
  };
  return { resolve, unrecorded };
}

const DAYS_KEPT = 1_000;
const paramsKept = new WeakMap<Bundle, Map<string, Record<string, FactValue>>>();

/** The parameter facts of a release on a day; a decision of the same day finds them ready. */
export function paramsOn(bundle: Bundle, day: string): Record<string, FactValue> {
  const byDay = kept(paramsKept, bundle, () => new Map<string, Record<string, FactValue>>());
  if (byDay.size > DAYS_KEPT) byDay.clear();
  return kept(byDay, day, () => {
    const tables = bundle.all('params').map((p) => p.body);
    return parameterFacts(bundle.dictionary, tables, day);
  });
}
