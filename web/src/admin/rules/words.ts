/** Rules as an administrator reads them: sentences made from the definition, never from code names where there is a name. */
import type { FactValue } from '../../../../functions/contract/definitions/facts.ts';
import type {
  Leaf,
  RuleEffect,
  WrittenCondition,
  WrittenRule,
} from '../../../../functions/contract/definitions/rules.ts';
import { isFactBound } from '../../../../functions/contract/fact-types.ts';
import { ROLES } from '../../../../functions/contract/ids.ts';
import { asked, EFFECTS, factLabel } from '../../explain/sentences.ts';
import { dayOf, now } from '../../text/time.ts';
import { showValue } from '../../text/values.ts';
import { parameterOn, type World } from './world.ts';

/** A label that only repeats the unit, `面积(亩)`, is said without it. */
export const labelOf = (fact: string, world: World): string => factLabel(fact, world.words);

/** `本次占用商品林地面积(亩) 10 亩以上(含本数)`. */
export function sayLeaf(leaf: Leaf, world: World): string {
  return `${labelOf(leaf.fact, world)} ${askedOf(leaf, world)}`;
}

function askedOf({ fact, operator, value }: Leaf, world: World): string {
  if (value === undefined) return '（界限还没有填写）';
  const bound = isFactBound(value)
    ? { fact: '', bound: sayFactBound(value.fact, world) }
    : { fact, bound: value as FactValue };
  return asked({ status: 'unknown', operator, ...bound }, world.words);
}

/** Another fact as a bound; of a parameter, also what it is today. */
function sayFactBound(fact: string, world: World): string {
  const value = parameterOn(world, fact, dayOf(now()));
  const label = labelOf(fact, world);
  if (value === undefined) return `「${label}」`;
  return `「${label}」（参数，现为 ${value === null ? '未确认' : showValue(value, world.words.labels[fact])}）`;
}

export type Group = 'all' | 'any' | 'not';
export const GROUPS: Record<Group, string> = { all: '全部满足', any: '任一满足', not: '不满足' };
const HEADS: Record<Group, string> = {
  all: '以下全部满足',
  any: '以下任一满足',
  not: '以下不满足',
};

export const groupOf = (condition: WrittenCondition): Group | null =>
  'all' in condition ? 'all' : 'any' in condition ? 'any' : 'not' in condition ? 'not' : null;

export function childrenOf(condition: WrittenCondition): WrittenCondition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [];
}

export function sayGroup(condition: WrittenCondition): string {
  const group = groupOf(condition);
  const label = 'label' in condition && condition.label ? `${condition.label}：` : '';
  return group === null ? '' : `${label}${HEADS[group]}`;
}

/** The facts a condition asks for, bounds included, through the names it uses. */
export function factsOf(condition: WrittenCondition, world: World, seen: string[] = []): string[] {
  if ('condition' in condition) {
    const named = world.named.get(condition.condition);
    if (!named || seen.includes(condition.condition)) return [];
    return factsOf(named.is, world, [...seen, condition.condition]);
  }
  if ('fact' in condition)
    return isFactBound(condition.value) ? [condition.fact, condition.value.fact] : [condition.fact];
  return [...new Set(childrenOf(condition).flatMap((child) => factsOf(child, world, seen)))];
}

export const sayOverridable = ({
  severity,
  overridable,
}: Pick<WrittenRule, 'severity' | 'overridable'>): string => {
  if (severity !== 'block') return '不阻止办理';
  return overridable ? `${ROLES[overridable.role]}说明理由可以越过` : '任何人不得越过';
};

export const sayWindow = (effective: WrittenRule['effective']): string => {
  if (!effective) return '一直有效';
  return effective.to ? `${effective.from} 至 ${effective.to}（首尾两日都算）` : `自 ${effective.from} 起`;
};

/** What an unknown result does; `hold` is what a hard rule does unless it says otherwise. */
export const WHEN_UNKNOWN = { hold: '等待查明', fire: '按命中办理（从严）', pass: '不影响办理' } as const;
export const whenUnknownOf = ({ severity, whenUnknown }: Pick<WrittenRule, 'severity' | 'whenUnknown'>) =>
  whenUnknown ?? (severity === 'block' ? 'hold' : 'pass');

/** What a case can be required to have that is no step of its own name. */
const NEEDS: Record<string, string> = { 'hearing-notice': '听证告知', 'legal-review': '法制审核' };

/** What comes of it, besides its sentence: a flag is told by that alone. */
export function sayEffect(effect: RuleEffect, world: World): string {
  const what = EFFECTS[effect.type] ?? effect.type;
  const procedure = (id: string) => world.procedures.find((one) => one.id === id)?.title ?? id;
  switch (effect.type) {
    case 'freeze': {
      const actions = effect.params.actions.map((id) => actionTitle(id, world));
      return `${what}：${actions.join('、')}；${procedure(effect.params.open)}办结后恢复`;
    }
    case 'open':
      return `${what}：${procedure(effect.params.open)}`;
    case 'require':
      return `${what}：${NEEDS[effect.params.need] ?? actionTitle(effect.params.need, world)}`;
    case 'notify':
      return `${what}${ROLES[effect.params.role]}`;
    default:
      return what;
  }
}

export const actionTitle = (id: string, world: World): string =>
  world.procedures.flatMap(({ actions }) => actions).find((action) => action.id === id)?.title ?? id;
