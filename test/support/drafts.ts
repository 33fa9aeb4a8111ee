/** What is done with drafts, step by step over the API. `release` of scenario.ts goes the whole road at once. */
import { expect } from 'vitest';
import type { DraftView, ReleaseLine } from '../../functions/contract/api.ts';
import type { ReplayProgress } from '../../functions/contract/replay.ts';
import type { Answer, Client } from './app.ts';

export type Change = { kind: string; id: string; body: unknown };

const paramsOf = ({ id }: DraftView) => ({ draftId: id });

export const newDraft = (by: Client, title: string): Promise<DraftView> =>
  by.ok('admin.draft-create', { body: { title } });

/** The draft as it stands, for whoever holds an older view of it. */
export const draftNow = (by: Client, draft: DraftView): Promise<DraftView> =>
  by.ok('admin.draft', { params: paramsOf(draft) });

const changing = (draft: DraftView, { kind, id, body }: Change) => ({
  params: { ...paramsOf(draft), kind, id },
  body: { version: draft.version, body },
});
const standing = (draft: DraftView) => ({ params: paramsOf(draft), body: { version: draft.version } });

/** Each of the three may be refused: the answer, whatever it is. */
export const change = (by: Client, draft: DraftView, what: Change): Promise<Answer> =>
  by.call('admin.draft-change', changing(draft, what));
export const submit = (by: Client, draft: DraftView): Promise<Answer> =>
  by.call('admin.draft-submit', standing(draft));
/** @param acknowledged digest of the replay the approver has seen, where one is asked for */
export function approve(by: Client, draft: DraftView, acknowledged?: string | null): Promise<Answer> {
  const { params, body } = standing(draft);
  return by.call('admin.draft-approve', {
    params,
    body: { ...body, ...(acknowledged ? { acknowledged } : {}) },
  });
}

/** These must work. */
export const changed = (by: Client, draft: DraftView, what: Change): Promise<DraftView> =>
  by.ok('admin.draft-change', changing(draft, what));
export const submitted = (by: Client, draft: DraftView): Promise<DraftView> =>
  by.ok('admin.draft-submit', standing(draft));

/** A new draft with changes, not yet submitted. */
export async function drafted(by: Client, title: string, changes: Change[]): Promise<DraftView> {
  let draft = await newDraft(by, title);
  for (const one of changes) draft = await changed(by, draft, one);
  return draft;
}

/** Kinds of definitions that decisions rest on: a draft that changes one is replayed before it is published. */
const JUDGED_BY = ['ruleset', 'table', 'conditions', 'params', 'facts', 'procedure', 'matter', 'form'];

/** A submitted draft, replayed where decisions rest on what it changes, and approved by a second person who has seen that. */
export async function approved(by: Client, approver: Client, draft: DraftView): Promise<ReleaseLine> {
  const judged = Object.keys(draft.changes).some((key) => JUDGED_BY.includes(key.split('/')[0] ?? ''));
  const acknowledged = judged ? (await replayed(by, draft.id)).digest : null;
  const answer = await approve(approver, draft, acknowledged);
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return (answer.body as { release: ReleaseLine }).release;
}

/** Submitted by its author and approved by a second person. */
export const published = async (by: Client, approver: Client, draft: DraftView): Promise<ReleaseLine> =>
  approved(by, approver, await submitted(by, draft));

/** Run a draft over the recorded decisions to the end. */
export async function replayed(admin: Client, draftId: string): Promise<ReplayProgress> {
  const options = { params: { draftId }, body: {} };
  let progress = await admin.ok<ReplayProgress>('admin.replay-step', options);
  while (progress.state === 'running') progress = await admin.ok('admin.replay-step', options);
  return progress;
}
