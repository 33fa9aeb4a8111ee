import type { RuleSetCoverage } from '../../contract/coverage.ts';
import { coverageOf } from '../../core/release/examples/strength.ts';
import type { Deps } from '../deps.ts';
import { bundleOf } from './drafts/proposed.ts';
import { runnable } from './runnable.ts';

/**
 * How well the examples of a rule set (or decision table) hold it: in the live release, or as it would be with a draft's
 * changes laid over that.
 * @throws Refusal `not-found`; `definition-invalid` where the draft's rules or facts cannot be run yet, saying where
 */
export async function readCoverage(
  deps: Deps,
  tenant: string,
  id: string,
  draftId: string | undefined,
): Promise<RuleSetCoverage> {
  const bundle = await bundleOf(deps, tenant, draftId, 'live');
  const set = runnable(bundle, id, draftId !== undefined);
  return coverageOf(bundle, set, bundle.get('examples', id)?.body.examples ?? []);
}
