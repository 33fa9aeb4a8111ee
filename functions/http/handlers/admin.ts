import type { MattersSheetBody, SheetFormat, TableSheetBody, TrialBody } from '../../contract/api.ts';
import type { Effective, Kind } from '../../contract/definitions/release.ts';
import type { PageRequest } from '../../ports/store.ts';
import { readCoverage } from '../../usecases/admin/coverage.ts';
import { listDefinitions, readDefinition } from '../../usecases/admin/definitions.ts';
import { approveDraft } from '../../usecases/admin/drafts/approve.ts';
import { changeDraft } from '../../usecases/admin/drafts/change.ts';
import { checkDraft } from '../../usecases/admin/drafts/check.ts';
import { createDraft } from '../../usecases/admin/drafts/create.ts';
import { dateDraft } from '../../usecases/admin/drafts/date.ts';
import { readDraft } from '../../usecases/admin/drafts/kept.ts';
import { returnDraft } from '../../usecases/admin/drafts/return.ts';
import { revertChange } from '../../usecases/admin/drafts/revert.ts';
import { submitDraft } from '../../usecases/admin/drafts/submit.ts';
import { draftView } from '../../usecases/admin/drafts/view.ts';
import { exportRelease, importRelease } from '../../usecases/admin/exchange.ts';
import { mattersSheet, readMattersSheet } from '../../usecases/admin/matters-sheet.ts';
import {
  listReleases,
  readRelease,
  releaseNumbered,
  releaseOn,
  withdrawRelease,
} from '../../usecases/admin/releases.ts';
import { replayedDecision } from '../../usecases/admin/replay/decision.ts';
import { readReplay, stepReplay } from '../../usecases/admin/replay/replay.ts';
import { draftRollback } from '../../usecases/admin/rollback.ts';
import { readTableSheet, tableSheet } from '../../usecases/admin/table-sheet.ts';
import { tryRules } from '../../usecases/admin/try.ts';
import { people } from '../../usecases/case/people.ts';
import type { Handlers } from '../zone.ts';

export const adminHandlers: Handlers = {
  'admin.definitions': ({ deps, tenant, query }) =>
    listDefinitions(deps, tenant, query.kind as Kind | undefined),
  'admin.definition': ({ deps, tenant, params }) =>
    readDefinition(deps, tenant, params.kind as Kind, params.id as string),
  'admin.coverage': ({ deps, tenant, params, query }) =>
    readCoverage(deps, tenant, params.id as string, query.draft as string | undefined),
  'admin.try': ({ deps, tenant, params, body }) =>
    tryRules(deps, tenant, params.id as string, body as TrialBody),
  'admin.releases': ({ deps, tenant, query }) => listReleases(deps, tenant, query as PageRequest),
  'admin.release-on': ({ deps, tenant, query }) => releaseOn(deps, tenant, query.day as string),
  'admin.release': ({ deps, tenant, params }) => readRelease(deps, tenant, Number(params.number)),
  'admin.release-rollback': async ({ deps, person, tenant, params, body }) => {
    const { reason } = body as { reason: string };
    const draft = await draftRollback(deps, person, tenant, Number(params.number), reason);
    return draftView(deps, tenant, draft);
  },
  'admin.release-withdraw': ({ deps, person, tenant, params, body }) =>
    withdrawRelease(deps, person, tenant, Number(params.number), (body as { reason: string }).reason),
  'admin.release-file': ({ deps, person, tenant, params }) =>
    exportRelease(deps, person.id, tenant, Number(params.number)),
  'admin.imports': async ({ deps, person, tenant, body }) => {
    const { base64, title } = body as { base64: string; title?: string };
    const draft = await importRelease(deps, person, tenant, Buffer.from(base64, 'base64'), title);
    return draftView(deps, tenant, draft);
  },
  'admin.matters-sheet': ({ deps, tenant, query }) =>
    mattersSheet(deps, tenant, query.format as SheetFormat, query.draft as string | undefined),
  'admin.matters-sheet-read': ({ deps, person, tenant, params, body }) =>
    readMattersSheet(deps, person, tenant, params.draftId as string, body as MattersSheetBody),
  'admin.table-sheet': ({ deps, tenant, params, query }) =>
    tableSheet(deps, tenant, params.id as string, query.draft as string | undefined),
  'admin.table-sheet-read': ({ deps, person, tenant, params, body }) =>
    readTableSheet(
      deps,
      person,
      tenant,
      params.draftId as string,
      params.id as string,
      body as TableSheetBody,
    ),
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
  'admin.draft-revert': async ({ deps, person, tenant, params, query }) =>
    draftView(
      deps,
      tenant,
      await revertChange(
        deps,
        person,
        tenant,
        params.draftId as string,
        query.version as number,
        `${params.kind}/${params.id}`,
      ),
    ),
  'admin.draft-effective': async ({ deps, person, tenant, params, body }) => {
    const { version, effective } = body as { version: number; effective: Effective | null };
    const id = params.draftId as string;
    return draftView(deps, tenant, await dateDraft(deps, person, tenant, id, version, effective));
  },
  'admin.draft-check': async ({ deps, tenant, params, body }) => ({
    findings: await checkDraft(deps, tenant, params.draftId as string, (body as { version: number }).version),
  }),
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
    const { version, acknowledged } = body as { version: number; acknowledged?: string };
    const id = params.draftId as string;
    const release = await approveDraft(deps, person, tenant, id, version, acknowledged);
    return { release: await releaseNumbered(deps, tenant, release.number) };
  },
  'admin.replay-step': ({ deps, tenant, params, body }) =>
    stepReplay(deps, tenant, params.draftId as string, body as { restart?: boolean }),
  'admin.replay': ({ deps, tenant, params }) => readReplay(deps, tenant, params.draftId as string),
  'admin.replayed-decision': ({ deps, person, tenant, params }) =>
    replayedDecision(deps, person, tenant, params.draftId as string, {
      caseId: params.caseId as string,
      version: Number(params.version),
    }),
  'admin.people': async ({ deps, tenant }) =>
    (await people(deps, tenant)).map(({ id, name, title }) => ({ id, name, title })),
  'admin.audit': ({ deps, tenant, query }) =>
    deps.stores.audit.list(tenant, query as PageRequest & { caseId?: string }),
};
