import type { CaseEvent } from '../../contract/case.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';

/**
 * The release each of these events was recorded under, by its hash: a case that was moved holds steps of several, each
 * with its own words and forms.
 */
export async function bundlesOf(
  deps: Deps,
  tenant: string,
  events: Pick<CaseEvent, 'release'>[],
): Promise<(event: Pick<CaseEvent, 'release'>) => Bundle> {
  const hashes = [...new Set(events.map((e) => e.release))];
  const loaded = await Promise.all(hashes.map((hash) => loadBundle(deps, tenant, hash)));
  const byHash = new Map(loaded.map((bundle, i) => [hashes[i], bundle]));
  return ({ release }) => byHash.get(release) as Bundle;
}
