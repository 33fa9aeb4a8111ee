import type { FactValue } from '../../../contract/definitions/facts.ts';
import type { Leaf } from '../../../contract/definitions/rules.ts';
import { isFactBound, TESTS } from '../operators.ts';
import { SATISFIED, type StatusCode, UNKNOWN, UNSATISFIED } from './codes.ts';

/** The values of a rule set's facts, each in its slot; `undefined` is unknown. */
export type Values = (FactValue | undefined)[];
export type SlotOf = (fact: string) => number;
export type Evaluate = (values: Values) => StatusCode;

type Test = (value: FactValue, bound: FactValue) => boolean;

/** A leaf as a function of the slots. A fact or bound nobody supplied gives unknown, whatever the operator. */
export function compileLeaf(leaf: Leaf, slotOf: SlotOf): Evaluate {
  const slot = slotOf(leaf.fact);
  const test = TESTS[leaf.operator] as Test | undefined;
  if (!test) throw new Error(`unknown operator ${leaf.operator}`);
  if (isFactBound(leaf.value)) {
    const boundSlot = slotOf(leaf.value.fact);
    return (values) => {
      const value = values[slot];
      const bound = values[boundSlot];
      if (value === undefined || bound === undefined) return UNKNOWN;
      return test(value, bound) ? SATISFIED : UNSATISFIED;
    };
  }
  const bound = leaf.value;
  const ordered = ORDER[leaf.operator];
  if (ordered) return ordered(slot, bound);
  const known = LITERAL[leaf.operator]?.(bound) ?? ((value) => test(value, bound));
  return (values) => {
    const value = values[slot];
    if (value === undefined) return UNKNOWN;
    return known(value) ? SATISFIED : UNSATISFIED;
  };
}

type Ordered = (slot: number, bound: FactValue) => Evaluate;
const answer = (yes: boolean): StatusCode => (yes ? SATISFIED : UNSATISFIED);
const from: Ordered = (slot, bound) => (values) => {
  const value = values[slot];
  return value === undefined ? UNKNOWN : answer(value >= bound);
};
const above: Ordered = (slot, bound) => (values) => {
  const value = values[slot];
  return value === undefined ? UNKNOWN : answer(value > bound);
};
const upTo: Ordered = (slot, bound) => (values) => {
  const value = values[slot];
  return value === undefined ? UNKNOWN : answer(value <= bound);
};
const below: Ordered = (slot, bound) => (values) => {
  const value = values[slot];
  return value === undefined ? UNKNOWN : answer(value < bound);
};
const same: Ordered = (slot, bound) => (values) => {
  const value = values[slot];
  return value === undefined ? UNKNOWN : answer(value === bound);
};

/** What compares a number, day, instant or yes-no with a literal; written out, since most conditions are of these. */
const ORDER: Record<string, Ordered | undefined> = {
  ...{ atLeast: from, onOrAfter: from, notBefore: from },
  ...{ moreThan: above, after: above, laterThan: above },
  ...{ atMost: upTo, onOrBefore: upTo, notAfter: upTo },
  ...{ lessThan: below, before: below, earlierThan: below },
  ...{ equals: same, is: same, sameDay: same },
};

const list = (bound: FactValue): FactValue[] => (Array.isArray(bound) ? bound : [bound]);

/**
 * Set operators against a literal, without the sets `TESTS` builds at every test. Values that are no lists (only possible
 * where nobody checked the facts) go to `TESTS`, so that even they give the same answer or the same error.
 */
const overLists =
  (operator: string, test: (value: FactValue[], bound: FactValue[]) => boolean) => (bound: FactValue) => {
    const members = list(bound);
    const general = TESTS[operator] as Test;
    return (value: FactValue) => (Array.isArray(value) ? test(value, members) : general(value, bound));
  };
const every = (value: FactValue[], bound: FactValue[]) => {
  for (const member of bound) if (!value.includes(member)) return false;
  return true;
};
const some = (value: FactValue[], bound: FactValue[]) => {
  for (const member of bound) if (value.includes(member)) return true;
  return false;
};

const LITERAL: Record<string, ((bound: FactValue) => (value: FactValue) => boolean) | undefined> = {
  isOneOf: (bound) => {
    const members = list(bound);
    return (value) => members.includes(value);
  },
  isNoneOf: (bound) => {
    const members = list(bound);
    return (value) => !members.includes(value);
  },
  contains: overLists('contains', every),
  containsAll: overLists('containsAll', every),
  containsAny: overLists('containsAny', some),
  lacks: overLists('lacks', (value, bound) => !some(value, bound)),
  within: overLists('within', (value, bound) => every(bound, value)),
};
