import type {
  ConditionCoverage,
  MutationKind,
  RuleSetCoverage,
  Survivor,
} from '../../../contract/coverage.ts';
import type { Finding } from '../../../contract/definitions/release.ts';
import type { Example } from '../../../contract/definitions/rules.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import type { Bundle } from '../bundle.ts';
import { reporter } from '../checks/report.ts';
import { measureCoverage } from './coverage.ts';
import { survivorsOf } from './mutation.ts';
import { workOut } from './worked.ts';

/** How well the examples of a rule set, expanded as the bundle gives it, hold its rules: coverage and mutation check. */
export function coverageOf(bundle: Bundle, set: PinnedRuleSet, examples: Example[]): RuleSetCoverage {
  const worked = workOut(bundle, set, examples);
  const rules = measureCoverage(set, worked, bundle.dictionary);
  const covered = rules.reduce((sum, rule) => sum + rule.covered, 0);
  const total = rules.reduce((sum, rule) => sum + rule.total, 0);
  return {
    id: set.ruleSet.id,
    title: set.ruleSet.title,
    examples: examples.length,
    rules,
    covered,
    total,
    share: covered / total,
    ...survivorsOf(set, worked, bundle.dictionary),
  };
}

/**
 * What the examples of a rule set leave unshown.
 *
 * Errors, because one more example always mends them: a condition that may be turned round without any example noticing
 * (nobody has said what it is for, so nobody would notice it saying the opposite of the law); and a bound with no example
 * exactly at it (以上 or 超过 is the commonest slip there is, and only that example shows which one was meant).
 * A condition that cannot be noticed at all can make no difference: it is taken out, not published.
 *
 * Warnings, because they may be lawful where no example can mend them; the second person reads them before approving: a
 * bound with its example that may still be moved (another condition decides there), 并且 for 或者, a condition or a member
 * of a list that may be left out (a statute often names a case another of its cases contains), and a condition the examples
 * show on one side only.
 *
 * That a rule has a firing and a quiet example is checked beside this, against what the examples state (`check.ts`).
 */
export function exampleStrength(bundle: Bundle, set: PinnedRuleSet, examples: Example[]): Finding[] {
  const findings: Finding[] = [];
  const say = reporter(findings, `examples/${set.ruleSet.id}`);
  const { rules, mutants, untried, survivors } = coverageOf(bundle, set, examples);
  if (untried > 0) say('/examples', 'mutation-budget', sayUntried(mutants, untried), 'warning');
  const nowhereAt = new Set<string>();
  for (const rule of rules)
    for (const condition of rule.conditions) {
      const what = `规则“${rule.id}”的条件“${condition.say}”`;
      if (condition.missingSides?.includes('at')) {
        nowhereAt.add(condition.path);
        say(condition.path, 'no-boundary-example', `${what}没有恰在界限上的样例，请加一个`);
      }
      const side = oneSided(condition);
      if (side) say(condition.path, 'one-sided-example', `${what}${side}`, 'warning');
    }
  for (const survivor of survivors) {
    if (survivor.kind === 'bound' && nowhereAt.has(survivor.path)) continue;
    const { code, advice, severity } = SURVIVING[survivor.kind];
    say(survivor.path, code, `${sayMistake(survivor)}，没有任何样例发现：${advice}`, severity);
  }
  return findings;
}

/** What a survivor is called, how grave it is, and what mends it. */
const SURVIVING: Record<MutationKind, { code: string; advice: string; severity: Finding['severity'] }> = {
  inverted: {
    code: 'surviving-inversion',
    advice: '请加一个由它决定结果的样例；找不到这样的样例的，这个条件不起作用，应当删去',
    severity: 'error',
  },
  bound: {
    code: 'surviving-bound',
    advice: '恰在界限上的样例由别的条件决定结果，请加一个由这个界限决定的样例，或者核对它是否仍有作用',
    severity: 'warning',
  },
  joined: { code: 'surviving-joint', advice: '请加一个只成立一部分的样例', severity: 'warning' },
  omitted: {
    code: 'surviving-omission',
    advice: '请加一个只由它决定结果的样例，或者核对它是否已被别的条件包含',
    severity: 'warning',
  },
};

const sayUntried = (tried: number, untried: number): string =>
  `规则集太大，故意写错只试了 ${tried} 处，其余 ${untried} 处没有试；请拆分规则集，或者减少重复的样例`;

const sayMistake = ({ rule, say, instead }: Survivor): string =>
  `规则“${rule}”的条件“${say}”${instead === null ? '删去' : `改成“${instead}”`}`;

function oneSided({ satisfied, unsatisfied }: ConditionCoverage): string | null {
  if (!satisfied && !unsatisfied) return '没有样例说明它成立或者不成立';
  if (!satisfied) return '没有成立的样例';
  return unsatisfied ? null : '没有不成立的样例';
}
