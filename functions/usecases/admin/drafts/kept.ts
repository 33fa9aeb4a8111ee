import { type Draft, KIND_LABELS, type Kind } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import type { Bundle } from '../../../core/release/bundle.ts';
import { titleOf } from '../../../core/release/telling/sentences.ts';
import type { Deps } from '../../deps.ts';
import { timeOrderedId } from '../../ids.ts';

/** @throws Refusal not-found */
export async function readDraft(deps: Deps, tenant: string, id: string): Promise<Draft> {
  const draft = await deps.stores.releases.draft(tenant, id);
  if (!draft) throw new Refusal('not-found', `没有草案 ${id}`);
  return draft;
}

/** A draft as somebody saw it. @throws Refusal not-found; version-conflict where it has gone on since */
export async function draftAt(deps: Deps, tenant: string, id: string, version: number): Promise<Draft> {
  const draft = await readDraft(deps, tenant, id);
  if (draft.version !== version)
    throw new Refusal(
      'version-conflict',
      `草案已更新到第 ${draft.version} 版`,
      [{ path: '/version', say: `应为 ${draft.version}` }],
      { currentVersion: draft.version },
    );
  return draft;
}

/** A draft its author may still change, as they saw it. */
export async function editable(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
): Promise<Draft> {
  const draft = await draftAt(deps, tenant, id, version);
  if (draft.author !== person.id) throw new Refusal('forbidden', '只有起草人可以修改、提交草案');
  if (draft.status !== 'open') throw new Refusal('draft-conflict', '草案已提交复核或已结束，退回后才能修改');
  return draft;
}

/** A new draft on what holds now, kept under an id of its own. */
export async function newDraft(
  { stores, clock }: Deps,
  person: Person,
  tenant: string,
  base: Bundle,
  begun: Pick<Draft, 'title'> & Partial<Pick<Draft, 'changes' | 'rollbackOf'>>,
): Promise<Draft> {
  const now = clock.now();
  const draft: Draft = {
    id: timeOrderedId('D', now),
    base: base.hash,
    changes: {},
    author: person.id,
    status: 'open',
    version: 1,
    createdAt: now,
    findings: [],
    ...begun,
    title: begun.title.slice(0, 200),
  };
  await stores.releases.saveDraft(tenant, draft, 0);
  return draft;
}

/** At its next version. */
export async function save(deps: Deps, tenant: string, draft: Draft): Promise<Draft> {
  const next = { ...draft, version: draft.version + 1 };
  if (!(await deps.stores.releases.saveDraft(tenant, next, draft.version)))
    throw new Refusal('version-conflict', '草案刚刚被他人更新，请重新打开');
  return next;
}

/** `事项“对擅自改变林地用途的处罚”（LC-001）`: the title for people, the id to find it by. */
function calledBy(key: string, body: unknown): string {
  const [kind, id] = key.split('/') as [Kind, string];
  const title = titleOf(body, id);
  return title === id ? `${KIND_LABELS[kind]} ${id}` : `${KIND_LABELS[kind]}“${title}”（${id}）`;
}

/** What becomes of the definitions that decide people's rights stands in the audit log, like what becomes of cases. */
export function note(
  { stores, clock }: Deps,
  person: Person,
  tenant: string,
  what: string,
  draft: Draft,
  more?: string,
): Promise<void> {
  const named = Object.entries(draft.changes).map(([key, body]) => calledBy(key, body));
  const changed = `${draft.title}（${draft.id}）：${named.join('、')}`;
  const detail = more === undefined ? changed : `${changed}。${more}`;
  return stores.audit.append(tenant, {
    at: clock.now(),
    actor: person.id,
    what,
    caseId: null,
    code: null,
    detail,
    basis: [],
  });
}

/** A way back leads to exactly an earlier release: no part of it can be changed alone. */
export function refuseParts({ rollbackOf }: Draft): void {
  if (rollbackOf)
    throw new Refusal(
      'draft-conflict',
      `恢复第 ${rollbackOf.number} 版的草案是一个整体，不能单独修改其中的定义`,
    );
}
