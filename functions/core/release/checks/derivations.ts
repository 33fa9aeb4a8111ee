import {
  type Derivation,
  type FactDefinition,
  type FactType,
  NUMERIC_TYPES,
} from '../../../contract/definitions/facts.ts';
import { typeFault } from '../../../contract/fact-types.ts';
import { type Dictionary, operandsOf, readBy } from '../../facts/dictionary.ts';

type Types = readonly FactType[];
/** What a derivation may read, operand by operand, and the types its result may be declared with. */
type Signature = { reads: [fact: string, types: Types][]; gives: Types; literals?: unknown[] };

const NUMBERS: Types = NUMERIC_TYPES;
/** Types that only whole numbers fit. */
const WHOLE: Types = ['money.fen', 'count'];
const ALIKE: Types = [...NUMBERS, 'boolean', 'date', 'instant', 'enum', 'set', 'text'];

/**
 * What is wrong with the types of a derivation, so that working it out can never go wrong: sums and comparisons of one unit
 * (only `scale` changes it), days where days belong, whole numbers where only they fit.
 */
export function derivationFaults(
  dictionary: Dictionary,
  fact: FactDefinition,
): { code: string; say: string }[] {
  const { derive } = fact;
  if (!derive) return [];
  const unknown = readBy(derive).filter((name) => !dictionary.has(name));
  if (unknown.length > 0)
    return unknown.map((name) => ({ code: 'unknown-fact', say: `推导引用了词典中没有的事实“${name}”` }));
  const operand = (name: string) => dictionary.get(name) as FactDefinition;
  const { reads, gives, literals = [] } = signatureOf(derive, fact, (name) => operand(name).type);
  const fault = (say: string) => ({ code: 'type-mismatch', say });
  if (!gives.includes(fact.type))
    return [fault(`“${fact.label}”的类型是 ${fact.type}，这一推导得出的是${told(gives)}`)];
  const says = [
    ...reads.flatMap(([name, types]) =>
      types.includes(operand(name).type)
        ? []
        : [`推导的“${operand(name).label}”（${name}）类型是 ${operand(name).type}，应为${told(types)}`],
    ),
    ...literals.flatMap((literal) => {
      const unfit = typeFault(fact, literal);
      return unfit ? [`推导里的 ${String(literal)} 与“${fact.label}”不符：${unfit}`] : [];
    }),
    ...partsOfWholes(derive, fact, operand),
    ...strayMembers(derive, fact, operand),
  ];
  return says.map(fault);
}

function signatureOf(
  derive: Derivation,
  { type }: FactDefinition,
  typeOf: (fact: string) => FactType,
): Signature {
  const all = (names: string[], types: Types): Signature['reads'] => names.map((name) => [name, types]);
  const literals = (items: unknown[]) => items.filter((i) => typeof i === 'number' || typeof i === 'boolean');
  if ('sum' in derive) {
    const plain = derive.sum.filter((term) => typeof term === 'string');
    const scaled = derive.sum.flatMap((term) => (typeof term === 'object' ? [term.scale[0]] : []));
    return {
      reads: [...all(plain, [type]), ...all(scaled, NUMBERS)],
      gives: NUMBERS,
      literals: literals(derive.sum),
    };
  }
  if ('min' in derive || 'max' in derive) {
    const operands = 'min' in derive ? derive.min : derive.max;
    return { reads: all(operandsOf(derive), [type]), gives: NUMBERS, literals: literals(operands) };
  }
  if ('union' in derive) return { reads: all(derive.union, ['set']), gives: ['set'] };
  if ('coalesce' in derive)
    return { reads: all(operandsOf(derive), [type]), gives: ALIKE, literals: literals(derive.coalesce) };
  if ('ageOn' in derive) return { reads: all(derive.ageOn, ['date']), gives: ['count'] };
  if ('daysBetween' in derive) return { reads: all(derive.daysBetween, ['date']), gives: ['days', 'count'] };
  if ('addYears' in derive) return { reads: [[derive.addYears[0], ['date']]], gives: ['date'] };
  if ('lateFee' in derive) {
    const [fine, ...days] = derive.lateFee;
    const excepted = derive.except?.flat() ?? [];
    return { reads: [[fine, ['money.fen']], ...all([...days, ...excepted], ['date'])], gives: ['money.fen'] };
  }
  const [value, ...ends] = derive.share;
  return { reads: [[value, NUMBERS], ...all(ends, [typeOf(value)])], gives: ['ratio'] };
}

const told = (types: Types): string =>
  types.length >= NUMBERS.length
    ? '数'
    : `${types.join(' 或 ')}${NUMBERS.includes(types[0] as FactType) ? '（单位不同的用 scale 换算）' : ''}`;

/** A scaled term of a sum may come out in parts, which money and numbers of things have not. */
function partsOfWholes(
  derive: Derivation,
  fact: FactDefinition,
  operand: (name: string) => FactDefinition,
): string[] {
  if (!('sum' in derive) || !WHOLE.includes(fact.type)) return [];
  return derive.sum.flatMap((term) => {
    if (typeof term !== 'object') return [];
    const [name, scale] = term.scale;
    return scale.includes('/') || !WHOLE.includes(operand(name).type)
      ? [`“${operand(name).label}”乘以 ${scale} 不一定是整数，而“${fact.label}”（${fact.type}）只能是整数`]
      : [];
  });
}

/** A member an operand may have and the result may not. */
function strayMembers(
  derive: Derivation,
  fact: FactDefinition,
  operand: (name: string) => FactDefinition,
): string[] {
  const { values } = fact;
  if (!values || !('union' in derive || 'coalesce' in derive)) return [];
  return operandsOf(derive).flatMap((name) => {
    const stray = operand(name).values?.find((member) => !values.includes(member));
    return stray === undefined
      ? []
      : [`“${operand(name).label}”可以是“${stray}”，而“${fact.label}”没有这一值`];
  });
}
