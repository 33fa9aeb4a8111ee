import type { Derivation, Facts, FactValue } from '../../contract/definitions/facts.ts';
import { lateFee } from '../deadlines/late-fee.ts';
import { addYears, ageOn, daysBetween, isDay } from '../time/days.ts';
import { type Dictionary, operandsOf, sourcesOf } from './dictionary.ts';

/** An exact fraction, so that 2/5 + 6/10 is 1 and not almost 1. */
type Fraction = { n: bigint; d: bigint };

function fraction(value: number | string): Fraction {
  const text = String(value);
  if (text.includes('/')) {
    const [n, d] = text.split('/') as [string, string];
    return { n: BigInt(n), d: BigInt(d) };
  }
  const [digits, exponent = '0'] = text.toLowerCase().split('e') as [string, string?];
  const [whole, decimals = ''] = digits.split('.') as [string, string?];
  const scale = decimals.length - Number(exponent);
  const n = BigInt(whole + decimals);
  return scale >= 0 ? { n, d: 10n ** BigInt(scale) } : { n: n * 10n ** BigInt(-scale), d: 1n };
}
const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

/** The nearest number, unknown where none is near; a fraction that is exactly a whole number gives exactly that number. */
function toNumber(exact: Fraction): number | undefined {
  const number = quotient(exact);
  return Number.isFinite(number) ? number : undefined;
}

function quotient({ n, d }: Fraction): number {
  if (n % d === 0n) return Number(n / d);
  const [above, below] = [Number(n), Number(d)];
  if (Number.isFinite(above) && Number.isFinite(below)) return above / below;
  // either is beyond what a number holds: divided first, to more digits than a number has, then put back in its place
  const places = String(n).length - String(d).length;
  const digits = places > 20 ? n / (d * 10n ** BigInt(places - 20)) : (n * 10n ** BigInt(20 - places)) / d;
  return Number(`${digits}e${places - 20}`);
}

/**
 * The facts with every derived fact added that can be known. An unknown operand leaves the derived fact unknown; only
 * coalesce looks on. A derived fact somebody supplied by hand is overwritten: derivations are not opinions.
 */
export function deriveFacts(dictionary: Dictionary, supplied: Facts): Facts {
  const facts: Facts = { ...supplied };
  const visiting = new Set<string>();
  const done = new Set<string>();
  const resolve = (name: string): FactValue | undefined => {
    const derivation = dictionary.get(name)?.derive;
    if (!derivation || done.has(name)) return facts[name];
    if (visiting.has(name)) return undefined;
    visiting.add(name);
    const value = evaluate(derivation, resolve);
    if (value !== undefined) facts[name] = value;
    else if (name in facts) delete facts[name];
    visiting.delete(name);
    done.add(name);
    return value;
  };
  for (const name of sourcesOf(dictionary).derived) resolve(name);
  return facts;
}

export type Resolve = (name: string) => FactValue | undefined;

/** One derivation, over whatever tells its operands. */
export function evaluate(derivation: Derivation, resolve: Resolve): FactValue | undefined {
  if ('sum' in derivation) return sum(derivation.sum, resolve);
  if ('min' in derivation) return extreme(derivation.min, resolve, Math.min);
  if ('max' in derivation) return extreme(derivation.max, resolve, Math.max);
  if ('union' in derivation) {
    const sets = derivation.union.map(resolve);
    return sets.includes(undefined) ? undefined : [...new Set(sets.flat() as string[])];
  }
  if ('coalesce' in derivation) {
    for (const item of derivation.coalesce) {
      const value = typeof item === 'string' ? resolve(item) : item;
      if (value !== undefined) return value;
    }
    return undefined;
  }
  if ('ageOn' in derivation) return ofDays(derivation.ageOn.map(resolve), ageOn);
  if ('daysBetween' in derivation) return ofDays(derivation.daysBetween.map(resolve), daysBetween);
  if ('lateFee' in derivation) {
    const [fine, lastPayDay, day] = derivation.lateFee.map(resolve);
    if (fine === undefined || lastPayDay === undefined || day === undefined) return undefined;
    const remedies = (derivation.except ?? []).flatMap(([begun, ended]) => {
      const [from, to] = [resolve(begun), resolve(ended)] as (string | undefined)[];
      // an end before the beginning is that of an earlier one: this one is not over
      return from === undefined ? [] : [{ from, to: to === undefined || to < from ? (day as string) : to }];
    });
    return lateFee(fine as number, lastPayDay as string, day as string, remedies).fen;
  }
  if ('share' in derivation) return share(derivation.share.map(resolve));
  const day = resolve(derivation.addYears[0]);
  const later = day === undefined ? undefined : addYears(day as string, derivation.addYears[1]);
  // days are compared as text: after 9999 there are none
  return isDay(later) ? later : undefined;
}

/** The facts somebody can go and find out, where derived ones are unknown: their unknown operands, down to the ground. */
export function collectable(dictionary: Dictionary, facts: Facts, names: string[]): string[] {
  const found = new Set<string>();
  const visit = (name: string, seen: Set<string>) => {
    const derivation = dictionary.get(name)?.derive;
    if (facts[name] !== undefined || seen.has(name)) return;
    if (!derivation) found.add(name);
    else for (const operand of operandsOf(derivation)) visit(operand, new Set([...seen, name]));
  };
  for (const name of names) visit(name, new Set());
  return [...found].sort();
}

const ofDays = (days: (FactValue | undefined)[], f: (a: string, b: string) => number) =>
  days.includes(undefined) ? undefined : f(days[0] as string, days[1] as string);

function sum(terms: Extract<Derivation, { sum: unknown }>['sum'], resolve: Resolve): number | undefined {
  let total: Fraction = { n: 0n, d: 1n };
  for (const term of terms) {
    const scaled = typeof term === 'object';
    const operand = scaled ? term.scale[0] : term;
    const value = typeof operand === 'number' ? operand : resolve(operand);
    if (value === undefined) return undefined;
    const exact = fraction(value as number);
    total = plus(total, scaled ? times(exact, fraction(term.scale[1])) : exact);
  }
  return toNumber(total);
}

function share(operands: (FactValue | undefined)[]): number | undefined {
  const [value, least, most] = operands;
  if (
    value === undefined ||
    least === undefined ||
    most === undefined ||
    (most as number) <= (least as number)
  )
    return undefined;
  const minus = (a: Fraction, b: Fraction) => plus(a, times(b, { n: -1n, d: 1n }));
  const [at, from, to] = [fraction(value as number), fraction(least as number), fraction(most as number)];
  const [above, range] = [minus(at, from), minus(to, from)];
  return toNumber({ n: above.n * range.d, d: above.d * range.n });
}

function extreme(
  operands: (string | number)[],
  resolve: Resolve,
  pick: (...n: number[]) => number,
): number | undefined {
  const values = operands.map((o) => (typeof o === 'number' ? o : resolve(o)));
  return values.includes(undefined) ? undefined : pick(...(values as number[]));
}
