import type { FileRef } from '../../contract/definitions/forms.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { onlyReports } from '../../core/case/authorize.ts';
import { filesOf } from '../../core/case/evidence.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';
import { bundlesOf } from './bundles.ts';
import { visibleCase } from './read.ts';

/** An address to upload one evidence file to. The form will hold only the reference. */
export async function registerFile(deps: Deps, tenant: string, file: Omit<FileRef, 'id'>) {
  const ref: FileRef = { id: timeOrderedId('F', deps.clock.now()), ...file };
  return { file: ref, ...(await deps.files.upload(tenant, ref)) };
}

/** A short-lived address of a file that a submission of this case names; who only reported the case opens only their own. */
export async function fileLink(deps: Deps, person: Person, tenant: string, caseId: string, fileId: string) {
  await visibleCase(deps, person, tenant, caseId);
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await deps.stores.cases.events(tenant, caseId, { limit: 100, cursor: cursor ?? undefined });
    const bundleOf = await bundlesOf(deps, tenant, page.items);
    const named = page.items
      .filter(({ actor }) => !onlyReports(person) || actor.id === person.id)
      .some((event) => filesOf(event, bundleOf(event)).some((ref) => ref.id === fileId));
    const link = named ? await deps.files.link(tenant, fileId) : null;
    if (link) return link;
    cursor = page.cursor;
  }
  throw new Refusal('not-found', '本案没有这个证据文件');
}
