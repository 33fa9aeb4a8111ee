/** The one typed contract: every route, its zone, who may call it, and its shapes. OpenAPI is made from it. */
import { z } from 'zod';
import {
  AuditEntry,
  CaseLine,
  CaseView,
  DefinitionLine,
  DraftView,
  DueLine,
  FactLabel,
  FormView,
  PublicDecision,
  PublicMatter,
  ReleaseLine,
  StartBody,
  StartOption,
  SubmissionBody,
  SubmissionResult,
  Task,
  TimelineEntry,
} from './api.ts';
import { FileRef } from './definitions/forms.ts';
import { Draft, Kind } from './definitions/release.ts';
import { CaseId, Day, Domain, Hash, Instant, PersonId, type Role, Slug, TenantId } from './ids.ts';
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
const route = <const R extends Route>(r: R): R => r;

const page = {
  limit: z.coerce.number().int().min(1).max(500).default(20),
  cursor: z.string().max(2000).optional(),
};
const paged = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), cursor: z.string().nullable() });
const caseParams = z.strictObject({ caseId: CaseId });
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
const TABLE = [
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
    id: 'staff.due',
    method: 'GET',
    path: '/api/due',
    zone: 'staff',
    title: '到期一览',
    roles: [
      'OFFICER',
      'TEAM_LEAD',
      'BUREAU_HEAD',
      'LEGAL_REVIEWER',
      'TOWN_LEADER',
      'COLLECTIVE',
      'HEARING_HOST',
    ],
    query: z.strictObject({
      ...page,
      /** `me`: the signed-in person's own cases and what they were told of. Without officer and domain: everything. */
      officer: z.union([z.literal('me'), PersonId]).optional(),
      domain: Domain.optional(),
      /** Nothing due after this day. */
      until: Day.optional(),
    }),
    response: paged(DueLine),
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
    id: 'admin.people',
    method: 'GET',
    path: '/api/admin/people',
    zone: 'admin',
    title: '起草人、批准人和操作人的姓名',
    roles: [...admin, 'AUDITOR'],
    response: z.array(Person.pick({ id: true, name: true, title: true })),
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
] as const;

/** The whole contract. */
export const ROUTES: readonly Route[] = TABLE;
/** Its types, by route id: what a client derives its own from. */
export type RouteTable = { [R in (typeof TABLE)[number] as R['id']]: R };
