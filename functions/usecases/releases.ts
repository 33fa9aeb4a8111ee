import type { Kind } from '../contract/definitions/release.ts';
import { Refusal } from '../contract/errors.ts';
import type { ClockRules } from '../core/deadlines/clocks.ts';
import { calendarOf } from '../core/deadlines/definitions.ts';
import { type Bundle, bundle, type Entry } from '../core/release/bundle.ts';
import type { Deps } from './deps.ts';

const bundles = new Map<string, Promise<Bundle>>();

/** A release's definitions, indexed; kept for the life of the process, since neither can change. */
export function loadBundle(deps: Deps, tenant: string, hash: string): Promise<Bundle> {
  let loading = bundles.get(hash);
  if (!loading) {
    loading = readBundle(deps, tenant, hash);
    bundles.set(hash, loading);
    loading.catch(() => bundles.delete(hash));
  }
  return loading;
}

async function readBundle({ stores }: Deps, tenant: string, hash: string): Promise<Bundle> {
  const release = await stores.releases.release(tenant, hash);
  if (!release) throw new Error(`release ${hash} is not in the store`);
  const bodies = await stores.releases.definitions(Object.values(release.contents));
  const entries = Object.entries(release.contents).map(([key, contentHash]) => {
    const [kind, id] = key.split('/') as [Kind, string];
    const body = bodies.get(contentHash);
    if (body === undefined) throw new Error(`definition ${key} ${contentHash} is not in the store`);
    return { kind, id, hash: contentHash, body } as Entry;
  });
  return bundle(entries, hash);
}

/** The release that new cases begin under. */
export async function liveBundle(deps: Deps, tenant: string): Promise<Bundle> {
  const hash = await deps.stores.releases.live(tenant);
  if (!hash) throw new Refusal('not-found', '该乡镇还没有发布任何版本');
  return loadBundle(deps, tenant, hash);
}

/**
 * The calendar of the live release. A case keeps the rules it began under, but which days are off is no rule of the
 * township's: the State Council publishes it, and it holds for every case at once.
 */
export async function calendarInForce(
  deps: Deps,
  tenant: string,
  pinned: Bundle,
): Promise<ClockRules['calendar']> {
  const hash = await deps.stores.releases.live(tenant);
  return calendarOf(hash === null ? pinned : await loadBundle(deps, tenant, hash));
}
