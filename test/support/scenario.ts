import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type {
  AuditEntry,
  CaseView,
  Problem,
  ReleaseLine,
  SubmissionResult,
  TimelineEntry,
} from '../../functions/contract/api.ts';
import type { Calendar } from '../../functions/contract/definitions/deadlines.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import { proveReplay } from '../../functions/usecases/admin/replay/proof.ts';
import { rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { verify } from '../../functions/usecases/ops/verify.ts';
import type { App, Client } from './app.ts';
import { lastPublished, upTo } from './calendar.ts';
import { type Change, drafted, published } from './drafts.ts';
import type { Data } from './scenario-forms.ts';
import * as forms from './scenario-forms.ts';

export * from './drafts.ts';
export * from './scenario-forms.ts';

/** Who drafts and who approves a release. */
export type Releasers = { author: string; approver: string };
const TOWN_RELEASERS: Releasers = { author: 'platform-admin', approver: 'bureau-head' };

/** Put a change of definitions through the real road: drafted and submitted by the platform admin, approved by a second person. */
export async function release(
  app: App,
  title: string,
  changes: Change[],
  { author, approver }: Releasers = TOWN_RELEASERS,
): Promise<ReleaseLine> {
  const [admin, second] = (await Promise.all([author, approver].map(app.as))) as [Client, Client];
  return published(admin, second, await drafted(admin, title, changes));
}

/** A definition of the live release, to be changed. */
export async function definition<T>(
  app: App,
  kind: string,
  id: string,
  author = TOWN_RELEASERS.author,
): Promise<T> {
  const admin = await app.as(author);
  return (await admin.ok<{ body: T }>('admin.definition', { params: { kind, id } })).body;
}

/** Confirm a matter's empowerment. The provincial decision is test data: the real one is not known. */
export async function empower(
  app: App,
  matterId: string,
  over: Partial<Matter['empowerment']> = {},
  by: Releasers = TOWN_RELEASERS,
): Promise<void> {
  const matter = await definition<Matter>(app, 'matter', matterId, by.author);
  const empowerment = {
    decision: '测试数据：省政府赋权决定',
    level: 'province',
    publishedAt: '测试数据：公布网址',
    from: '2026-01-01',
    to: null,
    ...over,
  };
  await release(
    app,
    `确认${matterId}的赋权（测试数据）`,
    [{ kind: 'matter', id: matterId, body: { ...matter, empowerment } }],
    by,
  );
}

/** What a story counts must not change with the next notice of days off: nothing after `last` is published here. */
export async function daysOffUpTo(app: App, last: string): Promise<void> {
  const calendar = await definition<Calendar>(app, 'calendar', 'national');
  if (lastPublished(calendar) <= last) return;
  const body = upTo(calendar, last);
  await release(app, `放假安排公布至${last}年（测试数据）`, [{ kind: 'calendar', id: 'national', body }]);
}

/** A step of the ordinary road: when, who, which action, what is written. */
type Step = { at: string; who: string; action: string; data: () => Data };

const ROAD: Step[] = [
  { at: '2026-05-21', who: 'officer', action: 'apply-filing', data: forms.aFilingApplication },
  { at: '2026-05-21', who: 'town-leader', action: 'approve-filing', data: forms.aFilingApproval },
  { at: '2026-05-22', who: 'officer', action: 'site-record', data: forms.aSiteRecord },
  { at: '2026-05-25', who: 'officer', action: 'screen-crime', data: forms.aScreening },
  { at: '2026-05-25', who: 'officer', action: 'conclude-investigation', data: forms.anInvestigationReport },
  { at: '2026-05-26', who: 'town-leader', action: 'prior-notice', data: forms.aPriorNotice },
  { at: '2026-05-27', who: 'officer', action: 'serve-notice', data: forms.aNoticeService },
  { at: '2026-05-28', who: 'officer', action: 'record-statement', data: forms.aStatementWaiver },
  { at: '2026-05-28', who: 'officer', action: 'waive-hearing', data: forms.aHearingWaiver },
  { at: '2026-06-04', who: 'officer', action: 'submit-legal-review', data: forms.aReviewRequest },
  { at: '2026-06-05', who: 'legal-reviewer', action: 'give-legal-opinion', data: forms.aLegalOpinion },
  { at: '2026-06-10', who: 'town-leader', action: 'collective-discussion', data: forms.aDiscussion },
  { at: '2026-06-10', who: 'town-leader', action: 'decide', data: forms.aDecision },
  { at: '2026-06-11', who: 'officer', action: 'serve-decision', data: forms.aDecisionService },
  { at: '2026-06-12', who: 'legal-reviewer', action: 'publish', data: forms.aPublicity },
  { at: '2026-06-15', who: 'officer', action: 'record-performance', data: forms.aPerformance },
  { at: '2026-06-16', who: 'town-leader', action: 'close-case', data: forms.aClosing },
];

/** Somebody reports it; the case begins. */
export async function reported(app: App, matter = 'LC-001', data: Data = {}): Promise<string> {
  app.on('2026-05-20');
  const answer = await (await app.as('hotline')).start(
    'ordinary-penalty',
    'register-clue',
    forms.aClue(data),
    { matter },
  );
  expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
  return (answer.body as SubmissionResult).caseId;
}

/**
 * Take a reported case along the usual road up to and including an action, or a new one if none is given. `changes` says,
 * by action, what is different this time; `null` leaves the step out.
 */
export async function caseAfter(
  app: App,
  last: string,
  changes: Record<string, Data | null> = {},
  caseId?: string,
): Promise<string> {
  const id = caseId ?? (await reported(app));
  const done = (await (await app.as('officer')).case(id)).state.done;
  const end = ROAD.findIndex((s) => s.action === last);
  if (last !== 'register-clue' && end < 0) throw new Error(`the usual road has no step ${last}`);
  for (const { at, who, action, data } of ROAD.slice(0, end + 1)) {
    if (done[action] || changes[action] === null) continue;
    app.on(at);
    const person = await app.as(who);
    const usual = data as (over?: Data) => Data;
    await person.files(id, action, usual(changes[action] ?? {}));
  }
  return id;
}

/** The whole timeline as somebody sees it. */
export async function timeline(
  person: Client,
  caseId: string,
  zone: 'staff' | 'partner' = 'staff',
): Promise<TimelineEntry[]> {
  const page = await person.ok<{ items: TimelineEntry[] }>(`${zone}.timeline`, {
    params: { caseId },
    query: { limit: '500' },
  });
  return page.items;
}

/** What the auditor finds about a case, newest first. */
export async function auditOf(app: App, caseId: string): Promise<AuditEntry[]> {
  const auditor = await app.as('auditor');
  const page = await auditor.ok<{ items: AuditEntry[] }>('admin.audit', { query: { caseId, limit: '100' } });
  return page.items;
}

/** Every article a refusal names. */
export const articlesOf = (problem: Problem): string[] => [
  ...new Set(problem.errors.flatMap((e) => e.basis ?? [])),
];

/**
 * The law stops somebody: the refusal names its articles, the case is exactly as before, and the audit log holds the
 * attempt with the same articles.
 */
export async function stopped(
  app: App,
  account: string,
  caseId: string,
  action: string,
  data: Data,
): Promise<Problem> {
  const watcher = await app.as('town-leader');
  const before: CaseView = await watcher.case(caseId);
  const problem = await (await app.as(account)).refused(caseId, action, data);
  expect((await watcher.case(caseId)).state).toEqual(before.state);
  const attempts = (await auditOf(app, caseId)).filter((e) => e.actor === account && e.code === problem.code);
  expect(attempts.map((e) => ({ detail: e.detail, basis: e.basis.toSorted() }))).toContainEqual({
    detail: problem.detail,
    basis: articlesOf(problem).toSorted(),
  });
  return problem;
}

/** Take many cases along the usual road side by side, each step on its own day. */
export async function casesAfter(app: App, last: string, count: number): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => reported(app)));
  const end = ROAD.findIndex((s) => s.action === last);
  for (const { action } of ROAD.slice(0, end + 1))
    await Promise.all(ids.map((id) => caseAfter(app, action, {}, id)));
  return ids;
}

/** A submission of the case as it stands, for stories about the request itself. */
export async function submissionOf(person: Client, caseId: string, action: string, data: Data) {
  const view = await person.case(caseId);
  const form = view.actions.find((a) => a.id === action)?.form;
  return { id: randomUUID() as string, action, form, expectedVersion: view.state.version, data };
}

/** Every hash chain, verdict and fold computed again, every decision replayed and every projection made anew, are what is stored. */
export async function everythingAddsUp(app: App): Promise<{ cases: number; events: number }> {
  await app.local.caughtUp();
  const { firstDifference, cases, events } = await verify(app.local.deps);
  expect(firstDifference).toBeNull();
  expect(await proveReplay(app.local.deps)).toMatchObject({ cases, firstDifference: null });
  expect(await rebuild(app.local.deps)).toMatchObject({
    cases,
    equal: cases,
    different: [],
    strays: [],
    failed: [],
    listed: 0,
  });
  return { cases, events };
}
