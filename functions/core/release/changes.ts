import type { Draft, Kind } from '../../contract/definitions/release.ts';
import { canonicalJson, sha256 } from '../hash.ts';
import { type Bundle, bundle, type Entry } from './bundle.ts';

/** What would be live: a release with a draft's changes laid over it, null taking a definition out. */
export function withChanges(live: Bundle, changes: Draft['changes']): Bundle {
  const entries = new Map(live.entries);
  for (const [key, body] of Object.entries(changes)) {
    const [kind, id] = key.split('/') as [Kind, string];
    if (body === null) entries.delete(key);
    else entries.set(key, { kind, id, hash: sha256(canonicalJson(body)), body } as Entry);
  }
  return bundle([...entries.values()].sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1)));
}

/** The changes that lead from one release to exactly the contents of another, deletions included. */
export function changesTo(from: Bundle, to: Bundle): Draft['changes'] {
  const keys = [...new Set([...from.entries.keys(), ...to.entries.keys()])].sort();
  const changed = keys.filter((key) => from.entries.get(key)?.hash !== to.entries.get(key)?.hash);
  return Object.fromEntries(changed.map((key) => [key, to.entries.get(key)?.body ?? null]));
}
