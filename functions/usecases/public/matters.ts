import type { PublicMatter } from '../../contract/api.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import { badCursor, Refusal } from '../../contract/errors.ts';
import type { PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { liveBundle, liveRelease, loadBundle } from '../releases.ts';

/** What the public sees of a matter; 已确认 only where decision, level, first day and publication are all known (处罚法24). */
export function publicMatter({
  suitability: _s,
  source: _o,
  inTownshipList: _l,
  ...matter
}: Matter): PublicMatter {
  const { decision, level, publishedAt, from } = matter.empowerment;
  const confirmed =
    matter.type === '法定职权' || [decision, level, publishedAt, from].every((v) => v !== null);
  return { ...matter, status: confirmed ? '已确认' : '未确认' };
}

/** The published list, by id. The cursor is the last id shown. @throws Refusal bad-request for a cursor that is none of them */
export async function listMatters(deps: Deps, tenant: string, { limit, cursor }: PageRequest) {
  const live = await liveRelease(deps, tenant);
  const bundle = await loadBundle(deps, tenant, live.hash);
  const all = bundle.all('matter').toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const from = cursor === undefined ? 0 : all.findIndex((m) => m.id === cursor) + 1;
  if (cursor !== undefined && from === 0) throw badCursor();
  const rest = all.slice(from);
  const items = rest.slice(0, limit).map((m) => publicMatter(m.body));
  return {
    items,
    cursor: rest.length > limit ? (items.at(-1)?.id ?? null) : null,
    total: all.length,
    release: live.number,
  };
}

export async function readMatter(deps: Deps, tenant: string, id: string): Promise<PublicMatter> {
  const matter = (await liveBundle(deps, tenant)).get('matter', id);
  if (!matter) throw new Refusal('not-found', `清单中没有事项 ${id}`);
  return publicMatter(matter.body);
}
