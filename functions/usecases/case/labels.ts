import type { FactLabel } from '../../contract/api.ts';
import type { JudgedCondition, Verdict } from '../../contract/case.ts';
import type { Bundle } from '../../core/release/bundle.ts';

/** Labels, types and member labels of every fact that verdicts and other facts name: what a page needs to write sentences. */
export function labelsOf(
  bundle: Bundle,
  verdicts: Verdict[],
  facts: string[] = [],
): Record<string, FactLabel> {
  const names = new Set(facts);
  const walk = (c: JudgedCondition) => {
    if (c.fact) names.add(c.fact);
    if (c.boundFact) names.add(c.boundFact);
    for (const child of [...(c.all ?? []), ...(c.any ?? []), ...(c.not ? [c.not] : [])]) walk(child);
  };
  for (const verdict of verdicts) for (const rule of verdict.rules) walk(rule.conditions);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const definition = bundle.dictionary.get(name);
      if (!definition) return [];
      const { label, type, valueLabels } = definition;
      return [[name, valueLabels ? { label, type, valueLabels } : { label, type }]];
    }),
  );
}
