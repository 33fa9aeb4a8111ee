import type { ClockState } from '../../contract/case.ts';
import type { DeadlineDefinition } from '../../contract/definitions/papers.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf, endOfDay } from '../time/days.ts';
import { countDeadline } from './count.ts';

/** The definition of a deadline in a release. */
export function deadlineOf(bundle: Bundle, id: string): DeadlineDefinition | null {
  for (const { body } of bundle.all('deadlines')) {
    const found = body.deadlines.find((d) => d.id === id);
    if (found) return found;
  }
  return null;
}

/** A clock begun at `instant`, counted from a day or instant (the day of service, say; the instant itself by default). */
export function startClock(bundle: Bundle, id: string, instant: string, from: string = instant): ClockState {
  const definition = deadlineOf(bundle, id);
  const calendar = bundle.all('calendar')[0]?.body;
  if (!definition || !calendar)
    throw new Error(`release ${bundle.hash} has no deadline ${id} or no calendar`);
  const origin = definition.unit === 'hour' || from.length === 10 ? from : dayOf(from);
  return { id, startedAt: instant, from: origin, ...countDeadline(definition, origin, calendar) };
}

/**
 * A clock stopped. That an authority was late is recorded and never deleted; a party's period that ran out is no lateness,
 * it is a right not used.
 */
export function stopClock(bundle: Bundle, clock: ClockState, instant: string): ClockState {
  const bound = deadlineOf(bundle, clock.id)?.boundParty;
  return { ...clock, stoppedAt: instant, overdue: bound !== 'party' && isOverdue(clock, instant) };
}

/** Past its last day (24:00 Asia/Shanghai) or instant. */
export const isOverdue = (clock: ClockState, instant: string): boolean =>
  instant > (clock.due.length === 10 ? endOfDay(clock.due) : clock.due);
