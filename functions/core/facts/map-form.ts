import type { FactMapping, Facts, FactValue } from '../../contract/definitions/facts.ts';
import { Keeper } from '../keeper.ts';
import { dayOf } from '../time/days.ts';
import type { Dictionary } from './dictionary.ts';

/** The value at an RFC 6901 pointer; undefined where nothing stands. */
export function at(data: unknown, pointer: string): unknown {
  let value: unknown = data;
  for (const key of keysOf(pointer)) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}

const pointersKept = new Keeper<string[]>(10_000);

/** The members a pointer passes; definitions hold a few hundred pointers, each read at every filing. */
const keysOf = (pointer: string): string[] =>
  pointersKept.keep(pointer, () =>
    pointer
      .split('/')
      .slice(1)
      .map((raw) => raw.replaceAll('~1', '/').replaceAll('~0', '~')),
  );

/** Integer fen of an amount in yuan with at most two decimals. */
export const fen = (yuan: number): number => Math.round(yuan * 100);

/**
 * The facts one submission establishes. A field left empty establishes nothing; a value that is not the fact's type was
 * stopped by the form's schema (the release check holds the two together).
 */
export function mapForm(
  mapping: FactMapping,
  data: unknown,
  context: { instant: string; actor: string; dictionary: Dictionary },
): Facts {
  const facts: Facts = {};
  const put = (name: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') facts[name] = value as FactValue;
  };
  for (const line of mapping) {
    if ('at' in line) put(line.fact, at(data, line.at));
    else if ('countAt' in line) {
      const list = at(data, line.countAt);
      put(line.fact, Array.isArray(list) ? list.length : 0);
    } else if ('yuanAt' in line) {
      const yuan = at(data, line.yuanAt);
      put(line.fact, typeof yuan === 'number' ? fen(yuan) : undefined);
    } else if ('now' in line) {
      const isDate = context.dictionary.get(line.fact)?.type === 'date';
      put(line.fact, isDate ? dayOf(context.instant) : context.instant);
    } else if ('actor' in line) put(line.fact, context.actor);
    else put(line.fact, line.value);
  }
  return facts;
}
