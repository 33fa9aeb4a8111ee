import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { DefinitionOf, Kind } from '../../functions/contract/definitions/release.ts';
import { decideCompiled } from '../../functions/core/decide/compiled.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { parameterFacts } from '../../functions/core/facts/kernel.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle, type Entry } from '../../functions/core/release/bundle.ts';
import type { RecordedDecision } from '../../functions/core/release/replay/replay.ts';
import { rulesOfStep } from '../../functions/core/rules/of-step.ts';

export const DAY = '2026-05-20';

/** A release of a few definitions by `kind/id`. */
export function releaseOf(definitions: Record<string, unknown>): Bundle {
  const entries = Object.entries(definitions).map(([key, body]) => {
    const [kind, id] = key.split('/') as [Kind, string];
    return { kind, id, hash: contentHash(body), body } as Entry;
  });
  return bundle(entries);
}

/** The same release with some definitions put in the place of others; null takes one out. */
export function changed(release: Bundle, changes: Record<string, unknown>): Bundle {
  const entries = new Map<string, unknown>([...release.entries].map(([key, e]) => [key, e.body]));
  for (const [key, body] of Object.entries(changes)) {
    if (body === null) entries.delete(key);
    else entries.set(key, body);
  }
  return releaseOf(Object.fromEntries(entries));
}

export const body = <K extends Kind>(release: Bundle, kind: K, id: string): DefinitionOf<K> => {
  const entry = release.get(kind, id);
  if (!entry) throw new Error(`no ${kind}/${id}`);
  return structuredClone(entry.body);
};

/** A decision made under a release on the facts of a case, as it would stand in the record. */
export function decided(
  release: Bundle,
  [procedure, action]: [string, string],
  told: Facts,
  overrides: { rule: string; reason: string; by: string }[] = [],
): RecordedDecision {
  const tables = release.all('params').map((p) => p.body);
  const facts = deriveFacts(release.dictionary, {
    ...parameterFacts(release.dictionary, tables, DAY),
    ...told,
  });
  const found = release.get('procedure', procedure)?.body;
  const step = found?.actions[action];
  const rules = step ? rulesOfStep(found, step) : [];
  const sets = rules.map((id) => {
    const set = release.ruleSet(id);
    if (!set) throw new Error(`no rule set ${id}`);
    return set;
  });
  const act = typeof told['act.day'] === 'string' ? told['act.day'] : null;
  const verdict = decideCompiled(sets, facts, { act, decision: DAY }, release.hash, overrides);
  return {
    release,
    procedure,
    action,
    verdict: JSON.parse(JSON.stringify(verdict)),
    known: (name, dictionary) => {
      const from = dictionary.get(name)?.from;
      return from && 'kernel' in from ? null : told[name];
    },
    filed: null,
  };
}

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
export const rule = (id: string, conditions: unknown, more: Record<string, unknown> = {}) => ({
  id,
  title: `规则${id}`,
  severity: 'block',
  overridable: false,
  legalBasis: ['某法第1条'],
  verified: true,
  conditions,
  event: { type: 'deny', params: { say: '不可以' } },
  ...more,
});
export const set = (id: string, ...rules: unknown[]) => ({
  id,
  title: `规则集${id}`,
  about: '',
  asOf: 'decision',
  rules,
});

const FREEZE = {
  type: 'freeze',
  params: { actions: ['decide'], open: 'referral', say: '涉嫌犯罪，先移送' },
};

/** A township in miniature: land taken, an area that makes it a crime, a fine with a threshold set by parameter. */
export const SMALL = releaseOf({
  'facts/small': {
    id: 'small',
    title: '事实',
    facts: {
      'land.mu': { type: 'area.mu', label: '占地面积（亩）', from: { form: true } },
      'land.priorMu': { type: 'area.mu', label: '以往占地面积（亩）', from: { form: true } },
      'land.total': {
        type: 'area.mu',
        label: '累计占地面积（亩）',
        derive: { sum: ['land.mu', 'land.priorMu'] },
      },
      'fine.amount': { type: 'money.fen', label: '罚款数额', from: { form: true } },
      'param.large': { type: 'money.fen', label: '较大数额', from: { param: 'large' } },
      'officers.count': { type: 'count', label: '人数', from: { kernel: true } },
      'actor.certified': { type: 'boolean', label: '持证', from: { kernel: true } },
      'weather.rain': { type: 'boolean', label: '下雨', from: { form: true } },
    },
  },
  'params/small': {
    id: 'small',
    title: '参数',
    params: {
      large: {
        label: '较大数额罚款的起点',
        type: 'money.fen',
        values: [{ from: '2026-01-01', value: 1_000_000, source: '某办法', verified: true }],
      },
    },
  },
  'conditions/small': {
    id: 'small',
    title: '常用条件',
    conditions: {
      'many-mu': { label: '面积大', is: leaf('land.mu', 'atLeast', 20) },
    },
  },
  'ruleset/crime': set(
    'crime',
    rule(
      'CR-LAND',
      { any: [leaf('land.mu', 'atLeast', 10), leaf('land.total', 'atLeast', 30)] },
      {
        event: FREEZE,
        whenUnknown: 'pass',
      },
    ),
    rule(
      'CR-MANY',
      { all: [{ condition: 'many-mu' }] },
      {
        severity: 'info',
        event: { type: 'flag', params: { flag: 'many', say: '面积大' } },
      },
    ),
  ),
  'ruleset/fine': set(
    'fine',
    rule(
      'FN-LARGE',
      { all: [leaf('fine.amount', 'atLeast', { fact: 'param.large' })] },
      {
        event: { type: 'require', params: { need: 'hearing', say: '应告知听证' } },
        whenUnknown: 'fire',
      },
    ),
  ),
  'ruleset/people': set('people', rule('PP-TWO', { all: [leaf('officers.count', 'lessThan', 2)] })),
  'procedure/penalty': {
    id: 'penalty',
    title: '处罚程序',
    about: '',
    legalBasis: ['某法'],
    subject: 'matter',
    stages: [
      { id: 'open', title: '在办' },
      { id: 'end', title: '结束', final: true },
    ],
    actions: {
      screen: {
        title: '筛查',
        in: ['open'],
        form: 'screen',
        rules: ['crime', 'fine', 'people'],
        who: { roles: ['OFFICER'] },
        leadsTo: [{}],
      },
    },
  },
});
export const SCREEN: [string, string] = ['penalty', 'screen'];
/** Nothing any rule minds. */
export const QUIET: Facts = {
  'land.mu': 5,
  'land.priorMu': 1,
  'fine.amount': 100_000,
  'officers.count': 2,
};
