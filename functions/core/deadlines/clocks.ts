import type { ClockCorrection, ClockState } from '../../contract/case.ts';
import type { Calendar } from '../../contract/definitions/deadlines.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf, endOfDay } from '../time/days.ts';
import { type Counted, type CountOptions, countDeadline } from './count.ts';
import {
  calendarOf,
  clockBasis,
  countable,
  deadlineOf,
  isLawOf,
  lengthOf,
  takesLater,
} from './definitions.ts';

export { deadlineOf };

/** What clocks are counted by: the case's definitions, and the calendar in force, which is newer than the case may be. */
export type ClockRules = { bundle: Bundle; calendar: { body: Calendar; hash: string } };

export const rulesOf = (
  bundle: Bundle,
  calendar: ClockRules['calendar'] = calendarOf(bundle),
): ClockRules => ({
  bundle,
  calendar,
});

/**
 * A clock begun at `instant`, counted from a day or instant (the day of service, say; the instant itself by default).
 * @param profile of the case's matter; absent where no case asks
 * @param told how many of its units a paper told the person
 */
export function startClock(
  rules: ClockRules,
  id: string,
  instant: string,
  from: string = instant,
  profile?: string | null,
  told?: number,
): ClockState {
  const definition = definitionOf(rules, id);
  const byHour = 'unit' in definition && definition.unit === 'hour';
  const origin = byHour || from.length === 10 ? from : dayOf(from);
  return counted(rules, {
    id,
    startedAt: instant,
    ...(profile === undefined || isLawOf(definition, profile) ? {} : { reference: true as const }),
    from: origin,
    due: '',
    provisional: false,
    derivation: [],
    ...(told === undefined ? {} : { told }),
  });
}

/** The clock with its due day worked out anew, from its start, its pauses and its extensions. */
export function counted(rules: ClockRules, clock: ClockState): ClockState {
  const { bundle, calendar } = rules;
  const { calendar: _, ...rest } = clock;
  const other = calendar.hash === calendarOf(bundle).hash ? {} : { calendar: calendar.hash };
  return { ...rest, ...count(rules, clock), ...other };
}

function count(rules: ClockRules, clock: ClockState, more: Pick<CountOptions, 'earlier'> = {}): Counted {
  const definition = definitionOf(rules, clock.id);
  const start = clock.countedFrom ?? clock.from;
  const tables = rules.bundle.all('params').map((p) => p.body);
  return countDeadline(definition, start, rules.calendar.body, {
    ...longer(lengthOf(definition, tables, start.length === 10 ? start : dayOf(start)), clock.told),
    pauses: (clock.pauses ?? []).flatMap((p) => (p.to === null ? [] : [{ ...p, to: p.to }])),
    extensions: clock.extensions ?? [],
    basis: clockBasis(definition, clock),
    ...more,
  });
}

/**
 * The clock counted from the last day of the latest of others (强制法53: both remedies over). The others bind the party and take
 * the later of two readings: `from` is that day, before which nothing may be done; the period of an authority runs from the
 * earlier one, as no authority gains time by a doubt. Where one of theirs is provisional, so is everything that rests on it.
 */
export function countedAfter(rules: ClockRules, clock: ClockState, others: ClockState[]): ClockState {
  const [latest] = others.toSorted((a, b) => (a.due > b.due ? -1 : 1));
  if (!latest) return counted(rules, clock);
  const after = others.map(({ id }) => id);
  const { countedFrom: _, ...rest } = clock;
  const begun = { ...rest, from: latest.due, after };
  const earlier = takesLater(definitionOf(rules, clock.id)) ? latest.due : earliestOf(rules, others);
  const again = counted(rules, earlier < latest.due ? { ...begun, countedFrom: earlier } : begun);
  const both = `据以起算的期限有两种算法：对当事人至较晚的 ${latest.due} 届满，此前不得办理；本期限约束机关，自较早的 ${earlier} 起算`;
  const open = `起算之日 ${latest.due} 为暂定`;
  return {
    ...again,
    provisional: again.provisional || latest.provisional,
    derivation: [
      ...again.derivation,
      ...(earlier < latest.due ? [both] : []),
      ...(latest.provisional ? [open] : []),
    ],
  };
}

/** The latest of their last days, each by the reading that ends it earlier. */
function earliestOf(rules: ClockRules, clocks: ClockState[]): string {
  const days = clocks.map((clock) => {
    const { due } = count(rules, clock, { earlier: true });
    return due < clock.due ? due : clock.due;
  });
  return days.toSorted().at(-1) as string;
}

/** A person relies on what the paper told him; it can give more than the law and never less (处罚法44、45). */
function longer(law: { length: number; source: string | null }, told: number | undefined) {
  if (told === undefined || told <= law.length) return law;
  return { length: told, source: `文书告知当事人的期限（法定或者配置的为 ${law.length}）` };
}

function definitionOf({ bundle }: ClockRules, id: string) {
  const definition = deadlineOf(bundle, id);
  if (!definition) throw new Error(`release ${bundle.hash} has no deadline ${id}`);
  return countable(definition);
}

/** An act that came before its record: its day or instant, who recorded it, and in which event of the case. */
export type Act = { on: string; by: string; version: number };

/**
 * A clock stopped. That an authority was late is recorded and never deleted; a party's period that ran out is no lateness,
 * it is a right not used, and a time to wait through binds nobody. Where the act came before its record, the day of the act
 * decides: what was told meanwhile stays among the alerts, and a lateness found meanwhile stays as one put right. Hours are
 * counted to the instant of the act, where it is known to the instant.
 */
export function stopClock(bundle: Bundle, clock: ClockState, instant: string, act?: Act): ClockState {
  const definition = deadlineOf(bundle, clock.id);
  const on = act && !isSuspended(clock) ? comparable(act.on, clock.due) : null;
  const ranOut = on === null ? isOverdue(clock, instant) : on > clock.due;
  const late = definition !== null && !takesLater(definition) && ranOut;
  const found = clock.overdue === true;
  const stopped = { ...clock, stoppedAt: instant, overdue: (on === null && found) || late };
  if (!act || !found || stopped.overdue) return stopped;
  return { ...stopped, corrected: [...(clock.corrected ?? []), correctionOf(clock, instant, act)] };
}

/** A day or instant as a due day or instant is written; null where hours would have to be read out of a day. */
function comparable(on: string, due: string): string | null {
  if (due.length === 10) return on.length === 10 ? on : dayOf(on);
  return on.length === 10 ? null : on;
}

function correctionOf(
  { due, alerts }: ClockState,
  instant: string,
  { on, by, version }: Act,
): ClockCorrection {
  const found = (alerts ?? []).findLast((a) => a.kind === 'overdue' && a.due === due)?.at;
  return {
    due,
    ...(found === undefined ? {} : { found }),
    on,
    at: instant,
    by,
    receipt: { version, papers: [] },
  };
}

/** A clock that ends because the case does: that an authority was late by then stays, and why it ended stands beside it. */
export const endClock = (bundle: Bundle, clock: ClockState, instant: string, why: string): ClockState => ({
  ...stopClock(bundle, clock, instant),
  ended: why,
});

/** A clock begun again: that an authority was late in the run before stays on it, as do those of the runs before that. */
export function begunAgain(
  bundle: Bundle,
  clock: ClockState,
  before: ClockState | undefined,
  instant: string,
): ClockState {
  if (!before) return clock;
  const ended = before.stoppedAt === undefined ? stopClock(bundle, before, instant) : before;
  const { startedAt, from, due, overdue, stoppedAt = instant } = ended;
  const earlier = [...(before.earlier ?? []), ...(overdue ? [{ startedAt, from, due, stoppedAt }] : [])];
  const { corrected } = before;
  return { ...clock, ...(earlier.length > 0 ? { earlier } : {}), ...(corrected ? { corrected } : {}) };
}

/** Standing still: its due day is open until it runs again. */
export const isSuspended = (clock: ClockState): boolean => (clock.pauses ?? []).some((p) => p.to === null);

/** The last instant of the period (24:00 Asia/Shanghai, 民法典203②). */
export const lastInstant = (clock: ClockState): string =>
  clock.due.length === 10 ? endOfDay(clock.due) : clock.due;

/** Past its last day or instant; a clock that stands still cannot run out. */
export const isOverdue = (clock: ClockState, instant: string): boolean =>
  !isSuspended(clock) && instant > lastInstant(clock);

/** Nobody has anything left to do about it: stopped, or a right or a time to wait through that is over and was told of. */
export function isOver(bundle: Bundle, clock: ClockState): boolean {
  if (clock.stoppedAt !== undefined) return true;
  const definition = deadlineOf(bundle, clock.id);
  const toldOver = (clock.alerts ?? []).some((a) => a.kind === 'overdue' && a.due === clock.due);
  return toldOver && definition !== null && takesLater(definition);
}
