import type { JudgedCondition } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import { type Settlement, settle } from '../../contract/settle.ts';
import { collectable } from '../facts/derive.ts';
import type { Dictionary } from '../facts/dictionary.ts';

/**
 * `settle` with the dictionary at hand: types bound the values, and a derived fact stands for the missing facts behind it
 * that somebody can go and find out. `facts` are those the condition was judged on, all of them.
 */
export function settleCollectable(
  condition: JudgedCondition,
  dictionary: Dictionary,
  facts: Facts,
): Settlement {
  const { satisfied, unsatisfied, complete } = settle(condition, (fact) => dictionary.get(fact));
  const behind = (sets: string[][]) => smallestOf(sets.map((names) => collectable(dictionary, facts, names)));
  return { satisfied: behind(satisfied), unsatisfied: behind(unsatisfied), complete };
}

/** Facts behind one derived fact may be a part of those behind another. */
function smallestOf(sets: string[][]): string[][] {
  const found: string[][] = [];
  for (const set of sets.toSorted((a, b) => a.length - b.length))
    if (!found.some((less) => less.every((fact) => set.includes(fact)))) found.push(set);
  return found;
}
