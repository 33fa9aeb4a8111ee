import type { Leaf, WrittenCondition } from '../../../contract/definitions/rules.ts';
import type { ReplayCause } from '../../../contract/replay.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { canonicalJson } from '../../hash.ts';
import { referencesOf } from '../../rules/names.ts';
import type { Bundle } from '../bundle.ts';
import { sayCondition } from '../telling/conditions.ts';
import { sayValue } from './grounds.ts';
import { definitionOf, type Plan } from './plan.ts';
import type { Pairs } from './sides.ts';

type LeafChange = { from: Leaf; to: Leaf };

/** The definitions in which the text of a rule changed: its own set or table, or the named conditions it uses. */
export function writtenCause(
  before: Plan,
  after: Plan,
  pair: Pairs[number],
  leaves: LeafChange[],
): ReplayCause[] {
  const { rule, set } = after.rules[pair.after] as Plan['rules'][number];
  const ruleSet = after.sets[set]?.ruleSet.id as string;
  const what = (subject: string) => sayChange(subject, before, after, pair, leaves);
  const own = writtenRule(after.bundle, ruleSet, rule.id);
  const names = own && canonicalJson(own) === canonicalJson(writtenRule(before.bundle, ruleSet, rule.id));
  const changed = names ? changedNames(before.bundle, after.bundle, own.conditions) : [];
  if (changed.length === 0) {
    const definition = definitionOf(after, ruleSet);
    return [{ kind: 'rule-changed', definition, rule: rule.id, say: what(`规则“${rule.title}”`) }];
  }
  return changed.map(({ definition, label }) => ({
    kind: 'condition-changed',
    definition,
    rule: rule.id,
    say: what(`常用条件“${label}”（规则“${rule.title}”）`),
  }));
}

const writtenRule = (bundle: Bundle, ruleSet: string, rule: string) =>
  bundle.get('ruleset', ruleSet)?.body.rules.find((r) => r.id === rule);

/** The named conditions a condition rests on whose own text changed. */
function changedNames(before: Bundle, after: Bundle, condition: WrittenCondition) {
  const found = new Map<string, { definition: string; label: string }>();
  const visit = (written: WrittenCondition, above: Set<string>) => {
    for (const { name } of referencesOf(written)) {
      if (above.has(name)) continue;
      const [a, b] = [named(before, name), named(after, name)];
      if (!b) continue;
      if (canonicalJson(a?.is) !== canonicalJson(b.is)) found.set(name, b);
      visit(b.is, new Set([...above, name]));
    }
  };
  visit(condition, new Set());
  return [...found.values()];
}

function named(bundle: Bundle, name: string) {
  for (const { id, body } of bundle.all('conditions')) {
    const condition = body.conditions[name];
    if (condition) return { definition: `conditions/${id}`, label: condition.label, is: condition.is };
  }
  return undefined;
}

const PARTS = {
  effective: '施行期间',
  whenUnknown: '事实不明时的处理',
  mustKnow: '必须查明的范围',
  severity: '级别',
  overridable: '能否越过',
  event: '后果',
} as const;

/** `规则“…”的界限(占用商品林地面积)10→8`. */
function sayChange(
  subject: string,
  before: Plan,
  after: Plan,
  pair: Pairs[number],
  leaves: LeafChange[],
): string {
  const { dictionary } = after.bundle;
  if (leaves.length > 0) return `${subject}的${leaves.map((leaf) => sayLeaf(leaf, dictionary)).join('、')}`;
  const [a, b] = [before.rules[pair.before]?.rule, after.rules[pair.after]?.rule];
  if (canonicalJson(a?.conditions) !== canonicalJson(b?.conditions)) return `${subject}的条件改写`;
  const parts = (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter(
    (part) => canonicalJson(a?.[part]) !== canonicalJson(b?.[part]),
  );
  return parts.length > 0
    ? `${subject}的${parts.map((part) => PARTS[part]).join('、')}改变`
    : `${subject}所在规则集的适用日期改变`;
}

function sayLeaf({ from, to }: LeafChange, dictionary: Dictionary): string {
  const definition = dictionary.get(to.fact);
  const literal = (leaf: Leaf) => typeof leaf.value !== 'object' || Array.isArray(leaf.value);
  if (from.fact !== to.fact || from.operator !== to.operator || !literal(from) || !literal(to))
    return `条件“${sayCondition(from, dictionary)}”改为“${sayCondition(to, dictionary)}”`;
  const value = (leaf: Leaf) => sayValue(leaf.value as never, definition?.type);
  return `界限（${definition?.label ?? to.fact}）${value(from)}→${value(to)}`;
}
