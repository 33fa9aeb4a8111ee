import { z } from 'zod';
import type { DefinitionLine } from '../../contract/api.ts';
import { KINDS, type Kind, type Release } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { liveBundle } from '../releases.ts';

export const releaseLine = ({ contents, ...line }: Release, live: string | null) => ({
  ...line,
  live: line.hash === live,
  definitions: Object.keys(contents).length,
});

/** The live release's definitions, of one kind or all. */
export async function listDefinitions(deps: Deps, tenant: string, kind: Kind | undefined) {
  const bundle = await liveBundle(deps, tenant);
  const release = await deps.stores.releases.release(tenant, bundle.hash);
  if (!release) throw new Error(`release ${bundle.hash} is not in the store`);
  const items: DefinitionLine[] = [...bundle.entries.values()]
    .filter((e) => kind === undefined || e.kind === kind)
    .map((e) => ({ kind: e.kind, id: e.id, hash: e.hash, title: titleOf(e.body, e.id) }));
  return { release: releaseLine(release, bundle.hash), items };
}

function titleOf(body: object, id: string): string {
  if ('title' in body) return String(body.title);
  return 'name' in body ? String(body.name) : id;
}

/** One definition with the JSON Schema of its kind, from which the studio builds its editor. */
export async function readDefinition(deps: Deps, tenant: string, kind: Kind, id: string) {
  const entry = (await liveBundle(deps, tenant)).get(kind, id);
  if (!entry) throw new Refusal('not-found', `现行版本中没有 ${kind}/${id}`);
  const schema = z.toJSONSchema(KINDS[kind], { unrepresentable: 'any', io: 'input' }) as Record<
    string,
    unknown
  >;
  return { kind, id, hash: entry.hash, body: entry.body as unknown, schema };
}

export async function listReleases(deps: Deps, tenant: string, page: PageRequest) {
  const live = await deps.stores.releases.live(tenant);
  const { items, cursor } = await deps.stores.releases.releases(tenant, page);
  return { items: items.map((r) => releaseLine(r, live)), cursor };
}
