import { setImmediate } from 'node:timers/promises';
import type { Draft, Finding } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import type { Bundle } from '../../../core/release/bundle.ts';
import { changesTo, withChanges } from '../../../core/release/changes.ts';
import { checkBundle, daysToHold } from '../../../core/release/check.ts';
import type { Deps } from '../../deps.ts';
import { liveBundle, loadBundle, today } from '../../releases.ts';
import { readDraft } from './kept.ts';

export type Proposed = { rebased: Draft; next: Bundle; live: Bundle };

/** The draft over the live release, with what the checks find. */
export async function checked(
  deps: Deps,
  tenant: string,
  draft: Draft,
): Promise<Proposed & { findings: Finding[] }> {
  const answer = await proposed(deps, tenant, draft);
  const days = daysToHold(today(deps), draft.effective?.from);
  return { ...answer, findings: await checkBundle(answer.next, days, setImmediate) };
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

/** Of what checks found, what keeps a draft from being published. */
export const errorsIn = (findings: Finding[]): Finding[] => findings.filter((f) => f.severity === 'error');

export const unpublishable = (errors: Finding[], cannot = '不能发布'): Refusal =>
  new Refusal(
    'definition-invalid',
    `有 ${errors.length} 处未通过检查，${cannot}`,
    errors.map((f) => ({ path: `${f.definition}#${f.path}`, say: f.say, code: f.code })),
  );

/** What a draft's definitions are, over the release it began on. */
export const drafted = async (deps: Deps, tenant: string, draft: Draft): Promise<Bundle> =>
  withChanges(await loadBundle(deps, tenant, draft.base), draft.changes);

/**
 * The definitions that hold, or with a draft those it would give: `over` the release it began on, as its author sees it, or
 * what holds now, as it would come to be.
 * @throws Refusal not-found
 */
export async function bundleOf(
  deps: Deps,
  tenant: string,
  draftId: string | undefined,
  over: 'base' | 'live' = 'base',
): Promise<Bundle> {
  if (draftId === undefined) return liveBundle(deps, tenant);
  const draft = await readDraft(deps, tenant, draftId);
  return over === 'base'
    ? drafted(deps, tenant, draft)
    : withChanges(await liveBundle(deps, tenant), draft.changes);
}
