import type { CaseState, ClockState } from '../../contract/case.ts';
import type { Bundle } from '../release/bundle.ts';
import { type ClockRules, counted, countedAfter, deadlineOf } from './clocks.ts';
import { takesLater } from './definitions.ts';
import { queuesOf } from './watch.ts';

/**
 * A date that has to be counted again when the days off are published: of a clock that runs, and of a right or a time to wait
 * through even once it was used, as rules go on asking whether it is over.
 */
export function isOpenDate(bundle: Bundle, state: CaseState, clock: ClockState): boolean {
  if (!clock.provisional) return false;
  if (clock.stoppedAt === undefined) return true;
  const definition = deadlineOf(bundle, clock.id);
  return state.closed === null && definition !== null && takesLater(definition);
}

/** A provisional clock counted again by a newer calendar, with a notice to whoever watches it; null when nothing changed. */
export function recount(
  rules: ClockRules,
  state: CaseState,
  clock: ClockState,
  now: string,
  why: string,
): ClockState | null {
  if (!isOpenDate(rules.bundle, state, clock)) return null;
  const others = (clock.after ?? []).flatMap((id) => state.clocks[id] ?? []);
  const again = countedAfter(
    rules,
    clock,
    others.map((c) => (isOpenDate(rules.bundle, state, c) ? counted(rules, c) : c)),
  );
  if (again.due === clock.due && again.from === clock.from && again.provisional) return null;
  const definition = deadlineOf(rules.bundle, clock.id);
  const moved = again.due === clock.due ? `仍为 ${again.due}` : `由 ${clock.due} 改为 ${again.due}`;
  const say = `“${definition?.name ?? clock.id}”的暂定日期重新计算：${moved}${again.provisional ? '（仍为暂定）' : ''}。${why}`;
  const to = definition && 'watch' in definition ? queuesOf(definition.watch.to, state) : [];
  const alert = { kind: 'recounted' as const, at: now, due: again.due, say, to };
  return { ...again, alerts: [...(clock.alerts ?? []), alert] };
}
