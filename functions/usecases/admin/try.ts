import type { TrialAnswer, TrialBody } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import { suppliedFaults } from '../../core/facts/dictionary.ts';
import { decideOn } from '../../core/release/examples/examples.ts';
import { labelsOf } from '../case/labels.ts';
import type { Deps } from '../deps.ts';
import { today } from '../releases.ts';
import { bundleOf } from './drafts/proposed.ts';
import { runnable } from './runnable.ts';

/**
 * What a rule set (or decision table) says of facts somebody typed: in the live release, or as it would be with a draft's
 * changes laid over that. Nothing is recorded.
 * @throws Refusal `not-found`; `data-invalid` naming each fact that does not fit; `definition-invalid` where the draft's
 *   rules cannot be run yet
 */
export async function tryRules(
  deps: Deps,
  tenant: string,
  id: string,
  { draft, facts, asOf = today(deps) }: TrialBody,
): Promise<TrialAnswer> {
  const bundle = await bundleOf(deps, tenant, draft, 'live');
  const set = runnable(bundle, id, draft !== undefined);
  const faults = suppliedFaults(bundle.dictionary, facts);
  if (faults.length > 0) throw new Refusal('data-invalid', `有 ${faults.length} 个事实填得不对`, faults);
  const verdict = await decideOn(bundle, set, facts, asOf);
  return { verdict, labels: labelsOf(bundle, [verdict], verdict.missingFacts) };
}
