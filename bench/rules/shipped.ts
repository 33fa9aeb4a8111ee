import { join } from 'node:path';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { FactDefinition, Facts, FactValue } from '../../functions/contract/definitions/facts.ts';
import type { PinnedRuleSet } from '../../functions/core/decide/decide.ts';
import type { Dictionary } from '../../functions/core/facts/dictionary.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle } from '../../functions/core/release/bundle.ts';
import { addDays } from '../../functions/core/time/days.ts';

/** The packs of this repository as a release. @throws Error where one of them does not fit its shape */
export function shippedRelease(): Bundle {
  const { entries, findings } = loadPacks(join(import.meta.dirname, '../..'));
  if (findings.length > 0) throw new Error(`${findings[0]?.definition}: ${findings[0]?.say}`);
  return bundle(entries);
}

/** The screening for crimes: nested conditions over more than a hundred facts. */
export const SCREENING = 'criminal-referral';
const RULES = 30;
/** Its first thirty rules, as a set of their own. */
export function screeningRules(release: Bundle): PinnedRuleSet {
  const set = release.ruleSet(SCREENING);
  if (!set || set.ruleSet.rules.length < RULES) throw new Error(`${SCREENING} has fewer than ${RULES} rules`);
  const ruleSet = { ...set.ruleSet, rules: set.ruleSet.rules.slice(0, RULES) };
  return { ruleSet, hash: contentHash(ruleSet) };
}

export const DAYS = { act: '2026-03-01', decision: '2026-05-20' };

/** Numbers in [0, 1) that come out the same in every run (Numerical Recipes' linear congruence). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A value of its type for each fact. */
export function someFacts(dictionary: Dictionary, names: readonly string[], random: () => number): Facts {
  const facts: Facts = {};
  for (const name of names) {
    const definition = dictionary.get(name);
    if (definition) facts[name] = someValue(definition, random);
  }
  return facts;
}

function someValue({ type, values = [] }: FactDefinition, random: () => number): FactValue {
  const below = (n: number) => Math.floor(random() * n);
  if (type === 'boolean') return random() < 0.3;
  if (type === 'date') return addDays('2025-01-01', below(700));
  if (type === 'instant') return `${addDays('2025-01-01', below(700))}T02:00:00.000Z`;
  if (type === 'set') return values.filter(() => random() < 0.2);
  if (type === 'enum' || type === 'text') return values[below(values.length)] ?? '某';
  return type === 'money.fen' ? below(40) * 500_000 : below(60);
}
