import type { DefinitionOf, Kind, Release } from '../../contract/definitions/release.ts';
import type { PinnedRuleSet } from '../decide/decide.ts';
import { type Dictionary, mergeDictionaries } from '../facts/dictionary.ts';
import { canonicalJson, contentHash, sha256 } from '../hash.ts';
import { expandRuleSet } from '../rules/expand.ts';
import { type NameFault, type Names, resolveNames } from '../rules/names.ts';
import { ruleSetOfTable } from '../rules/table.ts';

/** One definition with its place and hash. */
export type Entry<K extends Kind = Kind> = { kind: K; id: string; hash: string; body: DefinitionOf<K> };

/** All definitions of a release, indexed. Immutable; built once per release hash. */
export type Bundle = {
  /** The release's hash, or of the contents when it is not published yet. */
  hash: string;
  entries: Map<string, Entry>;
  dictionary: Dictionary;
  get<K extends Kind>(kind: K, id: string): Entry<K> | null;
  all<K extends Kind>(kind: K): Entry<K>[];
  /**
   * A rule set as it is run, written as rules or as a table, with its named conditions replaced by what they mean, and the
   * hash of what is run. Null where there is none, or where a name in it has no meaning (`nameFaults`).
   */
  ruleSet(id: string): PinnedRuleSet | null;
  /** All of them, by id. */
  ruleSets(): PinnedRuleSet[];
  /** What is wrong with named conditions and the rules that use them. */
  nameFaults(): NameFault[];
};

/** The hash of a release: over the sorted list of its contents alone. */
export const releaseHash = (contents: Release['contents']): string => sha256(canonicalJson(contents));

/** Index definitions by `kind/id`. */
export function bundle(entries: Entry[], hash?: string): Bundle {
  const byKey = new Map(entries.map((e) => [`${e.kind}/${e.id}`, e]));
  const byKind = new Map<Kind, Entry[]>();
  for (const e of entries) byKind.set(e.kind, [...(byKind.get(e.kind) ?? []), e]);
  const all = <K extends Kind>(kind: K) => (byKind.get(kind) ?? []) as Entry<K>[];
  const expanded = expansion(all);
  return {
    hash: hash ?? releaseHash(Object.fromEntries(entries.map((e) => [`${e.kind}/${e.id}`, e.hash]))),
    entries: byKey,
    dictionary: mergeDictionaries(all('facts').map((e) => e.body)),
    get: <K extends Kind>(kind: K, id: string) =>
      (byKey.get(`${kind}/${id}`) as Entry<K> | undefined) ?? null,
    all,
    ...expanded,
  };
}

/** Done once, when first asked for; a draft whose names are broken still gives a bundle. */
function expansion(
  all: <K extends Kind>(kind: K) => Entry<K>[],
): Pick<Bundle, 'ruleSet' | 'ruleSets' | 'nameFaults'> {
  let done: { names: Names; sets: Map<string, PinnedRuleSet>; faults: NameFault[] } | undefined;
  const expandAll = () => {
    if (done) return done;
    const names = resolveNames(all('conditions'));
    const known = new Set(all('conditions').flatMap((e) => Object.keys(e.body.conditions)));
    const faults = [...names.faults];
    const sets: PinnedRuleSet[] = all('table').map((e) => pinned(ruleSetOfTable(e.body)));
    for (const { body, hash } of all('ruleset')) {
      const { ruleSet, faults: found } = expandRuleSet(body, names.meanings, known);
      faults.push(...found);
      if (ruleSet) sets.push(ruleSet === body ? { ruleSet, hash } : pinned(ruleSet));
    }
    sets.sort((a, b) => (a.ruleSet.id < b.ruleSet.id ? -1 : 1));
    done = { names, sets: new Map(sets.map((s) => [s.ruleSet.id, s])), faults };
    return done;
  };
  return {
    ruleSet: (id) => expandAll().sets.get(id) ?? null,
    ruleSets: () => [...expandAll().sets.values()],
    nameFaults: () => expandAll().faults,
  };
}

const pinned = (ruleSet: PinnedRuleSet['ruleSet']): PinnedRuleSet => ({
  ruleSet,
  hash: contentHash(ruleSet),
});
