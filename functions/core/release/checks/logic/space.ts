import type { FactDefinition, Facts, FactValue } from '../../../../contract/definitions/facts.ts';
import type { Leaf } from '../../../../contract/definitions/rules.ts';
import { evaluate } from '../../../facts/derive.ts';
import { operandsOf } from '../../../facts/dictionary.ts';
import { fits, regions } from './domains.ts';
import { groupsOf } from './groups.ts';
import { pointsOf } from './points.ts';
import { isParam, type Mode, namesOf, type World } from './world.ts';

/** A fact nobody supplied. `undefined`, in contrast: the search has not come to it yet. */
export const ABSENT = null;
export type Held = FactValue | typeof ABSENT | undefined;
/** One thing the search decides: a fact's value; of a set, whether it is known (`member` '') and whether a member is in it. */
export type Variable = { fact: string; member: string | null; domain: (FactValue | null)[]; value: Held };

export type Space = {
  read(fact: string): Held;
  has(fact: string, member: string): boolean | null | undefined;
  members(fact: string): string[];
  /** A variable still to be decided before the fact can be read. */
  open(fact: string): Variable | null;
  openMember(fact: string, member: string): Variable | null;
  /** What has been decided, as facts somebody can supply. */
  facts(): Facts;
  /** Values of an ordered fact, one for each region. */
  regionsOf(fact: string): FactValue[];
};

/** The regions of every fact the leaves read, and what is decided of them. */
export function spaceOf(world: World, leaves: Leaf[], mode: Mode, absent: boolean): Space {
  const { dictionary } = world;
  const derivationOf = (fact: string) => (mode === 'ground' ? dictionary.get(fact)?.derive : undefined);
  const fixedFacts = new Map<string, boolean>();
  const fixed = (fact: string): boolean => {
    let is = fixedFacts.get(fact);
    if (is === undefined) {
      is = mode === 'ground' && isParam(world, fact);
      fixedFacts.set(fact, is);
    }
    return is;
  };
  const groups = groupsOf(leaves);
  const points = pointsOf(world, leaves, mode, groups);
  const variables = new Map<string, Map<string | null, Variable>>();
  const optional = mode === 'ground' ? coalesced(world, leaves) : new Set<string>();

  const variable = (fact: string, member: string | null): Variable => {
    let own = variables.get(fact);
    if (!own) {
      own = new Map();
      variables.set(fact, own);
    }
    let found = own.get(member);
    if (!found) {
      const mayMiss = absent || optional.has(fact);
      found = { fact, member, domain: domainOf(fact, member), value: undefined };
      if (mayMiss && (member === null || member === '')) found.domain.push(ABSENT);
      own.set(member, found);
    }
    return found;
  };
  const domainOf = (fact: string, member: string | null): (FactValue | null)[] => {
    const definition = dictionary.get(fact);
    if (member !== null) return member === '' ? [true] : [true, false];
    if (!definition) return [];
    if (definition.type === 'boolean') return [true, false];
    if (definition.type === 'text') return ['甲'];
    if (definition.type === 'enum') return groups.members(fact, definition.values);
    const together = groups.facts(fact).filter((name) => dictionary.has(name));
    const k = mode === 'free' ? together.length : Math.min(together.length, 3);
    const all = together.flatMap((name) =>
      regions(dictionary.get(name) as FactDefinition, points.get(fact) ?? [], k),
    );
    return [...new Set(all)].filter((value) => fits(definition, value));
  };

  const space: Space = {
    read(fact) {
      if (fixed(fact)) return world.params[fact] ?? ABSENT;
      const derivation = derivationOf(fact);
      if (!derivation) return variable(fact, null).value;
      let waiting = false;
      const value = evaluate(derivation, (operand) => {
        const held = waiting ? undefined : space.read(operand);
        if (held === undefined) waiting = true;
        return held ?? undefined;
      });
      return waiting ? undefined : (value ?? ABSENT);
    },
    has(fact, member) {
      const derivation = derivationOf(fact);
      if (derivation && 'union' in derivation) {
        const held = derivation.union.map((operand) => space.has(operand, member));
        if (held.includes(null)) return null;
        return held.includes(true)
          ? held.includes(undefined)
            ? undefined
            : true
          : held.includes(undefined)
            ? undefined
            : false;
      }
      const known = variable(fact, '').value;
      if (known === undefined || known === null) return known as null | undefined;
      return variable(fact, member).value as boolean | undefined;
    },
    members: (fact) => groups.members(fact, dictionary.get(fact)?.values),
    open(fact) {
      if (fixed(fact)) return null;
      const derivation = derivationOf(fact);
      if (derivation) return first(operandsOf(derivation), (operand) => space.open(operand));
      const own = variable(fact, null);
      return own.value === undefined ? own : null;
    },
    openMember(fact, member) {
      const derivation = derivationOf(fact);
      if (derivation && 'union' in derivation)
        return first(derivation.union, (f) => space.openMember(f, member));
      const known = variable(fact, '');
      if (known.value === undefined) return known;
      const own = variable(fact, member);
      return own.value === undefined ? own : null;
    },
    facts() {
      const facts: Facts = {};
      for (const { fact, member, value } of [...variables.values()].flatMap((own) => [...own.values()])) {
        if (value === undefined || value === ABSENT) continue;
        if (member === null) facts[fact] = value;
        else if (member === '') facts[fact] ??= [];
        else if (value === true) facts[fact] = [...((facts[fact] as string[] | undefined) ?? []), member];
      }
      return facts;
    },
    regionsOf: (fact) => domainOf(fact, null) as FactValue[],
  };
  return space;
}

function first<T, R>(items: T[], of: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = of(item);
    if (found !== null) return found;
  }
  return null;
}

/** Operands a coalesce may do without. */
function coalesced({ dictionary }: World, leaves: Leaf[]): Set<string> {
  const found = new Set<string>();
  const visit = (fact: string) => {
    const derivation = dictionary.get(fact)?.derive;
    if (!derivation) return;
    const operands = operandsOf(derivation);
    if ('coalesce' in derivation) for (const operand of operands.slice(0, -1)) found.add(operand);
    for (const operand of operands) visit(operand);
  };
  for (const leaf of leaves) for (const fact of namesOf(leaf)) visit(fact);
  return found;
}
