import type { FactValue } from '../../../../contract/definitions/facts.ts';
import type { Leaf } from '../../../../contract/definitions/rules.ts';
import { isFactBound } from '../../../decide/operators.ts';
import { evaluate } from '../../../facts/derive.ts';
import { operandsOf } from '../../../facts/dictionary.ts';
import { isOrdered } from './domains.ts';
import type { Groups } from './groups.ts';
import { inverse } from './inverse.ts';
import { type Mode, namesOf, type World } from './world.ts';

/** Points somebody wrote always count; of those worked back through derivations, so many for each fact. */
const MOST_POINTS = 16;
const ROUNDS = 3;

/** The bounds that cut each ordered fact: literals, those of the facts it is compared with and, through derivations, theirs. */
export function pointsOf(world: World, leaves: Leaf[], mode: Mode, groups: Groups): Map<string, FactValue[]> {
  const { dictionary, day } = world;
  const points = new Map<string, Set<FactValue>>();
  const ordered = (fact: string) => {
    const definition = dictionary.get(fact);
    return definition !== undefined && isOrdered(definition);
  };
  const add = (fact: string, values: Iterable<FactValue>, most = Number.POSITIVE_INFINITY) => {
    if (!ordered(fact)) return;
    const whole =
      ['count', 'money.fen'].includes(dictionary.get(fact)?.type ?? '') && !dictionary.get(fact)?.derive;
    const own = points.get(fact) ?? new Set();
    points.set(fact, own);
    for (const value of values) if (own.size < most) own.add(whole ? Math.ceil(value as number) : value);
  };
  const reached = new Set<string>();
  const reach = (fact: string) => {
    if (reached.has(fact)) return;
    reached.add(fact);
    const derivation = mode === 'ground' ? dictionary.get(fact)?.derive : undefined;
    if (derivation) for (const operand of operandsOf(derivation)) reach(operand);
  };
  for (const leaf of leaves) {
    for (const fact of namesOf(leaf)) reach(fact);
    if (!isFactBound(leaf.value)) {
      if (!Array.isArray(leaf.value)) add(leaf.fact, [leaf.value]);
    } else if (mode === 'ground') {
      const held = world.params[leaf.value.fact];
      if (held !== undefined) add(leaf.value.fact, [held]);
    }
  }
  const spread = () => {
    for (let round = 0; round < ROUNDS; round++) {
      for (const { fact, value } of leaves)
        if (isFactBound(value))
          for (const other of groups.facts(fact)) {
            add(fact, points.get(other) ?? []);
            add(other, points.get(fact) ?? []);
          }
      if (mode === 'free') continue;
      for (const fact of reached) {
        const derivation = dictionary.get(fact)?.derive;
        if (!derivation) continue;
        for (const { fact: operand, points: to } of inverse(derivation, [...(points.get(fact) ?? [])], day))
          add(operand, to, MOST_POINTS);
        if ('coalesce' in derivation || 'addYears' in derivation)
          for (const operand of operandsOf(derivation))
            add(
              fact,
              [...(points.get(operand) ?? [])].map(
                (point) => evaluate(derivation, (name) => (name === operand ? point : undefined)) ?? point,
              ),
              MOST_POINTS,
            );
      }
    }
  };
  spread();
  for (const fact of reached)
    if (ordered(fact) && !points.get(fact)?.size && !(mode === 'ground' && dictionary.get(fact)?.derive))
      add(fact, [seed(dictionary.get(fact)?.type, day)]);
  spread();
  return new Map([...points].map(([fact, values]) => [fact, [...values]]));
}

/** Somewhere to begin, for facts compared only with one another. */
function seed(type: string | undefined, day: string): FactValue {
  if (type === 'date') return day;
  return type === 'instant' ? `${day}T04:00:00.000Z` : 10;
}
