import { Refusal } from '../../contract/errors.ts';
import type { PageRequest } from '../../ports/store.ts';
import { listMatters, readMatter } from '../../usecases/public/matters.ts';
import { checkPaper } from '../../usecases/public/paper-check.ts';
import { liveRelease } from '../../usecases/releases.ts';
import { openApi } from '../openapi.ts';
import type { Handlers } from '../zone.ts';

let document: Record<string, unknown> | undefined;

export const publicHandlers: Handlers = {
  'public.health': async ({ deps, tenant }) => {
    const { number } = await liveRelease(deps, tenant);
    return { ok: true, release: number };
  },
  'public.openapi': async () => {
    document ??= openApi();
    return document;
  },
  'public.config': async ({ deps }) => ({
    issuer: deps.issuer,
    clientId: deps.clientId,
    tenants: deps.tenants,
    defaultTenant: deps.defaultTenant,
  }),
  'public.matters': ({ deps, tenant, query }) => listMatters(deps, tenant, query as PageRequest),
  'public.matter': ({ deps, tenant, params }) => readMatter(deps, tenant, params.id as string),
  'public.paper-check': ({ deps, tenant, query }) =>
    checkPaper(deps, tenant, query as { number?: string; hash?: string }),
  'public.decisions': ({ deps, tenant, query }) => deps.stores.views.decisions(tenant, query as PageRequest),
  'public.decision': async ({ deps, tenant, params }) => {
    const decision = await deps.stores.views.decision(tenant, params.publicId as string);
    if (!decision) throw new Refusal('not-found', '没有公示这份决定');
    return decision;
  },
};
