/**
 * People of one process who want numbers of the same kind take turns, in the order they came. Exactness does not
 * rest on this (the transaction sees to it, for other processes too); it spares the process racing itself.
 */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the work when everybody before it in any of the lanes has finished, however they finished. */
  async take<T>(lanes: string[], work: () => Promise<T>): Promise<T> {
    const mine = [...new Set(lanes)];
    const before = mine.map((lane) => this.#last.get(lane));
    const turn = Promise.allSettled(before).then(work);
    for (const lane of mine) this.#last.set(lane, turn);
    try {
      return await turn;
    } finally {
      for (const lane of mine) if (this.#last.get(lane) === turn) this.#last.delete(lane);
    }
  }
}
