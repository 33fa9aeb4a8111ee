import type { FactValue } from '../../../../contract/definitions/facts.ts';
import type { Condition, Leaf } from '../../../../contract/definitions/rules.ts';
import { isFactBound, TESTS } from '../../../decide/operators.ts';
import { ABSENT, type Held, type Space, type Variable } from './space.ts';

/** `open`: not decided yet. `unknown`: decided, and unknown, because a fact is absent. */
export type Truth = 'true' | 'false' | 'open' | 'unknown';

/** A condition over a space: what it comes to so far, and what to decide next to bring it nearer to a wish. */
export type Formula = {
  truth(): Truth;
  next(wish: boolean): { variable: Variable; leaf: Formula; wish: boolean } | null;
};

const decided = (value: boolean): Truth => (value ? 'true' : 'false');

/** `fixed` holds facts taken as given: leaves on them are read with that value. */
export function formulaOf(
  condition: Condition,
  space: Space,
  isSet: (fact: string) => boolean,
  fixed: Map<string, FactValue> = new Map(),
): Formula {
  const of = (child: Condition) => formulaOf(child, space, isSet, fixed);
  if ('all' in condition) return several(condition.all.map(of), 'false', 'true');
  if ('any' in condition) return several(condition.any.map(of), 'true', 'false');
  if ('not' in condition) return opposite(of(condition.not));
  return isSet(condition.fact) ? ofSet(condition, space) : ofScalar(condition, space, fixed);
}

/** At least one of them holds. */
export const anyOf = (formulas: Formula[]): Formula => several(formulas, 'true', 'false');

function several(children: Formula[], settles: Truth, otherwise: Truth): Formula {
  return {
    truth() {
      let result = otherwise;
      for (const child of children) {
        const truth = child.truth();
        if (truth === settles) return settles;
        if (truth === 'open' || (truth === 'unknown' && result !== 'open')) result = truth;
      }
      return result;
    },
    next(wish) {
      for (const child of children) {
        const found = child.truth() === 'open' ? child.next(wish) : null;
        if (found) return found;
      }
      return null;
    },
  };
}

const FLIPPED: Record<Truth, Truth> = { true: 'false', false: 'true', open: 'open', unknown: 'unknown' };
const opposite = (child: Formula): Formula => ({
  truth: () => FLIPPED[child.truth()],
  next: (wish) => child.next(!wish),
});

function ofScalar(leaf: Leaf, space: Space, fixed: Map<string, FactValue>): Formula {
  const test = TESTS[leaf.operator] as (value: never, bound: never) => boolean;
  const bound = leaf.value;
  const read = (fact: string): Held => (fixed.has(fact) ? fixed.get(fact) : space.read(fact));
  const open = (fact: string) => (fixed.has(fact) ? null : space.open(fact));
  const self: Formula = {
    truth() {
      const value = read(leaf.fact);
      const against = isFactBound(bound) ? read(bound.fact) : bound;
      if (value === ABSENT || against === ABSENT) return 'unknown';
      if (value === undefined || against === undefined) return 'open';
      return decided(test(value as never, against as never));
    },
    next(wish) {
      const variable = open(leaf.fact) ?? (isFactBound(bound) ? open(bound.fact) : null);
      return variable && { variable, leaf: self, wish };
    },
  };
  return self;
}

type Has = (member: string) => boolean | null | undefined;
/** Kleene over members: null is the set being absent. */
function quantify(values: (boolean | null | undefined)[], every: boolean): Truth {
  if (values.includes(null)) return 'unknown';
  if (values.includes(!every)) return decided(!every);
  return values.includes(undefined) ? 'open' : decided(every);
}
const both = (a: boolean | null | undefined, b: boolean | null | undefined) => {
  if (a === null || b === null) return null;
  if (a === false || b === false) return false;
  return a === undefined || b === undefined ? undefined : true;
};
const negated = (a: boolean | null | undefined) => (typeof a === 'boolean' ? !a : a);

function ofSet({ fact, operator, value }: Leaf, space: Space): Formula {
  const bound = isFactBound(value) ? value.fact : null;
  const listed = bound === null ? ([value].flat() as string[]) : [];
  const universe = [...new Set([...space.members(fact), ...listed])];
  const has: Has = (member) => space.has(fact, member);
  const bounds: Has = (member) => (bound === null ? listed.includes(member) : space.has(bound, member));
  const known = () => [
    space.has(fact, universe[0] ?? ''),
    bound === null ? true : space.has(bound, universe[0] ?? ''),
  ];
  const ask = (): Truth => {
    if (known().includes(null)) return 'unknown';
    const shared = universe.map((m) => both(has(m), bounds(m)));
    const missing = universe.map((m) => both(bounds(m), negated(has(m))));
    const beyond = universe.map((m) => both(has(m), negated(bounds(m))));
    if (operator === 'containsAny') return quantify(shared, false);
    if (operator === 'lacks') return FLIPPED[quantify(shared, false)];
    return FLIPPED[quantify(operator === 'within' ? beyond : missing, false)];
  };
  const self: Formula = {
    truth: ask,
    next(wish) {
      // what the bound names first: the rest matters only to `within` and to other sets
      for (const member of [...listed, ...universe])
        for (const name of bound === null ? [fact] : [fact, bound]) {
          const variable = space.openMember(name, member);
          if (variable) return { variable, leaf: self, wish };
        }
      return null;
    },
  };
  return self;
}
