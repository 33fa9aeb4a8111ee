import { z } from 'zod';
import {
  CaseLine,
  CaseView,
  DocumentFile,
  FactLabel,
  FormView,
  StartBody,
  StartOption,
  SubmissionBody,
  SubmissionResult,
  Task,
  TimelineEntry,
} from '../api.ts';
import { FileRef } from '../definitions/forms.ts';
import { Instant } from '../ids.ts';
import { Person } from '../people.ts';
import { PARTNER_ROLES, STAFF_ROLES } from './roles.ts';
import { page, paged, type Route, routesOf } from './shape.ts';

const Colleague = Person.pick({
  id: true,
  name: true,
  title: true,
  roles: true,
  org: true,
  orgName: true,
  certificate: true,
});
const UploadTicket = z.strictObject({
  file: FileRef,
  url: z.string(),
  method: z.literal('PUT'),
  headers: z.record(z.string(), z.string()),
  expiresAt: Instant,
});

/** Routes on a case are the same for staff and partners; the zone decides the rights behind them. */
function caseRoutes<const Z extends 'staff' | 'partner'>(zone: Z, prefix: string, roles: Route['roles']) {
  const { get, post } = routesOf(zone, prefix, roles);
  return [
    get('inbox', '/inbox', '我的待办', { query: page, response: paged(Task) }),
    get('cases', '/cases', '案件登记簿', { query: page, response: paged(CaseLine) }),
    get('start-options', '/start-options', '可以发起的程序', { response: z.array(StartOption) }),
    post('start', '/cases', '发起案件', { body: StartBody, response: SubmissionResult }),
    get('case', '/cases/{caseId}', '案件', { response: CaseView }),
    get('timeline', '/cases/{caseId}/events', '案件时间线', {
      query: page,
      response: paged(TimelineEntry).extend({ labels: z.record(z.string(), FactLabel) }),
    }),
    get('form', '/cases/{caseId}/actions/{action}/form', '步骤的表单', { response: FormView }),
    post('submit', '/cases/{caseId}/submissions', '提交表单', {
      body: SubmissionBody,
      response: SubmissionResult,
    }),
    post('file-upload', '/files', '登记待上传的证据文件', {
      body: FileRef.omit({ id: true }),
      response: UploadTicket,
    }),
    get('file-link', '/cases/{caseId}/files/{fileId}', '证据文件的限时下载地址', {
      response: z.strictObject({ url: z.string(), expiresAt: Instant }),
    }),
    get('paper', '/cases/{caseId}/papers/{hash}', '签发的文书（PDF）', { response: DocumentFile }),
    get('people', '/people', '人员名录', { response: z.array(Colleague) }),
  ] as const;
}

export const CASE_ROUTES = [
  ...caseRoutes('staff', '/api', STAFF_ROLES),
  ...caseRoutes('partner', '/api/partner', PARTNER_ROLES),
] as const;
