import type { Draft } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import type { Deps } from '../../deps.ts';
import { draftAt, note, save } from './kept.ts';

/** Send it back for mending, or give it up. */
export async function returnDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  to: 'open' | 'dropped',
): Promise<Draft> {
  const draft = await draftAt(deps, tenant, id, version);
  if (draft.status === 'published' || draft.status === 'dropped')
    throw new Refusal('draft-conflict', '草案已经结束');
  const returned = await save(deps, tenant, { ...draft, status: to });
  await note(deps, person, tenant, to === 'open' ? '草案退回修改' : '草案放弃', returned);
  return returned;
}
