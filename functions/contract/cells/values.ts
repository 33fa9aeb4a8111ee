import type { FactDefinition, FactValue } from '../definitions/facts.ts';
import type { Leaf } from '../definitions/rules.ts';
import { type Family, isFactBound, typeFault } from '../fact-types.ts';
import { FactName } from '../ids.ts';
import { unitOf } from '../wording.ts';
import { pieces, plain, unplain } from './plain.ts';

/** Where the other facts a cell names are looked up. */
export type Dictionary = ReadonlyMap<string, FactDefinition>;

/** A bound as a cell shows it: `5亩`, `200元`, `甲`, `[param.x]`; a list follows a colon. */
export function boundText(value: Leaf['value'], fact: FactDefinition): { text: string; list: boolean } {
  if (isFactBound(value)) return { text: `[${value.fact}]`, list: false };
  if (Array.isArray(value)) return { text: value.map((v) => memberText(v, fact)).join('、'), list: true };
  if (typeof value === 'number')
    return { text: `${numberText(value, fact)}${unitOf(fact.type)}`, list: false };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', list: false };
  const moment = fact.type === 'date' || fact.type === 'instant';
  return { text: moment ? value : memberText(value, fact), list: false };
}

/** Fen as yuan, exactly. */
function numberText(value: number, { type }: FactDefinition): string {
  if (type !== 'money.fen' || !Number.isSafeInteger(value) || value < 0) return String(value);
  const fen = String(value % 100).padStart(2, '0');
  const yuan = Math.floor(value / 100);
  return fen === '00' ? `${yuan}` : `${yuan}.${fen}`;
}

const UNSAFE = /^$|["\s、,，;；:：[\]]/;

/** A member by its label, or by its code where the label could mean another. */
function memberText(value: string, { valueLabels }: FactDefinition): string {
  const label = valueLabels?.[value];
  const meant = label !== undefined && valueLabels && codesLabelled(valueLabels, label).length === 1;
  return plain(meant && valueLabels[label] === undefined ? label : value, UNSAFE);
}

const codesLabelled = (labels: Record<string, string>, label: string): string[] =>
  Object.keys(labels).filter((code) => labels[code] === label);

export type Read<T> = { value: T } | { say: string };

/** A bound read back, held against the fact's type. `list`: it stood behind a colon. */
export function boundOfText(
  text: string,
  list: boolean,
  fact: FactDefinition,
  kind: Family,
  dictionary: Dictionary,
): Read<Leaf['value']> {
  const named = /^\[([^[\]]*)\]$/.exec(text)?.[1];
  if (named !== undefined && !list) return factBound(named.trim(), fact, dictionary);
  if (kind === 'enum' || kind === 'set') return members(text, list, fact, kind);
  if (list) return { say: '这一项只应有一个值，不用冒号' };
  if (kind === 'boolean') return { say: '应为“是”“否”，或者“同 [事实名]”' };
  const value: FactValue | null = kind === 'number' ? numberOfText(text, fact) : text;
  if (value === null) return { say: `“${text}”不是数；应如 ${exampleNumber(fact)}` };
  const fault = typeFault(fact, value);
  return fault ? { say: `“${text}”${fault}` } : { value };
}

const exampleNumber = (fact: FactDefinition) => `5${unitOf(fact.type)}`;

function numberOfText(text: string, { type }: FactDefinition): number | null {
  const unit = unitOf(type);
  const digits = unit !== '' && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
  if (type === 'money.fen') {
    const [, yuan, fen] = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(digits) ?? [];
    return yuan === undefined || digits === text
      ? null
      : Number(yuan) * 100 + Number((fen ?? '').padEnd(2, '0'));
  }
  return /^\d+(\.\d+)?(e[+-]?\d+)?$/.test(digits) ? Number(digits) : null;
}

function factBound(name: string, fact: FactDefinition, dictionary: Dictionary): Read<Leaf['value']> {
  const bound = FactName.safeParse(name).success ? dictionary.get(name) : undefined;
  if (!bound) return { say: `事实词典中没有“${name}”；方括号里应为事实名` };
  return bound.type === fact.type
    ? { value: { fact: name } }
    : { say: `两边类型应相同：${fact.type} 与 ${bound.type}` };
}

function members(text: string, list: boolean, fact: FactDefinition, kind: Family): Read<Leaf['value']> {
  const codes: string[] = [];
  for (const piece of list && text === '' ? [] : list ? pieces(text, '、,，') : [text]) {
    const word = unplain(piece);
    const code = word === null ? null : codeOf(word, fact);
    if (code === null || word === '') return { say: `没有“${piece}”；应为其中之一：${choices(fact)}` };
    const fault = typeFault(fact, kind === 'set' ? [code] : code);
    if (fault) return { say: `“${piece}”${fault}` };
    codes.push(code);
  }
  return { value: list ? codes : (codes[0] as string) };
}

function codeOf(word: string, { values, valueLabels }: FactDefinition): string | null {
  if (values === undefined || values.includes(word)) return word;
  const [code, ...others] = codesLabelled(valueLabels ?? {}, word);
  return code !== undefined && others.length === 0 ? code : null;
}

const choices = ({ values, valueLabels }: FactDefinition): string =>
  (values ?? []).map((v) => valueLabels?.[v] ?? v).join('、');
