import type { FactDefinition, FactValue } from '../../../../contract/definitions/facts.ts';
import { family } from '../../../decide/operators.ts';
import { addDays, addHours } from '../../../time/days.ts';

/** Facts that are ordered: numbers, days, instants. */
export const isOrdered = (definition: FactDefinition): boolean =>
  !['boolean', 'enum', 'set', null].includes(family(definition.type));

type Scale = {
  before(point: FactValue, i: number): FactValue;
  after(point: FactValue, i: number): FactValue;
  /** The i-th of k values strictly between two points. */
  between(low: FactValue, high: FactValue, i: number, k: number): FactValue;
};

const WHOLE: Scale = {
  before: (p, i) => (p as number) - i,
  after: (p, i) => (p as number) + i,
  between: (low, _high, i) => (low as number) + i,
};
const REAL: Scale = {
  before: (p, i) => (p as number) - i,
  after: (p, i) => (p as number) + i,
  between: (low, high, i, k) => (low as number) + (((high as number) - (low as number)) * i) / (k + 1),
};
const DAYS: Scale = {
  before: (p, i) => addDays(p as string, -i),
  after: (p, i) => addDays(p as string, i),
  between: (low, _high, i) => addDays(low as string, i),
};
const INSTANTS: Scale = {
  before: (p, i) => addHours(p as string, -i),
  after: (p, i) => addHours(p as string, i),
  between: (low, high, i, k) =>
    addHours(
      low as string,
      ((Date.parse(high as string) - Date.parse(low as string)) * i) / (k + 1) / 3_600_000,
    ),
};

function scaleOf({ type, derive }: FactDefinition): Scale {
  if (type === 'date') return DAYS;
  if (type === 'instant') return INSTANTS;
  // a sum of whole numbers may be scaled: only what people fill in is sure to be whole
  return (type === 'count' || type === 'money.fen') && !derive ? WHOLE : REAL;
}

/** Numbers people fill in are never negative (core/facts/dictionary.ts); derived ones and parameters may be. */
const mayBeNegative = ({ derive, from }: FactDefinition): boolean =>
  derive !== undefined || (from !== undefined && 'param' in from);

/**
 * One value for every region the points cut an ordered fact into: each point, `k` values in each gap (all there are, where
 * there are fewer) and beyond both ends. With as many as there are facts compared with one another, every order they can
 * stand in is among the combinations, so that a search that finds nothing has proved there is nothing.
 */
export function regions(definition: FactDefinition, points: FactValue[], k: number): FactValue[] {
  const scale = scaleOf(definition);
  const sorted = [...new Set(points)].sort((a, b) => (a < b ? -1 : 1));
  const steps = Array.from({ length: k }, (_, i) => i + 1);
  const found: FactValue[] = [];
  const number = typeof sorted[0] === 'number';
  const [first] = sorted;
  if (first === undefined) return [];
  if (number && !mayBeNegative(definition)) {
    found.push(0);
    if ((first as number) > 0) for (const i of steps) found.push(scale.between(0, first, i, k));
  } else for (const i of steps) found.push(scale.before(first, i));
  for (const [n, point] of sorted.entries()) {
    found.push(point);
    const next = sorted[n + 1];
    for (const i of steps)
      found.push(next === undefined ? scale.after(point, i) : scale.between(point, next, i, k));
  }
  return [...new Set(found)].filter((value) => fits(definition, value)).sort((a, b) => (a < b ? -1 : 1));
}

/** Can an ordered fact hold the value? */
export function fits(definition: FactDefinition, value: FactValue): boolean {
  if (typeof value !== 'number') return true;
  return (
    (value >= 0 || mayBeNegative(definition)) &&
    (scaleOf(definition) !== WHOLE || Number.isSafeInteger(value))
  );
}
