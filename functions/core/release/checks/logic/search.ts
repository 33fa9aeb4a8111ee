import type { Facts, FactValue } from '../../../../contract/definitions/facts.ts';
import type { Condition, Leaf } from '../../../../contract/definitions/rules.ts';
import { family } from '../../../decide/operators.ts';
import { leavesOf } from '../../../decide/referenced.ts';
import { anyOf, type Formula, formulaOf, type Truth } from './formula.ts';
import { type Space, spaceOf } from './space.ts';
import { type Mode, reachesBeyond, type World } from './world.ts';

export type Wish = 'satisfied' | 'unsatisfied' | 'not satisfied' | 'unknown';
/** A condition (or any of several), with some facts taken as given, and what it should come to. */
export type Goal = { any: { condition: Condition; given?: Map<string, FactValue> }[]; wish: Wish };

/** Facts that show it; proof that there are none; or neither, and then nothing may be said. */
export type Answer = { facts: Facts } | 'none' | 'open';

/**
 * How many decisions one search may take, and how many more for each bound it is about: a table of many rows has as many
 * regions. A pack's hardest question takes some hundreds; where the budget runs out nothing is claimed.
 */
export const BUDGET = 4000;
const PER_BOUND = 8;
/** Readings of conditions it costs to lay out the space of one bound. */
const LAYING_OUT = 50;

class OutOfBudget extends Error {}

const MEETS: Record<Wish, Truth[]> = {
  satisfied: ['true'],
  unsatisfied: ['false'],
  'not satisfied': ['false', 'unknown'],
  unknown: ['unknown'],
};

/** Facts that bring every goal about; `absent` also looks where facts are missing. */
export function search(
  world: World,
  goals: Goal[],
  absent = goals.some((g) => g.wish === 'not satisfied'),
): Answer {
  const leaves = goals.flatMap((goal) => goal.any.flatMap(({ condition }) => leavesOf(condition)));
  if (world.effort.left <= 0) {
    world.effort.unasked += 1;
    return 'open';
  }
  const ground = attempt(world, goals, leaves, 'ground', absent);
  if (ground !== 'none' || !reachesBeyond(world, leaves)) return ground;
  return attempt(world, goals, leaves, 'free', absent) === 'none' ? 'none' : 'open';
}

function attempt(world: World, goals: Goal[], leaves: Leaf[], mode: Mode, absent: boolean): Answer {
  const space = spaceOf(world, leaves, mode, absent);
  const isSet = (fact: string) => family(world.dictionary.get(fact)?.type ?? 'text') === 'set';
  const wishes = goals.map(({ any, wish }) => {
    const formulas = any.map(({ condition, given }) => formulaOf(condition, space, isSet, given));
    return { formula: formulas.length === 1 ? (formulas[0] as Formula) : anyOf(formulas), wish };
  });
  let left = BUDGET + PER_BOUND * leaves.length;
  world.effort.left -= LAYING_OUT * leaves.length;
  const step = (): boolean => {
    if (left-- <= 0) throw new OutOfBudget();
    let pending: (typeof wishes)[number] | null = null;
    for (const wanted of wishes) {
      world.effort.left -= 1;
      const truth = wanted.formula.truth();
      if (truth === 'open') pending ??= wanted;
      else if (!MEETS[wanted.wish].includes(truth)) return false;
    }
    return pending === null || decideNext(pending.formula, pending.wish, step);
  };
  try {
    return step() ? { facts: space.facts() } : 'none';
  } catch (error) {
    if (error instanceof OutOfBudget) return 'open';
    throw error;
  }
}

/** Try every region of the next variable, those that help the wish before the others. */
function decideNext(formula: Formula, wish: Wish, step: () => boolean): boolean {
  const next = formula.next(wish === 'satisfied');
  if (!next) throw new OutOfBudget();
  const { variable, leaf } = next;
  const helps = next.wish ? 'true' : 'false';
  const rank = (value: FactValue | null) => {
    variable.value = value;
    const truth = leaf.truth();
    return truth === helps || (truth === 'unknown' && wish === 'not satisfied')
      ? 0
      : truth === 'open'
        ? 1
        : 2;
  };
  const ordered = variable.domain
    .map((value) => ({ value, rank: rank(value) }))
    .sort((a, b) => a.rank - b.rank);
  for (const { value } of ordered) {
    variable.value = value;
    if (step()) return true;
  }
  variable.value = undefined;
  return false;
}

/** The regions a fact is cut into by conditions that hold it against literals and parameters. */
export function regionsOf(world: World, conditions: Condition[], fact: string): FactValue[] {
  const leaves = conditions.flatMap(leavesOf);
  world.effort.left -= LAYING_OUT * leaves.length;
  const space: Space = spaceOf(world, leaves, 'ground', false);
  return space.regionsOf(fact);
}
