import type { DefinitionOf, Kind, Release } from '../../contract/definitions/release.ts';
import { type Dictionary, mergeDictionaries } from '../facts/dictionary.ts';
import { canonicalJson, sha256 } from '../hash.ts';

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
};

/** The hash of a release: over the sorted list of its contents alone. */
export const releaseHash = (contents: Release['contents']): string => sha256(canonicalJson(contents));

/** Index definitions by `kind/id`. */
export function bundle(entries: Entry[], hash?: string): Bundle {
  const byKey = new Map(entries.map((e) => [`${e.kind}/${e.id}`, e]));
  const byKind = new Map<Kind, Entry[]>();
  for (const e of entries) byKind.set(e.kind, [...(byKind.get(e.kind) ?? []), e]);
  const all = <K extends Kind>(kind: K) => (byKind.get(kind) ?? []) as Entry<K>[];
  return {
    hash: hash ?? releaseHash(Object.fromEntries(entries.map((e) => [`${e.kind}/${e.id}`, e.hash]))),
    entries: byKey,
    dictionary: mergeDictionaries(all('facts').map((e) => e.body)),
    get: <K extends Kind>(kind: K, id: string) =>
      (byKey.get(`${kind}/${id}`) as Entry<K> | undefined) ?? null,
    all,
  };
}
