import type { DraftView } from '../../contract/api.ts';
import type { Draft, Finding, Kind, Release } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { type Bundle, releaseHash } from '../../core/release/bundle.ts';
import { changesTo, withChanges } from '../../core/release/changes.ts';
import { checkBundle, daysToHold } from '../../core/release/check.ts';
import { readDefinition } from '../../core/release/definition.ts';
import { checkEffective } from '../../core/release/effective.ts';
import { bundleDifferences } from '../../core/release/telling/sentences.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';
import { liveBundle, liveRelease, loadBundle, today } from '../releases.ts';
import { replayNeeded, replayOf } from './replay/needed.ts';

/** A draft with its changes told as sentences against its base. */
export async function draftView(deps: Deps, tenant: string, draft: Draft): Promise<DraftView> {
  const base = await loadBundle(deps, tenant, draft.base);
  const next = withChanges(base, draft.changes);
  return {
    ...draft,
    differences: bundleDifferences(base, next),
    needsReplay: replayNeeded(draft, { live: base, next }),
  };
}

export async function readDraft(deps: Deps, tenant: string, id: string): Promise<Draft> {
  const draft = await deps.stores.releases.draft(tenant, id);
  if (!draft) throw new Refusal('not-found', `没有草案 ${id}`);
  return draft;
}

/** A new draft on the live release. */
export async function createDraft(deps: Deps, person: Person, tenant: string, title: string): Promise<Draft> {
  const base = await liveBundle(deps, tenant);
  const now = deps.clock.now();
  const draft: Draft = {
    id: timeOrderedId('D', now),
    title,
    base: base.hash,
    changes: {},
    author: person.id,
    status: 'open',
    version: 1,
    createdAt: now,
    findings: [],
  };
  await deps.stores.releases.saveDraft(tenant, draft, 0);
  return draft;
}

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

/**
 * Take a change back: the definition is again as the release has it.
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

/** A way back leads to exactly an earlier release: no part of it can be changed alone. */
function refuseParts({ rollbackOf }: Draft): void {
  if (rollbackOf)
    throw new Refusal(
      'draft-conflict',
      `恢复第 ${rollbackOf.number} 版的草案是一个整体,不能单独修改其中的定义`,
    );
}

function shaped(kind: Kind, id: string, body: unknown): unknown {
  const read = readDefinition(kind, body);
  if ('faults' in read)
    throw new Refusal('definition-invalid', `“${kind}/${id}”的内容不符合要求`, read.faults);
  if (read.id !== id)
    throw new Refusal('definition-invalid', '定义的编号与地址不一致', [{ path: '/id', say: `应为 ${id}` }]);
  return read.body;
}

/** What every check finds of the draft over the live release. Nothing is kept and nothing submitted. */
export async function checkDraft(
  deps: Deps,
  tenant: string,
  id: string,
  version: number,
): Promise<Finding[]> {
  return (await prepare(deps, tenant, await current(deps, tenant, id, version))).findings;
}

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
  const { rebased, next, live, findings } = await prepare(deps, tenant, draft);
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length > 0) {
    await save(deps, tenant, { ...draft, findings });
    throw invalid(errors);
  }
  if (next.hash === live.hash) throw new Refusal('draft-conflict', '草案与现行版本没有区别');
  const submitted = await save(deps, tenant, { ...rebased, findings, status: 'submitted' });
  await note(deps, person, tenant, '草案提交复核', submitted);
  return submitted;
}

const invalid = (errors: Finding[]) =>
  new Refusal(
    'definition-invalid',
    `有 ${errors.length} 处未通过检查,不能发布`,
    errors.map((f) => ({ path: `${f.definition}#${f.path}`, say: f.say, code: f.code })),
  );

/** Send it back for mending, or give it up. */
export async function returnDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  to: 'open' | 'dropped',
): Promise<Draft> {
  const draft = await current(deps, tenant, id, version);
  if (draft.status === 'published' || draft.status === 'dropped')
    throw new Refusal('draft-conflict', '草案已经结束');
  const returned = await save(deps, tenant, { ...draft, status: to });
  await note(deps, person, tenant, to === 'open' ? '草案退回修改' : '草案放弃', returned);
  return returned;
}

/** A second person publishes: checks once more, then definitions, release and pointer. The next case uses it. */
export async function approveDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  acknowledged?: string,
): Promise<Release> {
  const draft = await current(deps, tenant, id, version);
  if (draft.status !== 'submitted') throw new Refusal('draft-conflict', '草案还没有提交复核');
  if (draft.author === person.id)
    throw new Refusal('same-person', '起草人不能批准自己的草案,须由另一人批准', [
      { path: '/approver', say: '应为起草人以外的人' },
    ]);
  const now = deps.clock.now();
  checkEffective(draft.effective, dayOf(now));
  await refuseBesidePending(deps, tenant);
  const { rebased, next, live, findings } = await prepare(deps, tenant, draft);
  if (draft.rollbackOf && draft.base !== live.hash)
    throw new Refusal('release-moved', '提交复核后现行版本已变化,恢复的内容须重新计算,请退回后重新提交');
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length > 0) throw invalid(errors);
  const replay = await replayOf(deps, tenant, rebased, { live, next }, acknowledged);
  const history = await deps.stores.releases.history(tenant);
  const contents = Object.fromEntries([...next.entries].map(([key, e]) => [key, e.hash]));
  const release: Release = {
    hash: releaseHash(contents),
    number: (history.at(-1)?.number ?? 0) + 1,
    title: draft.title,
    contents,
    author: draft.author,
    approver: person.id,
    publishedAt: now,
    base: live.hash,
    effective: draft.effective ?? { from: dayOf(now) },
    draft: draft.id,
    ...(draft.rollbackOf ? { rollbackOf: draft.rollbackOf } : {}),
    ...(replay ? { replay } : {}),
  };
  if (release.hash === live.hash) throw new Refusal('draft-conflict', '草案与现行版本没有区别');
  const bodies = new Map(
    Object.keys(draft.changes).flatMap((key) => {
      const entry = next.entries.get(key);
      return entry ? [[entry.hash, entry.body] as [string, unknown]] : [];
    }),
  );
  const done: Draft = {
    ...rebased,
    status: 'published',
    version: draft.version + 1,
    publishedAs: release.hash,
  };
  if (!(await deps.stores.releases.publish(tenant, release, bodies, done)))
    throw new Refusal('release-moved', '现行版本刚刚变化,请重新提交复核');
  await note(deps, person, tenant, `发布第 ${release.number} 版`, done, termsOf(release));
  return release;
}

/** From when it holds and what it puts back, with the reasons, as the audit log tells it. */
function termsOf({ effective, publishedAt, rollbackOf, replay }: Release): string {
  const why = effective.reason ? `,理由:${effective.reason}` : '';
  const back = effective.from < dayOf(publishedAt) ? '追溯' : '';
  const rollback = rollbackOf ? `;恢复第 ${rollbackOf.number} 版的全部内容,理由:${rollbackOf.reason}` : '';
  const replayed = replay
    ? `;已对 ${replay.decisions} 件判定重演,其中 ${replay.changed} 件改变,结果摘要 ${replay.digest}`
    : '';
  return `${back}自 ${effective.from} 起生效${why}${rollback}${replayed}`;
}

/** One release at a time may wait for its day: two would leave open which of them the second was checked against. */
async function refuseBesidePending(deps: Deps, tenant: string): Promise<void> {
  const { next } = await liveRelease(deps, tenant);
  if (!next) return;
  throw new Refusal(
    'release-pending',
    `第 ${next.number} 版已经批准,将于 ${next.from} 生效;在那之前要发布别的版本,须先写明理由撤回它`,
    [{ path: `/releases/${next.number}`, say: '等它生效,或者先撤回' }],
  );
}

type Proposed = { rebased: Draft; next: Bundle; live: Bundle };

/** The draft over the live release, with what the checks find. */
async function prepare(
  deps: Deps,
  tenant: string,
  draft: Draft,
): Promise<Proposed & { findings: Finding[] }> {
  const answer = await proposed(deps, tenant, draft);
  const days = daysToHold(today(deps), draft.effective?.from);
  return { ...answer, findings: await checkBundle(answer.next, days) };
}

/** The draft over the live release. A definition both sides changed is nobody's to merge silently. */
export async function proposed(deps: Deps, tenant: string, draft: Draft): Promise<Proposed> {
  const live = await liveBundle(deps, tenant);
  if (draft.rollbackOf) return proposedRollback(deps, tenant, draft, live, draft.rollbackOf.number);
  const base = await loadBundle(deps, tenant, draft.base);
  const clashes = Object.keys(draft.changes).filter(
    (key) => base.entries.get(key)?.hash !== live.entries.get(key)?.hash,
  );
  if (clashes.length > 0)
    throw new Refusal(
      'release-moved',
      '草案修改的定义在现行版本中已被他人修改',
      clashes.map((key) => ({ path: key, say: '请在现行版本上重新修改' })),
    );
  return { rebased: { ...draft, base: live.hash }, next: withChanges(live, draft.changes), live };
}

/** A way back is complete whatever happened since it was drafted: its changes are worked out against what is live now. */
async function proposedRollback(
  deps: Deps,
  tenant: string,
  draft: Draft,
  live: Bundle,
  number: number,
): Promise<Proposed> {
  const target = (await deps.stores.releases.history(tenant)).find((r) => r.number === number);
  if (!target) throw new Error(`release ${number} is not in the store`);
  const changes = changesTo(live, await loadBundle(deps, tenant, target.hash));
  const next = withChanges(live, changes);
  if (next.hash !== target.hash) throw new Error(`rollback to ${number} does not give ${target.hash}`);
  return { rebased: { ...draft, base: live.hash, changes }, next, live };
}

async function current(deps: Deps, tenant: string, id: string, version: number): Promise<Draft> {
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
  const draft = await current(deps, tenant, id, version);
  if (draft.author !== person.id) throw new Refusal('forbidden', '只有起草人可以修改、提交草案');
  if (draft.status !== 'open') throw new Refusal('draft-conflict', '草案已提交复核或已结束,退回后才能修改');
  return draft;
}

/** At its next version. */
export async function save(deps: Deps, tenant: string, draft: Draft): Promise<Draft> {
  const next = { ...draft, version: draft.version + 1 };
  if (!(await deps.stores.releases.saveDraft(tenant, next, draft.version)))
    throw new Refusal('version-conflict', '草案刚刚被他人更新,请重新打开');
  return next;
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
  const changed = `${draft.title}(${draft.id}):${Object.keys(draft.changes).join('、')}`;
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
