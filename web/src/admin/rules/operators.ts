import type { FactDefinition } from '../../../../functions/contract/definitions/facts.ts';
import type { Leaf } from '../../../../functions/contract/definitions/rules.ts';
import { OPERATORS } from '../../../../functions/contract/definitions/rules.ts';
import { type Family, family } from '../../../../functions/contract/fact-types.ts';
import { OPERATOR_CHOICES } from '../../../../functions/contract/wording.ts';

/** The operators a fact's type allows, in words. */
export function operatorsOf(fact: FactDefinition | undefined): { value: string; label: string }[] {
  const kind = fact ? family(fact.type) : null;
  return kind === null
    ? []
    : OPERATORS[kind].map((value) => ({ value, label: OPERATOR_CHOICES[value] ?? value }));
}

/** A bound that lists members, also of a single choice. */
export const listsMembers = (fact: FactDefinition): boolean => fact.type === 'enum' || fact.type === 'set';

/** Not filled in yet: the server refuses it with its place, and the control stands out. */
export const UNSET = undefined as unknown as Leaf['value'];
export const blankLeaf = (): Leaf => ({ fact: '', operator: '', value: UNSET });

/** The same condition about another fact: what still fits stays. */
export function aboutFact(
  leaf: Leaf,
  name: string,
  from: Family | null,
  fact: FactDefinition,
  sameType: boolean,
): Leaf {
  const kind = family(fact.type);
  const first = kind === null ? '' : OPERATORS[kind][0];
  if (kind !== from) return { ...leaf, fact: name, operator: first, value: UNSET };
  return { ...leaf, fact: name, value: sameType && !listsMembers(fact) ? leaf.value : UNSET };
}
