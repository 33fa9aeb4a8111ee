import type { Leaf } from '../../../../contract/definitions/rules.ts';
import { isFactBound } from '../../../decide/operators.ts';

export type Groups = {
  /** The fact and those it is compared with, directly or through others. */
  facts(fact: string): string[];
  /** Members that matter: those conditions name and enough others, of the declared ones where they are declared. */
  members(fact: string, declared: string[] | undefined): string[];
};

/** Facts compared with one another, directly or through others. */
export function groupsOf(leaves: Leaf[]): Groups {
  const of = new Map<string, { facts: Set<string>; named: Set<string>; pairs: number }>();
  const group = (fact: string) => {
    let found = of.get(fact);
    if (!found) {
      found = { facts: new Set([fact]), named: new Set(), pairs: 0 };
      of.set(fact, found);
    }
    return found;
  };
  for (const { fact, value } of leaves) {
    const own = group(fact);
    if (isFactBound(value)) {
      const other = group(value.fact);
      own.pairs++;
      if (other === own) continue;
      own.pairs += other.pairs;
      for (const named of other.named) own.named.add(named);
      for (const name of other.facts) {
        own.facts.add(name);
        of.set(name, own);
      }
    } else for (const named of [value].flat()) if (typeof named === 'string') own.named.add(named);
  }
  return {
    facts: (fact) => [...(of.get(fact)?.facts ?? [fact])],
    members(fact, declared) {
      const { named, pairs, facts } = group(fact);
      const own = declared ? [...named].filter((m) => declared.includes(m)) : [...named];
      const spare = 1 + Math.max(pairs, facts.size - 1);
      const others = declared
        ? declared.filter((m) => !named.has(m))
        : Array.from({ length: spare }, (_, i) => `other-${i + 1}`);
      return [...own, ...others.slice(0, spare)];
    },
  };
}
