import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import type { Condition, Leaf, Rule } from '../../../contract/definitions/rules.ts';
import { OPERATORS } from '../../../contract/definitions/rules.ts';
import { family, isFactBound } from '../../decide/operators.ts';
import { typeFault } from '../../facts/dictionary.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Facts that exist, operators that fit their type, bounds that fit both; ids that stand once; procedures to open. */
export function checkRules(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, body } of bundle.all('ruleset')) {
    const say = report(`ruleset/${id}`);
    const seen = new Set<string>();
    for (const [i, rule] of body.rules.entries()) {
      if (seen.has(rule.id)) say(`/rules/${i}/id`, 'rule-twice', `规则“${rule.id}”重复`);
      seen.add(rule.id);
      checkCondition(bundle, rule.conditions, `/rules/${i}/conditions`, say);
      if (rule.mustKnow) checkLeaf(bundle, rule.mustKnow, `/rules/${i}/mustKnow`, say);
      checkEvent(bundle, rule, `/rules/${i}`, say);
    }
  }
}

function checkCondition(bundle: Bundle, condition: Condition, path: string, say: Report): void {
  const each = (children: Condition[], key: string) => {
    for (const [i, child] of children.entries()) checkCondition(bundle, child, `${path}/${key}/${i}`, say);
  };
  if ('all' in condition) each(condition.all, 'all');
  else if ('any' in condition) each(condition.any, 'any');
  else if ('not' in condition) checkCondition(bundle, condition.not, `${path}/not`, say);
  else checkLeaf(bundle, condition, path, say);
}

function checkLeaf(bundle: Bundle, leaf: Leaf, path: string, say: Report): void {
  const fact = bundle.dictionary.get(leaf.fact);
  const kind = fact && family(fact.type);
  if (!fact) say(`${path}/fact`, 'unknown-fact', `事实词典中没有“${leaf.fact}”`);
  else if (!kind) say(`${path}/fact`, 'no-operators', `“${fact.label}”是文字,不能用于判断`);
  else if (!(OPERATORS[kind] as readonly string[]).includes(leaf.operator)) {
    const right = OPERATORS[kind].join('、');
    say(`${path}/operator`, 'unknown-operator', `“${fact.label}”(${fact.type})可用的算子是:${right}`);
  } else checkBound(bundle, fact, kind, leaf.value, `${path}/value`, say);
}

function checkBound(
  bundle: Bundle,
  fact: FactDefinition,
  kind: keyof typeof OPERATORS,
  value: Leaf['value'],
  path: string,
  say: Report,
): void {
  if (isFactBound(value)) {
    const bound = bundle.dictionary.get(value.fact);
    if (!bound) say(`${path}/fact`, 'unknown-fact', `事实词典中没有“${value.fact}”`);
    else if (bound.type !== fact.type)
      say(`${path}/fact`, 'type-mismatch', `两边类型应相同:${fact.type} 与 ${bound.type}`);
    return;
  }
  const members = (kind === 'set' || kind === 'enum') && Array.isArray(value) ? value : [value];
  for (const member of members) {
    const fault = typeFault(fact, kind === 'set' ? [member] : member);
    if (fault) say(path, 'type-mismatch', `“${fact.label}”的界限${fault}`);
  }
}

function checkEvent(bundle: Bundle, rule: Rule, path: string, say: Report): void {
  const { event } = rule;
  if ((event.type === 'freeze' || event.type === 'open') && !bundle.get('procedure', event.params.open))
    say(`${path}/event/params/open`, 'unknown-procedure', `程序“${event.params.open}”不存在`);
  if (event.type === 'deny' && rule.severity !== 'block')
    say(`${path}/severity`, 'deny-not-block', '不予放行的规则,严重程度应为 block');
  if (rule.effective?.to !== undefined && rule.effective.to < rule.effective.from)
    say(`${path}/effective/to`, 'window', '失效日不应早于生效日');
}
