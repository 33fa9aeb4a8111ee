import type { Clock } from '../ports/clock.ts';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands still until it is moved: for tests and for showing what a past or future day would bring. */
export class SettableClock implements Clock {
  #now: number;

  /** @param instant UTC, milliseconds: `2026-05-20T01:00:00.000Z` */
  constructor(instant: string) {
    this.#now = instantMs(instant);
  }

  now(): string {
    return new Date(this.#now).toISOString();
  }

  set(instant: string): void {
    this.#now = instantMs(instant);
  }

  /** Forward by milliseconds. */
  advance(ms: number): void {
    this.#now += ms;
  }
}

function instantMs(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new TypeError(`not an instant: ${instant}`);
  return ms;
}
