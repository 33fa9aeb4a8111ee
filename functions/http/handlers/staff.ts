import type { PageRequest } from '../../ports/store.ts';
import { type DueQuery, dueList } from '../../usecases/case/due.ts';
import { tenantOf } from '../../usecases/case/record.ts';
import { readSealed } from '../../usecases/case/sealed.ts';
import { listMatters } from '../../usecases/public/matters.ts';
import { facesOf } from '../context.ts';
import type { Handlers } from '../zone.ts';
import { caseHandlers } from './cases.ts';

export const staffHandlers: Handlers = {
  ...caseHandlers('staff'),
  'staff.me': async ({ deps, person, tenant }) => ({
    person,
    tenant: tenantOf(deps, tenant),
    faces: facesOf(person),
  }),
  'staff.sealed': ({ deps, person, tenant, params, body }) =>
    readSealed(
      deps,
      person,
      tenant,
      params.caseId as string,
      params.sealedId as string,
      (body as { reason: string }).reason,
    ),
  'staff.due': ({ deps, person, tenant, query }) => dueList(deps, person, tenant, query as DueQuery),
  'staff.matters': async ({ deps, tenant, query }) => {
    const { items, cursor } = await listMatters(deps, tenant, query as PageRequest);
    return { items, cursor };
  },
};
