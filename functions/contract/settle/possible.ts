import type { JudgedCondition } from '../case.ts';
import type { FactValue } from '../definitions/facts.ts';
import { possibleSet } from './sets.ts';

/** A leaf and how it is wanted to come out. */
export type Wanted = { leaf: JudgedCondition; wanted: boolean };
/** What a fact can hold: its type, and the members of an enum or set. */
export type Kind = { type: string; values?: readonly string[] | undefined };

/** How a value may stand to a bound: below it, equal, above. */
type Relation = { below: boolean; equal: boolean; above: boolean };
const relation = (below: boolean, equal: boolean, above: boolean): Relation => ({ below, equal, above });
const FROM = relation(false, true, true);
const ABOVE = relation(false, false, true);
const UP_TO = relation(true, true, false);
const BELOW = relation(true, false, false);
const EQUAL = relation(false, true, false);
const RELATIONS: Record<string, Relation | undefined> = {
  ...{ atLeast: FROM, onOrAfter: FROM, notBefore: FROM },
  ...{ moreThan: ABOVE, after: ABOVE, laterThan: ABOVE },
  ...{ atMost: UP_TO, onOrBefore: UP_TO, notAfter: UP_TO },
  ...{ lessThan: BELOW, before: BELOW, earlierThan: BELOW },
  ...{ equals: EQUAL, is: EQUAL, sameDay: EQUAL },
};
const opposite = (r: Relation): Relation => relation(!r.below, !r.equal, !r.above);
const mirrored = (r: Relation): Relation => relation(r.above, r.equal, r.below);

/** Whether one value per missing fact lets all leaves come out as wanted. */
export function possible(leaves: Wanted[], kindOf: (fact: string) => Kind | undefined): boolean {
  const ordered = new Map<string, { bound: FactValue; may: Relation }[]>();
  const pairs = new Map<string, Relation>();
  const members = new Map<string, Wanted[]>();
  for (const each of leaves) {
    const { leaf, wanted } = each;
    const { fact = '', boundFact = '', value, bound } = leaf;
    const means = RELATIONS[leaf.operator ?? ''];
    if (!means) {
      // A missing list that a known value, or a missing one, is held against may hold anything.
      if (bound !== undefined) members.set(fact, [...(members.get(fact) ?? []), each]);
      continue;
    }
    const may = wanted ? means : opposite(means);
    if (bound !== undefined) put(ordered, fact, { bound, may });
    else if (value !== undefined) put(ordered, boundFact, { bound: value, may: mirrored(may) });
    else if (!relatable(pairs, fact, boundFact, may)) return false;
  }
  for (const [fact, limits] of ordered) if (!within(limits, kindOf(fact))) return false;
  for (const [fact, wants] of members) if (!possibleMembers(wants, kindOf(fact))) return false;
  return true;
}

const put = <T>(map: Map<string, T[]>, key: string, item: T) => map.set(key, [...(map.get(key) ?? []), item]);

/** Two missing facts: what all leaves that compare them leave open. */
function relatable(pairs: Map<string, Relation>, fact: string, bound: string, may: Relation): boolean {
  if (fact === bound) return may.equal;
  const [key, turned] = fact < bound ? [`${fact} ${bound}`, may] : [`${bound} ${fact}`, mirrored(may)];
  const before = pairs.get(key) ?? relation(true, true, true);
  const now = relation(
    before.below && turned.below,
    before.equal && turned.equal,
    before.above && turned.above,
  );
  pairs.set(key, now);
  return now.below || now.equal || now.above;
}

/** Days and instants count as numbers; a yes or no as 1 and 0. */
const asNumber = (value: FactValue) => (typeof value === 'string' ? Date.parse(value) : Number(value));
const DAY_MS = 86_400_000;

/** Whether some value keeps all limits: the bounds themselves, those beside them, and those between are tried. */
function within(limits: { bound: FactValue; may: Relation }[], kind: Kind | undefined): boolean {
  const bounds = [...new Set(limits.map(({ bound }) => asNumber(bound)))].sort((a, b) => a - b);
  return candidates(bounds, limits[0]?.bound as FactValue, kind).some((value) =>
    limits.every(({ bound, may }) => {
      const to = asNumber(bound);
      return value < to ? may.below : value > to ? may.above : may.equal;
    }),
  );
}

function candidates(bounds: number[], sample: FactValue, kind: Kind | undefined): number[] {
  if (typeof sample === 'boolean') return [0, 1];
  if (typeof sample === 'string') {
    const step = sample.length === 10 ? DAY_MS : 1;
    return bounds.flatMap((bound) => [bound - step, bound, bound + step]);
  }
  const whole = kind?.type === 'count' || kind?.type === 'money.fen';
  const beside = whole
    ? bounds.flatMap((bound) => [bound - 1, bound, bound + 1])
    : [
        0,
        ...bounds,
        ...bounds.map((bound, i) => (bound + (bounds[i - 1] ?? 0)) / 2),
        (bounds.at(-1) ?? 0) + 1,
      ];
  // No fact is a negative number.
  return beside.filter((value) => value >= 0);
}

/** A member nobody has named; only where the members of the fact are not known to be all. */
const OTHER = ' ';

function possibleMembers(wants: Wanted[], kind: Kind | undefined): boolean {
  const named = wants.flatMap(({ leaf }) => [leaf.bound].flat() as string[]);
  const universe = kind?.values ?? [...new Set(named), OTHER];
  const asked = wants.map(({ leaf, wanted }) => ({
    operator: leaf.operator ?? '',
    bound: [leaf.bound].flat() as string[],
    wanted,
  }));
  const one = (operator: string) => operator === 'isOneOf' || operator === 'isNoneOf';
  if (!asked.every(({ operator }) => one(operator))) return possibleSet(asked, universe);
  return universe.some((value) =>
    asked.every(
      ({ operator, bound, wanted }) => (bound.includes(value) === (operator === 'isOneOf')) === wanted,
    ),
  );
}
