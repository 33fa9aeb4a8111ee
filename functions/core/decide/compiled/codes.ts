import type { JudgedRule } from '../../../contract/case.ts';

/**
 * The three values as numbers, so that `all` is the least, `any` the greatest and `not` is 2 − x (Kleene). The fourth is a
 * rule's alone: outside its window it has no value.
 */
export const UNSATISFIED = 0;
export const UNKNOWN = 1;
export const SATISFIED = 2;
export const NOT_IN_FORCE = 3;
export type StatusCode = typeof UNSATISFIED | typeof UNKNOWN | typeof SATISFIED;
export type RuleStatusCode = StatusCode | typeof NOT_IN_FORCE;

/** The code's name in a verdict: `STATUS_NAMES[code]`. */
export const STATUS_NAMES = [
  'unsatisfied',
  'unknown',
  'satisfied',
  'not-in-force',
] as const satisfies JudgedRule['status'][];
