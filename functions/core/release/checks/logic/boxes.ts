import type { FactValue } from '../../../../contract/definitions/facts.ts';
import type { Condition, Leaf } from '../../../../contract/definitions/rules.ts';
import { isFactBound } from '../../../decide/operators.ts';

/** What one fact has to be for a condition to hold, as far as that can be read off its literal bounds. */
type Side = {
  low?: FactValue;
  lowOpen?: boolean;
  high?: FactValue;
  highOpen?: boolean;
  /** One of these: an enum's members, a yes or no. */
  among?: Set<FactValue>;
  has: Set<string>;
  lacks: Set<string>;
};
/** Fact by fact. A fact that is not named may be anything. */
export type Box = Map<string, Side>;

/**
 * The literal bounds every way of satisfying a condition keeps to: those its outer `all`s ask for. A coarse reading that costs
 * nothing, so that of the pairs of a large table only those are searched that could meet at all.
 */
export function boxOf(condition: Condition, box: Box = new Map()): Box {
  if ('all' in condition) for (const child of condition.all) boxOf(child, box);
  else if ('fact' in condition && !isFactBound(condition.value)) narrow(box, condition);
  return box;
}

function narrow(box: Box, { fact, operator, value }: Leaf): void {
  const side: Side = box.get(fact) ?? { has: new Set(), lacks: new Set() };
  box.set(fact, side);
  const bound = value as FactValue;
  const members = [bound].flat() as string[];
  if (FROM.has(operator)) atLeast(side, bound, OPEN.has(operator));
  if (TO.has(operator)) atMost(side, bound, OPEN.has(operator));
  if (operator === 'is' || operator === 'isOneOf') {
    const among = operator === 'is' ? [bound] : members;
    side.among = new Set(side.among ? among.filter((v) => side.among?.has(v)) : among);
  }
  if (operator === 'isNoneOf' || operator === 'lacks') for (const member of members) side.lacks.add(member);
  if (operator === 'contains' || operator === 'containsAll')
    for (const member of members) side.has.add(member);
}

const FROM = new Set([
  'atLeast',
  'moreThan',
  'equals',
  'onOrAfter',
  'after',
  'sameDay',
  'notBefore',
  'laterThan',
]);
const TO = new Set([
  'atMost',
  'lessThan',
  'equals',
  'onOrBefore',
  'before',
  'sameDay',
  'notAfter',
  'earlierThan',
]);
const OPEN = new Set(['moreThan', 'lessThan', 'after', 'before', 'laterThan', 'earlierThan']);

function atLeast(side: Side, bound: FactValue, open: boolean): void {
  if (side.low !== undefined && (bound < side.low || (bound === side.low && !open))) return;
  side.low = bound;
  side.lowOpen = open;
}

function atMost(side: Side, bound: FactValue, open: boolean): void {
  if (side.high !== undefined && (bound > side.high || (bound === side.high && !open))) return;
  side.high = bound;
  side.highOpen = open;
}

/** Are there surely no facts that keep to both? */
export function apart(a: Box, b: Box): boolean {
  for (const [fact, one] of a) {
    const other = b.get(fact);
    if (other && (above(one, other) || above(other, one) || strangers(one, other))) return true;
  }
  return false;
}

/** Does the one begin where the other is over? */
const above = ({ low, lowOpen }: Side, { high, highOpen }: Side): boolean =>
  low !== undefined && high !== undefined && (low > high || (low === high && (lowOpen || highOpen) === true));

function strangers(a: Side, b: Side): boolean {
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const member of one.has) if (other.lacks.has(member)) return true;
    if (
      one.among &&
      [...one.among].every((v) => other.lacks.has(v as string) || (other.among && !other.among.has(v)))
    )
      return true;
  }
  return false;
}
