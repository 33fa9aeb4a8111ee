import type { ReleaseEntry } from '../../contract/definitions/release.ts';
import { dayOf } from '../time/days.ts';

/** live: holds today. pending: approved, still to take force. superseded: another took its place. withdrawn: never held. */
export type ReleaseStatus = {
  status: 'live' | 'pending' | 'superseded' | 'withdrawn';
  /** The first day it no longer holds; null while no end is known, and for one that never held. */
  until: string | null;
};

/**
 * The release in force on a Shanghai day: the latest approved of those that hold from that day or before. A back-dated
 * release is in force on the days it was dated back over: that is what dating back means. Null before the first.
 * @param history every release, the oldest first
 */
export function inForceOn(history: ReleaseEntry[], day: string): ReleaseEntry | null {
  return history.findLast((r) => !r.withdrawn && r.effective.from <= day) ?? null;
}

/** How a release stands on a day. One replaced on its own first day, or dated back over, ends before it began to hold alone. */
export function statusOf(history: ReleaseEntry[], release: ReleaseEntry, today: string): ReleaseStatus {
  if (release.withdrawn) return { status: 'withdrawn', until: null };
  const later = history.filter((r) => r.number > release.number && !r.withdrawn).map((r) => r.effective.from);
  const until = later.sort()[0] ?? null;
  if (release.effective.from > today) return { status: 'pending', until };
  return { status: until !== null && until <= today ? 'superseded' : 'live', until };
}

/**
 * Under which number a case got the contents it is on, at an instant: the last publication of that hash that held by then.
 * The same contents may have been published more than once.
 */
export function numberOf(history: ReleaseEntry[], hash: string, instant: string): number | null {
  const same = history.filter((r) => r.hash === hash && !r.withdrawn);
  const held = (r: ReleaseEntry) => r.publishedAt <= instant && r.effective.from <= dayOf(instant);
  return (same.findLast(held) ?? same[0])?.number ?? null;
}
