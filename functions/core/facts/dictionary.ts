import type { FactDefinition, FactDictionary, FactValue } from '../../contract/definitions/facts.ts';
import { NUMERIC_TYPES } from '../../contract/definitions/facts.ts';
import type { Fault } from '../../contract/errors.ts';
import { isDay, isInstant } from '../time/days.ts';

/** All facts of a release by name. */
export type Dictionary = Map<string, FactDefinition>;

/**
 * One dictionary out of the packs'; names that stand twice are the release check's to report. Beside each parameter fact
 * stands the boolean `<name>.configured`, so that rules can tell a low threshold from one nobody has set.
 */
export function mergeDictionaries(parts: FactDictionary[]): Dictionary {
  const dictionary: Dictionary = new Map(parts.flatMap((part) => Object.entries(part.facts)));
  for (const [name, { from, label }] of [...dictionary]) {
    if (from && 'param' in from)
      dictionary.set(`${name}.configured`, {
        type: 'boolean',
        label: `${label}已确认`,
        from: { kernel: true },
      });
  }
  return dictionary;
}

type From = NonNullable<FactDefinition['from']>;
type Sources = {
  params: { name: string; from: Extract<From, { param: unknown }> }[];
  clocks: { name: string; from: Extract<From, { clock: unknown }> }[];
  derived: string[];
};
const sourcesKept = new WeakMap<Dictionary, Sources>();

/** The facts that come from parameters, clocks and derivations; looked for once per dictionary, which never changes. */
export function sourcesOf(dictionary: Dictionary): Sources {
  let sources = sourcesKept.get(dictionary);
  if (!sources) {
    sources = { params: [], clocks: [], derived: [] };
    for (const [name, { from, derive }] of dictionary) {
      if (from && 'param' in from) sources.params.push({ name, from });
      if (from && 'clock' in from) sources.clocks.push({ name, from });
      if (derive) sources.derived.push(name);
    }
    sourcesKept.set(dictionary, sources);
  }
  return sources;
}

/** What is wrong with a value for this fact, in one sentence; null when it fits. */
export function typeFault(definition: FactDefinition, value: unknown): string | null {
  const { type } = definition;
  if ((NUMERIC_TYPES as readonly string[]).includes(type)) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return `应为数字(${type})`;
    if ((type === 'money.fen' || type === 'count') && !Number.isSafeInteger(value))
      return `应为整数(${type})`;
    return value < 0 ? '不应为负数' : null;
  }
  if (type === 'boolean') return typeof value === 'boolean' ? null : '应为 true 或 false';
  if (type === 'date') return isDay(value) ? null : '应为日期,如 2026-05-20';
  if (type === 'instant')
    return isInstant(value) ? null : '应为带毫秒的 UTC 时刻,如 2026-05-20T01:00:00.000Z';
  if (type === 'text') return typeof value === 'string' ? null : '应为文字';
  const members = type === 'set' ? value : [value];
  if (!Array.isArray(members) || members.some((m) => typeof m !== 'string')) return '应为文字的列表';
  const stray = definition.values && members.find((m) => !definition.values?.includes(m));
  return stray === undefined ? null : `“${stray}”不在可选范围:${definition.values?.join('、')}`;
}

/** Faults of a bag of facts somebody supplied from outside: unknown names and wrong types, with what would be right. */
export function factFaults(dictionary: Dictionary, facts: Record<string, unknown>): Fault[] {
  return Object.entries(facts).flatMap(([name, value]) => {
    const definition = dictionary.get(name);
    const say = definition ? typeFault(definition, value) : '事实词典中没有这个事实';
    return say === null ? [] : [{ path: `/${name}`, say: definition ? `${definition.label}:${say}` : say }];
  });
}

/** Facts known to fit their types. */
export type CheckedFacts = Record<string, FactValue>;
