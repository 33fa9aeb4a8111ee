/** A question to a set and the answer wanted. */
export type Asked = { operator: string; bound: string[]; wanted: boolean };

/** What a set must keep to: members it must have and must not have, and lists it must have one of, or not all of. */
type Demands = { must: Set<string>; not: Set<string>; oneOf: string[][]; notAll: string[][] };

/** Whether some set of members of the universe answers every question as wanted. */
export function possibleSet(asked: Asked[], universe: readonly string[]): boolean {
  const demands: Demands = { must: new Set(), not: new Set(), oneOf: [], notAll: [] };
  for (const each of asked) demand(demands, each, universe);
  for (const member of demands.must) if (demands.not.has(member) || !universe.includes(member)) return false;
  const choices = demands.oneOf.map((list) =>
    list.filter((member) => universe.includes(member) && !demands.not.has(member)),
  );
  return choose(choices, 0, demands.must, demands.notAll, { left: TRIES });
}

function demand(demands: Demands, { operator, bound, wanted }: Asked, universe: readonly string[]): void {
  const { must, not, oneOf, notAll } = demands;
  const others = universe.filter((member) => !bound.includes(member));
  const add = (to: Set<string>, members: string[]) => {
    for (const member of members) to.add(member);
  };
  if (operator === 'contains' || operator === 'containsAll') {
    if (wanted) add(must, bound);
    else notAll.push(bound);
  } else if (operator === 'within') {
    if (wanted) add(not, others);
    else oneOf.push(others);
  } else if ((operator === 'containsAny') === wanted) oneOf.push(bound);
  else add(not, bound);
}

/** Far more than any rule asks for; beyond it a set counts as possible. */
const TRIES = 2_000;

/** One member out of each list, so that no list of `notAll` comes together. */
function choose(
  lists: string[][],
  at: number,
  members: Set<string>,
  notAll: string[][],
  tries: { left: number },
): boolean {
  if (tries.left-- <= 0) return true;
  if (notAll.some((list) => list.every((member) => members.has(member)))) return false;
  const list = lists[at];
  if (!list) return true;
  if (list.some((member) => members.has(member))) return choose(lists, at + 1, members, notAll, tries);
  return list.some((member) => choose(lists, at + 1, new Set([...members, member]), notAll, tries));
}
