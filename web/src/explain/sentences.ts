/** The explanation of a verdict as Chinese sentences, made from the judged conditions when somebody looks. */
import type { JudgedCondition, JudgedRule, Verdict } from '../../../functions/contract/case.ts';
import { settle } from '../../../functions/contract/settle.ts';
import { OPERATOR_PHRASES } from '../../../functions/contract/wording.ts';
import { type Labels, type Namer, showValue } from '../text/values.ts';

export type Words = { labels: Labels; name: Namer };

export const factLabel = (fact: string, words: Words): string => words.labels[fact]?.label ?? fact;
const labelOf = (leaf: JudgedCondition, words: Words): string =>
  words.labels[leaf.fact ?? '']?.label ?? leaf.label ?? leaf.fact ?? '';

/** Nobody has entered a fact yet; parameters and what is known of a matter wait for somebody to confirm them. */
const absent = (fact = ''): string => (/^(param|matter)\./.test(fact) ? '尚未确认' : '尚未登记');

function showBound(leaf: JudgedCondition, words: Words): string {
  const label = words.labels[leaf.fact ?? ''];
  const value = leaf.bound === undefined ? '' : showValue(leaf.bound, label, words.name);
  if (leaf.boundFact === undefined) return value;
  return `${factLabel(leaf.boundFact, words)}${value && `（${value}）`}`;
}

/** What the leaf asks: `10 亩以上(含本数)`. */
export function asked(leaf: JudgedCondition, words: Words): string {
  return (OPERATOR_PHRASES[leaf.operator ?? ''] ?? `${leaf.operator ?? ''} {}`).replace(
    '{}',
    showBound(leaf, words),
  );
}

/** One leaf as a sentence with what was found, what was asked, and how that came out. */
export function sayLeaf(leaf: JudgedCondition, words: Words): string {
  const fact = labelOf(leaf, words);
  const question = asked(leaf, words);
  if (leaf.status === 'unknown') return `${fact}：${sayOpen(leaf, question, words)}`;
  const met = `${leaf.status === 'satisfied' ? '符合' : '不符合'}条件`;
  // a question that quotes its bound is not put into quotes again
  const whole = question.includes('“') ? `${met}：${question}` : `${met}“${question}”`;
  // how it came out is known and the value is not told: whoever looks may not see the case
  if (leaf.value === undefined) return `${fact}：${whole}（案件内容不显示）`;
  const members = sayMembers(leaf, words);
  if (members) return `${fact}：${members.found}，${members.all ? met : whole}`;
  return `${fact}：现为 ${showValue(leaf.value, words.labels[leaf.fact ?? ''], words.name)}，${whole}`;
}

/** Why a leaf is undecided. */
function sayOpen(leaf: JudgedCondition, question: string, words: Words): string {
  const { fact, value, boundFact, bound } = leaf;
  const found =
    value === undefined ? absent(fact) : `现为 ${showValue(value, words.labels[fact ?? ''], words.name)}`;
  if (boundFact === undefined || bound !== undefined) return `${found}，不能判断是否${question}`;
  return `${found}，“${factLabel(boundFact, words)}”${absent(boundFact)}，不能比较`;
}

const HOLDING = new Set(['contains', 'containsAll', 'containsAny', 'lacks']);

/** Of a long list only the members that decided: those that are there, or those that are missing. */
function sayMembers({ fact, operator, value, bound, status }: JudgedCondition, words: Words) {
  if (!HOLDING.has(operator ?? '') || !Array.isArray(value) || bound === undefined) return null;
  const wanted = [bound].flat().map(String);
  const there = (status === 'satisfied') !== (operator === 'lacks');
  const named = wanted.filter((member) => value.includes(member) === there);
  const list = showValue(named, words.labels[fact ?? ''], words.name);
  return { found: `${there ? '有' : '没有'}“${list}”`, all: named.length === wanted.length };
}

/** The heading of a group of conditions. */
export function sayGroup(condition: JudgedCondition): string {
  const lead = condition.label ? `${condition.label}：` : '';
  if (condition.all) return `${lead}以下须全部成立`;
  if (condition.any) return `${lead}以下任一成立即可`;
  return `${lead}以下须不成立`;
}

export const childrenOf = (condition: JudgedCondition): JudgedCondition[] =>
  condition.all ?? condition.any ?? (condition.not ? [condition.not] : []);

/** The facts that left a condition undecided, each once. */
export function unknownFacts(condition: JudgedCondition): string[] {
  if (condition.status !== 'unknown') return [];
  const children = childrenOf(condition);
  if (children.length > 0) return [...new Set(children.flatMap(unknownFacts))];
  const missing = condition.value === undefined && condition.fact ? [condition.fact] : [];
  if (condition.boundFact && condition.bound === undefined) missing.push(condition.boundFact);
  return missing;
}

/** So many alternatives are named; the sentence stays readable, and the rest is in the conditions below it. */
const NAMED = 3;

/**
 * What would settle an unknown rule, as one sentence; null for any other. A derived fact is named by the missing facts
 * behind it: `missing` are those of the verdict.
 */
export function saySettle(rule: Pick<JudgedRule, 'status' | 'conditions'>, missing: string[], words: Words) {
  if (rule.status !== 'unknown') return null;
  const { satisfied, unsatisfied } = settle(rule.conditions, (fact) => words.labels[fact]);
  const named = (facts: string[]) => {
    const behind = facts.flatMap((fact) => {
      const open = words.labels[fact]?.behind?.filter((one) => missing.includes(one)) ?? [];
      return open.length > 0 ? open : [fact];
    });
    return [...new Set(behind)].map((fact) => `“${factLabel(fact, words)}”`).join('和');
  };
  const texts = (sets: string[][]) => [...new Set(sets.map(named))].slice(0, NAMED);
  const [meeting, excluding] = [texts(satisfied), texts(unsatisfied)];
  const same = meeting.length === excluding.length && meeting.every((text) => excluding.includes(text));
  if (same && meeting.length > 0) return `缺少${meeting.join('或者')}，补充后才能判断。`;
  const either = (sets: string[], lead: string) => sets.map((text) => `${lead}${text}`).join('，或者');
  const met = meeting.length > 0 ? `${either(meeting, '补充')}才可能成立` : '补充什么都不会成立';
  const ruledOut = excluding.length > 0 ? `${either(excluding, '只补充')}就可能排除` : '补充什么都不能排除';
  return `${met}；${ruledOut}。`;
}

/** The leaves that made a condition come out as it did: what a hurried reader needs. */
export function deciding(condition: JudgedCondition): JudgedCondition[] {
  const children = childrenOf(condition);
  if (children.length === 0) return [condition];
  if (condition.not) return deciding(condition.not);
  return children.filter((child) => child.status === condition.status).flatMap(deciding);
}

export type RuleState = { text: string; tone: 'bad' | 'warn' | 'good' | 'plain' };

/** How a rule came out, in one phrase. */
export function ruleState(rule: JudgedRule): RuleState {
  if (rule.overridden) return { text: '已说明理由越过', tone: 'warn' };
  if (rule.holds) return { text: '缺少事实，待查明', tone: 'warn' };
  if (rule.status === 'not-in-force') return { text: '所适用之日未生效', tone: 'plain' };
  if (rule.fired) {
    const why = rule.status === 'unknown' ? '事实不明，从严适用' : '条件成立';
    return { text: why, tone: rule.severity === 'block' ? 'bad' : 'warn' };
  }
  if (rule.status === 'unknown') return { text: '事实不明，不影响办理', tone: 'plain' };
  return { text: '条件不成立', tone: 'good' };
}

export const SEVERITY = { block: '硬性规则', warn: '提醒', info: '提示' } as const;

/** How binding a rule is; what somebody may pass over is no hard rule. */
export const saySeverity = ({ severity, overridable }: JudgedRule): string =>
  severity === 'block' && overridable ? '可说明理由越过' : SEVERITY[severity];

/** What a carried-out effect means to the person. */
export const EFFECTS: Record<string, string> = {
  deny: '不得办理',
  require: '增加必经步骤',
  freeze: '冻结步骤',
  open: '开立关联案件',
  flag: '加注标记',
  notify: '通知',
};

/** The verdict in one line. */
export function sayOutcome(verdict: Pick<Verdict, 'outcome' | 'rules'>): string {
  const fired = verdict.rules.filter((rule) => rule.fired).length;
  const of = `共判断 ${verdict.rules.length} 条规则`;
  if (verdict.outcome === 'refused') return `规则不允许办理（${of}）`;
  if (verdict.outcome === 'unknown') return `缺少必须查明的事实，暂不能办理（${of}）`;
  const passed = verdict.rules.filter((rule) => rule.overridden).length;
  const parts = [
    '允许办理',
    ...(fired > 0 ? [`${fired} 条规则产生后果`] : []),
    ...(passed > 0 ? [`${passed} 条规则已说明理由越过`] : []),
  ];
  return `${parts.join('，')}（${of}）`;
}

/** The rules a submission failed by: those that deny it, then those that wait for facts. */
export function stopping({ rules, effects }: Verdict): JudgedRule[] {
  const denies = new Set(
    effects.filter(({ effect }) => effect.type === 'deny').map(({ ruleSet, rule }) => `${ruleSet}/${rule}`),
  );
  const stops = rules.filter((rule) => rule.holds || denies.has(`${rule.ruleSet}/${rule.id}`));
  return stops.toSorted((a, b) => Number(a.holds) - Number(b.holds));
}

/** Fired and holding first, then overridden and unknown, then the rest, each in the order judged. */
export function byWeight(rules: JudgedRule[]): { first: JudgedRule[]; rest: JudgedRule[] } {
  const first = rules.filter((rule) => rule.fired || rule.holds || rule.overridden);
  const rest = rules.filter((rule) => !first.includes(rule));
  return {
    first,
    rest: rest.toSorted((a, b) => Number(b.status === 'unknown') - Number(a.status === 'unknown')),
  };
}
