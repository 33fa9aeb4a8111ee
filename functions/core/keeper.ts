/**
 * Keeps what was worked out once, a bounded number of it: what was not asked for lately makes room. Everything a
 * process remembers under a hash or a key is kept here, since releases and drafts go on for years and a process may too.
 *
 * Two halves: what is asked for moves to the young one; when that is full, it becomes the old one, and what is still in
 * the old one then is let go. So the half of `most` asked for last is always there, and what is hot costs one look-up:
 * the keys of every object that is hashed come by here.
 */
export class Keeper<V extends NonNullable<unknown>> {
  readonly #half: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  /** @param most never more than this many are kept */
  constructor(most: number) {
    this.#half = Math.max(1, Math.floor(most / 2));
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    return old === undefined ? undefined : this.put(key, old);
  }

  put(key: string, value: V): V {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#old.delete(key);
    this.#young.set(key, value);
    return value;
  }

  /** What is kept under the key, or else what `make` gives, from now on. A promise that fails is not kept. */
  keep(key: string, make: () => V): V {
    const kept = this.get(key);
    if (kept !== undefined) return kept;
    const made = this.put(key, make());
    if (made instanceof Promise)
      made.catch(() => {
        // by now it may be somebody else's who asked again
        if (this.get(key) === made) this.forget(key);
      });
    return made;
  }

  forget(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }
}
