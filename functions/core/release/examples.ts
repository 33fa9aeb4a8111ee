import type { Example, RuleSet } from '../../contract/definitions/rules.ts';
import { decide } from '../decide/decide.ts';
import { collectable, deriveFacts } from '../facts/derive.ts';
import { factFaults } from '../facts/dictionary.ts';
import { parameterFacts } from '../facts/kernel.ts';
import type { Bundle } from './bundle.ts';

/**
 * Facts as somebody typed them, completed with derivations and parameters: what `decide`, examples and the studio run on.
 * `asOf` is taken for both the day of the act and the day of decision, unless the facts name `act.day`.
 */
export async function decideOn(
  bundle: Bundle,
  ruleSet: { body: RuleSet; hash: string },
  supplied: Record<string, never | unknown>,
  asOf: string,
) {
  const params = parameterFacts(
    bundle.dictionary,
    bundle.all('params').map((p) => p.body),
    asOf,
  );
  const facts = deriveFacts(bundle.dictionary, { ...params, ...supplied } as never);
  const act = typeof supplied['act.day'] === 'string' ? supplied['act.day'] : asOf;
  const verdict = await decide(
    [{ ruleSet: ruleSet.body, hash: ruleSet.hash }],
    facts,
    { act, decision: asOf },
    bundle.hash,
  );
  return { ...verdict, missingFacts: collectable(bundle.dictionary, facts, verdict.missingFacts) };
}

/** Why an example does not hold; empty when it does. */
export async function exampleFaults(
  bundle: Bundle,
  ruleSet: { body: RuleSet; hash: string },
  example: Example,
): Promise<string[]> {
  const wrong = factFaults(bundle.dictionary, example.facts).map((f) => `${f.path} ${f.say}`);
  if (wrong.length > 0) return wrong;
  const verdict = await decideOn(bundle, ruleSet, example.facts, example.asOf);
  const { expect } = example;
  const faults: string[] = [];
  const differs = (what: string, expected: unknown, actual: unknown) => {
    if (JSON.stringify(expected) !== JSON.stringify(actual))
      faults.push(`${what}:应为 ${JSON.stringify(expected)},实为 ${JSON.stringify(actual)}`);
  };
  if (expect.outcome) differs('结果', expect.outcome, verdict.outcome);
  if (expect.fired)
    differs(
      '命中的规则',
      [...expect.fired].sort(),
      verdict.rules
        .filter((r) => r.fired)
        .map((r) => r.id)
        .sort(),
    );
  if (expect.missing) differs('缺少的事实', [...expect.missing].sort(), verdict.missingFacts);
  for (const [id, status] of Object.entries(expect.status ?? {}))
    differs(`规则 ${id}`, status, verdict.rules.find((r) => r.id === id)?.status ?? '不存在');
  return faults;
}
