import type { Stores } from '../../functions/store/index.ts';

type Consumed = { CapacityUnits?: number };

/** Adds up the read units the engine charges for what goes through these stores. */
export class ReadUnits {
  #total = 0;

  /** Before the first request of the stores. */
  constructor({ db }: Stores) {
    db.client.middlewareStack.add(
      (next) => async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const answer = await next(args);
        const { ConsumedCapacity: charged } = answer.output as { ConsumedCapacity?: Consumed | Consumed[] };
        for (const { CapacityUnits = 0 } of charged ? [charged].flat() : []) this.#total += CapacityUnits;
        return answer;
      },
      { step: 'initialize', name: 'readUnits' },
    );
  }

  /** What the work costs. */
  async of(work: () => Promise<unknown>): Promise<number> {
    const before = this.#total;
    await work();
    return this.#total - before;
  }
}
