import type { Family } from '../fact-types.ts';

/** The word of each operator in a cell of a decision table. 以上、以下 include the number, 超过、不满 do not (民法典1259). */
export const OPERATOR_WORDS: { [F in Family]: Record<string, string> } = {
  number: { atLeast: '以上', moreThan: '超过', atMost: '以下', lessThan: '不满', equals: '等于' },
  boolean: { is: '同' },
  date: { onOrAfter: '不早于', after: '晚于', onOrBefore: '不晚于', before: '早于', sameDay: '同日' },
  instant: { notBefore: '不早于', laterThan: '晚于', notAfter: '不晚于', earlierThan: '早于' },
  enum: { isOneOf: '之一', isNoneOf: '除外' },
  set: { contains: '含有', containsAll: '全含', containsAny: '含任一', lacks: '不含', within: '限于' },
};

/** A cell that asks nothing. */
export const ANY = '不限';

/** The key of a word in one of these lists; null for any other text. */
export const keyOf = <K extends string>(words: Record<K, string>, text: string): K | null =>
  (Object.keys(words) as K[]).find((key) => words[key] === text) ?? null;
