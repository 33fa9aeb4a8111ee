import type { Draft } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import type { Deps } from '../../deps.ts';
import { editable, refuseParts, save } from './kept.ts';

/**
 * Take a change back: the definition is again as the release has it.
 * @param definition `kind/id`
 * @throws Refusal not-found where the draft does not change it, draft-conflict for a way back, which is one whole
 */
export async function revertChange(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  definition: string,
): Promise<Draft> {
  const draft = await editable(deps, person, tenant, id, version);
  refuseParts(draft);
  if (!Object.hasOwn(draft.changes, definition))
    throw new Refusal('not-found', `草案没有修改“${definition}”`, [
      { path: '/changes', say: '应为草案中已修改的定义' },
    ]);
  const { [definition]: _, ...changes } = draft.changes;
  return save(deps, tenant, { ...draft, changes, findings: [] });
}
