import type { Draft } from '../../../contract/definitions/release.ts';
import type { Person } from '../../../contract/people.ts';
import type { Deps } from '../../deps.ts';
import { liveBundle } from '../../releases.ts';
import { newDraft } from './kept.ts';

/** A new draft on the live release, with nothing changed yet. */
export async function createDraft(deps: Deps, person: Person, tenant: string, title: string): Promise<Draft> {
  return newDraft(deps, person, tenant, await liveBundle(deps, tenant), { title });
}
