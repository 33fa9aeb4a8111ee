import type { FactLabel } from '../../contract/api.ts';
import type { JudgedCondition, Verdict } from '../../contract/case.ts';
import { collectable } from '../../core/facts/derive.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { memberNames } from './members.ts';

/** Labels, types and member labels of every fact that verdicts and other facts name: what a page needs to write sentences. */
export function labelsOf(
  bundle: Bundle,
  verdicts: Verdict[],
  facts: string[] = [],
): Record<string, FactLabel> {
  const names = new Set(facts);
  const members = new Set<unknown>();
  const walk = (c: JudgedCondition) => {
    if (c.fact) names.add(c.fact);
    if (c.boundFact) names.add(c.boundFact);
    for (const one of [c.value, c.bound].flat()) members.add(one);
    for (const child of [...(c.all ?? []), ...(c.any ?? []), ...(c.not ? [c.not] : [])]) walk(child);
  };
  for (const verdict of verdicts) for (const rule of verdict.rules) walk(rule.conditions);
  const behind = (name: string) => collectable(bundle.dictionary, {}, [name]);
  for (const name of [...names])
    if (bundle.dictionary.get(name)?.derive) for (const one of behind(name)) names.add(one);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const definition = bundle.dictionary.get(name);
      if (!definition) return [];
      const { label, type, derive } = definition;
      const known = Object.entries(memberNames(bundle)[name] ?? {}).filter(([code]) => members.has(code));
      const valueLabels = definition.valueLabels ?? (known.length > 0 && Object.fromEntries(known));
      const more = { ...(valueLabels && { valueLabels }), ...(derive && { behind: behind(name) }) };
      return [[name, { label, type, ...more }]];
    }),
  );
}
