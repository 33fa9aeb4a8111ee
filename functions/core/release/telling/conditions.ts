import type { Condition, Leaf } from '../../../contract/definitions/rules.ts';
import { OPERATOR_PHRASES } from '../../../contract/wording.ts';
import { compile, type PlacedCondition } from '../../decide/compiled.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import { isFactBound } from '../../decide/operators.ts';
import type { Dictionary } from '../../facts/dictionary.ts';

/** Every condition of a rule set with its place, each before those inside it; then what `mustKnow` asks. */
export function placedConditions({ ruleSet, hash }: PinnedRuleSet): PlacedCondition[] {
  const scopes = ruleSet.rules.flatMap(({ mustKnow }, rule) =>
    mustKnow ? [{ rule, path: `/rules/${rule}/mustKnow`, condition: mustKnow }] : [],
  );
  return [...compile(ruleSet, hash).conditions, ...scopes];
}

export const isLeaf = (condition: Condition): condition is Leaf => 'fact' in condition;
export const isScope = ({ path }: PlacedCondition): boolean => path.endsWith('/mustKnow');

/** A condition as one Chinese sentence: `本次占用商品林地面积(亩)10以上(含本数)`. */
export function sayCondition(condition: Condition, dictionary: Dictionary): string {
  const several = (children: Condition[], word: string) =>
    children.length === 1
      ? sayCondition(children[0] as Condition, dictionary)
      : `(${children.map((child) => sayCondition(child, dictionary)).join(word)})`;
  if ('all' in condition) return several(condition.all, '，并且');
  if ('any' in condition) return several(condition.any, '，或者');
  if ('not' in condition) return `不符合“${sayCondition(condition.not, dictionary)}”`;
  const phrase = OPERATOR_PHRASES[condition.operator] ?? `${condition.operator} {}`;
  const label = dictionary.get(condition.fact)?.label ?? condition.fact;
  return `${label}${phrase.replace('{}', sayBound(condition, dictionary))}`;
}

function sayBound({ fact, value }: Leaf, dictionary: Dictionary): string {
  if (isFactBound(value)) return dictionary.get(value.fact)?.label ?? value.fact;
  const { type, valueLabels } = dictionary.get(fact) ?? {};
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return type === 'money.fen' ? `${value / 100}元` : String(value);
  return [value]
    .flat()
    .map((member) => valueLabels?.[member] ?? member)
    .join('、');
}
