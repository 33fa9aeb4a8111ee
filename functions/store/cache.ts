/** Milliseconds that only go forward; a test hands in its own. */
export type Ticks = () => number;
export const monotonic: Ticks = () => performance.now();

/** Keeps answers for a while. A failed load is not kept; concurrent askers share one load. */
export class TimedCache<V> {
  readonly #kept = new Map<string, { until: number; value: Promise<V> }>();
  readonly #ttlMs: number;
  readonly #now: Ticks;
  readonly #most: number;

  constructor(ttlMs: number, now: Ticks = monotonic, most = 10_000) {
    this.#ttlMs = ttlMs;
    this.#now = now;
    this.#most = most;
  }

  get(key: string, load: () => Promise<V>): Promise<V> {
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.value;
    if (this.#kept.size >= this.#most) this.#kept.clear();
    const value = load();
    this.#kept.set(key, { until: this.#now() + this.#ttlMs, value });
    value.catch(() => this.#kept.delete(key));
    return value;
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }
}
