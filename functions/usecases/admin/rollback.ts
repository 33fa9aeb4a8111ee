import type { Draft } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { changesTo } from '../../core/release/changes.ts';
import type { Deps } from '../deps.ts';
import { liveBundle, loadBundle } from '../releases.ts';
import { newDraft, note } from './drafts/kept.ts';
import { releaseNumbered } from './releases.ts';

/**
 * A draft that puts an earlier release back, whole: definitions added since are taken out, those taken out come back. From
 * here on it is a draft like any: checks, a second person, a number and a day of its own. Nothing is undone: the releases
 * in between stay in the history, and cases on them stay on them.
 * @throws Refusal not-found, release-status (it never held), draft-conflict (its contents are what holds now)
 */
export async function draftRollback(
  deps: Deps,
  person: Person,
  tenant: string,
  number: number,
  reason: string,
): Promise<Draft> {
  const target = await releaseNumbered(deps, tenant, number);
  if (target.status === 'pending' || target.status === 'withdrawn')
    throw new Refusal('release-status', `第 ${number} 版没有生效过，不能恢复`, [
      { path: '/number', say: '应为生效过的版本' },
    ]);
  const live = await liveBundle(deps, tenant);
  const changes = changesTo(live, await loadBundle(deps, tenant, target.hash));
  if (Object.keys(changes).length === 0)
    throw new Refusal('draft-conflict', `现行版本的内容与第 ${number} 版完全相同`);
  const title = `恢复第 ${number} 版（${target.title}）`;
  const draft = await newDraft(deps, person, tenant, live, {
    title,
    changes,
    rollbackOf: { number, reason },
  });
  await note(deps, person, tenant, `起草恢复第 ${number} 版`, draft, `理由：${reason}`);
  return draft;
}
