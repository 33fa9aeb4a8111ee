import type { Finding } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { PinnedRuleSet } from '../../core/decide/decide.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { checkFacts } from '../../core/release/checks/facts.ts';
import { reporter } from '../../core/release/checks/report.ts';
import { checkRules } from '../../core/release/checks/rules.ts';
import { errorsIn, unpublishable } from './drafts/proposed.ts';

/**
 * A rule set or decision table that can be run.
 * @throws Refusal `not-found`; `definition-invalid` where the rules or facts of the bundle cannot be run yet, saying where
 */
export function runnable(bundle: Bundle, id: string, drafted: boolean): PinnedRuleSet {
  if (!bundle.get('ruleset', id) && !bundle.get('table', id))
    throw new Refusal('not-found', `${drafted ? '草案' : '现行版本'}中没有规则集 ${id}`);
  const findings: Finding[] = [];
  for (const check of [checkFacts, checkRules]) check(bundle, (definition) => reporter(findings, definition));
  const errors = errorsIn(findings);
  const set = bundle.ruleSet(id);
  if (errors.length === 0 && set) return set;
  throw unpublishable(errors, '规则还不能运行');
}
