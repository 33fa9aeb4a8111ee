import type { Finding } from '../../../contract/definitions/release.ts';
import type { Deps } from '../../deps.ts';
import { draftAt } from './kept.ts';
import { checked } from './proposed.ts';

/** What every check finds of the draft over the live release. Nothing is kept and nothing submitted. */
export async function checkDraft(
  deps: Deps,
  tenant: string,
  id: string,
  version: number,
): Promise<Finding[]> {
  return (await checked(deps, tenant, await draftAt(deps, tenant, id, version))).findings;
}
