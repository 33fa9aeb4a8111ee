import type { ReleaseLine, ReleaseView } from '../../contract/api.ts';
import { KIND_LABELS, type Kind, type ReleaseEntry } from '../../contract/definitions/release.ts';
import { badCursor, Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { inForceOn, statusOf } from '../../core/release/history.ts';
import { bundleDifferences, titleOf } from '../../core/release/telling/sentences.ts';
import type { PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { loadBundle, today } from '../releases.ts';
import { note, readDraft } from './drafts/kept.ts';

const lineOf = (history: ReleaseEntry[], release: ReleaseEntry, day: string): ReleaseLine => ({
  ...release,
  ...statusOf(history, release, day),
});

/** Every release with how it stands today, the newest first. The cursor is the last number shown. */
export async function listReleases(deps: Deps, tenant: string, { limit, cursor }: PageRequest) {
  if (cursor !== undefined && !/^[1-9]\d{0,5}$/.test(cursor)) throw badCursor();
  const history = await deps.stores.releases.history(tenant);
  const rest = history.toReversed().filter((r) => cursor === undefined || r.number < Number(cursor));
  const items = rest.slice(0, limit).map((r) => lineOf(history, r, today(deps)));
  return { items, cursor: rest.length > limit ? String(items.at(-1)?.number) : null };
}

/** @throws Refusal not-found */
export async function releaseNumbered(deps: Deps, tenant: string, number: number): Promise<ReleaseLine> {
  const history = await deps.stores.releases.history(tenant);
  const release = history.find((r) => r.number === number);
  if (!release) throw new Refusal('not-found', `没有第 ${number} 版`);
  return lineOf(history, release, today(deps));
}

/** Which release was in force on a day, of the past or to come. @throws Refusal not-found for a day before the first */
export async function releaseOn(deps: Deps, tenant: string, day: string): Promise<ReleaseLine> {
  const history = await deps.stores.releases.history(tenant);
  const release = inForceOn(history, day);
  if (!release)
    throw new Refusal(
      'not-found',
      `${day} 没有生效的版本：第一个版本自 ${history[0]?.effective.from ?? '—'} 起生效`,
    );
  return lineOf(history, release, today(deps));
}

/** A release whole: what it holds, by kind, and what it changed of what held before it, told as sentences. */
export async function readRelease(deps: Deps, tenant: string, number: number): Promise<ReleaseView> {
  const release = await releaseNumbered(deps, tenant, number);
  const bundle = await loadBundle(deps, tenant, release.hash);
  const history = await deps.stores.releases.history(tenant);
  const before = history.findLast((r) => r.number < number && r.hash === release.base);
  return {
    release,
    contents: contentsOf(bundle),
    before: before?.number ?? null,
    differences: before ? bundleDifferences(await loadBundle(deps, tenant, before.hash), bundle) : [],
  };
}

const contentsOf = (bundle: Bundle): ReleaseView['contents'] =>
  (Object.keys(KIND_LABELS) as Kind[]).map((kind) => ({
    kind,
    label: KIND_LABELS[kind],
    items: bundle.all(kind).map(({ id, hash, body }) => ({ id, hash, title: titleOf(body, id) })),
  }));

/** Take back a release before its day; its draft is open again. It keeps its number, who took it back, and why. */
export async function withdrawRelease(
  deps: Deps,
  person: Person,
  tenant: string,
  number: number,
  reason: string,
): Promise<ReleaseLine> {
  const { status, until: _, ...entry } = await releaseNumbered(deps, tenant, number);
  if (status !== 'pending')
    throw new Refusal(
      'release-status',
      `第 ${number} 版不是待生效的版本，不能撤回；已经生效的，用恢复以前版本的办法`,
      [{ path: '/status', say: '应为 pending（待生效）' }],
    );
  const withdrawn = { ...entry, withdrawn: { at: deps.clock.now(), by: person.id, reason } };
  const { publishedAs: _p, ...draft } = await readDraft(deps, tenant, entry.draft as string);
  const reopened = { ...draft, status: 'open' as const, version: draft.version + 1 };
  if (!(await deps.stores.releases.withdraw(tenant, withdrawn, today(deps), reopened)))
    throw new Refusal('release-moved', `第 ${number} 版刚刚生效或者已被撤回，请重新打开`);
  const terms = `原定 ${entry.effective.from} 生效，撤回理由：${reason}`;
  await note(deps, person, tenant, `撤回第 ${number} 版`, reopened, terms);
  return releaseNumbered(deps, tenant, number);
}
