import type { MoveBody } from '../../contract/api.ts';
import type { PageRequest } from '../../ports/store.ts';
import { readDossier } from '../../usecases/case/dossier.ts';
import { type DueQuery, dueList } from '../../usecases/case/due.ts';
import { compareLenity } from '../../usecases/case/lenity.ts';
import { moveCase } from '../../usecases/case/move.ts';
import { type PreviewBody, previewPapers } from '../../usecases/case/preview.ts';
import { paperRegister, sealLog } from '../../usecases/case/registers.ts';
import { readSealed } from '../../usecases/case/sealed.ts';
import { tenantOf } from '../../usecases/case/tenant.ts';
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
  'staff.case-move': ({ deps, person, tenant, params, body }) =>
    moveCase(deps, person, tenant, params.caseId as string, body as MoveBody),
  'staff.lenity': ({ deps, person, tenant, params }) =>
    compareLenity(deps, person, tenant, params.caseId as string),
  'staff.due': ({ deps, person, tenant, query }) => dueList(deps, person, tenant, query as DueQuery),
  'staff.paper-preview': ({ deps, person, tenant, params, body }) =>
    previewPapers(deps, person, tenant, params.caseId as string, body as PreviewBody),
  'staff.dossier': ({ deps, person, tenant, params }) =>
    readDossier(deps, person, tenant, params.caseId as string),
  'staff.paper-register': ({ deps, person, tenant, query }) =>
    paperRegister(deps, person, tenant, query as PageRequest & { year: string }),
  'staff.seal-log': ({ deps, tenant, query }) =>
    sealLog(deps, tenant, query as PageRequest & { day: string }),
  'staff.matters': async ({ deps, tenant, query }) => {
    const { items, cursor } = await listMatters(deps, tenant, query as PageRequest);
    return { items, cursor };
  },
};
