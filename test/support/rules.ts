import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Example, Rule, RuleSet } from '../../functions/contract/definitions/rules.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle } from '../../functions/core/release/bundle.ts';

/** A few facts, enough to write small rules about. */
export const aBundle = (): Bundle => {
  const body = {
    id: 'land',
    title: '占地',
    facts: {
      'land.mu': { type: 'area.mu', label: '占用耕地面积（亩）' },
      'land.destroyed': { type: 'boolean', label: '种植条件严重毁坏' },
      'land.scope': { type: 'set', label: '涉及的规则' },
      'land.kind': {
        type: 'enum',
        label: '地类',
        values: ['grain', 'orchard'],
        valueLabels: { grain: '耕地', orchard: '园地' },
      },
      'land.foundOn': { type: 'date', label: '发现日' },
      'land.limitDay': { type: 'date', label: '届满日' },
    },
  } as const;
  return bundle([{ kind: 'facts', id: 'land', hash: contentHash(body), body }] as never);
};

/** A rule that refuses where its conditions are met. */
export const aRule = (conditions: Rule['conditions'], more: Partial<Rule> = {}): Rule => ({
  id: 'R',
  title: '规则',
  severity: 'block',
  overridable: false,
  legalBasis: ['土地管理法第83条'],
  verified: 'stored_text',
  conditions,
  event: { type: 'deny', params: { say: '不得' } },
  ...more,
});

export const aRuleSet = (...rules: Rule[]): RuleSet => ({
  id: 'land-gate',
  title: '占地',
  about: '',
  asOf: 'decision',
  rules,
});

export const example = (facts: Facts, expect: Example['expect'], asOf = '2026-05-20'): Example => ({
  name: JSON.stringify(facts),
  asOf,
  facts,
  expect,
  because: '土地管理法第83条',
});
