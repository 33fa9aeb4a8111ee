import type { FactValue, ParameterTable } from '../../../contract/definitions/facts.ts';
import type { Finding } from '../../../contract/definitions/release.ts';
import type { Rule } from '../../../contract/definitions/rules.ts';
import { isFactBound } from '../../decide/operators.ts';
import { leavesOf } from '../../decide/referenced.ts';
import { operandsOf } from '../../facts/dictionary.ts';
import { paramNamed, valueOn } from '../../facts/params.ts';
import type { Bundle } from '../bundle.ts';
import { regionsOf, search } from './logic/search.ts';
import { factsIn, subjectOf } from './logic/subject.ts';

/** Parameters and matters that do not hold on the days the bundle is to hold: warnings, because the law's unknowns are facts. */
export async function checkInForce(bundle: Bundle, days: string[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const day of days) {
    for (const { id, body } of bundle.all('params')) {
      for (const name of Object.keys(body.params)) {
        const lacking = lackingOn(body, name, day);
        if (lacking) findings.push(await unset(bundle, id, name, day, lacking));
      }
    }
    checkMatters(bundle, day, findings);
  }
  const seen = new Set<string>();
  return findings.filter(({ definition, path, code }) => {
    const key = `${definition}#${path}#${code}`;
    return !seen.has(key) && seen.add(key);
  });
}

function lackingOn(
  table: ParameterTable,
  name: string,
  day: string,
): 'param-unconfigured' | 'param-not-in-force' | null {
  const current = valueOn(paramNamed([table], name)?.values ?? [], day);
  if (!current) return 'param-not-in-force';
  return current.value === null ? 'param-unconfigured' : null;
}

const SAFE_SIDE = { fire: '不明时按安全侧照样执行', hold: '不明时等待查明', pass: '不明时不执行' };
const sideOf = ({ whenUnknown, severity }: Rule) =>
  SAFE_SIDE[whenUnknown ?? (severity === 'block' ? 'hold' : 'pass')];

/** The rules a parameter without a value leaves unknown, and on which side each then lies. */
async function unset(
  bundle: Bundle,
  table: string,
  name: string,
  day: string,
  code: string,
): Promise<Finding> {
  const facts = factsOn(bundle, name);
  const left: { set: string; rule: Rule }[] = bundle
    .ruleSets()
    .flatMap(({ ruleSet }) =>
      ruleSet.rules
        .filter(({ conditions }) => [...factsIn(conditions)].some((fact) => facts.has(fact)))
        .map((rule) => ({ set: ruleSet.id, rule })),
    );
  const tables = bundle.all('params').map(({ body }) => body);
  const label = paramNamed(tables, name)?.label ?? name;
  const which = left.map(({ rule }) => `${rule.id}（${sideOf(rule)}）`).join('、');
  const why = code === 'param-unconfigured' ? '尚未确认' : '还没有生效的值';
  const clocks = bundle
    .all('deadlines')
    .flatMap((e) => e.body.deadlines)
    .filter((deadline) => deadline.kind === 'configured' && deadline.param === name);
  const suffer = [
    ...(left.length > 0 ? [`不能判定的规则：${which}`] : []),
    ...(clocks.length > 0 ? [`没有天数的期限：${clocks.map((d) => d.id).join('、')}`] : []),
  ];
  const say = `参数“${label}”在 ${day} ${why}。${suffer.length > 0 ? suffer.join('；') : '没有规则和期限受此影响'}。确认后写明数值、起始日和依据`;
  const finding: Finding = {
    severity: 'warning',
    code,
    definition: `params/${table}`,
    path: `/params/${name}`,
    say,
  };
  for (const { set, rule } of left) {
    const pinned = bundle.ruleSet(set);
    if (!pinned) continue;
    const subject = subjectOf(bundle, pinned, day, []);
    const found = search(subject.world, [{ any: [{ condition: rule.conditions }], wish: 'unknown' }]);
    if (typeof found !== 'object') continue;
    for (const leaf of leavesOf(rule.conditions))
      if (isFactBound(leaf.value) && facts.has(leaf.value.fact))
        found.facts[leaf.fact] ??= regionsOf(subject.world, [leaf], leaf.fact).at(-1) as FactValue;
    const witness = await subject.witness(found.facts, (rules) => rules.get(rule.id)?.status === 'unknown');
    if (witness) return { ...finding, witness };
  }
  return finding;
}

/** The facts that read a parameter, directly or through derivations. */
function factsOn({ dictionary }: Bundle, param: string): Set<string> {
  const found = new Set<string>();
  for (const [name, { from }] of dictionary)
    if (from && 'param' in from && from.param === param) found.add(name);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [name, { derive }] of dictionary)
      if (derive && !found.has(name) && operandsOf(derive).some((operand) => found.has(operand))) {
        found.add(name);
        grown = true;
      }
  }
  return found;
}

/** A matter whose window or empowerment is known and does not take in the day. An unconfirmed one is shown as such elsewhere. */
function checkMatters(bundle: Bundle, day: string, findings: Finding[]): void {
  for (const { id, body } of bundle.all('matter')) {
    const { effective, empowerment } = body;
    const say = (path: string, what: string) =>
      findings.push({
        severity: 'warning',
        code: 'matter-not-in-force',
        definition: `matter/${id}`,
        path,
        say: `事项“${body.name}”${what}，在 ${day} 不能据以立案、处罚。请核对日期，或者删去该事项`,
      });
    if (effective.from !== null && day < effective.from)
      say('/effective/from', `自 ${effective.from} 起才有效`);
    if (effective.to !== null && effective.to < day) say('/effective/to', `有效期到 ${effective.to} 为止`);
    if (empowerment.from !== null && day < empowerment.from)
      say('/empowerment/from', `自 ${empowerment.from} 起才获赋权`);
    if (empowerment.to !== null && empowerment.to <= day)
      say('/empowerment/to', `的赋权自 ${empowerment.to} 起收回`);
  }
}
