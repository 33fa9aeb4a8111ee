import type { Draft } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import { checkEffective } from '../../../core/release/effective.ts';
import type { Deps } from '../../deps.ts';
import { today } from '../../releases.ts';
import { editable, note, save } from './kept.ts';
import { checked, errorsIn, unpublishable } from './proposed.ts';

/** Run every check and hand the draft to a second person; with errors it stays open and says where and why. */
export async function submitDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
): Promise<Draft> {
  const draft = await editable(deps, person, tenant, id, version);
  checkEffective(draft.effective, today(deps));
  if (Object.keys(draft.changes).length === 0) throw new Refusal('draft-conflict', '草案没有任何修改');
  const { rebased, next, live, findings } = await checked(deps, tenant, draft);
  const errors = errorsIn(findings);
  if (errors.length > 0) {
    await save(deps, tenant, { ...draft, findings });
    throw unpublishable(errors);
  }
  if (next.hash === live.hash) throw new Refusal('draft-conflict', '草案与现行版本没有区别');
  const submitted = await save(deps, tenant, { ...rebased, findings, status: 'submitted' });
  await note(deps, person, tenant, '草案提交复核', submitted);
  return submitted;
}
