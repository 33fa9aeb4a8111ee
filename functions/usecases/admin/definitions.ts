import { z } from 'zod';
import type { DefinitionLine } from '../../contract/api.ts';
import { KINDS, type Kind } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import { titleOf } from '../../core/release/telling/sentences.ts';
import type { Deps } from '../deps.ts';
import { liveBundle, liveRelease, loadBundle } from '../releases.ts';
import { releaseNumbered } from './releases.ts';

/** The live release's definitions, of one kind or all. */
export async function listDefinitions(deps: Deps, tenant: string, kind: Kind | undefined) {
  const live = await liveRelease(deps, tenant);
  const bundle = await loadBundle(deps, tenant, live.hash);
  const items: DefinitionLine[] = [...bundle.entries.values()]
    .filter((e) => kind === undefined || e.kind === kind)
    .map((e) => ({ kind: e.kind, id: e.id, hash: e.hash, title: titleOf(e.body, e.id) }));
  return { release: await releaseNumbered(deps, tenant, live.number), items };
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
