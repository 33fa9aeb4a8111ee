/** What the types of facts mean: the operators each takes, and which values fit. The studio and the server ask the same. */
import { type FactDefinition, type FactType, NUMERIC_TYPES } from './definitions/facts.ts';
import type { Leaf, OPERATORS } from './definitions/rules.ts';
import { Day, Instant } from './ids.ts';

export type Family = keyof typeof OPERATORS;

export const isNumeric = (type: FactType): boolean => (NUMERIC_TYPES as readonly string[]).includes(type);

/** A fact type's operator family; null: no rule can ask for it. */
export function family(type: FactType): Family | null {
  if (isNumeric(type)) return 'number';
  return type === 'text' ? null : (type as Family);
}

export const isFactBound = (value: Leaf['value']): value is { fact: string } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value;

/**
 * The largest amount a fact holds, in its own unit, and the smallest that is not nothing: beyond them sums and shares would no
 * longer come out exactly, and no case has such amounts (docs/rules.md).
 */
export const MOST_NUMBER = 1_000_000_000_000_000;
export const LEAST_NUMBER = 0.000_000_001;

/** What is wrong with the size of a number, in one sentence; null when it fits. */
export function sizeFault(value: number, most: number = MOST_NUMBER): string | null {
  if (!Number.isFinite(value) || Math.abs(value) > most) return `数字过大，最大为 ${most}`;
  return value !== 0 && Math.abs(value) < LEAST_NUMBER ? '数字过小，最小为 0.000000001，没有的填 0' : null;
}

/** What is wrong with a value for this fact, in one sentence; null when it fits. */
export function typeFault(definition: FactDefinition, value: unknown): string | null {
  const { type } = definition;
  if (isNumeric(type)) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return `应为数字（${type}）`;
    const size = sizeFault(value);
    if (size !== null) return size;
    if ((type === 'money.fen' || type === 'count') && !Number.isSafeInteger(value))
      return `应为整数（${type}）`;
    return value < 0 ? '不应为负数' : null;
  }
  if (type === 'boolean') return typeof value === 'boolean' ? null : '应为 true 或 false';
  if (type === 'date') return Day.safeParse(value).success ? null : '应为日期，如 2026-05-20';
  if (type === 'instant')
    return Instant.safeParse(value).success ? null : '应为带毫秒的 UTC 时刻，如 2026-05-20T01:00:00.000Z';
  if (type === 'text') return typeof value === 'string' ? null : '应为文字';
  const members = type === 'set' ? value : [value];
  if (!Array.isArray(members) || members.some((m) => typeof m !== 'string')) return '应为文字的列表';
  const stray = definition.values && members.find((m) => !definition.values?.includes(m));
  return stray === undefined ? null : `“${stray}”不在可选范围：${definition.values?.join('、')}`;
}
