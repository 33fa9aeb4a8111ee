import type { Kind } from '../../contract/definitions/release.ts';
import type { PageRequest } from '../../ports/store.ts';
import {
  listDefinitions,
  listReleases,
  readDefinition,
  releaseLine,
} from '../../usecases/admin/definitions.ts';
import {
  approveDraft,
  changeDraft,
  createDraft,
  draftView,
  readDraft,
  returnDraft,
  submitDraft,
} from '../../usecases/admin/drafts.ts';
import { people } from '../../usecases/case/people.ts';
import type { Handlers } from '../zone.ts';

export const adminHandlers: Handlers = {
  'admin.definitions': ({ deps, tenant, query }) =>
    listDefinitions(deps, tenant, query.kind as Kind | undefined),
  'admin.definition': ({ deps, tenant, params }) =>
    readDefinition(deps, tenant, params.kind as Kind, params.id as string),
  'admin.releases': ({ deps, tenant, query }) => listReleases(deps, tenant, query as PageRequest),
  'admin.drafts': async ({ deps, tenant, query }) => {
    const { items, cursor } = await deps.stores.releases.drafts(tenant, query as PageRequest);
    return { items: items.map(({ changes: _c, findings: _f, ...line }) => line), cursor };
  },
  'admin.draft-create': async ({ deps, person, tenant, body }) =>
    draftView(deps, tenant, await createDraft(deps, person, tenant, (body as { title: string }).title)),
  'admin.draft': async ({ deps, tenant, params }) =>
    draftView(deps, tenant, await readDraft(deps, tenant, params.draftId as string)),
  'admin.draft-change': async ({ deps, person, tenant, params, body }) => {
    const change = {
      kind: params.kind as Kind,
      id: params.id as string,
      ...(body as { version: number; body: unknown }),
    };
    return draftView(deps, tenant, await changeDraft(deps, person, tenant, params.draftId as string, change));
  },
  'admin.draft-submit': async ({ deps, person, tenant, params, body }) =>
    draftView(
      deps,
      tenant,
      await submitDraft(
        deps,
        person,
        tenant,
        params.draftId as string,
        (body as { version: number }).version,
      ),
    ),
  'admin.draft-return': async ({ deps, person, tenant, params, body }) => {
    const { version, to } = body as { version: number; to: 'open' | 'dropped' };
    return draftView(
      deps,
      tenant,
      await returnDraft(deps, person, tenant, params.draftId as string, version, to),
    );
  },
  'admin.draft-approve': async ({ deps, person, tenant, params, body }) => {
    const release = await approveDraft(
      deps,
      person,
      tenant,
      params.draftId as string,
      (body as { version: number }).version,
    );
    return { release: releaseLine(release, release.hash) };
  },
  'admin.people': async ({ deps, tenant }) =>
    (await people(deps, tenant)).map(({ id, name, title }) => ({ id, name, title })),
  'admin.audit': ({ deps, tenant, query }) =>
    deps.stores.audit.list(tenant, query as PageRequest & { caseId?: string }),
};
