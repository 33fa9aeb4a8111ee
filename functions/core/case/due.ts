import type { DueLine } from '../../contract/api.ts';
import type { CaseState, ClockState } from '../../contract/case.ts';
import { deadlineOf, isOver, isSuspended } from '../deadlines/clocks.ts';
import { clockBasis, takesLater } from '../deadlines/definitions.ts';
import { countedBy, isOpenDate } from '../deadlines/recount.ts';
import { nextWake, queuesOf } from '../deadlines/watch.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf } from '../time/days.ts';
import { stageTitle } from './authorize.ts';

/** The list that holds everything due in the township; the others are `domain:…`, `person:…`, `role:…`. */
export const EVERYTHING = 'all';

/** What one case contributes to the lists of what is due, and when somebody has to look at it again. */
export type DueViews = {
  due: { lists: string[]; line: DueLine }[];
  /** Clock by clock, the next moment it has something to say. */
  wakes: { clock: string; at: string }[];
  /** Clocks a calendar may move, with the one they were counted by: none where the date is only provisional. */
  provisional: { clock: string; calendar: string | null }[];
};

const NOTHING: DueViews = { due: [], wakes: [], provisional: [] };

/** A pure function of the state and its release, like every projection. */
export function dueViews(state: CaseState, bundle: Bundle): DueViews {
  if (state.custodian !== 'town') return NOTHING;
  const running = Object.values(state.clocks).filter((clock) => !isOver(bundle, clock));
  return {
    due: running.map((clock) => ({
      lists: listsOf(state, bundle, clock),
      line: lineOf(state, bundle, clock),
    })),
    wakes: running.flatMap((clock) => {
      const at = nextWake(bundle, clock);
      return at === null ? [] : [{ clock: clock.id, at }];
    }),
    provisional: Object.values(state.clocks)
      .filter((clock) => isOpenDate(bundle, state, clock))
      .map((clock) => ({
        clock: clock.id,
        calendar: clock.provisional ? null : countedBy(bundle, clock),
      })),
  };
}

const domainOf = (state: CaseState, bundle: Bundle): string | null =>
  (state.matter && bundle.get('matter', state.matter)?.body.domain) || null;

/** The township's list, its field's, those of the officers on the case, and of everybody who was told of it. */
function listsOf(state: CaseState, bundle: Bundle, clock: ClockState): string[] {
  const domain = domainOf(state, bundle);
  return [
    ...new Set([
      EVERYTHING,
      ...(domain === null ? [] : [`domain:${domain}`]),
      ...queuesOf([{ duty: 'investigator' }], state).filter((q) => q.startsWith('person:')),
      ...(clock.alerts ?? []).filter((a) => a.due === clock.due).flatMap((a) => a.to),
    ]),
  ];
}

function lineOf(state: CaseState, bundle: Bundle, clock: ClockState): DueLine {
  const definition = deadlineOf(bundle, clock.id);
  const procedure = bundle.get('procedure', state.procedure)?.body;
  return {
    caseId: state.id,
    title: state.title,
    procedure: state.procedure,
    procedureTitle: procedure?.title ?? state.procedure,
    stage: state.stage,
    stageTitle: procedure ? stageTitle(procedure, state.stage) : state.stage,
    domain: domainOf(state, bundle),
    clock: clock.id,
    name: definition?.name ?? clock.id,
    basis: definition ? clockBasis(definition, clock) : '',
    boundParty: definition?.boundParty ?? 'agency',
    due: clock.due,
    day: clock.due.length === 10 ? clock.due : dayOf(clock.due),
    provisional: clock.provisional,
    suspended: isSuspended(clock),
    overdue: clock.overdue === true,
    right: definition !== null && takesLater(definition),
    ...(clock.reference ? { reference: true as const } : {}),
    officers: state.duties.investigator ?? [],
    said: clock.alerts?.at(-1)?.say ?? null,
  };
}
