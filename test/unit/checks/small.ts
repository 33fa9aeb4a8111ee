import type { FactDefinition } from '../../../functions/contract/definitions/facts.ts';
import type { DefinitionOf, Finding, Kind } from '../../../functions/contract/definitions/release.ts';
import type { Rule } from '../../../functions/contract/definitions/rules.ts';
import { canonicalJson, sha256 } from '../../../functions/core/hash.ts';
import { type Bundle, bundle, type Entry } from '../../../functions/core/release/bundle.ts';
import { checkLogic } from '../../../functions/core/release/checks/logic.ts';
import { decideOn } from '../../../functions/core/release/examples/examples.ts';

export const DAY = '2026-11-23';

/** The words the small rule sets of these tests are written in. */
export const FACTS: Record<string, FactDefinition> = {
  'a.fine': { type: 'money.fen', label: '罚款', from: { form: true } },
  'a.max': { type: 'money.fen', label: '上限', from: { form: true } },
  'a.mu': { type: 'area.mu', label: '面积', from: { form: true } },
  'a.prior': { type: 'area.mu', label: '以往面积', from: { form: true } },
  'a.total': { type: 'area.mu', label: '合计', derive: { sum: ['a.mu', { scale: ['a.prior', '1/2'] }] } },
  'a.count': { type: 'count', label: '次数', from: { form: true } },
  'a.yes': { type: 'boolean', label: '是否', from: { form: true } },
  'a.other': { type: 'boolean', label: '另一个是否', from: { form: true } },
  'a.kind': { type: 'enum', label: '类别', values: ['individual', 'org'], from: { form: true } },
  'a.kinds': { type: 'set', label: '种类', values: ['fine', 'close', 'order'], from: { form: true } },
  'a.told': { type: 'set', label: '告知的种类', values: ['fine', 'close', 'order'], from: { form: true } },
  'a.day': { type: 'date', label: '当日', from: { form: true } },
  'a.born': { type: 'date', label: '出生日', from: { form: true } },
  'a.age': { type: 'count', label: '周岁', derive: { ageOn: ['a.born', 'a.day'] } },
  'a.end': { type: 'date', label: '届满日', derive: { addYears: ['a.day', 2] } },
  'a.bound': { type: 'money.fen', label: '起点', from: { param: 'bound' } },
};

export const deny = { type: 'deny', params: { say: '不予放行' } } as const;
export const need = (what: string) => ({ type: 'require', params: { need: what, say: '须经' } }) as const;

export const rule = (id: string, conditions: Rule['conditions'], more: Partial<Rule> = {}): Rule => ({
  id,
  title: `规则 ${id}`,
  severity: 'block',
  overridable: false,
  legalBasis: ['行政处罚法第57条'],
  verified: 'policy',
  conditions,
  event: deny,
  ...more,
});

export function entry<K extends Kind>(kind: K, body: DefinitionOf<K>): Entry {
  const id = 'ruleSet' in body ? body.ruleSet : body.id;
  return { kind, id, hash: sha256(canonicalJson(body)), body } as Entry;
}

/** A bundle of one rule set over the small dictionary. */
export const small = (rules: Rule[], more: Entry[] = [], bound: number | null = 100000): Bundle =>
  bundle([
    entry('facts', { id: 'small', title: '小词典', facts: FACTS }),
    entry('params', {
      id: 'small',
      title: '小参数',
      params: {
        bound: {
          label: '起点',
          type: 'money.fen',
          values: [{ from: '2021-07-15', value: bound, source: '样例', verified: 'policy' }],
        },
      },
    }),
    ...(rules.length > 0
      ? [entry('ruleset', { id: 'small', title: '小规则集', about: '', asOf: 'decision', rules })]
      : []),
    ...more,
  ]);

export const logicOf = (rules: Rule[]): Promise<Finding[]> => checkLogic(small(rules), DAY);
export const codes = (findings: Finding[]): string[] => findings.map((f) => f.code);

/** The statuses the real decision gives on a finding's witness. */
export async function shownBy(definitions: Bundle, finding: Finding | undefined) {
  const witness = finding?.witness;
  if (!witness) throw new Error(`no witness: ${finding?.say}`);
  const set = definitions.ruleSet(witness.ruleSet);
  if (!set) throw new Error(witness.ruleSet);
  const verdict = await decideOn(definitions, set, witness.facts, witness.asOf);
  return {
    outcome: verdict.outcome,
    statuses: Object.fromEntries(verdict.rules.map((r) => [r.id, r.status])),
  };
}
