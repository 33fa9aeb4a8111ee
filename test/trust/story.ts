import { randomUUID } from 'node:crypto';
import { systemClock } from '../../functions/adapters/clock.ts';
import type { FormView, StartOption, SubmissionResult } from '../../functions/contract/api.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import { addDays, dayOf } from '../../functions/core/time/days.ts';
import {
  aClaim,
  aClue,
  aFilingApplication,
  aFilingApproval,
  aSiteRecord,
  type Data,
  REPORTER,
} from '../support/scenario-forms.ts';
import type { Http } from './http.ts';
import type { Request } from './ledger.ts';

/** Who does what in a township. */
export type Township = {
  id: string;
  reporter: string;
  officers: [string, string];
  leader: string;
  author: string;
  approver: string;
};
export const TOWNSHIPS: Township[] = [
  {
    id: 'daguokou',
    reporter: 'hotline',
    officers: ['officer', 'officer-2'],
    leader: 'town-leader',
    author: 'platform-admin',
    approver: 'bureau-head',
  },
  {
    id: 'donghua',
    reporter: 'donghua-officer',
    officers: ['donghua-officer', 'donghua-officer-2'],
    leader: 'donghua-leader',
    author: 'donghua-admin',
    approver: 'donghua-leader',
  },
];

const MATTER = 'LC-001';
const ACTIONS = ['apply-filing', 'approve-filing', 'site-record', 'order-correction', 'void-paper'] as const;
export type ActionOfStory = (typeof ACTIONS)[number];
/** What the head of the township alone may do. */
const BY_THE_LEADER: readonly ActionOfStory[] = ['approve-filing', 'order-correction', 'void-paper'];
export type Forms = Record<string, { id: string; hash: string }>;

/** A matter nobody was empowered for stops every filing: it is confirmed first, by draft, checks and a second person. */
export async function empower(http: Http, { author, approver }: Township): Promise<void> {
  const at = `/api/admin/definitions/matter/${MATTER}`;
  const { body: matter } = await http.ok<{ body: Matter }>(author, 'GET', at);
  const empowerment = {
    decision: '测试数据：省政府赋权决定',
    level: 'province',
    publishedAt: '测试数据：公布网址',
    from: '2020-01-01',
    to: null,
  };
  const title = '确认赋权（测试数据）';
  const draft = await http.ok<{ id: string; version: number }>(author, 'POST', '/api/admin/drafts', {
    title,
  });
  const path = `/api/admin/drafts/${draft.id}`;
  const change = { version: draft.version, body: { ...matter, empowerment } };
  const changed = await http.ok<typeof draft>(author, 'PUT', `${path}/changes/matter/${MATTER}`, change);
  const ready = await http.ok<typeof draft>(author, 'POST', `${path}/submit`, { version: changed.version });
  // No decision is recorded yet: one step sees all of them.
  await http.ok(author, 'POST', `${path}/replay`, {});
  await http.ok(approver, 'POST', `${path}/approve`, { version: ready.version });
}

/** The forms of the live release; `sample` is a case begun under it. */
export async function formsOf(http: Http, { officers }: Township, sample?: SubmissionResult): Promise<Forms> {
  const forms: Forms = {};
  for (const { action, form } of await http.ok<StartOption[]>(officers[0], 'GET', '/api/start-options'))
    forms[action] = { id: form.id, hash: form.hash };
  for (const action of sample ? ACTIONS : []) {
    const path = `/api/cases/${sample?.caseId}/actions/${action}/form`;
    const { id, hash } = await http.ok<FormView>(officers[0], 'GET', path);
    forms[action] = { id, hash };
  }
  return forms;
}

type Body = { action: string; form: Forms[string] | undefined; data: Data; [more: string]: unknown };
const request = (town: Township, account: string, path: string, body: Body, contested = false): Request => ({
  township: town.id,
  account,
  path,
  body: { id: randomUUID(), ...body },
  contested,
});
const today = () => dayOf(systemClock.now());

/** A case begins; every other one carries the sealed data of whoever reported it. */
export function clue(town: Township, forms: Forms, sealed: boolean): Request {
  const reporter = sealed ? { reporter: { named: true, ...REPORTER, wantsReply: true } } : {};
  return request(town, town.reporter, '/api/cases', {
    procedure: 'ordinary-penalty',
    action: 'register-clue',
    matter: MATTER,
    form: forms['register-clue'],
    data: aClue({ foundOn: today(), ...reporter }),
  });
}

/** The case is claimed by the city: a linked case begins, and an event is written on both, in one transaction. */
export const claim = (town: Township, forms: Forms, caseId: string): Request =>
  request(town, town.officers[0], '/api/cases', {
    procedure: 'jurisdiction-dispute',
    action: 'claim-jurisdiction',
    matter: null,
    parent: caseId,
    form: forms['claim-jurisdiction'],
    data: aClaim(),
  });

/**
 * A step on a case as it stands at `version`. Approving the filing issues a paper numbered 立, ordering a correction a sealed
 * one numbered 责改; `paper` is the one to be declared void.
 */
export function step(
  town: Township,
  forms: Forms,
  action: ActionOfStory,
  on: { caseId: string; version: number; paper?: string | undefined },
  contested = false,
): Request {
  const { officers, leader } = town;
  const data = {
    'apply-filing': () =>
      aFilingApplication({ officers, discoveredOn: today(), act: { day: addDays(today(), -20) } }),
    'approve-filing': aFilingApproval,
    'site-record': () => aSiteRecord({ officers, onDay: today() }),
    'order-correction': () => ({
      officers,
      facts: '当事人未经审核同意擅自改变林地用途，正在施工',
      violated: '森林法第三十七条第一款',
      basis: '森林法第七十三条第一款',
      mode: 'stop',
      content: '立即停止施工，恢复植被',
      until: addDays(today(), 30),
      consequence: '逾期不改正的，依法处罚',
      contact: '综合行政执法局',
    }),
    'void-paper': () => ({ paper: on.paper, reason: '当事人住址写错' }),
  }[action]();
  const account = BY_THE_LEADER.includes(action) ? leader : officers[0];
  const body = { action, form: forms[action], expectedVersion: on.version, data };
  return request(town, account, `/api/cases/${on.caseId}/submissions`, body, contested);
}
