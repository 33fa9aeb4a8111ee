import type { CaseLine, PublicDecision, RegisteredPaper, Task } from '../../contract/api.ts';
import type { CaseState } from '../../contract/case.ts';
import type { Action } from '../../contract/definitions/procedures.ts';
import { PARTNER_ROLES } from '../../contract/routes.ts';
import { deadlineOf, isOver, isSuspended } from '../deadlines/clocks.ts';
import { takesLater } from '../deadlines/definitions.ts';
import { placeOf } from '../papers/number.ts';
import type { Bundle } from '../release/bundle.ts';
import { actionsIn, stageTitle } from './authorize.ts';
import { type DueViews, dueViews } from './due.ts';
import { checksOf, decisionOf, type PublicPaper } from './public.ts';

/** What one case contributes to the lists. Queues: `role:OFFICER`, `person:<id>`, `office:<org>:<role>`. */
export type CaseViews = {
  tenant: string;
  caseId: string;
  version: number;
  tasks: { queue: string; task: Task }[];
  line: CaseLine;
  /** Offices whose register also shows the line. */
  offices: string[];
  decision: PublicDecision | null;
  /** The numbered or sealed papers of the case, void ones too. */
  papers: RegisteredPaper[];
  /** Those of them anybody may check. */
  checks: PublicPaper[];
} & DueViews;

/** What one case contributes to inboxes, registers and the public list: a pure function of its state and its release. */
export function viewsOf(state: CaseState, bundle: Bundle): CaseViews {
  const papers = registeredPapers(state);
  return {
    tenant: state.tenant,
    caseId: state.id,
    version: state.version,
    tasks: tasksOf(state, bundle),
    line: lineOf(state, bundle),
    offices: state.sharedWith,
    decision: decisionOf(state),
    ...dueViews(state, bundle),
    papers,
    checks: checksOf(papers),
  };
}

const procedureOf = (state: CaseState, bundle: Bundle) => {
  const procedure = bundle.get('procedure', state.procedure)?.body;
  if (!procedure) throw new Error(`release ${bundle.hash} has no procedure ${state.procedure}`);
  return procedure;
};

function tasksOf(state: CaseState, bundle: Bundle): CaseViews['tasks'] {
  if (state.custodian !== 'town' || (state.closed !== null && nextDue(state, bundle) === null)) return [];
  const procedure = procedureOf(state, bundle);
  const byQueue = new Map<string, { id: string; title: string }[]>();
  for (const [id, action] of actionsIn(procedure, state)) {
    if (action.task === false || state.freezes.some((f) => f.actions.includes(id))) continue;
    for (const queue of queuesOf(action, state))
      byQueue.set(queue, [...(byQueue.get(queue) ?? []), { id, title: action.title }]);
  }
  const due = nextDue(state, bundle);
  return [...byQueue].map(([queue, actions]) => {
    const task: Task = {
      caseId: state.id,
      title: state.title,
      procedure: state.procedure,
      procedureTitle: procedure.title,
      stage: state.stage,
      stageTitle: stageTitle(procedure, state.stage),
      actions,
      due: due?.due ?? null,
      dueName: due?.name ?? null,
      provisional: due?.provisional ?? false,
      overdue: due?.overdue ?? false,
      right: due?.right ?? false,
      ...(due?.reference ? { reference: due.reference } : {}),
      since: state.updatedAt,
    };
    return { queue, task };
  });
}

/** Handlers find their own cases, others what waits for their role, offices what is shared with them. */
function queuesOf({ who }: Action, state: CaseState): string[] {
  const queues = new Set<string>();
  const people = who.duty ? (state.duties[who.duty] ?? []) : null;
  for (const person of people ?? []) queues.add(`person:${person}`);
  for (const role of who.roles) {
    const isPartner = (PARTNER_ROLES as readonly string[]).includes(role);
    if (isPartner) for (const office of state.sharedWith) queues.add(`office:${office}:${role}`);
    else if (!people) queues.add(`role:${role}`);
  }
  return [...queues];
}

type NextDue = { due: string; name: string } & Pick<Task, 'provisional' | 'overdue' | 'right' | 'reference'>;
function nextDue(state: CaseState, bundle: Bundle): NextDue | null {
  const running = Object.values(state.clocks).filter((c) => !isOver(bundle, c) && !isSuspended(c));
  const [first] = running.sort((a, b) => (a.due < b.due ? -1 : 1));
  if (!first) return null;
  const definition = deadlineOf(bundle, first.id);
  return {
    due: first.due,
    name: definition?.name ?? first.id,
    provisional: first.provisional,
    overdue: first.overdue === true,
    right: definition !== null && takesLater(definition),
    reference: first.reference,
  };
}

function lineOf(state: CaseState, bundle: Bundle): CaseLine {
  const procedure = procedureOf(state, bundle);
  return {
    caseId: state.id,
    title: state.title,
    procedure: state.procedure,
    procedureTitle: procedure.title,
    stage: state.stage,
    stageTitle: stageTitle(procedure, state.stage),
    matter: state.matter,
    frozen: state.freezes.length > 0,
    closed: state.closed,
    updatedAt: state.updatedAt,
    openedAt: state.openedAt,
  };
}

/** What the register of numbers and the seal log know of the case. */
const registeredPapers = (state: CaseState): RegisteredPaper[] =>
  state.papers
    .filter((paper) => paper.number !== null || paper.sealed)
    .map(({ template, title, number, day, hash, sealed, voided, supersedes }) => ({
      tenant: state.tenant,
      caseId: state.id,
      template,
      title,
      number,
      place: number === null ? null : placeOf(number),
      day,
      hash,
      sealed: sealed ?? null,
      voided: voided ?? null,
      supersedes: supersedes ?? null,
    }));
