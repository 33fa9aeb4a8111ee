import type { Draft, Release } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Person } from '../../../contract/people.ts';
import { releaseHash } from '../../../core/release/bundle.ts';
import { checkEffective } from '../../../core/release/effective.ts';
import { dayOf } from '../../../core/time/days.ts';
import type { Deps } from '../../deps.ts';
import { liveRelease } from '../../releases.ts';
import { replayOf } from '../replay/needed.ts';
import { draftAt, note } from './kept.ts';
import { checked, errorsIn, type Proposed, unpublishable } from './proposed.ts';

/** A second person publishes: checks once more, then definitions, release and pointer. The next case uses it. */
export async function approveDraft(
  deps: Deps,
  person: Person,
  tenant: string,
  id: string,
  version: number,
  acknowledged?: string,
): Promise<Release> {
  const draft = await draftAt(deps, tenant, id, version);
  if (draft.status !== 'submitted') throw new Refusal('draft-conflict', '草案还没有提交复核');
  if (draft.author === person.id)
    throw new Refusal('same-person', '起草人不能批准自己的草案，须由另一人批准', [
      { path: '/approver', say: '应为起草人以外的人' },
    ]);
  const now = deps.clock.now();
  checkEffective(draft.effective, dayOf(now));
  await refuseBesidePending(deps, tenant);
  const { rebased, next, live, findings } = await checked(deps, tenant, draft);
  if (draft.rollbackOf && draft.base !== live.hash)
    throw new Refusal('release-moved', '提交复核后现行版本已变化，恢复的内容须重新计算，请退回后重新提交');
  const errors = errorsIn(findings);
  if (errors.length > 0) throw unpublishable(errors);
  const replay = await replayOf(deps, tenant, rebased, { live, next }, acknowledged);
  const number = ((await deps.stores.releases.history(tenant)).at(-1)?.number ?? 0) + 1;
  const release = releaseOf({ rebased, next, live }, person, now, number, replay);
  if (release.hash === live.hash) throw new Refusal('draft-conflict', '草案与现行版本没有区别');
  const done: Draft = {
    ...rebased,
    status: 'published',
    version: draft.version + 1,
    publishedAs: release.hash,
  };
  if (!(await deps.stores.releases.publish(tenant, release, bodiesOf({ rebased, next }), done)))
    throw new Refusal('release-moved', '现行版本刚刚变化，请重新提交复核');
  await note(deps, person, tenant, `发布第 ${release.number} 版`, done, termsOf(release));
  return release;
}

function releaseOf(
  { rebased: draft, next, live }: Proposed,
  approver: Person,
  now: string,
  number: number,
  replay: Release['replay'],
): Release {
  const contents = Object.fromEntries([...next.entries].map(([key, e]) => [key, e.hash]));
  return {
    hash: releaseHash(contents),
    number,
    title: draft.title,
    contents,
    author: draft.author,
    approver: approver.id,
    publishedAt: now,
    base: live.hash,
    effective: draft.effective ?? { from: dayOf(now) },
    draft: draft.id,
    ...(draft.rollbackOf ? { rollbackOf: draft.rollbackOf } : {}),
    ...(replay ? { replay } : {}),
  };
}

/** The definitions the draft brings, by their hash; the others are in the store. */
const bodiesOf = ({ rebased, next }: Pick<Proposed, 'rebased' | 'next'>): Map<string, unknown> =>
  new Map(
    Object.keys(rebased.changes).flatMap((key) => {
      const entry = next.entries.get(key);
      return entry ? [[entry.hash, entry.body] as [string, unknown]] : [];
    }),
  );

/** From when it holds and what it puts back, with the reasons, as the audit log tells it. */
function termsOf({ effective, publishedAt, rollbackOf, replay }: Release): string {
  const why = effective.reason ? `，理由：${effective.reason}` : '';
  const back = effective.from < dayOf(publishedAt) ? '追溯' : '';
  const rollback = rollbackOf ? `；恢复第 ${rollbackOf.number} 版的全部内容，理由：${rollbackOf.reason}` : '';
  const replayed = replay
    ? `；已对 ${replay.decisions} 件判定重演，其中 ${replay.changed} 件改变，结果摘要 ${replay.digest}`
    : '';
  return `${back}自 ${effective.from} 起生效${why}${rollback}${replayed}`;
}

/** One release at a time may wait for its day: two would leave open which of them the second was checked against. */
async function refuseBesidePending(deps: Deps, tenant: string): Promise<void> {
  const { next } = await liveRelease(deps, tenant);
  if (!next) return;
  throw new Refusal(
    'release-pending',
    `第 ${next.number} 版已经批准，将于 ${next.from} 生效；在那之前要发布别的版本，须先写明理由撤回它`,
    [{ path: `/releases/${next.number}`, say: '等它生效，或者先撤回' }],
  );
}
