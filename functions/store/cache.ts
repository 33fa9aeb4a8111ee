import { Keeper } from '../core/keeper.ts';

/** Milliseconds that only go forward; a test hands in its own. */
export type Ticks = () => number;
export const monotonic: Ticks = () => performance.now();

type Timed<V> = { until: number; value: Promise<V> };

/** Keeps answers for a while. A failed load is not kept; concurrent askers share one load. */
export class TimedCache<V> {
  readonly #kept: Keeper<Timed<V>>;
  readonly #ttlMs: number;
  readonly #now: Ticks;

  constructor(ttlMs: number, now: Ticks = monotonic, most = 10_000) {
    this.#ttlMs = ttlMs;
    this.#now = now;
    this.#kept = new Keeper(most);
  }

  get(key: string, load: () => Promise<V>): Promise<V> {
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.value;
    const timed: Timed<V> = { until: this.#now() + this.#ttlMs, value: load() };
    this.#kept.put(key, timed);
    timed.value.catch(() => {
      if (this.#kept.get(key) === timed) this.#kept.forget(key);
    });
    return timed.value;
  }

  forget(key: string): void {
    this.#kept.forget(key);
  }
}
