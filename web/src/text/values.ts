import type { FactLabel } from '../../../functions/contract/api.ts';
import type { FactValue } from '../../../functions/contract/definitions/facts.ts';
import { unitOf } from '../../../functions/contract/wording.ts';
import { isDay, showDayLong, showInstant } from './time.ts';

export type Labels = Record<string, FactLabel>;
/** Turns an id found in a fact (a person, a stage) into its name; undefined when it is none. */
export type Namer = (id: string) => string | undefined;

/** Integer fen as yuan: `1,200 元`, `0.50 元`. */
export function showFen(fen: number): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  const yuan = (fen / 100).toLocaleString('zh-CN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${yuan} 元`;
}

function showNumber(value: number, type: string): string {
  if (type === 'money.fen') return showFen(value);
  const unit = unitOf(type);
  const text = value.toLocaleString('zh-CN', { maximumFractionDigits: 6 });
  return unit ? `${text} ${unit}` : text;
}

function showText(value: string, label: FactLabel | undefined, name: Namer): string {
  const known = label?.valueLabels?.[value];
  if (known) return known;
  if (label?.type === 'instant') return showInstant(value);
  if (isDay(value)) return showDayLong(value);
  return name(value) ?? value;
}

/** A fact's value with its unit, in Chinese. */
export function showValue(
  value: FactValue,
  label: FactLabel | undefined,
  name: Namer = () => undefined,
): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return showNumber(value, label?.type ?? 'count');
  if (typeof value === 'string') return showText(value, label, name);
  if (value.length === 0) return '无';
  return value.map((item) => showText(item, label, name)).join('、');
}
