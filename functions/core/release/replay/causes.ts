import type { Verdict } from '../../../contract/case.ts';
import type { Facts } from '../../../contract/definitions/facts.ts';
import type { Leaf, Rule } from '../../../contract/definitions/rules.ts';
import type { ReplayCause } from '../../../contract/replay.ts';
import type { Compiled } from '../../decide/compiled.ts';
import { isFactBound } from '../../decide/operators.ts';
import { leavesOf } from '../../decide/referenced.ts';
import { canonicalJson } from '../../hash.ts';
import { groundsOf } from './grounds.ts';
import { matterCause } from './matters.ts';
import { definitionOf, kept, type Plan } from './plan.ts';
import type { Filed } from './retold.ts';
import type { Pairs, Side } from './sides.ts';
import { writtenCause } from './written.ts';

type Place = { procedure: string; action: string; days: Verdict['days']; filed: Filed | null };
type Pair = Pairs[number];

/**
 * Why rules of one decision no longer do what they did: the definitions that differ between the two releases, narrowed to
 * the conditions whose answer turned over.
 */
export function causesOf(before: Side, after: Side, place: Place): (pair: Pair) => ReplayCause[] {
  const answers = new Map<string, Uint8Array>();
  /** The answer of every condition of a set, over either side's facts; the evaluator's buffer is used again, so copied. */
  const conditions = (plan: Plan, set: number, facts: Facts): Uint8Array => {
    const key = `${plan === before.plan}${facts === before.rebuilt.facts}${set}`;
    return kept(answers, key, () => (plan.compiled[set] as Compiled).conditionStatuses(facts).slice());
  };
  return (pair) => {
    if (pair.before < 0 || pair.after < 0) return [presence(before.plan, after.plan, pair, place)];
    const change = changeOf(before.plan, after.plan, pair);
    const turned = turnedOver(before, after, pair, change, conditions);
    const facts = [...new Set(turned.facts)].flatMap((name) =>
      groundsOf(before.plan.bundle, after.plan.bundle, name, place.days.decision, (told) =>
        toldCause(before, after, told, place.filed),
      ),
    );
    const written = change.same ? [] : writtenCause(before.plan, after.plan, pair, turned.leaves);
    const found = [...(turned.byRule ? written : []), ...(turned.byFacts ? facts : [])];
    return unique(found.length > 0 ? found : [...written, ...facts]);
  };
}

/** Why a told fact is told otherwise: the matter of the case, or what its form makes of what was written. */
function toldCause(before: Side, after: Side, name: string, filed: Filed | null): ReplayCause[] {
  const [was, is] = [before.retold.get(name), after.retold.get(name)];
  if (!filed || canonicalJson([was?.value, was?.lost]) === canonicalJson([is?.value, is?.lost])) return [];
  const [a, b] = [before.plan.bundle, after.plan.bundle];
  if ((is ?? was)?.why === 'matter' && filed.matter !== null) return [matterCause(a, b, filed.matter, name)];
  const form = b.get('form', filed.form)?.body ?? a.get('form', filed.form)?.body;
  const label = (b.dictionary.get(name) ?? a.dictionary.get(name))?.label ?? name;
  const say = `表单“${form?.title ?? filed.form}”对事实“${label}”的取值改变`;
  return [{ kind: 'form-changed', definition: `form/${filed.form}`, fact: name, say }];
}

const unique = (causes: ReplayCause[]): ReplayCause[] => [
  ...new Map(causes.map((cause) => [canonicalJson(cause), cause])).values(),
];

/** A rule of one side only: its set joined or left the action's list, or the rule joined or left its set. */
function presence(before: Plan, after: Plan, pair: Pair, { procedure, action }: Place): ReplayCause {
  const gone = pair.after < 0;
  const [here, there] = gone ? [before, after] : [after, before];
  const { rule, set } = here.rules[gone ? pair.before : pair.after] as Plan['rules'][number];
  const { ruleSet } = here.sets[set] as Plan['sets'][number];
  if (there.sets.some((s) => s.ruleSet.id === ruleSet.id))
    return {
      kind: gone ? 'rule-removed' : 'rule-added',
      definition: definitionOf(here, ruleSet.id),
      rule: rule.id,
      say: gone ? `删去规则“${rule.title}”` : `新增规则“${rule.title}”`,
    };
  const title = here.bundle.get('procedure', procedure)?.body.actions[action]?.title ?? action;
  return {
    kind: 'rules-list-changed',
    definition: `procedure/${procedure}`,
    rule: rule.id,
    say: gone
      ? `步骤“${title}”不再适用规则集“${ruleSet.title}”（规则“${rule.title}”）`
      : `步骤“${title}”新适用规则集“${ruleSet.title}”（规则“${rule.title}”）`,
  };
}

/** What differs between the two texts of a rule, as they are run. */
export type RuleChange = {
  same: boolean;
  /** The trees have the same branches, so that their leaves answer to each other. */
  sameShape: boolean;
  /** Leaves that are written otherwise, by their offset in the rule's conditions. */
  leaves: Map<number, { from: Leaf; to: Leaf }>;
};
const changes = new WeakMap<Rule, WeakMap<Rule, RuleChange>>();

function changeOf(before: Plan, after: Plan, pair: Pair): RuleChange {
  const [a, b] = [before.rules[pair.before]?.rule as Rule, after.rules[pair.after]?.rule as Rule];
  const ofBefore = kept(changes, a, () => new WeakMap<Rule, RuleChange>());
  return kept(ofBefore, b, () => compareRules(before, after, pair, a, b));
}

function compareRules(before: Plan, after: Plan, pair: Pair, a: Rule, b: Rule): RuleChange {
  const from = conditionsOfRule(before, pair.before);
  const to = conditionsOfRule(after, pair.after);
  const shape = (list: typeof from) =>
    list.map(({ path, condition }) => [path.replace(/^\/rules\/\d+/, ''), 'fact' in condition]);
  const sameShape = canonicalJson(shape(from)) === canonicalJson(shape(to));
  const leaves: RuleChange['leaves'] = new Map();
  if (sameShape)
    for (const [i, { condition }] of from.entries()) {
      const other = to[i]?.condition;
      if (!('fact' in condition) || !other || !('fact' in other)) continue;
      if (leafText(condition) !== leafText(other)) leaves.set(i, { from: condition, to: other });
    }
  const asOf = (plan: Plan, i: number) => plan.sets[plan.rules[i]?.set as number]?.ruleSet.asOf;
  const same = canonicalJson(a) === canonicalJson(b) && asOf(before, pair.before) === asOf(after, pair.after);
  return { same, sameShape, leaves };
}

const leafText = ({ fact, operator, value }: Leaf): string => canonicalJson([fact, operator, value]);

function conditionsOfRule({ rules, compiled }: Plan, place: number) {
  const { set, index } = rules[place] as Plan['rules'][number];
  const { conditions, roots } = compiled[set] as Compiled;
  return conditions.slice(roots[index], roots[index + 1]);
}

type Turned = { leaves: { from: Leaf; to: Leaf }[]; facts: string[]; byRule: boolean; byFacts: boolean };

/** The conditions that answer otherwise than before, the facts they rest on, and whether text or facts turned them. */
function turnedOver(
  before: Side,
  after: Side,
  pair: Pair,
  change: RuleChange,
  conditions: (plan: Plan, set: number, facts: Facts) => Uint8Array,
): Turned {
  const a = before.plan.rules[pair.before] as Plan['rules'][number];
  const b = after.plan.rules[pair.after] as Plan['rules'][number];
  const [startA, startB] = [before, after].map(({ plan }, i) => {
    const { set, index } = i === 0 ? a : b;
    return (plan.compiled[set] as Compiled).roots[index] as number;
  }) as [number, number];
  const was = conditions(before.plan, a.set, before.rebuilt.facts);
  const is = conditions(after.plan, b.set, after.rebuilt.facts);
  const moved = movedFacts(before.rebuilt.facts, after.rebuilt.facts);
  if (!change.sameShape) {
    const alone = conditions(after.plan, b.set, before.rebuilt.facts)[startB] === is[startB];
    const asked = leavesOf(b.rule.conditions).flatMap(factsOfLeaf).filter(moved);
    return { leaves: [], facts: asked, byRule: true, byFacts: !alone };
  }
  const leaves: Turned['leaves'] = [];
  const facts: string[] = [];
  for (const [offset, { condition }] of conditionsOfRule(after.plan, pair.after).entries()) {
    if (!('fact' in condition) || was[startA + offset] === is[startB + offset]) continue;
    const written = change.leaves.get(offset);
    if (written) leaves.push(written);
    facts.push(...factsOfLeaf(condition).filter(moved));
  }
  const scope = b.rule.mustKnow ? factsOfLeaf(b.rule.mustKnow).filter(moved) : [];
  // no condition turned over: what a rule does on the same answer is its own text, or the scope it must know
  const byText = leaves.length > 0 || (facts.length === 0 && !change.same);
  return { leaves, facts: facts.length > 0 ? facts : scope, byRule: byText, byFacts: true };
}

const factsOfLeaf = ({ fact, value }: Leaf): string[] => (isFactBound(value) ? [fact, value.fact] : [fact]);

const movedFacts =
  (before: Facts, after: Facts) =>
  (name: string): boolean =>
    canonicalJson(before[name]) !== canonicalJson(after[name]);
