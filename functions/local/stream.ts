import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { openStream, type Place, type Stream } from './stream-source.ts';

export type FollowOptions = {
  /** Of a local engine. */
  endpoint: string;
  /** The table whose stream is read. */
  table: string;
  /** Where the reader stands; it may lag behind, since what is handled twice changes nothing. */
  checkpoint: { load(): Promise<unknown>; save(place: Place): Promise<void> };
  /** The worker, as Lambda calls it: in order, at least once, again from the first record it names as failed. */
  handle(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse | undefined>;
  /** Records before this one are not needed any more. */
  trim?: ((before: string) => void) | undefined;
  onError?: ((error: unknown) => void) | undefined;
};

export type Follower = {
  /** Something was written: look now. */
  nudge(): void;
  /** Resolves when everything written before the call has been handled. */
  caughtUp(): Promise<void>;
  /** Finishes the batch under way and keeps the place. */
  stop(): Promise<void>;
};

const BATCH = 100;
const IDLE_MS = 200;
const FIRST_PAUSE_MS = 5;
const ERROR_PAUSE_MS = { first: 50, most: 5_000 };
const SAVE_EVERY_MS = 1_000;
const TRIM_EVERY = 500;

/** Reads the stream of a table and hands it to the worker until stopped. */
export function follow(options: FollowOptions): Follower {
  const stopping = new AbortController();
  const waiting: (() => void)[] = [];
  let wake = new AbortController();
  const nudge = () => wake.abort();

  /** Sleeps, but not through a nudge or the end. */
  async function rest(ms: number): Promise<void> {
    const signal = AbortSignal.any([wake.signal, stopping.signal]);
    await sleep(ms, undefined, { signal }).catch(() => {});
    wake = new AbortController();
  }

  async function run(): Promise<void> {
    for (let errors = 0; !stopping.signal.aborted; errors++) {
      try {
        await readOn(options, stopping.signal, rest, () => (errors = 0), waiting);
      } catch (error) {
        options.onError?.(error);
        await sleep(Math.min(ERROR_PAUSE_MS.most, ERROR_PAUSE_MS.first * 2 ** errors), undefined, {
          signal: stopping.signal,
        }).catch(() => {});
      }
    }
  }

  const running = run();
  return {
    nudge,
    caughtUp: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        nudge();
      }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** From the checkpoint on, or, where the stream does not reach back to it, from every case as it stands. */
async function readOn(
  options: FollowOptions,
  signal: AbortSignal,
  rest: (ms: number) => Promise<void>,
  wentWell: () => void,
  waiting: (() => void)[],
): Promise<void> {
  const stream = await openStream(options.endpoint, options.table, await options.checkpoint.load());
  const keeper = new Keeper(options);
  if (stream.gap) await handleEverything(options, stream, signal);
  let idle = 0;
  try {
    while (!signal.aborted) {
      const asked = waiting.length;
      const records = await stream.next(BATCH);
      if (records.length === 0) {
        for (const resolve of waiting.splice(0, asked)) resolve();
        await keeper.saveIfDue(stream.place);
        await rest(Math.min(IDLE_MS, FIRST_PAUSE_MS * 2 ** idle++));
        continue;
      }
      idle = 0;
      await handleFully(options, records);
      stream.handled(records);
      wentWell();
      await keeper.saveIfDue(stream.place);
    }
  } finally {
    await keeper.save(stream.place).catch((error: unknown) => options.onError?.(error));
  }
}

/** Every record of a batch, again from where the worker failed. */
async function handleFully({ handle, onError }: FollowOptions, records: DynamoDBRecord[]): Promise<void> {
  const answer = await handle({ Records: records });
  const failed = answer?.batchItemFailures[0]?.itemIdentifier;
  if (failed === undefined) return;
  onError?.(new Error(`the worker could not handle stream record ${failed}`));
  throw new Error(`stream record ${failed} was not handled`);
}

async function handleEverything(options: FollowOptions, stream: Stream, signal: AbortSignal): Promise<void> {
  for await (const records of stream.everything(BATCH)) {
    if (signal.aborted) throw new Error('stopped before every case was read');
    await handleFully(options, records);
  }
}

/** Writes the place down once a second while there is news, and lets go of what lies before it. */
class Keeper {
  readonly #options: FollowOptions;
  #saved: Place | null = null;
  #at = 0;
  #trimmed = 0n;

  constructor(options: FollowOptions) {
    this.#options = options;
  }

  async saveIfDue(place: Place | null): Promise<void> {
    if (performance.now() - this.#at >= SAVE_EVERY_MS) await this.save(place);
  }

  async save(place: Place | null): Promise<void> {
    if (place === null || place.sequence === this.#saved?.sequence) return;
    await this.#options.checkpoint.save(place);
    this.#saved = place;
    this.#at = performance.now();
    const at = BigInt(place.sequence);
    if (this.#options.trim && at - this.#trimmed >= TRIM_EVERY) {
      this.#options.trim(place.sequence);
      this.#trimmed = at;
    }
  }
}
