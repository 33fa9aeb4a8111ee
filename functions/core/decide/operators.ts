import type { FactValue } from '../../contract/definitions/facts.ts';
import type { Leaf } from '../../contract/definitions/rules.ts';
import { isFactBound } from '../../contract/fact-types.ts';

export { family, isFactBound } from '../../contract/fact-types.ts';

type Test = (value: never, bound: never) => boolean;
const number = (test: (a: number, b: number) => boolean): Test => test as Test;
/** ISO days and instants of fixed width order as text; the type check of the pack keeps everything else out. */
const text = (test: (a: string, b: string) => boolean): Test => test as Test;
const set = (test: (a: Set<string>, b: string[]) => boolean): Test =>
  ((a: string[], b: string | string[]) => test(new Set(a), Array.isArray(b) ? b : [b])) as Test;

/** What each operator means. 以上、以内 include the bound; 超过、不满 do not (民法典1259). */
export const TESTS: Record<string, Test> = {
  atLeast: number((a, b) => a >= b),
  moreThan: number((a, b) => a > b),
  atMost: number((a, b) => a <= b),
  lessThan: number((a, b) => a < b),
  equals: number((a, b) => a === b),
  is: ((a: boolean, b: boolean) => a === b) as Test,
  onOrAfter: text((a, b) => a >= b),
  after: text((a, b) => a > b),
  onOrBefore: text((a, b) => a <= b),
  before: text((a, b) => a < b),
  sameDay: text((a, b) => a === b),
  notBefore: text((a, b) => a >= b),
  laterThan: text((a, b) => a > b),
  notAfter: text((a, b) => a <= b),
  earlierThan: text((a, b) => a < b),
  isOneOf: ((a: string, b: string | string[]) => (Array.isArray(b) ? b : [b]).includes(a)) as Test,
  isNoneOf: ((a: string, b: string | string[]) => !(Array.isArray(b) ? b : [b]).includes(a)) as Test,
  contains: set((a, b) => b.every((x) => a.has(x))),
  containsAll: set((a, b) => b.every((x) => a.has(x))),
  containsAny: set((a, b) => b.some((x) => a.has(x))),
  lacks: set((a, b) => !b.some((x) => a.has(x))),
  within: set((a, b) => [...a].every((x) => b.includes(x))),
};

/** A leaf against facts; a fact or bound nobody supplied gives unknown. */
export function testLeaf(leaf: Leaf, facts: Record<string, FactValue | undefined>): boolean | 'unknown' {
  const value = facts[leaf.fact];
  const bound = boundOf(leaf, facts);
  if (value === undefined || bound === undefined) return 'unknown';
  return (TESTS[leaf.operator] as Test)(value as never, bound as never);
}

/** The bound a leaf is held against, looked up where it is another fact. */
export function boundOf(leaf: Leaf, facts: Record<string, FactValue | undefined>): FactValue | undefined {
  return isFactBound(leaf.value) ? facts[leaf.value.fact] : leaf.value;
}
