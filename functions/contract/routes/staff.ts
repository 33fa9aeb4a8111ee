import { z } from 'zod';
import {
  DossierFile,
  DueLine,
  LenityView,
  MoveBody,
  MoveResult,
  PaperPreview,
  PublicMatter,
  RegisteredPaper,
} from '../api.ts';
import { Day, Domain, PersonId, Slug, written } from '../ids.ts';
import { Person, Tenant } from '../people.ts';
import { HANDLING_ROLES, STAFF_ROLES } from './roles.ts';
import { page, paged, routesOf } from './shape.ts';

const { get, post } = routesOf('staff', '/api', STAFF_ROLES);

export const STAFF_ROUTES = [
  get('me', '/me', '当前用户', {
    roles: [],
    response: z.strictObject({
      person: Person,
      tenant: Tenant,
      faces: z.array(z.enum(['staff', 'partner', 'admin'])),
    }),
  }),
  post('case-move', '/cases/{caseId}/release', '案件改用现行版本', {
    roles: ['BUREAU_HEAD', 'LEGAL_REVIEWER'],
    body: MoveBody,
    response: MoveResult,
  }),
  get('lenity', '/cases/{caseId}/lenity', '从旧兼从轻的比较', { response: LenityView }),
  post('sealed', '/cases/{caseId}/sealed/{sealedId}', '查看举报人信息（留痕）', {
    roles: ['OFFICER', 'BUREAU_HEAD', 'TOWN_LEADER', 'HOTLINE'],
    body: z.strictObject({ reason: z.string().min(5).max(300) }),
    response: z.record(z.string(), z.unknown()),
  }),
  post('paper-preview', '/cases/{caseId}/previews', '预览文书（草稿）', {
    body: z.strictObject({
      action: Slug,
      data: z.record(z.string(), z.unknown()),
      /** Which of the papers to make; absent: the first. */
      template: Slug.optional(),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    response: PaperPreview,
  }),
  get('dossier', '/cases/{caseId}/dossier', '案卷（PDF）', { response: DossierFile }),
  get('paper-register', '/papers', '文号登记簿', {
    query: page.extend({ year: written(/^\d{4}$/, '四位数字的年份，如 2026') }),
    response: paged(RegisteredPaper),
  }),
  get('seal-log', '/seals', '用印登记簿', {
    roles: ['TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER', 'ARCHIVIST', 'AUDITOR'],
    query: page.extend({ day: Day }),
    response: paged(RegisteredPaper.extend({ sealedBy: z.string() })),
  }),
  get('due', '/due', '到期一览', {
    roles: HANDLING_ROLES,
    query: page.extend({
      /** `me`: the signed-in person's own cases and what they were told of. Without officer and domain: everything. */
      officer: z.union([z.literal('me'), PersonId]).optional(),
      domain: Domain.optional().describe('领域；每个领域由一个市级行政主管部门负责，按部门查询即按领域查询'),
      /** Nothing due after this day. */
      until: Day.optional(),
    }),
    response: paged(DueLine),
  }),
  get('matters', '/matters', '现行事项', { roles: [], query: page, response: paged(PublicMatter) }),
] as const;
