import type { FactValue } from '../../../../contract/definitions/facts.ts';
import type { Rule } from '../../../../contract/definitions/rules.ts';
import { isFactBound } from '../../../decide/operators.ts';
import { leavesOf } from '../../../decide/referenced.ts';
import { isOrdered } from './domains.ts';
import { type Goal, regionsOf, search } from './search.ts';
import { type Subject, title } from './subject.ts';

/**
 * Two refusals whose limits cross: with everything else as in the witness, one refuses every value of the fact from some
 * bound up, the other every value below a higher bound, so that each value is refused by one of them and some by both. Asked
 * only of facts people supply that both rules hold against literals and parameters: where a limit is another fact of the
 * case, it is the case that leaves nothing open, not the rules.
 */
export async function crossing(subject: Subject, i: number, j: number, shared: string[]): Promise<void> {
  for (const fact of shared.filter((name) => limited(subject, i, j, name)))
    if (await crossingOf(subject, i, j, fact)) return;
}

function limited({ rules, world }: Subject, i: number, j: number, fact: string): boolean {
  const definition = world.dictionary.get(fact);
  if (
    !definition ||
    !isOrdered(definition) ||
    definition.derive ||
    (definition.from && !('form' in definition.from))
  )
    return false;
  const leaves = [i, j].flatMap((n) => leavesOf((rules[n] as Rule).conditions));
  const literal = (value: FactValue | { fact: string }) =>
    !isFactBound(value) || world.params[value.fact] !== undefined;
  return leaves.every((leaf) =>
    leaf.fact === fact ? literal(leaf.value) : !(isFactBound(leaf.value) && leaf.value.fact === fact),
  );
}

async function crossingOf(subject: Subject, i: number, j: number, fact: string): Promise<boolean> {
  const { world } = subject;
  const [one, two] = [subject.rules[i] as Rule, subject.rules[j] as Rule];
  const values = regionsOf(world, [one.conditions, two.conditions], fact);
  const [low, high] = [values[0], values.at(-1)];
  if (low === undefined || high === undefined) return false;
  const at = ({ conditions }: Rule, value: FactValue) => ({
    condition: conditions,
    given: new Map([[fact, value]]),
  });
  for (const [upper, lower] of [
    [one, two],
    [two, one],
  ] as const) {
    const everywhere: Goal[] = [
      { any: [at(upper, low)], wish: 'unsatisfied' },
      { any: [at(lower, high)], wish: 'unsatisfied' },
      ...values.map((value): Goal => ({ any: [at(upper, value), at(lower, value)], wish: 'satisfied' })),
    ];
    for (const value of values) {
      const found = search(world, [
        { any: [at(upper, value)], wish: 'satisfied' },
        { any: [at(lower, value)], wish: 'satisfied' },
        ...everywhere,
      ]);
      if (
        typeof found === 'object' &&
        (await shown(subject, [upper, lower], fact, values, { ...found.facts, [fact]: value }))
      )
        return true;
    }
  }
  return false;
}

async function shown(
  subject: Subject,
  [upper, lower]: [Rule, Rule],
  fact: string,
  values: FactValue[],
  facts: Record<string, FactValue>,
): Promise<boolean> {
  const refuses = (id: string) => (rules: Map<string, { status: string }>) =>
    rules.get(id)?.status === 'satisfied';
  for (const value of values)
    if (
      !(await subject.witness(
        { ...facts, [fact]: value },
        (rules) => refuses(upper.id)(rules) || refuses(lower.id)(rules),
      ))
    )
      return false;
  const witness = await subject.witness(
    facts,
    (rules) => refuses(upper.id)(rules) && refuses(lower.id)(rules),
  );
  if (!witness) return false;
  const label = subject.world.dictionary.get(fact)?.label ?? fact;
  subject.say({
    severity: 'error',
    code: 'rule-contradiction',
    path: subject.path(subject.rules.indexOf(upper)),
    say: `规则${title(upper)}与${title(lower)}矛盾：在样例的情形下，“${label}”无论取何值都被其中一条拒绝。请核对两条界限`,
    witness,
  });
  return true;
}
