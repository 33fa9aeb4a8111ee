import type { StartBody, SubmissionBody } from '../../contract/api.ts';
import type { FileRef } from '../../contract/definitions/forms.ts';
import type { PageRequest } from '../../ports/store.ts';
import { readPaper } from '../../usecases/case/documents.ts';
import { fileLink, registerFile } from '../../usecases/case/files.ts';
import { inbox, register } from '../../usecases/case/lists.ts';
import { people } from '../../usecases/case/people.ts';
import { readCase, readForm, readTimeline, startOptions } from '../../usecases/case/read.ts';
import { start } from '../../usecases/case/start.ts';
import { submit } from '../../usecases/case/submit.ts';
import type { Handlers } from '../zone.ts';

/** The routes on cases, the same for the township's people and for partners; what each may see is core/case/authorize.ts. */
export const caseHandlers = (zone: 'staff' | 'partner'): Handlers => ({
  [`${zone}.inbox`]: ({ deps, person, tenant, query }) => inbox(deps, person, tenant, query as PageRequest),
  [`${zone}.cases`]: ({ deps, person, tenant, query }) =>
    register(deps, person, tenant, query as PageRequest),
  [`${zone}.start-options`]: ({ deps, person, tenant }) => startOptions(deps, person, tenant),
  [`${zone}.start`]: ({ deps, person, tenant, body }) => start(deps, person, tenant, body as StartBody),
  [`${zone}.case`]: ({ deps, person, tenant, params }) =>
    readCase(deps, person, tenant, params.caseId as string),
  [`${zone}.timeline`]: ({ deps, person, tenant, params, query }) =>
    readTimeline(deps, person, tenant, params.caseId as string, query as PageRequest),
  [`${zone}.form`]: ({ deps, person, tenant, params }) =>
    readForm(deps, person, tenant, params.caseId as string, params.action as string),
  [`${zone}.submit`]: ({ deps, person, tenant, params, body }) =>
    submit(deps, person, tenant, params.caseId as string, body as SubmissionBody),
  [`${zone}.file-upload`]: ({ deps, tenant, body }) =>
    registerFile(deps, tenant, body as Omit<FileRef, 'id'>),
  [`${zone}.file-link`]: ({ deps, person, tenant, params }) =>
    fileLink(deps, person, tenant, params.caseId as string, params.fileId as string),
  [`${zone}.paper`]: ({ deps, person, tenant, params }) =>
    readPaper(deps, person, tenant, params.caseId as string, params.hash as string),
  [`${zone}.people`]: ({ deps, tenant }) => people(deps, tenant),
});
