import type { Draft, Kind } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import { readDefinition } from '../../../core/release/definition.ts';
import type { Deps } from '../../deps.ts';
import { editable, refuseParts, save } from './kept.ts';

/** Put a whole definition into the draft; null takes it out of the release. A shape that does not fit changes nothing. */
export async function changeDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  change: { kind: Kind; id: string; version: number; body: unknown },
): Promise<Draft> {
  return changeTogether(deps, person, tenant, id, change.version, [change]);
}

/** Put several definitions into the draft, all of them or none. */
export async function changeTogether(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  changes: { kind: Kind; id: string; body: unknown }[],
): Promise<Draft> {
  const draft = await editable(deps, person, tenant, id, version);
  refuseParts(draft);
  const changed = changes.map(({ kind, id, body }) => [
    `${kind}/${id}`,
    body === null ? null : shaped(kind, id, body),
  ]);
  const all = { ...draft.changes, ...Object.fromEntries(changed) };
  return save(deps, tenant, { ...draft, changes: all, findings: [] });
}

function shaped(kind: Kind, id: string, body: unknown): unknown {
  const read = readDefinition(kind, body);
  if ('faults' in read)
    throw new Refusal('definition-invalid', `“${kind}/${id}”的内容不符合要求`, read.faults);
  if (read.id !== id)
    throw new Refusal('definition-invalid', '定义的编号与地址不一致', [{ path: '/id', say: `应为 ${id}` }]);
  return read.body;
}
