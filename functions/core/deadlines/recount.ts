import type { CaseState, ClockState } from '../../contract/case.ts';
import type { DeadlineDefinition } from '../../contract/definitions/deadlines.ts';
import type { Bundle } from '../release/bundle.ts';
import { type ClockRules, counted, countedAfter, deadlineOf } from './clocks.ts';
import { calendarOf, takesLater } from './definitions.ts';
import { queuesOf } from './watch.ts';

/**
 * A date that has to be counted again by a newer calendar: of a clock that runs, and of a right or a time to wait through even
 * once it was used, as rules go on asking whether it is over. A provisional one; and one that is not, where days off of the
 * prefecture that were confirmed since may move it.
 */
export function isOpenDate(bundle: Bundle, state: CaseState, clock: ClockState): boolean {
  const definition = deadlineOf(bundle, clock.id);
  if (!clock.provisional && clock.after === undefined && !followsLocal(definition)) return false;
  if (clock.stoppedAt === undefined) return true;
  return state.closed === null && definition !== null && takesLater(definition);
}

/**
 * More days off of the prefecture move the end of a period that takes the later day on, and the last day to act before
 * something further back; an authority's own period goes by the national days alone.
 */
const followsLocal = (definition: DeadlineDefinition | null): boolean =>
  definition !== null &&
  'unit' in definition &&
  (definition.unit === 'workday' || definition.roll === 'next_workday') &&
  (definition.direction === 'before' || takesLater(definition));

/** A clock counted again by a newer calendar, with a notice to whoever watches it; null when nothing changed. */
export function recount(
  rules: ClockRules,
  state: CaseState,
  clock: ClockState,
  now: string,
  why: string,
): ClockState | null {
  if (!isOpenDate(rules.bundle, state, clock)) return null;
  if (!clock.provisional && countedBy(rules.bundle, clock) === rules.calendar.hash) return null;
  const others = (clock.after ?? []).flatMap((id) => state.clocks[id] ?? []);
  const again = neverShorter(
    rules,
    clock,
    countedAfter(
      rules,
      clock,
      others.map((c) => (isOpenDate(rules.bundle, state, c) ? neverShorter(rules, c, counted(rules, c)) : c)),
    ),
  );
  const same = again.due === clock.due && again.from === clock.from;
  if (same && again.provisional === clock.provisional) return null;
  const definition = deadlineOf(rules.bundle, clock.id);
  const moved = again.due === clock.due ? `仍为 ${again.due}` : `由 ${clock.due} 改为 ${again.due}`;
  const say = `“${definition?.name ?? clock.id}”的${clock.provisional ? '暂定' : ''}日期重新计算：${moved}${again.provisional ? '（仍为暂定）' : ''}。${why}`;
  const to = definition && 'watch' in definition ? queuesOf(definition.watch.to, state) : [];
  const alert = { kind: 'recounted' as const, at: now, due: again.due, say, to };
  return { ...again, alerts: [...(clock.alerts ?? []), alert] };
}

/** The calendar a clock was counted by: its own, or that of the case's release. */
export const countedBy = (bundle: Bundle, clock: ClockState): string =>
  clock.calendar ?? calendarOf(bundle).hash;

/** Whoever was told a later day goes by it; only what an authority has to keep may become shorter. */
function neverShorter({ bundle }: ClockRules, before: ClockState, again: ClockState): ClockState {
  const definition = deadlineOf(bundle, before.id);
  if (again.due >= before.due || definition === null || !takesLater(definition)) return again;
  const why = `重新计算为 ${again.due}；此前计算的 ${before.due} 较晚，对当事人仍以该日为届满之日`;
  return { ...again, due: before.due, derivation: [...again.derivation, why] };
}
