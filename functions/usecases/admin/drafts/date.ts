import type { Draft, Effective } from '../../../contract/definitions/release.ts';
import type { Person } from '../../../contract/people.ts';
import { checkEffective } from '../../../core/release/effective.ts';
import type { Deps } from '../../deps.ts';
import { today } from '../../releases.ts';
import { editable, save } from './kept.ts';

/** Say from when the draft is to hold; null: from the day it is published. @throws Refusal effective-invalid */
export async function dateDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  effective: Effective | null,
): Promise<Draft> {
  const { effective: _, ...draft } = await editable(deps, person, tenant, id, version);
  if (!effective) return save(deps, tenant, draft);
  checkEffective(effective, today(deps));
  return save(deps, tenant, { ...draft, effective });
}
