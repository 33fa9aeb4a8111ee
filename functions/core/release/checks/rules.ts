import type { FactDefinition } from '../../../contract/definitions/facts.ts';
import type { Leaf, WrittenCondition, WrittenRule } from '../../../contract/definitions/rules.ts';
import { OPERATORS } from '../../../contract/definitions/rules.ts';
import type { DecisionTable } from '../../../contract/definitions/tables.ts';
import { typeFault } from '../../../contract/fact-types.ts';
import { family, isFactBound } from '../../decide/operators.ts';
import type { Bundle } from '../bundle.ts';
import { checkCovers } from './covers.ts';
import { checkOpens } from './procedures.ts';
import type { Report } from './report.ts';

/** Rule sets, named conditions and decision tables: facts that exist, operators that fit their type, bounds that fit both; ids that stand once; procedures to open. */
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
  for (const { id, body } of bundle.all('conditions'))
    for (const [name, { is }] of Object.entries(body.conditions))
      checkCondition(bundle, is, `/conditions/${name}/is`, report(`conditions/${id}`));
  for (const { definition, path, code, say } of bundle.nameFaults()) report(definition)(path, code, say);
  for (const { body } of bundle.all('table')) checkTable(bundle, body, report(`table/${body.id}`));
}

function checkTable(bundle: Bundle, table: DecisionTable, say: Report): void {
  if (bundle.get('ruleset', table.id))
    say('/id', 'ruleset-twice', `已有规则集“${table.id}”，决策表与规则集不能同名`);
  if (table.mustKnow) checkLeaf(bundle, table.mustKnow, '/mustKnow', say);
  const once = (list: string[], at: (i: number) => string, code: string, what: string) => {
    for (const [i, item] of list.entries())
      if (list.indexOf(item) < i) say(at(i), code, `${what}“${item}”重复`);
  };
  once(
    table.rows.map((row) => row.id),
    (i) => `/rows/${i}/id`,
    'rule-twice',
    '规则',
  );
  once(
    table.columns.map((column) => column.fact),
    (i) => `/columns/${i}/fact`,
    'column-twice',
    '列',
  );
  for (const [i, { fact }] of table.columns.entries())
    if (!bundle.dictionary.get(fact)) say(`/columns/${i}/fact`, 'unknown-fact', `事实词典中没有“${fact}”`);
  checkCovers(bundle, table, say);
  for (const [i, row] of table.rows.entries()) {
    checkEvent(bundle, { ...row, severity: table.severity }, `/rows/${i}`, say);
    for (const [j, cell] of row.cells.entries())
      for (const [k, test] of (cell ?? []).entries()) {
        const fact = table.columns[j]?.fact as string;
        if (bundle.dictionary.get(fact))
          checkLeaf(bundle, { fact, ...test }, `/rows/${i}/cells/${j}/${k}`, say);
      }
  }
}

function checkCondition(bundle: Bundle, condition: WrittenCondition, path: string, say: Report): void {
  const each = (children: WrittenCondition[], key: string) => {
    for (const [i, child] of children.entries()) checkCondition(bundle, child, `${path}/${key}/${i}`, say);
  };
  if ('all' in condition) each(condition.all, 'all');
  else if ('any' in condition) each(condition.any, 'any');
  else if ('not' in condition) checkCondition(bundle, condition.not, `${path}/not`, say);
  else if (!('condition' in condition)) checkLeaf(bundle, condition, path, say);
}

function checkLeaf(bundle: Bundle, leaf: Leaf, path: string, say: Report): void {
  const fact = bundle.dictionary.get(leaf.fact);
  const kind = fact && family(fact.type);
  if (!fact) say(`${path}/fact`, 'unknown-fact', `事实词典中没有“${leaf.fact}”`);
  else if (!kind) say(`${path}/fact`, 'no-operators', `“${fact.label}”是文字，不能用于判断`);
  else if (!(OPERATORS[kind] as readonly string[]).includes(leaf.operator)) {
    const right = OPERATORS[kind].join('、');
    say(`${path}/operator`, 'unknown-operator', `“${fact.label}”（${fact.type}）可用的算子是：${right}`);
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
      say(`${path}/fact`, 'type-mismatch', `两边类型应相同：${fact.type} 与 ${bound.type}`);
    return;
  }
  const members = (kind === 'set' || kind === 'enum') && Array.isArray(value) ? value : [value];
  for (const member of members) {
    const fault = typeFault(fact, kind === 'set' ? [member] : member);
    if (fault) say(path, 'type-mismatch', `“${fact.label}”的界限${fault}`);
  }
}

function checkEvent(
  bundle: Bundle,
  rule: Pick<WrittenRule, 'event' | 'severity' | 'effective'>,
  path: string,
  say: Report,
): void {
  const { event } = rule;
  if (event.type === 'freeze' || event.type === 'open')
    checkOpens(bundle, event.params.open, `${path}/event/params/open`, say);
  if (event.type === 'deny' && rule.severity !== 'block')
    say(`${path}/severity`, 'deny-not-block', '不予放行的规则，严重程度应为 block');
  if (rule.effective?.to !== undefined && rule.effective.to < rule.effective.from)
    say(`${path}/effective/to`, 'window', '失效日不应早于生效日');
}
