import type { CaseState, ClockAlert, ClockState } from '../../contract/case.ts';
import type { Recipient, Watch } from '../../contract/definitions/deadlines.ts';
import type { Bundle } from '../release/bundle.ts';
import { addDays, addHours, isDay, startOfDay } from '../time/days.ts';
import { deadlineOf, isOver, isSuspended, lastInstant } from './clocks.ts';
import { clockBasis, takesLater } from './definitions.ts';

type Planned = { at: string; kind: 'warning' | 'overdue' };

const watchOf = (bundle: Bundle, id: string): Watch | null => {
  const definition = deadlineOf(bundle, id);
  return definition && 'watch' in definition ? definition.watch : null;
};

/** When the clock speaks up: at the beginning of each day of warning, and when its last day is over. */
function planned(clock: ClockState, watch: Watch): Planned[] {
  const warnAt = (n: number) =>
    isDay(clock.due) ? startOfDay(addDays(clock.due, -n)) : addHours(clock.due, -n);
  const over = new Date(Date.parse(lastInstant(clock)) + 1).toISOString();
  return [
    ...watch.warn.map((n) => ({ at: warnAt(n), kind: 'warning' as const })),
    { at: over, kind: 'overdue' as const },
  ];
}

/** An alert about this due day covers everything that was to be said by then; a warning never stands for lateness. */
const isSaid = (clock: ClockState, { at, kind }: Planned): boolean =>
  (clock.alerts ?? []).some(
    (a) =>
      a.due === clock.due &&
      a.at >= at &&
      (a.kind === 'overdue' || (a.kind === 'warning' && kind === 'warning')),
  );

const open = (bundle: Bundle, clock: ClockState): Planned[] => {
  const watch = watchOf(bundle, clock.id);
  if (!watch || isOver(bundle, clock) || isSuspended(clock)) return [];
  return planned(clock, watch).filter((p) => !isSaid(clock, p));
};

/** The next moment somebody has to look at this clock; null when never. */
export const nextWake = (bundle: Bundle, clock: ClockState): string | null =>
  open(bundle, clock)
    .map((p) => p.at)
    .sort()[0] ?? null;

/** The clock after a look at it: with what is to be said now added, or null when there is nothing to say. */
export function alerted(bundle: Bundle, state: CaseState, clock: ClockState, now: string): ClockState | null {
  const watch = watchOf(bundle, clock.id);
  const reached = open(bundle, clock).filter((p) => p.at <= now);
  if (!watch || reached.length === 0) return null;
  const kind = reached.some((p) => p.kind === 'overdue') ? 'overdue' : 'warning';
  const to = kind === 'overdue' ? [...watch.escalate, ...watch.to] : watch.to;
  const alert: ClockAlert = {
    kind,
    at: now,
    due: clock.due,
    say: sentence(bundle, clock, kind),
    to: queuesOf(to, state),
  };
  const definition = deadlineOf(bundle, clock.id);
  const late = kind === 'overdue' && definition !== null && !takesLater(definition);
  return { ...clock, ...(late ? { overdue: true } : {}), alerts: [...(clock.alerts ?? []), alert] };
}

function sentence(bundle: Bundle, clock: ClockState, kind: 'warning' | 'overdue'): string {
  const definition = deadlineOf(bundle, clock.id);
  if (!definition) return clock.id;
  const head = `“${definition.name}”(${clockBasis(definition, clock)})`;
  if (kind === 'warning') return `${head}将于 ${clock.due} 届满${clock.provisional ? '（暂定）' : ''}`;
  const over = takesLater(definition) ? '已于' : '已逾期：应于';
  const open = clock.provisional ? '（暂定，放假安排公布后重新计算）' : '';
  return `${head}${over} ${clock.due} 届满${open}${definition.onOverdue ? `。${definition.onOverdue}` : ''}`;
}

/** People with the duty, or everybody of the role; a duty nobody has yet falls to the team leads. */
export function queuesOf(recipients: Recipient[], state: CaseState): string[] {
  const queues = recipients.flatMap((r) => {
    if ('role' in r) return [`role:${r.role}`];
    const people = state.duties[r.duty] ?? [];
    return people.length > 0 ? people.map((id) => `person:${id}`) : ['role:TEAM_LEAD'];
  });
  return [...new Set(queues)];
}
