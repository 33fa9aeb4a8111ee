/** What every route takes and answers, by route id; written by hand from the route table of `contract/api.ts`. */
import type { z } from 'zod';
import type {
  AuditEntry,
  CaseLine,
  CaseView,
  DefinitionLine,
  DraftView,
  FactLabel as FactLabelShape,
  FormView,
  PublicDecision,
  PublicMatter,
  ReleaseLine as ReleaseLineShape,
  StartBody,
  StartOption,
  SubmissionBody,
  SubmissionResult,
  Task,
  TimelineEntry,
} from '../../../functions/contract/api.ts';
import type { FileRef as FileRefShape } from '../../../functions/contract/definitions/forms.ts';
import type { Draft, Kind } from '../../../functions/contract/definitions/release.ts';
import type { Person, Tenant } from '../../../functions/contract/people.ts';

export type Page<T> = { items: T[]; cursor: string | null };
export type PageQuery = { limit?: number | undefined; cursor?: string | undefined };
export type TimelinePage = Page<TimelineEntry> & { labels: Record<string, FactLabel> };
export type FileRef = z.infer<typeof FileRefShape>;
export type FactLabel = z.infer<typeof FactLabelShape>;
export type ReleaseLine = z.infer<typeof ReleaseLineShape>;
export type Colleague = Pick<Person, 'id' | 'name' | 'title' | 'roles' | 'org' | 'orgName' | 'certificate'>;
export type Face = 'staff' | 'partner' | 'admin';
export type Me = { person: Person; tenant: Tenant; faces: Face[] };
export type UploadTicket = {
  file: FileRef;
  url: string;
  method: 'PUT';
  headers: Record<string, string>;
  expiresAt: string;
};
export type PublicConfig = { issuer: string; clientId: string; tenants: Tenant[]; defaultTenant: string };

/** The zones whose case routes are the same. */
export type CaseZone = 'staff' | 'partner';
type OfCase = { caseId: string };
type CaseShapes = {
  inbox: { query: PageQuery; response: Page<Task> };
  cases: { query: PageQuery; response: Page<CaseLine> };
  'start-options': { response: StartOption[] };
  start: { body: StartBody; response: SubmissionResult };
  case: { params: OfCase; response: CaseView };
  timeline: { params: OfCase; query: PageQuery; response: TimelinePage };
  form: { params: OfCase & { action: string }; response: FormView };
  submit: { params: OfCase; body: SubmissionBody; response: SubmissionResult };
  'file-upload': { body: Omit<FileRef, 'id'>; response: UploadTicket };
  'file-link': { params: OfCase & { fileId: string }; response: { url: string; expiresAt: string } };
  people: { response: Colleague[] };
};

type OfDraft = { draftId: string };
type AtVersion = { version: number };
type AdminShapes = {
  'admin.definitions': {
    query: { kind?: Kind | undefined };
    response: { release: ReleaseLine; items: DefinitionLine[] };
  };
  'admin.definition': {
    params: { kind: Kind; id: string };
    response: { kind: Kind; id: string; hash: string; body: unknown; schema: Record<string, unknown> };
  };
  'admin.releases': { query: PageQuery; response: Page<ReleaseLine> };
  'admin.drafts': { query: PageQuery; response: Page<Omit<Draft, 'changes' | 'findings'>> };
  'admin.draft-create': { body: { title: string }; response: DraftView };
  'admin.draft': { params: OfDraft; response: DraftView };
  'admin.draft-change': {
    params: OfDraft & { kind: Kind; id: string };
    body: AtVersion & { body: unknown };
    response: DraftView;
  };
  'admin.draft-submit': { params: OfDraft; body: AtVersion; response: DraftView };
  'admin.draft-return': {
    params: OfDraft;
    body: AtVersion & { to: 'open' | 'dropped' };
    response: DraftView;
  };
  'admin.draft-approve': { params: OfDraft; body: AtVersion; response: { release: ReleaseLine } };
  'admin.people': { response: Pick<Person, 'id' | 'name' | 'title'>[] };
  'admin.audit': { query: PageQuery & { caseId?: string | undefined }; response: Page<AuditEntry> };
};

type InTenant = { tenant?: string | undefined };
type OtherShapes = {
  'public.config': { response: PublicConfig };
  'public.health': { response: { ok: true; release: number } };
  'public.matters': {
    query: PageQuery & InTenant;
    response: Page<PublicMatter> & { total: number; release: number };
  };
  'public.matter': { params: { id: string }; query: InTenant; response: PublicMatter };
  'public.decisions': { query: PageQuery & InTenant; response: Page<PublicDecision> };
  'public.decision': { params: OfCase; query: InTenant; response: PublicDecision };
  'staff.me': { response: Me };
  'staff.matters': { query: PageQuery; response: Page<PublicMatter> };
  'staff.sealed': {
    params: OfCase & { sealedId: string };
    body: { reason: string };
    response: Record<string, unknown>;
  };
};

export type Shapes = OtherShapes &
  AdminShapes & { [K in keyof CaseShapes as `${CaseZone}.${K}`]: CaseShapes[K] };
export type RouteId = keyof Shapes;
export type Answer<Id extends RouteId> = Shapes[Id]['response'];
/** Only the parts the route has; `query` may always be left out. */
export type Input<Id extends RouteId> = Omit<Shapes[Id], 'response' | 'query'> &
  (Shapes[Id] extends { query: infer Q } ? { query?: Q } : unknown);
