/** The one typed contract: every route, its zone, who may call it, and its shapes. OpenAPI is made from it. */
import { z } from 'zod';
import {
  Archived,
  CaseEvent,
  CaseState,
  ClockState,
  Paper,
  PaperLine,
  SealRecord,
  Verdict,
  Voided,
} from './case.ts';
import { FileRef } from './definitions/forms.ts';
import { Matter } from './definitions/matters.ts';
import { Draft, type Finding, Kind, Release } from './definitions/release.ts';
import { CaseId, Day, Hash, Instant, type Role, Slug, SubmissionId, TenantId } from './ids.ts';
import { Person, Tenant } from './people.ts';

/** Trust zones: one Lambda function, and one set of rights, each. */
export type Zone = 'public' | 'staff' | 'partner' | 'admin';
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Route = {
  id: string;
  method: Method;
  path: string;
  zone: Zone;
  title: string;
  /** Roles that may call it; empty: any signed-in person of the tenant; `public`: no sign-in. */
  roles: readonly Role[] | 'public';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  response: z.ZodType;
};
const route = <R extends Route>(r: R): R => r;

export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  errors: z.array(
    z.strictObject({
      path: z.string(),
      say: z.string(),
      code: z.string().optional(),
      basis: z.array(z.string()).optional(),
    }),
  ),
  verdict: Verdict.optional(),
  missingFacts: z.array(z.strictObject({ fact: z.string(), label: z.string() })).optional(),
  currentVersion: z.int().optional(),
});
export type Problem = z.infer<typeof Problem>;

const page = {
  limit: z.coerce.number().int().min(1).max(500).default(20),
  cursor: z.string().max(2000).optional(),
};
const paged = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: z.string().nullable() });
const caseParams = z.strictObject({ caseId: CaseId });

/** A line of an inbox: a case that waits for the signed-in person. */
export const Task = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  procedure: Slug,
  procedureTitle: z.string(),
  stage: Slug,
  stageTitle: z.string(),
  actions: z.array(z.strictObject({ id: Slug, title: z.string() })),
  due: z.string().nullable(),
  dueName: z.string().nullable(),
  since: Instant,
});
export type Task = z.infer<typeof Task>;

export const CaseLine = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  procedure: Slug,
  procedureTitle: z.string(),
  stage: Slug,
  stageTitle: z.string(),
  matter: Slug.nullable(),
  frozen: z.boolean(),
  closed: z.string().nullable(),
  updatedAt: Instant,
  openedAt: Instant,
});
export type CaseLine = z.infer<typeof CaseLine>;

/** An action of the case's stage, and whether the reader may take it now; if not, why not. */
export const OpenAction = z.strictObject({
  id: Slug,
  title: z.string(),
  about: z.string().nullable(),
  form: z.strictObject({ id: Slug, hash: Hash }),
  allowed: z.boolean(),
  whyNot: z.string().nullable(),
});
export type OpenAction = z.infer<typeof OpenAction>;

export const CaseView = z.strictObject({
  state: CaseState,
  procedureTitle: z.string(),
  stages: z.array(z.strictObject({ id: Slug, title: z.string() })),
  matterName: z.string().nullable(),
  actions: z.array(OpenAction),
  clocks: z.array(ClockState.extend({ name: z.string(), basis: z.string() })),
  releaseNumber: z.int(),
});
export type CaseView = z.infer<typeof CaseView>;

/** A step of the timeline; fact labels and units let the page write the explanation as sentences. */
export const TimelineEntry = z.strictObject({
  event: CaseEvent,
  actionTitle: z.string(),
  formTitle: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;
export const FactLabel = z.strictObject({
  label: z.string(),
  type: z.string(),
  valueLabels: z.record(z.string(), z.string()).optional(),
});

export const FormView = z.strictObject({
  id: Slug,
  hash: Hash,
  title: z.string(),
  schema: z.record(z.string(), z.unknown()),
  ui: z.record(z.string(), z.unknown()),
});
export type FormView = z.infer<typeof FormView>;

export const Override = z.strictObject({ rule: Slug, reason: z.string().min(5).max(500) });
export const SubmissionBody = z.strictObject({
  id: SubmissionId,
  action: Slug,
  form: z.strictObject({ id: Slug, hash: Hash }),
  /** The version of the case the person was looking at. */
  expectedVersion: z.int().nonnegative(),
  data: z.record(z.string(), z.unknown()),
  overrides: z.array(Override).max(20).optional(),
});
export type SubmissionBody = z.infer<typeof SubmissionBody>;
export const StartBody = z.strictObject({
  id: SubmissionId,
  procedure: Slug,
  action: Slug,
  matter: Slug.nullable(),
  /** The case this one is about, for a procedure whose subject is `linked`. */
  parent: CaseId.optional(),
  form: z.strictObject({ id: Slug, hash: Hash }),
  data: z.record(z.string(), z.unknown()),
  overrides: z.array(Override).max(20).optional(),
});
export type StartBody = z.infer<typeof StartBody>;
/** What a submission answers; a retry with the same id answers the same. */
export const SubmissionResult = z.strictObject({
  caseId: CaseId,
  version: z.int(),
  hash: Hash,
  stage: Slug,
  verdict: Verdict,
  papers: z.array(Paper),
  links: CaseState.shape.links,
});
export type SubmissionResult = z.infer<typeof SubmissionResult>;

export const PublicMatter = Matter.omit({ suitability: true, source: true, inTownshipList: true }).extend({
  /** 已确认 only where the provincial decision, its day and the publication are all known. */
  status: z.enum(['已确认', '未确认']),
});
export type PublicMatter = z.infer<typeof PublicMatter>;
export const PublicDecision = z.strictObject({
  caseId: CaseId,
  title: z.string(),
  number: z.string().nullable(),
  day: Day,
  lines: z.array(PaperLine),
  withdrawn: z.strictObject({ day: Day, reason: z.string() }).nullable(),
});
export type PublicDecision = z.infer<typeof PublicDecision>;

export const StartOption = z.strictObject({
  procedure: Slug,
  procedureTitle: z.string(),
  action: Slug,
  title: z.string(),
  subject: z.enum(['matter', 'linked']),
  form: FormView,
  allowed: z.boolean(),
});
export type StartOption = z.infer<typeof StartOption>;

export const DefinitionLine = z.strictObject({ kind: Kind, id: Slug, hash: Hash, title: z.string() });
export type DefinitionLine = z.infer<typeof DefinitionLine>;
export const AuditEntry = z.strictObject({
  at: Instant,
  actor: z.string(),
  what: z.string(),
  caseId: z.string().nullable(),
  code: z.string().nullable(),
  detail: z.string(),
  basis: z.array(z.string()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;
export const ReleaseLine = Release.omit({ contents: true }).extend({
  live: z.boolean(),
  definitions: z.int(),
});
/** One sentence of difference between a draft and its base. */
export const DraftView = Draft.extend({
  differences: z.array(z.strictObject({ definition: z.string(), path: z.string(), say: z.string() })),
});
export type DraftView = z.infer<typeof DraftView>;

/** A document as bytes: pages make a Blob of it. */
export const DocumentFile = z.strictObject({
  name: z.string(),
  type: z.string(),
  sha256: Hash,
  base64: z.string(),
});
export type DocumentFile = z.infer<typeof DocumentFile>;

/** A numbered or sealed paper of the township, as its registers show it. */
export const RegisteredPaper = z.strictObject({
  tenant: TenantId,
  caseId: CaseId,
  template: Slug,
  title: z.string(),
  number: z.string().nullable(),
  /** Its place in the numbering: word, year, and the consecutive number. */
  place: z.strictObject({ word: z.string(), year: z.string(), n: z.int() }).nullable(),
  day: Day,
  hash: Hash,
  sealed: SealRecord.omit({ paper: true }).nullable(),
  voided: Voided.nullable(),
  supersedes: Hash.nullable(),
});
export type RegisteredPaper = z.infer<typeof RegisteredPaper>;

/** What anybody may know of a paper: that it was issued, when, and whether it still stands. Nothing of what it says. */
export const PaperCheck = z.strictObject({
  title: z.string(),
  number: z.string().nullable(),
  authority: z.string(),
  day: Day,
  status: z.enum(['有效', '已作废']),
  voidedOn: Day.nullable(),
  /** The hash or check code given is this paper's; null where only the number was given. */
  matches: z.boolean().nullable(),
});
export type PaperCheck = z.infer<typeof PaperCheck>;

/** What filling the form would issue now, and what each paper still lacks. */
export const PaperPreview = z.strictObject({
  papers: z.array(z.strictObject({ template: Slug, title: z.string(), faults: z.array(z.string()) })),
  document: DocumentFile.nullable(),
});
export type PaperPreview = z.infer<typeof PaperPreview>;

export const DossierFile = z.strictObject({
  document: DocumentFile,
  pages: z.int(),
  contents: z.array(
    z.strictObject({ title: z.string(), number: z.string().nullable(), day: Day, page: z.int() }),
  ),
  /** Null: a working copy of a case not yet archived. */
  archived: Archived.nullable(),
});
export type DossierFile = z.infer<typeof DossierFile>;

const admin = ['PLATFORM_ADMIN', 'TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER'] as const;
/** Routes on a case are the same for staff and partners; the zone decides the rights behind them. */
const caseRoutes = <Z extends 'staff' | 'partner'>(zone: Z, prefix: string, roles: readonly Role[]) =>
  [
    route({
      id: `${zone}.inbox`,
      method: 'GET',
      path: `${prefix}/inbox`,
      zone,
      title: '我的待办',
      roles,
      query: z.strictObject(page),
      response: paged(Task),
    }),
    route({
      id: `${zone}.cases`,
      method: 'GET',
      path: `${prefix}/cases`,
      zone,
      title: '案件登记簿',
      roles,
      query: z.strictObject(page),
      response: paged(CaseLine),
    }),
    route({
      id: `${zone}.start-options`,
      method: 'GET',
      path: `${prefix}/start-options`,
      zone,
      title: '可以发起的程序',
      roles,
      response: z.array(StartOption),
    }),
    route({
      id: `${zone}.start`,
      method: 'POST',
      path: `${prefix}/cases`,
      zone,
      title: '发起案件',
      roles,
      body: StartBody,
      response: SubmissionResult,
    }),
    route({
      id: `${zone}.case`,
      method: 'GET',
      path: `${prefix}/cases/{caseId}`,
      zone,
      title: '案件',
      roles,
      params: caseParams,
      response: CaseView,
    }),
    route({
      id: `${zone}.timeline`,
      method: 'GET',
      path: `${prefix}/cases/{caseId}/events`,
      zone,
      title: '案件时间线',
      roles,
      params: caseParams,
      query: z.strictObject(page),
      response: paged(TimelineEntry).extend({ labels: z.record(z.string(), FactLabel) }),
    }),
    route({
      id: `${zone}.form`,
      method: 'GET',
      path: `${prefix}/cases/{caseId}/actions/{action}/form`,
      zone,
      title: '步骤的表单',
      roles,
      params: z.strictObject({ caseId: CaseId, action: Slug }),
      response: FormView,
    }),
    route({
      id: `${zone}.submit`,
      method: 'POST',
      path: `${prefix}/cases/{caseId}/submissions`,
      zone,
      title: '提交表单',
      roles,
      params: caseParams,
      body: SubmissionBody,
      response: SubmissionResult,
    }),
    route({
      id: `${zone}.file-upload`,
      method: 'POST',
      path: `${prefix}/files`,
      zone,
      title: '登记待上传的证据文件',
      roles,
      body: FileRef.omit({ id: true }),
      response: z.strictObject({
        file: FileRef,
        url: z.string(),
        method: z.literal('PUT'),
        headers: z.record(z.string(), z.string()),
        expiresAt: Instant,
      }),
    }),
    route({
      id: `${zone}.file-link`,
      method: 'GET',
      path: `${prefix}/cases/{caseId}/files/{fileId}`,
      zone,
      title: '证据文件的限时下载地址',
      roles,
      params: z.strictObject({ caseId: CaseId, fileId: FileRef.shape.id }),
      response: z.strictObject({ url: z.string(), expiresAt: Instant }),
    }),
    route({
      id: `${zone}.paper`,
      method: 'GET',
      path: `${prefix}/cases/{caseId}/papers/{hash}`,
      zone,
      title: '签发的文书(PDF)',
      roles,
      params: z.strictObject({ caseId: CaseId, hash: Hash }),
      response: DocumentFile,
    }),
    route({
      id: `${zone}.people`,
      method: 'GET',
      path: `${prefix}/people`,
      zone,
      title: '人员名录',
      roles,
      response: z.array(
        Person.pick({
          id: true,
          name: true,
          title: true,
          roles: true,
          org: true,
          orgName: true,
          certificate: true,
        }),
      ),
    }),
  ] as const;

export const STAFF_ROLES = [
  'OFFICER',
  'TEAM_LEAD',
  'BUREAU_HEAD',
  'LEGAL_REVIEWER',
  'TOWN_LEADER',
  'COLLECTIVE',
  'HEARING_HOST',
  'AUXILIARY',
  'HOTLINE',
  'ARCHIVIST',
] as const satisfies readonly Role[];
export const PARTNER_ROLES = [
  'CITY_DEPT',
  'CITY_GOV',
  'POLICE',
  'PROCURATORATE',
  'COURT',
  'JUSTICE_SUPERVISOR',
] as const satisfies readonly Role[];

const publicQuery = { tenant: TenantId.optional() };
export const ROUTES: readonly Route[] = [
  route({
    id: 'public.health',
    method: 'GET',
    path: '/api/public/health',
    zone: 'public',
    title: '运行状态',
    roles: 'public',
    response: z.strictObject({ ok: z.literal(true), release: z.int() }),
  }),
  route({
    id: 'public.openapi',
    method: 'GET',
    path: '/api/openapi.json',
    zone: 'public',
    title: '接口说明',
    roles: 'public',
    response: z.record(z.string(), z.unknown()),
  }),
  route({
    id: 'public.config',
    method: 'GET',
    path: '/api/public/config',
    zone: 'public',
    title: '登录设置与乡镇',
    roles: 'public',
    response: z.strictObject({
      issuer: z.string(),
      clientId: z.string(),
      tenants: z.array(Tenant),
      defaultTenant: TenantId,
    }),
  }),
  route({
    id: 'public.matters',
    method: 'GET',
    path: '/api/public/matters',
    zone: 'public',
    title: '执法事项清单',
    roles: 'public',
    query: z.strictObject({ ...page, ...publicQuery }),
    response: paged(PublicMatter).extend({ total: z.int(), release: z.int() }),
  }),
  route({
    id: 'public.matter',
    method: 'GET',
    path: '/api/public/matters/{id}',
    zone: 'public',
    title: '执法事项',
    roles: 'public',
    params: z.strictObject({ id: Slug }),
    query: z.strictObject(publicQuery),
    response: PublicMatter,
  }),
  route({
    id: 'public.decisions',
    method: 'GET',
    path: '/api/public/decisions',
    zone: 'public',
    title: '处罚决定公示',
    roles: 'public',
    query: z.strictObject({ ...page, ...publicQuery }),
    response: paged(PublicDecision),
  }),
  route({
    id: 'public.decision',
    method: 'GET',
    path: '/api/public/decisions/{caseId}',
    zone: 'public',
    title: '处罚决定',
    roles: 'public',
    params: caseParams,
    query: z.strictObject(publicQuery),
    response: PublicDecision,
  }),
  route({
    id: 'public.paper-check',
    method: 'GET',
    path: '/api/public/paper-check',
    zone: 'public',
    title: '文书真伪核验',
    roles: 'public',
    query: z.strictObject({
      ...publicQuery,
      /** The number, or the hash of the QR code, or both; with a number also the 16-digit check code. */
      number: z.string().min(4).max(60).optional(),
      hash: z
        .string()
        .regex(/^([0-9a-f]{16}|[0-9a-f]{64})$/)
        .optional(),
    }),
    response: PaperCheck,
  }),
  route({
    id: 'staff.me',
    method: 'GET',
    path: '/api/me',
    zone: 'staff',
    title: '当前用户',
    roles: [],
    response: z.strictObject({
      person: Person,
      tenant: Tenant,
      faces: z.array(z.enum(['staff', 'partner', 'admin'])),
    }),
  }),
  ...caseRoutes('staff', '/api', STAFF_ROLES),
  ...caseRoutes('partner', '/api/partner', PARTNER_ROLES),
  route({
    id: 'staff.sealed',
    method: 'POST',
    path: '/api/cases/{caseId}/sealed/{sealedId}',
    zone: 'staff',
    title: '查看举报人信息(留痕)',
    roles: ['OFFICER', 'BUREAU_HEAD', 'TOWN_LEADER', 'HOTLINE'],
    params: z.strictObject({ caseId: CaseId, sealedId: z.string().max(60) }),
    body: z.strictObject({ reason: z.string().min(5).max(300) }),
    response: z.record(z.string(), z.unknown()),
  }),
  route({
    id: 'staff.paper-preview',
    method: 'POST',
    path: '/api/cases/{caseId}/previews',
    zone: 'staff',
    title: '预览文书(草稿)',
    roles: STAFF_ROLES,
    params: caseParams,
    body: z.strictObject({
      action: Slug,
      data: z.record(z.string(), z.unknown()),
      /** Which of the papers to make; absent: the first. */
      template: Slug.optional(),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    response: PaperPreview,
  }),
  route({
    id: 'staff.dossier',
    method: 'GET',
    path: '/api/cases/{caseId}/dossier',
    zone: 'staff',
    title: '案卷(PDF)',
    roles: STAFF_ROLES,
    params: caseParams,
    response: DossierFile,
  }),
  route({
    id: 'staff.paper-register',
    method: 'GET',
    path: '/api/papers',
    zone: 'staff',
    title: '文号登记簿',
    roles: STAFF_ROLES,
    query: z.strictObject({ ...page, year: z.string().regex(/^\d{4}$/) }),
    response: paged(RegisteredPaper),
  }),
  route({
    id: 'staff.seal-log',
    method: 'GET',
    path: '/api/seals',
    zone: 'staff',
    title: '用印登记簿',
    roles: ['TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER', 'ARCHIVIST', 'AUDITOR'],
    query: z.strictObject({ ...page, day: Day }),
    response: paged(RegisteredPaper.extend({ sealedBy: z.string() })),
  }),
  route({
    id: 'staff.matters',
    method: 'GET',
    path: '/api/matters',
    zone: 'staff',
    title: '现行事项',
    roles: [],
    query: z.strictObject(page),
    response: paged(PublicMatter),
  }),
  route({
    id: 'admin.definitions',
    method: 'GET',
    path: '/api/admin/definitions',
    zone: 'admin',
    title: '现行定义',
    roles: admin,
    query: z.strictObject({ kind: Kind.optional() }),
    response: z.strictObject({ release: ReleaseLine, items: z.array(DefinitionLine) }),
  }),
  route({
    id: 'admin.definition',
    method: 'GET',
    path: '/api/admin/definitions/{kind}/{id}',
    zone: 'admin',
    title: '一项定义',
    roles: admin,
    params: z.strictObject({ kind: Kind, id: Slug }),
    response: z.strictObject({
      kind: Kind,
      id: Slug,
      hash: Hash,
      body: z.unknown(),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
  route({
    id: 'admin.releases',
    method: 'GET',
    path: '/api/admin/releases',
    zone: 'admin',
    title: '发布版本',
    roles: admin,
    query: z.strictObject(page),
    response: paged(ReleaseLine),
  }),
  route({
    id: 'admin.drafts',
    method: 'GET',
    path: '/api/admin/drafts',
    zone: 'admin',
    title: '草案',
    roles: admin,
    query: z.strictObject(page),
    response: paged(Draft.omit({ changes: true, findings: true })),
  }),
  route({
    id: 'admin.draft-create',
    method: 'POST',
    path: '/api/admin/drafts',
    zone: 'admin',
    title: '新建草案',
    roles: ['PLATFORM_ADMIN', 'BUREAU_HEAD'],
    body: z.strictObject({ title: z.string().min(1).max(200) }),
    response: DraftView,
  }),
  route({
    id: 'admin.draft',
    method: 'GET',
    path: '/api/admin/drafts/{draftId}',
    zone: 'admin',
    title: '草案',
    roles: admin,
    params: z.strictObject({ draftId: Slug }),
    response: DraftView,
  }),
  route({
    id: 'admin.draft-change',
    method: 'PUT',
    path: '/api/admin/drafts/{draftId}/changes/{kind}/{id}',
    zone: 'admin',
    title: '修改草案中的一项定义',
    roles: ['PLATFORM_ADMIN', 'BUREAU_HEAD'],
    params: z.strictObject({ draftId: Slug, kind: Kind, id: Slug }),
    body: z.strictObject({
      version: z.int(),
      body: z.unknown().describe('the whole definition; null takes it out'),
    }),
    response: DraftView,
  }),
  route({
    id: 'admin.draft-submit',
    method: 'POST',
    path: '/api/admin/drafts/{draftId}/submit',
    zone: 'admin',
    title: '检查并提交复核',
    roles: ['PLATFORM_ADMIN', 'BUREAU_HEAD'],
    params: z.strictObject({ draftId: Slug }),
    body: z.strictObject({ version: z.int() }),
    response: DraftView,
  }),
  route({
    id: 'admin.draft-return',
    method: 'POST',
    path: '/api/admin/drafts/{draftId}/return',
    zone: 'admin',
    title: '退回修改或放弃',
    roles: admin,
    params: z.strictObject({ draftId: Slug }),
    body: z.strictObject({ version: z.int(), to: z.enum(['open', 'dropped']) }),
    response: DraftView,
  }),
  route({
    id: 'admin.draft-approve',
    method: 'POST',
    path: '/api/admin/drafts/{draftId}/approve',
    zone: 'admin',
    title: '批准并发布(须为另一人)',
    roles: admin,
    params: z.strictObject({ draftId: Slug }),
    body: z.strictObject({ version: z.int() }),
    response: z.strictObject({ release: ReleaseLine }),
  }),
  route({
    id: 'admin.audit',
    method: 'GET',
    path: '/api/admin/audit',
    zone: 'admin',
    title: '审计日志',
    roles: ['AUDITOR'],
    query: z.strictObject({ ...page, caseId: CaseId.optional() }),
    response: paged(AuditEntry),
  }),
];
export type { Finding };
