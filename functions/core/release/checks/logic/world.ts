import type { Facts } from '../../../../contract/definitions/facts.ts';
import type { Leaf } from '../../../../contract/definitions/rules.ts';
import { isFactBound } from '../../../decide/operators.ts';
import type { Dictionary } from '../../../facts/dictionary.ts';

export type World = {
  dictionary: Dictionary;
  /** Parameter facts of the day the witness is for. */
  params: Facts;
  day: string;
  /** What the questions about one rule set may still cost together, and how many were asked after that. */
  effort: { left: number; unasked: number };
};

/**
 * In readings of conditions, the unit everything here comes down to: some seconds' worth. The largest shipped rule set takes
 * a hundredth of it, a table of two thousand rows a part; what still costs more says so (`not-all-checked`).
 */
export const EFFORT = 40_000_000;
export const newEffort = (): World['effort'] => ({ left: EFFORT, unasked: 0 });

/**
 * `ground`: the facts people supply, derived ones worked out and parameters as they stand; what is found is a witness.
 * `free`: derived facts and parameters may be anything; what is not found here does not exist.
 */
export type Mode = 'ground' | 'free';

/** Does the day's parameter table say what the fact is? */
export const isParam = ({ dictionary }: World, fact: string): boolean => {
  const from = dictionary.get(fact)?.from;
  if (from && 'param' in from) return true;
  const base = fact.endsWith('.configured')
    ? dictionary.get(fact.slice(0, -'.configured'.length))?.from
    : undefined;
  return base !== undefined && 'param' in base;
};

/** Does the search have to go beyond what people supply to prove that something does not exist? */
export const reachesBeyond = (world: World, leaves: Leaf[]): boolean =>
  leaves.some((leaf) => namesOf(leaf).some((f) => isParam(world, f) || world.dictionary.get(f)?.derive));

export const namesOf = (leaf: Leaf): string[] =>
  isFactBound(leaf.value) ? [leaf.fact, leaf.value.fact] : [leaf.fact];
