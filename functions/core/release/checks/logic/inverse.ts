import type { Derivation, FactValue } from '../../../../contract/definitions/facts.ts';
import { operandsOf } from '../../../facts/dictionary.ts';
import { addDays, addYears } from '../../../time/days.ts';

/** Which values of a derivation's operands lead to the points that matter of the fact derived from them. */
export type Inverse = { fact: string; points: FactValue[] }[];

/**
 * The inverse search: for each operand the values that reach a point, the other operands being nothing or sharing alike. Not
 * every solution, but one for every point; what it misses is never claimed not to exist.
 */
export function inverse(derivation: Derivation, points: FactValue[], today: string): Inverse {
  const each = (facts: string[], to: (point: never) => FactValue[]): Inverse =>
    facts.map((fact) => ({ fact, points: points.flatMap((point) => to(point as never)) }));
  if ('sum' in derivation) return ofSum(derivation.sum, points as number[]);
  if ('addYears' in derivation)
    return each([derivation.addYears[0]], (day: string) => [addYears(day, -derivation.addYears[1])]);
  if ('ageOn' in derivation) {
    const [birth, day] = derivation.ageOn;
    return [
      { fact: birth, points: (points as number[]).map((age) => addYears(today, -age)) },
      { fact: day, points: [today] },
    ];
  }
  if ('daysBetween' in derivation) {
    const [from, to] = derivation.daysBetween;
    return [
      { fact: from, points: (points as number[]).map((n) => addDays(today, -Math.trunc(n))) },
      { fact: to, points: [today] },
    ];
  }
  if ('lateFee' in derivation) {
    const [fine, lastPayDay, day] = derivation.lateFee;
    return [
      { fact: fine, points },
      { fact: lastPayDay, points: [addDays(today, -60), today] },
      { fact: day, points: [today] },
    ];
  }
  if ('share' in derivation) {
    const [value, least, most] = derivation.share;
    return [
      {
        fact: value,
        points: (points as number[]).map((share) => Math.round(share * ROUND)).filter((n) => n >= 0),
      },
      { fact: least, points: [0] },
      { fact: most, points: [ROUND] },
    ];
  }
  if ('union' in derivation) return [];
  return each(operandsOf(derivation), (point: FactValue) => [point]);
}

/** A range in which every share of it is a number of its own: 0 to 10 000 yuan, in fen. */
const ROUND = 1_000_000;

function ofSum(terms: Extract<Derivation, { sum: unknown }>['sum'], points: number[]): Inverse {
  const literal = terms.reduce<number>((total, term) => total + (typeof term === 'number' ? term : 0), 0);
  const shares = terms.filter((term) => typeof term !== 'number').length;
  return terms.flatMap((term) => {
    if (typeof term === 'number') return [];
    const [fact, scale] = typeof term === 'string' ? [term, '1'] : term.scale;
    const [n, d = 1] = (scale as string).split('/').map(Number) as [number, number?];
    if (n === 0) return [];
    const alone = points.map((point) => ((point - literal) * d) / n).filter((value) => value >= 0);
    return [{ fact: fact as string, points: [...alone, ...alone.map((value) => value / shares)] }];
  });
}
