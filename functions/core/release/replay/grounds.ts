import type { FactValue } from '../../../contract/definitions/facts.ts';
import type { ReplayCause } from '../../../contract/replay.ts';
import { readBy } from '../../facts/dictionary.ts';
import { canonicalJson } from '../../hash.ts';
import type { Bundle } from '../bundle.ts';
import { paramsOn } from './facts.ts';
import { meaningOf, paramOf } from './plan.ts';

/**
 * Why a fact has another value under the candidate: a parameter with another value on that day, or a fact defined
 * otherwise, however far down its operands; of a fact told from outside, what `told` says of it.
 */
export function groundsOf(
  before: Bundle,
  after: Bundle,
  name: string,
  day: string,
  told: (name: string) => ReplayCause[],
): ReplayCause[] {
  return grounds(before, after, name, day, told, new Set());
}

function grounds(
  before: Bundle,
  after: Bundle,
  name: string,
  day: string,
  told: (name: string) => ReplayCause[],
  above: Set<string>,
): ReplayCause[] {
  if (above.has(name)) return [];
  above.add(name);
  const [a, b] = [before.dictionary.get(name), after.dictionary.get(name)];
  const under = (fact: typeof b) =>
    fact?.derive
      ? readBy(fact.derive).flatMap((o) => grounds(before, after, o, day, told, above))
      : told(name);
  if (meaningOf(before, name) === meaningOf(after, name)) return under(b);
  const param = paramOf(after, name);
  if (canonicalJson([a?.derive, a?.from]) !== canonicalJson([b?.derive, b?.from]))
    return [factCause(before, after, name)];
  if (b?.derive) return under(b);
  return param === null ? [] : [paramCause(before, after, name, param, day)];
}

function factCause(before: Bundle, after: Bundle, name: string): ReplayCause {
  const label = (after.dictionary.get(name) ?? before.dictionary.get(name))?.label ?? name;
  const book = [after, before]
    .flatMap((bundle) => bundle.all('facts'))
    .find((entry) => Object.hasOwn(entry.body.facts, name));
  return {
    kind: 'fact-changed',
    definition: `facts/${book?.id ?? ''}`,
    fact: name,
    say: `事实“${label}”的来源或者推导方法改变`,
  };
}

function paramCause(before: Bundle, after: Bundle, name: string, param: string, day: string): ReplayCause {
  const fact = name.endsWith('.configured') ? name.slice(0, -'.configured'.length) : name;
  const table = [after, before]
    .flatMap((bundle) => bundle.all('params'))
    .find((t) => Object.hasOwn(t.body.params, param));
  const type = after.dictionary.get(fact)?.type;
  const value = (bundle: Bundle) => sayValue(paramsOn(bundle, day)[fact], type);
  return {
    kind: 'param-changed',
    definition: `params/${table?.id ?? ''}`,
    fact,
    say: `参数“${table?.body.params[param]?.label ?? param}”由 ${value(before)} 改为 ${value(after)}`,
  };
}

/** A value as people write it; money in yuan. */
export function sayValue(value: FactValue | undefined, type: string | undefined): string {
  if (value === undefined) return '未确认';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' && type === 'money.fen') return `${value / 100}元`;
  return [value].flat().join('、');
}
