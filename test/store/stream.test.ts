import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CaseState } from '../../functions/contract/case.ts';
import { type Follower, follow } from '../../functions/local/stream.ts';
import { readHead } from '../../functions/store/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { commitOf, newCaseId } from './fixtures.ts';

let engine: TestEngine;
let follower: Follower | null = null;
let reader = 0;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(() => {
  reader++;
});
afterEach(async () => {
  await follower?.stop();
  follower = null;
});

const headsIn = (event: DynamoDBStreamEvent): CaseState[] =>
  event.Records.map((record) => readHead(record.dynamodb?.NewImage ?? {}));

type Handle = Parameters<typeof follow>[0]['handle'];
type SetAside = Parameters<typeof follow>[0]['setAside'];
const nothingAside: SetAside = async (record) => {
  throw new Error(`${record.eventID} was set aside`);
};
function begin(handle: Handle, setAside = nothingAside): Follower {
  const { checkpoints, db } = engine.stores;
  const name = `reader-${reader}`;
  follower = follow({
    endpoint: engine.endpoint,
    table: db.name('cases'),
    checkpoint: { load: () => checkpoints.load(name), save: (place) => checkpoints.save(name, place) },
    handle,
    setAside,
  });
  return follower;
}
/** Collects `case@version`. */
const collector = () => {
  const seen: string[] = [];
  const handle: Handle = async (event) => {
    seen.push(...headsIn(event).map((head) => `${head.id}@${head.version}`));
    return undefined;
  };
  return { seen, handle };
};
const { commit } = {
  commit: (id: string, version: number) => engine.stores.cases.commit(commitOf(id, version)),
};

describe('案件流', () => {
  it('hands over every head of a case in order, as the worker gets them on AWS', async () => {
    const { seen, handle } = collector();
    const id = newCaseId();
    const running = begin(handle);
    for (let version = 1; version <= 5; version++) await commit(id, version);
    await running.caughtUp();
    expect(seen.filter((s) => s.startsWith(id)).slice(-5)).toEqual([1, 2, 3, 4, 5].map((v) => `${id}@${v}`));
  });

  it('goes on after a restart where it stopped, without reading everything again', async () => {
    const first = collector();
    const [before, after] = [newCaseId(), newCaseId()];
    await commit(before, 1);
    const running = begin(first.handle);
    await running.caughtUp();
    await running.stop();
    expect(first.seen).toContain(`${before}@1`);
    await commit(after, 1);
    const second = collector();
    await begin(second.handle).caughtUp();
    expect(second.seen).toEqual([`${after}@1`]);
  });

  it('a record the worker could not handle comes again until it can, and nothing behind it is lost', async () => {
    const running = begin(collector().handle);
    await running.caughtUp();
    await running.stop();
    const ids = [newCaseId(), newCaseId(), newCaseId()];
    for (const id of ids) await commit(id, 1);
    const done: string[] = [];
    let failures = 0;
    const stubborn = begin(async (event) => {
      const heads = headsIn(event);
      const at = heads.findIndex((head) => head.id === ids[1]);
      if (at >= 0 && failures++ < 2) {
        done.push(...heads.slice(0, at).map((head) => head.id));
        return { batchItemFailures: [{ itemIdentifier: event.Records[at]?.dynamodb?.SequenceNumber ?? '' }] };
      }
      done.push(...heads.map((head) => head.id));
      return undefined;
    });
    await stubborn.caughtUp();
    expect(failures).toBe(3);
    expect(done.filter((id, i) => done.indexOf(id) === i)).toEqual(ids);
  });

  it('a record the worker never can handle steps aside, and what is behind it goes on', async () => {
    const running = begin(collector().handle);
    await running.caughtUp();
    await running.stop();
    const ids = [newCaseId(), newCaseId(), newCaseId()];
    for (const id of ids) await commit(id, 1);
    const [bad] = ids;
    const done: string[] = [];
    const aside: string[] = [];
    await begin(
      async (event) => {
        const heads = headsIn(event);
        const at = heads.findIndex((head) => head.id === bad);
        if (at >= 0)
          return {
            batchItemFailures: [{ itemIdentifier: event.Records[at]?.dynamodb?.SequenceNumber ?? '' }],
          };
        done.push(...heads.map((head) => head.id));
        return undefined;
      },
      async (record) => {
        aside.push(readHead(record.dynamodb?.NewImage ?? {}).id);
      },
    ).caughtUp();
    expect(aside).toEqual([bad]);
    expect(done).toEqual(ids.slice(1));
    await follower?.stop();
    const again = collector();
    await begin(again.handle).caughtUp();
    expect(again.seen).toEqual([]);
  });

  it('a case that cannot be handled steps aside also where every case is read as it stands', async () => {
    const ids = [newCaseId(), newCaseId()];
    for (const id of ids) await commit(id, 1);
    const aside: string[] = [];
    const done: string[] = [];
    // No place is known: everything is read from the table.
    await begin(
      async (event) => {
        const bad = event.Records.find((record) => readHead(record.dynamodb?.NewImage ?? {}).id === ids[0]);
        if (bad) return { batchItemFailures: [{ itemIdentifier: bad.dynamodb?.SequenceNumber ?? '' }] };
        done.push(...headsIn(event).map((head) => head.id));
        return undefined;
      },
      async (record) => {
        aside.push(readHead(record.dynamodb?.NewImage ?? {}).id);
      },
    ).caughtUp();
    expect(new Set(aside)).toEqual(new Set([ids[0]]));
    expect(done).toContain(ids[1]);
  });

  it('where the stream does not reach back far enough, every case is read as it stands', async () => {
    const id = newCaseId();
    await commit(id, 1);
    await commit(id, 2);
    await engine.stores.checkpoints.save(`reader-${reader}`, {
      stream: 'arn:of:another:stream',
      shard: 'shard',
      sequence: '5',
    });
    const { seen, handle } = collector();
    await begin(handle).caughtUp();
    expect(seen).toContain(`${id}@2`);
  });

  it('what has been read is let go, and the place is still found afterwards', async () => {
    const id = newCaseId();
    for (let version = 1; version <= 20; version++) await commit(id, version);
    const running = begin(collector().handle);
    await running.caughtUp();
    await running.stop();
    const place = (await engine.stores.checkpoints.load(`reader-${reader}`)) as { sequence: string };
    engine.engine.trimStream(engine.stores.db.name('cases'), place.sequence);
    await commit(id, 21);
    const { seen, handle } = collector();
    await begin(handle).caughtUp();
    expect(seen).toEqual([`${id}@21`]);
  });

  it('the worker is not called when nothing happened, and is when the reader is told of something', async () => {
    const { seen, handle } = collector();
    let calls = 0;
    const come = Promise.withResolvers<void>();
    const id = newCaseId();
    const running = begin(async (event) => {
      calls++;
      const answer = await handle(event);
      if (seen.includes(`${id}@1`)) come.resolve();
      return answer;
    });
    await running.caughtUp();
    const before = calls;
    await running.caughtUp();
    await running.caughtUp();
    expect(calls).toBe(before);
    await commit(id, 1);
    running.nudge();
    await come.promise;
    expect(calls).toBe(before + 1);
    expect(seen.at(-1)).toBe(`${id}@1`);
  });
});
