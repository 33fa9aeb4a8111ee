import type { When } from '../../contract/definitions/papers.ts';
import type { Reading } from './context.ts';
import { isKnown, rawValue } from './read.ts';

/** Does the condition hold for this case? What is not known equals nothing. */
export function holds(when: When | undefined, reading: Reading): boolean {
  if (when === undefined) return true;
  const { context } = reading;
  if ('all' in when) return when.all.every((w) => holds(w, reading));
  if ('any' in when) return when.any.some((w) => holds(w, reading));
  if ('not' in when) return !holds(when.not, reading);
  if ('mark' in when) return context.marks.includes(when.mark);
  if ('requires' in when) return context.requires.includes(when.requires);
  if ('known' in when) return isKnown(when.known, reading);
  const value = rawValue('fact' in when ? { fact: when.fact } : { field: when.field }, reading);
  return 'is' in when ? value === when.is : Array.isArray(value) && value.includes(when.has);
}
