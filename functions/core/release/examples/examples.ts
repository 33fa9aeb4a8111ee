import type { Example, ExpectedEffect, RuleEffect } from '../../../contract/definitions/rules.ts';
import { decideCompiled } from '../../decide/compiled.ts';
import { decide, type PinnedRuleSet } from '../../decide/decide.ts';
import { collectable, deriveFacts } from '../../facts/derive.ts';
import { suppliedFaults } from '../../facts/dictionary.ts';
import { parameterFacts } from '../../facts/kernel.ts';
import { canonicalJson } from '../../hash.ts';
import type { Bundle } from '../bundle.ts';

/**
 * Facts as somebody typed them, completed with derivations and parameters, and the days they are judged by: `asOf` is
 * taken for both the day of the act and the day of decision, unless the facts name `act.day`.
 */
export function completeFacts(bundle: Bundle, supplied: Record<string, unknown>, asOf: string) {
  const params = parameterFacts(
    bundle.dictionary,
    bundle.all('params').map((p) => p.body),
    asOf,
  );
  const facts = deriveFacts(bundle.dictionary, { ...params, ...supplied } as never);
  const act = typeof supplied['act.day'] === 'string' ? supplied['act.day'] : asOf;
  return { facts, days: { act, decision: asOf } };
}

/** What a rule set says of facts somebody typed: what `decide`, examples and the studio run on. */
export async function decideOn(
  bundle: Bundle,
  ruleSet: PinnedRuleSet,
  supplied: Record<string, never | unknown>,
  asOf: string,
) {
  const { facts, days } = completeFacts(bundle, supplied, asOf);
  const verdict = await decide([ruleSet], facts, days, bundle.hash);
  return { ...verdict, missingFacts: collectable(bundle.dictionary, facts, verdict.missingFacts) };
}

/** Why an example does not hold; empty when it does. */
export async function exampleFaults(
  bundle: Bundle,
  ruleSet: PinnedRuleSet,
  example: Example,
): Promise<string[]> {
  const wrong = suppliedFaults(bundle.dictionary, example.facts).map((f) => `${f.path} ${f.say}`);
  if (wrong.length > 0) return wrong;
  const { facts, days } = completeFacts(bundle, example.facts, example.asOf);
  // compiled: the same answers (docs/decisions/0007), and every draft asks for all of them
  const verdict = decideCompiled([ruleSet], facts, days, bundle.hash);
  const missing = collectable(bundle.dictionary, facts, verdict.missingFacts);
  const { expect } = example;
  const faults: string[] = [];
  const differs = (what: string, expected: string, actual: string) => {
    if (expected !== actual) faults.push(`${what}应为${expected}，实为${actual}`);
  };
  const title = (id: string) => ruleSet.ruleSet.rules.find((r) => r.id === id)?.title ?? id;
  const label = (name: string) => bundle.dictionary.get(name)?.label ?? name;
  const fired = verdict.rules.filter((r) => r.fired).map((r) => r.id);
  if (expect.outcome) differs('结果', OUTCOMES[expect.outcome], OUTCOMES[verdict.outcome]);
  if (expect.fired) differs('命中的规则', list(expect.fired, title), list(fired, title));
  if (expect.missing) differs('缺少的事实', list(expect.missing, label), list(missing, label));
  if (expect.effects) {
    const done = verdict.effects.map(({ effect }) => withoutSentence(effect));
    differs('后果', effectsTold(expect.effects), effectsTold(done));
  }
  for (const [id, status] of Object.entries(expect.status ?? {})) {
    const judged = verdict.rules.find((r) => r.id === id)?.status;
    differs(`规则“${title(id)}”`, STATUSES[status], judged ? STATUSES[judged] : '没有这条规则');
  }
  return faults;
}

const OUTCOMES = { allowed: '放行', refused: '不予放行', unknown: '待定' } as const;
const STATUSES = {
  satisfied: '命中',
  unsatisfied: '不命中',
  unknown: '未知',
  'not-in-force': '不在施行期间',
} as const;

function withoutSentence({ type, params }: RuleEffect): ExpectedEffect {
  const { say: _, ...what } = params;
  return { type, ...what } as ExpectedEffect;
}

/** In one order, the members of a freeze too: what is carried out has none. */
const effectsTold = (effects: ExpectedEffect[]): string =>
  effects.length === 0
    ? '没有'
    : effects
        .map((effect) =>
          canonicalJson('actions' in effect ? { ...effect, actions: effect.actions.toSorted() } : effect),
        )
        .sort()
        .join('、');

const list = (ids: readonly string[], told: (id: string) => string): string =>
  ids.length === 0 ? '没有' : ids.toSorted().map(told).join('、');
