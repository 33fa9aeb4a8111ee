import { z } from 'zod';
import {
  AuditEntry,
  DefinitionLine,
  DocumentFile,
  DraftFindings,
  DraftView,
  ImportBody,
  MattersSheetAnswer,
  MattersSheetBody,
  ReleaseLine,
  ReleaseView,
  SheetFormat,
  TableSheetAnswer,
  TableSheetBody,
  TrialAnswer,
  TrialBody,
} from '../api.ts';
import { RuleSetCoverage } from '../coverage.ts';
import { Draft, Effective, Kind, Reason } from '../definitions/release.ts';
import { CaseId, Day, Hash, Slug } from '../ids.ts';
import { Person } from '../people.ts';
import { ReplayedDecision, ReplayProgress } from '../replay.ts';
import { ADMIN_ROLES, DRAFTING_ROLES as roles } from './roles.ts';
import { page, paged, routesOf } from './shape.ts';

const { get, post, put, remove } = routesOf('admin', '/api/admin', ADMIN_ROLES);
/** As this draft would have it; absent: as it holds. */
const asDrafted = z.strictObject({ draft: Slug.optional() });
/** The draft as the caller saw it. */
const seen = z.strictObject({ version: z.int() });
const reasoned = z.strictObject({ reason: Reason });

const DEFINITION_ROUTES = [
  get('definitions', '/definitions', '现行定义', {
    query: z.strictObject({ kind: Kind.optional() }),
    response: z.strictObject({ release: ReleaseLine, items: z.array(DefinitionLine) }),
  }),
  get('definition', '/definitions/{kind}/{id}', '一项定义', {
    response: z.strictObject({
      kind: Kind,
      id: Slug,
      hash: Hash,
      body: z.unknown(),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
  get('coverage', '/definitions/ruleset/{id}/coverage', '样例覆盖率和变异检查', {
    query: asDrafted,
    response: RuleSetCoverage,
  }),
  post('try', '/definitions/ruleset/{id}/try', '用给定的事实试判规则集', {
    body: TrialBody,
    response: TrialAnswer,
  }),
] as const;

const RELEASE_ROUTES = [
  get('releases', '/releases', '发布版本', { query: page, response: paged(ReleaseLine) }),
  get('release-on', '/releases/on', '某日施行的版本', {
    query: z.strictObject({ day: Day }),
    response: ReleaseLine,
  }),
  get('release', '/releases/{number}', '一个发布版本', { response: ReleaseView }),
  post('release-rollback', '/releases/{number}/rollback', '起草恢复该版本', {
    roles,
    body: reasoned,
    response: DraftView,
  }),
  post('release-withdraw', '/releases/{number}/withdraw', '撤回待生效的版本', {
    roles: [...roles, 'TOWN_LEADER'],
    body: reasoned,
    response: ReleaseLine,
  }),
  get('release-file', '/releases/{number}/file', '导出发布文件（带签名）', { response: DocumentFile }),
  post('imports', '/imports', '导入发布文件为草案', { roles, body: ImportBody, response: DraftView }),
] as const;

const SHEET_ROUTES = [
  get('matters-sheet', '/matters/sheet', '导出事项表', {
    query: asDrafted.extend({ format: SheetFormat }),
    response: DocumentFile,
  }),
  post('matters-sheet-read', '/drafts/{draftId}/matters/sheet', '比对事项表，或者导入草案', {
    roles,
    body: MattersSheetBody,
    response: MattersSheetAnswer,
  }),
  get('table-sheet', '/tables/{id}/sheet', '导出决策表（Excel）', {
    query: asDrafted,
    response: DocumentFile,
  }),
  post('table-sheet-read', '/drafts/{draftId}/tables/{id}/sheet', '比对决策表（Excel），或者导入草案', {
    roles,
    body: TableSheetBody,
    response: TableSheetAnswer,
  }),
] as const;

const DRAFT_ROUTES = [
  get('drafts', '/drafts', '草案', {
    query: page,
    response: paged(Draft.omit({ changes: true, findings: true })),
  }),
  post('draft-create', '/drafts', '新建草案', {
    roles,
    body: z.strictObject({ title: z.string().min(1).max(200) }),
    response: DraftView,
  }),
  get('draft', '/drafts/{draftId}', '草案', { response: DraftView }),
  put('draft-change', '/drafts/{draftId}/changes/{kind}/{id}', '修改草案中的一项定义', {
    roles,
    body: seen.extend({ body: z.unknown().describe('the whole definition; null takes it out') }),
    response: DraftView,
  }),
  remove('draft-revert', '/drafts/{draftId}/changes/{kind}/{id}', '撤销草案中对一项定义的修改', {
    roles,
    query: z.strictObject({ version: z.coerce.number().int() }),
    response: DraftView,
  }),
  put('draft-effective', '/drafts/{draftId}/effective', '草案自哪一天起生效', {
    roles,
    body: seen.extend({ effective: Effective.nullable().describe('null: from the day it is published') }),
    response: DraftView,
  }),
  post('draft-check', '/drafts/{draftId}/check', '检查草案，不提交', { body: seen, response: DraftFindings }),
  post('draft-submit', '/drafts/{draftId}/submit', '检查并提交复核', {
    roles,
    body: seen,
    response: DraftView,
  }),
  post('draft-return', '/drafts/{draftId}/return', '退回修改或放弃', {
    body: seen.extend({ to: z.enum(['open', 'dropped']) }),
    response: DraftView,
  }),
  post('draft-approve', '/drafts/{draftId}/approve', '批准并发布（须为另一人）', {
    body: seen.extend({
      acknowledged: Hash.optional().describe('digest of the replay whose changes the approver has seen'),
    }),
    response: z.strictObject({ release: ReleaseLine }),
  }),
  post('replay-step', '/drafts/{draftId}/replay', '对历次判定重演草案（可多次调用，接着上次继续）', {
    body: z.strictObject({ restart: z.boolean().optional() }),
    response: ReplayProgress,
  }),
  get('replay', '/drafts/{draftId}/replay', '重演的进度和结果', { response: ReplayProgress }),
  get('replayed-decision', '/drafts/{draftId}/replay/{caseId}/{version}', '一次判定重演前后的不同', {
    response: ReplayedDecision,
  }),
] as const;

export const ADMIN_ROUTES = [
  ...DEFINITION_ROUTES,
  ...RELEASE_ROUTES,
  ...SHEET_ROUTES,
  ...DRAFT_ROUTES,
  get('people', '/people', '起草人、批准人和操作人的姓名', {
    roles: [...ADMIN_ROLES, 'AUDITOR'],
    response: z.array(Person.pick({ id: true, name: true, title: true })),
  }),
  get('audit', '/audit', '审计日志', {
    roles: ['AUDITOR'],
    query: page.extend({ caseId: CaseId.optional() }),
    response: paged(AuditEntry),
  }),
] as const;
