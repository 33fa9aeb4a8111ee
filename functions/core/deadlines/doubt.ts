import type { ClockState } from '../../contract/case.ts';
import { addDays, dayOf, isDay } from '../time/days.ts';

/**
 * How far the yearly notice may move a day counted without it: no notice of 2007 to 2026, the longer Spring Festival of 2020
 * included, moved the end of a period of up to sixty workdays by more than twelve days.
 */
export const MOST_MOVED = 21;

/** What a clock's day is held against: the day of asking, and every other day the case or the form names. */
export type HeldAgainst = { today: string; days: readonly string[] };

/** Every day the facts name, to hold a clock's day against. */
export const heldAgainst = (instant: string, facts: Record<string, unknown>): HeldAgainst => ({
  today: dayOf(instant),
  days: Object.values(facts).filter(isDay),
});

/**
 * Whether a provisional last day cannot be told, because it may lie on the other side of a day it is held against once the days
 * off are published. More days off move the end of a period on, so one that has passed may not be over; counted backwards they
 * move the last day to act further back, so one still to come may be over. (Make-up workdays move it the other way: who goes by
 * the provisional day then waits longer than he must, and no party loses by it.)
 */
export const isInDoubt = (clock: ClockState, against: HeldAgainst): boolean =>
  clock.provisional && mayTurn(clock.due, clock.due < (clock.countedFrom ?? clock.from), against);

/** The same of the day a clock runs from, where that is the last day of others and any of theirs is provisional. */
export function startIsInDoubt(
  clock: ClockState,
  clocks: Record<string, ClockState>,
  against: HeldAgainst,
): boolean {
  const open = (clock.after ?? []).some((id) => (clocks[id] ?? clock).provisional);
  return open && mayTurn(clock.from, false, against);
}

function mayTurn(day: string, backwards: boolean, { today, days }: HeldAgainst): boolean {
  const [after, upTo] = backwards ? [addDays(day, -MOST_MOVED), day] : [day, addDays(day, MOST_MOVED)];
  return today > after || days.some((d) => after < d && d <= upTo);
}
