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
  /** Takes a record the worker failed on again and again, so that what is behind it goes on. */
  setAside(record: DynamoDBRecord): Promise<void>;
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
const IDLE_MS = { first: 50, most: 200 };
/** The filing that brings the news is answered first. */
const YIELD_MS = 5;
/** After a batch, records gather this long: under load the next one holds many, and costs the filings less. */
const GATHER_MS = 100;
const ERROR_PAUSE_MS = { first: 50, most: 5_000 };
/** The pauses between them are less than a second together: what passes sooner than that is no reason to set aside. */
const TRIES = 5;
const SAVE_EVERY_MS = 1_000;
const TRIM_EVERY = 500;

/** Reads the stream of a table and hands it to the worker until stopped. */
export function follow(options: FollowOptions): Follower {
  const rest = new Rest();
  const waiting: (() => void)[] = [];

  async function run(): Promise<void> {
    let errors = 0;
    while (!rest.over) {
      try {
        await readOn(options, rest, waiting, () => {
          errors = 0;
        });
      } catch (error) {
        options.onError?.(error);
        await rest.for(errorPause(errors++), 'whatever comes');
      }
    }
    for (const resolve of waiting.splice(0)) resolve();
  }

  const running = run();
  return {
    nudge: () => rest.nudge(),
    caughtUp: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        rest.ask();
      }),
    async stop() {
      rest.end();
      await running;
    },
  };
}

const errorPause = (errors: number): number =>
  Math.min(ERROR_PAUSE_MS.most, ERROR_PAUSE_MS.first * 2 ** errors);

/** From the checkpoint on, or, where the stream does not reach back to it, from every case as it stands. */
async function readOn(
  options: FollowOptions,
  rest: Rest,
  waiting: (() => void)[],
  wentWell: () => void,
): Promise<void> {
  const stream = await openStream(options.endpoint, options.table, await options.checkpoint.load());
  const keeper = new Keeper(options);
  if (stream.gap) await handleEverything(options, stream, rest);
  let idle = 0;
  try {
    while (!rest.over) {
      const asked = waiting.length;
      const records = await stream.next(BATCH);
      if (records.length > 0) {
        await handleFully(options, records, rest);
        stream.handled(records);
        wentWell();
        idle = 0;
        if (waiting.length === 0) await rest.for(GATHER_MS, 'until asked');
      } else {
        for (const resolve of waiting.splice(0, asked)) resolve();
        const nudged = await rest.for(Math.min(IDLE_MS.most, IDLE_MS.first * 2 ** idle), 'until nudged');
        idle = nudged ? 0 : idle + 1;
        if (nudged) await rest.for(YIELD_MS, 'until asked');
      }
      await keeper.saveIfDue(stream.place);
    }
  } finally {
    await keeper.save(stream.place).catch((error: unknown) => options.onError?.(error));
  }
}

/** What cuts a pause short, the stronger the higher: news, somebody who waits for it to be read, the end. */
const STRENGTH = { nothing: 0, nudge: 1, ask: 2, end: 3 } as const;
type Call = keyof typeof STRENGTH;
const CUT_BY = { 'until nudged': 'nudge', 'until asked': 'ask', 'whatever comes': 'end' } as const;

/** The pauses of one reader. */
class Rest {
  #call: Call = 'nothing';
  #wake: (() => void) | null = null;

  get over(): boolean {
    return this.#call === 'end';
  }

  /** True when something called before the time was up; a call since the last pause counts too. */
  async for(ms: number, mode: keyof typeof CUT_BY): Promise<boolean> {
    const cut = () => STRENGTH[this.#call] >= STRENGTH[CUT_BY[mode]];
    if (!cut()) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          if (!cut()) return;
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    const called = this.#call !== 'nothing';
    if (!this.over) this.#call = 'nothing';
    return called;
  }

  nudge(): void {
    this.#raise('nudge');
  }

  ask(): void {
    this.#raise('ask');
  }

  #raise(call: Call): void {
    if (STRENGTH[call] > STRENGTH[this.#call]) this.#call = call;
    this.#wake?.();
  }

  end(): void {
    this.#raise('end');
  }
}

/** Every record of a batch, again from where the worker failed; what it fails on time after time is set aside. */
async function handleFully(
  { handle, setAside, onError }: FollowOptions,
  records: DynamoDBRecord[],
  rest: Rest,
): Promise<void> {
  let open = records;
  let tries = 0;
  while (open.length > 0) {
    const failed = (await handle({ Records: open }))?.batchItemFailures[0]?.itemIdentifier;
    if (failed === undefined) return;
    const at = open.findIndex((record) => record.dynamodb?.SequenceNumber === failed);
    if (at < 0) throw new Error(`the worker named ${failed}, which it was not given`);
    onError?.(new Error(`the worker could not handle stream record ${failed}`));
    open = open.slice(at);
    tries = at > 0 ? 1 : tries + 1;
    if (tries >= TRIES) {
      await setAside(open[0] as DynamoDBRecord);
      open = open.slice(1);
      tries = 0;
      continue;
    }
    await rest.for(errorPause(tries - 1), 'whatever comes');
    if (rest.over) throw new Error(`stopped before stream record ${failed} was handled`);
  }
}

async function handleEverything(options: FollowOptions, stream: Stream, rest: Rest): Promise<void> {
  for await (const records of stream.everything(BATCH)) {
    if (rest.over) throw new Error('stopped before every case was read');
    await handleFully(options, records, rest);
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
