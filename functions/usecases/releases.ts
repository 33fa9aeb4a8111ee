import type { Kind } from '../contract/definitions/release.ts';
import { Refusal } from '../contract/errors.ts';
import type { ClockRules } from '../core/deadlines/clocks.ts';
import { calendarOf } from '../core/deadlines/definitions.ts';
import { Keeper } from '../core/keeper.ts';
import { type Bundle, bundle, type Entry } from '../core/release/bundle.ts';
import { numberOf } from '../core/release/history.ts';
import { dayOf } from '../core/time/days.ts';
import type { Standing } from '../ports/store.ts';
import type { Deps } from './deps.ts';

/** Several for each township: open cases go on under the releases they began under. */
const bundles = new Keeper<Promise<Bundle>>(100);

/** A release's definitions, indexed; kept by their hash, under which they cannot change. */
export const loadBundle = (deps: Deps, tenant: string, hash: string): Promise<Bundle> =>
  bundles.keep(hash, () => readBundle(deps, tenant, hash));

async function readBundle({ stores }: Deps, tenant: string, hash: string): Promise<Bundle> {
  const contents = await stores.releases.contents(tenant, hash);
  if (!contents) throw new Error(`release ${hash} is not in the store`);
  const bodies = await stores.releases.definitions(Object.values(contents));
  const entries = Object.entries(contents).map(([key, contentHash]) => {
    const [kind, id] = key.split('/') as [Kind, string];
    const body = bodies.get(contentHash);
    if (body === undefined) throw new Error(`definition ${key} ${contentHash} is not in the store`);
    return { kind, id, hash: contentHash, body } as Entry;
  });
  return bundle(entries, hash);
}

/** Today in Shanghai. */
export const today = ({ clock }: Deps): string => dayOf(clock.now());

/** What holds today and what is to follow; null before the first release. */
export const standing = (deps: Deps, tenant: string): Promise<Standing | null> =>
  deps.stores.releases.live(tenant, today(deps));

/** What holds today. @throws Refusal not-found before the first release */
export async function liveRelease(deps: Deps, tenant: string): Promise<Standing> {
  const live = await standing(deps, tenant);
  if (!live) throw new Refusal('not-found', '该乡镇还没有发布任何版本');
  return live;
}

/** The release that new cases begin under. */
export async function liveBundle(deps: Deps, tenant: string): Promise<Bundle> {
  return loadBundle(deps, tenant, (await liveRelease(deps, tenant)).hash);
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
  const live = await standing(deps, tenant);
  return calendarOf(live === null ? pinned : await loadBundle(deps, tenant, live.hash));
}

/** The number under which a case got its release: when it began, or was moved. */
export async function releaseNumber(
  deps: Deps,
  tenant: string,
  pinned: { release: string; openedAt: string; movedAt?: string | undefined },
): Promise<number> {
  const history = await deps.stores.releases.history(tenant);
  return numberOf(history, pinned.release, pinned.movedAt ?? pinned.openedAt) ?? 0;
}
