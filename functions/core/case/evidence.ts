import type { CaseEvent } from '../../contract/case.ts';
import type { FileRef } from '../../contract/definitions/forms.ts';
import { at } from '../facts/map-form.ts';
import type { Bundle } from '../release/bundle.ts';

/** The evidence files an event names. `bundle` is of the event's own release: a later form may have no place for them. */
export function filesOf({ submission }: CaseEvent, bundle: Bundle): FileRef[] {
  const form = submission && bundle.get('form', submission.form.id)?.body;
  return (form?.files ?? []).flatMap(
    (pointer) => (at(submission?.data, pointer) as FileRef[] | undefined) ?? [],
  );
}
