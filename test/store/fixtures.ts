import { randomBytes, randomUUID } from 'node:crypto';
import type { RegisteredPaper, SubmissionResult } from '../../functions/contract/api.ts';
import type { CaseEvent, CaseState, Paper, Verdict } from '../../functions/contract/case.ts';
import { checksOf, publicIdOf } from '../../functions/core/case/public.ts';
import type { CaseViews, Commit, FiledCommit } from '../../functions/ports/store.ts';

export const TENANT = 'ziwu';
export const HASH = 'a'.repeat(64);
export const AT = '2026-11-22T08:00:00.000Z';

export const newCaseId = (): string => `C-${randomBytes(10).toString('hex')}`;

export const verdict: Verdict = {
  outcome: 'allowed',
  effects: [],
  rules: [
    {
      id: 'J3',
      ruleSet: 'jurisdiction',
      title: '违法行为发生地不在本乡镇',
      severity: 'block',
      status: 'unsatisfied',
      fired: false,
      holds: false,
      legalBasis: ['行政处罚法第22条'],
      say: '应当移送',
      conditions: {
        status: 'unsatisfied',
        all: [{ status: 'unsatisfied', fact: 'place.within', operator: 'is', value: true, bound: false }],
      },
    },
  ],
  missingFacts: [],
  ruleSets: { jurisdiction: HASH },
  release: HASH,
  facts: { 'forest.commercialMu': 3 },
  days: { act: '2026-11-20', decision: '2026-11-22' },
};

export const paper: Paper = {
  template: 'decision',
  templateHash: HASH,
  title: '行政处罚决定书',
  number: '楚子罚〔2026〕1号',
  seal: 'TOWN_GOV',
  layout: 'letter',
  authority: '楚雄市子午镇人民政府',
  issuedAt: AT,
  day: '2026-11-22',
  lines: [{ text: '责令限期恢复植被和林业生产条件' }],
  attachments: [],
  copies: null,
  everyPageSigned: [],
  checkUrl: 'https://zhifa.example/public/check',
  hash: HASH,
};

export function stateOf(caseId: string, version: number, change: Partial<CaseState> = {}): CaseState {
  return {
    tenant: TENANT,
    id: caseId,
    procedure: 'ordinary-penalty',
    matter: 'LC-001',
    release: HASH,
    version,
    hash: HASH,
    openedAt: AT,
    updatedAt: AT,
    stage: 'filed',
    title: '擅自改变林地用途案',
    marks: [],
    requires: [],
    flags: [],
    facts: { 'forest.commercialMu': 3 },
    done: {},
    duties: {},
    clocks: {},
    papers: [],
    sharedWith: [],
    custodian: 'town',
    freezes: [],
    links: [],
    closed: null,
    ...change,
  };
}

export function eventOf(
  caseId: string,
  version: number,
  submissionId: string,
  data: unknown = {},
): CaseEvent {
  return {
    tenant: TENANT,
    caseId,
    version,
    at: AT,
    kind: 'submission',
    procedure: 'ordinary-penalty',
    matter: 'LC-001',
    release: HASH,
    actor: { id: 'officer', name: '李正', org: 'town', roles: ['OFFICER'] },
    submission: { id: submissionId, action: 'file', form: { id: 'filing', hash: HASH }, data },
    verdict,
    transition: { stage: 'filed', papers: [paper] },
    prev: HASH,
    hash: HASH,
  };
}

/** One submission that takes a case from the version before to `version`. */
export function commitOf(
  caseId: string,
  version: number,
  change: Partial<Commit> = {},
  data?: unknown,
): FiledCommit {
  const id = change.submission?.id ?? randomUUID();
  const event = eventOf(caseId, version, id, data);
  const result: SubmissionResult = {
    caseId,
    version,
    hash: event.hash,
    stage: 'filed',
    verdict,
    papers: event.transition.papers ?? [],
    links: [],
  };
  return {
    tenant: TENANT,
    cases: [{ events: [event], state: stateOf(caseId, version), expectedVersion: version - 1 }],
    submission: { id, digest: 'd'.repeat(64), result },
    numbers: [],
    ...change,
  };
}

type Shown = {
  queues?: string[];
  due?: string | null;
  since?: string;
  offices?: string[];
  decided?: string;
  papers?: RegisteredPaper[];
  closed?: string;
};

/** What a case shows at a version. */
export function viewsOf(caseId: string, version: number, shown: Shown = {}): CaseViews {
  const since = shown.since ?? AT;
  const line = {
    caseId,
    title: `案件 ${caseId}`,
    procedure: 'ordinary-penalty',
    procedureTitle: '普通程序',
    stage: 'filed',
    stageTitle: '立案',
  };
  return {
    tenant: TENANT,
    caseId,
    version,
    tasks: (shown.queues ?? []).map((queue) => ({
      queue,
      task: {
        ...line,
        actions: [{ id: `act-${queue.replace(':', '-')}`, title: '办理' }],
        due: shown.due ?? null,
        dueName: shown.due ? '办案期限' : null,
        provisional: false,
        overdue: false,
        right: false,
        since,
      },
    })),
    line: {
      ...line,
      matter: 'LC-001',
      frozen: false,
      closed: shown.closed ?? null,
      updatedAt: since,
      openedAt: AT,
    },
    offices: shown.offices ?? [],
    decision: shown.decided
      ? {
          id: publicIdOf(caseId),
          title: '处罚决定',
          number: null,
          day: shown.decided,
          lines: [],
          withdrawn: null,
        }
      : null,
    due: [],
    wakes: [],
    provisional: [],
    papers: shown.papers ?? [],
    checks: checksOf(shown.papers ?? []),
  };
}
