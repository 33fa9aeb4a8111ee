/** What would settle an unknown condition. Pure: it reads a judged condition as it stands in a verdict and nothing else. */
import type { JudgedCondition } from './case.ts';
import { type Kind, possible, type Wanted } from './settle/possible.ts';

/**
 * The smallest sets of missing facts for which *some* values make the condition come out that way while every other
 * missing fact stays unknown; the values of one fact are the same wherever the condition asks for it. No set contains
 * another. Fewest facts first, then by name. An empty list: no facts at all make it come out that way.
 *
 * `complete` is false where a condition has so many ways to come out that only the `WAYS` shortest were followed: what is
 * listed is still true, but a smaller or a further set may be missing.
 */
export type Settlement = { satisfied: string[][]; unsatisfied: string[][]; complete: boolean };

/** How many ways a (part of a) condition may come out are followed: the bound of the work. */
const WAYS = 200;

/** One way: leaves that come out as wanted, together possible. */
type Way = { facts: string[]; leaves: Wanted[] };
type Search = { kindOf: (fact: string) => Kind | undefined; complete: boolean };

/**
 * For a condition of a verdict. Work is bounded: of each part at most 200 ways are kept and at most 200 × 200 joined.
 * @param kindOf type and members of a fact, where they are known: a count has no value between 2 and 3, an enum none
 *   outside its list. Two missing facts held against one another are taken to stand in any relation the leaves allow.
 */
export function settle(
  condition: JudgedCondition,
  kindOf: (fact: string) => Kind | undefined = () => undefined,
): Settlement {
  const search = { kindOf, complete: true };
  const satisfied = smallest(waysTo(condition, true, search));
  const unsatisfied = smallest(waysTo(condition, false, search));
  return { satisfied, unsatisfied, complete: search.complete };
}

/** The ways a condition comes out as wanted: a leaf by itself, a group by all of its children or by one of them. */
function waysTo(condition: JudgedCondition, wanted: boolean, search: Search): Way[] {
  if (condition.status !== 'unknown')
    return (condition.status === 'satisfied') === wanted ? [{ facts: [], leaves: [] }] : [];
  if (condition.not) return waysTo(condition.not, !wanted, search);
  const children = condition.all ?? condition.any;
  if (!children) return shortest([leafWay(condition, wanted)], search);
  const together = (condition.all !== undefined) === wanted;
  if (!together)
    return shortest(
      children.flatMap((child) => waysTo(child, wanted, search)),
      search,
    );
  let ways: Way[] = [{ facts: [], leaves: [] }];
  for (const child of children) {
    const more = waysTo(child, wanted, search);
    ways = shortest(
      ways.flatMap((way) => more.map((other) => joined(way, other))),
      search,
    );
  }
  return ways;
}

function leafWay(leaf: JudgedCondition, wanted: boolean): Way {
  const facts = leaf.value === undefined ? [leaf.fact as string] : [];
  if (leaf.bound === undefined && leaf.boundFact !== undefined) facts.push(leaf.boundFact);
  return { facts: [...new Set(facts)].sort(), leaves: [{ leaf, wanted }] };
}

const joined = (a: Way, b: Way): Way => ({
  facts: [...new Set([...a.facts, ...b.facts])].sort(),
  leaves: [...new Set([...a.leaves, ...b.leaves])],
});

/** The possible ones of few facts. */
function shortest(ways: Way[], search: Search): Way[] {
  const left = ways.filter(({ leaves }) => possible(leaves, search.kindOf));
  if (left.length <= WAYS) return left;
  search.complete = false;
  return left.sort((a, b) => a.facts.length - b.facts.length).slice(0, WAYS);
}

/** The fact sets that contain no other. */
function smallest(ways: Way[]): string[][] {
  const sets = [...new Map(ways.map(({ facts }) => [facts.join(' '), facts])).values()];
  sets.sort((a, b) => a.length - b.length || (a.join(' ') < b.join(' ') ? -1 : 1));
  const found: string[][] = [];
  for (const set of sets)
    if (!found.some((less) => less.every((fact) => set.includes(fact)))) found.push(set);
  return found;
}
