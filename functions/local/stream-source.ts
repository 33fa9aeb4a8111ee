import type { DynamoDBRecord } from 'aws-lambda';
import { callEngine, type EngineFault } from './wire.ts';

/** A record of a stream, by the stream's own name, its shard and the record's number. */
export type Place = { stream: string; shard: string; sequence: string };

export type Stream = {
  /** The stream does not reach back to the place asked for: what was missed has to be read from the table. */
  gap: boolean;
  /** The last record handled. */
  readonly place: Place | null;
  /** The next records in order; empty when there are none yet. */
  next(limit: number): Promise<DynamoDBRecord[]>;
  handled(records: DynamoDBRecord[]): void;
  /** Every item of the table, as records of a stream. */
  everything(limit: number): AsyncGenerator<DynamoDBRecord[]>;
};

type Shard = { ShardId: string };
type Records = { Records?: DynamoDBRecord[]; NextShardIterator?: string };
const STREAMS = 'DynamoDBStreams_20120810';

/**
 * Opens the stream of a table after `from` (a Place once given out), or at its beginning where there is no such
 * place any more.
 */
export async function openStream(endpoint: string, table: string, from: unknown): Promise<Stream> {
  const arn = await streamOf(endpoint, table);
  const start = isPlace(from) && from.stream === arn ? await resume(endpoint, from) : null;
  const shards = await shardsOf(endpoint, arn);
  const first = shards[0]?.ShardId ?? null;
  let shard = start?.shard ?? first;
  let iterator =
    start?.iterator ??
    (shard && (await iteratorAt(endpoint, arn, shard, { ShardIteratorType: 'TRIM_HORIZON' })));
  let place: Place | null = start ? (from as Place) : null;
  let following: string | undefined;

  /** An engine may close a shard and go on in another. */
  async function nextShard(): Promise<void> {
    const now = await shardsOf(endpoint, arn);
    const at = now.findIndex(({ ShardId }) => ShardId === shard);
    shard = now[at + 1]?.ShardId ?? null;
    iterator = shard && (await iteratorAt(endpoint, arn, shard, { ShardIteratorType: 'TRIM_HORIZON' }));
    if (!shard && at >= 0) shard = now[at]?.ShardId ?? null;
  }

  return {
    gap: start === null,
    get place() {
      return place;
    },
    async next(limit) {
      if (!iterator) await nextShard();
      if (!iterator) return [];
      const answer = await callEngine<Records>(endpoint, `${STREAMS}.GetRecords`, {
        ShardIterator: iterator,
        Limit: limit,
      });
      following = answer.NextShardIterator;
      if (!answer.Records?.length) iterator = following ?? null;
      return answer.Records ?? [];
    },
    handled(records) {
      const sequence = records.at(-1)?.dynamodb?.SequenceNumber;
      if (sequence && shard) place = { stream: arn, shard, sequence };
      iterator = following ?? null;
    },
    everything: (limit) => scan(endpoint, table, limit),
  };
}

async function streamOf(endpoint: string, table: string): Promise<string> {
  type Answer = { Table: { LatestStreamArn?: string } };
  const { Table } = await callEngine<Answer>(endpoint, 'DynamoDB_20120810.DescribeTable', {
    TableName: table,
  });
  if (!Table.LatestStreamArn) throw new Error(`table ${table} has no stream`);
  return Table.LatestStreamArn;
}

async function shardsOf(endpoint: string, arn: string): Promise<Shard[]> {
  type Answer = { StreamDescription: { Shards?: Shard[] } };
  const answer = await callEngine<Answer>(endpoint, `${STREAMS}.DescribeStream`, { StreamArn: arn });
  return answer.StreamDescription.Shards ?? [];
}

async function iteratorAt(endpoint: string, arn: string, shard: string, where: object): Promise<string> {
  const answer = await callEngine<{ ShardIterator: string }>(endpoint, `${STREAMS}.GetShardIterator`, {
    StreamArn: arn,
    ShardId: shard,
    ...where,
  });
  return answer.ShardIterator;
}

/** The iterator after the place; null unless the record at the place is still there, which proves nothing is missing. */
async function resume(
  endpoint: string,
  from: Place,
): Promise<{ shard: string; iterator: string | null } | null> {
  try {
    const iterator = await iteratorAt(endpoint, from.stream, from.shard, {
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: from.sequence,
    });
    const found = await callEngine<Records>(endpoint, `${STREAMS}.GetRecords`, {
      ShardIterator: iterator,
      Limit: 1,
    });
    if (found.Records?.[0]?.dynamodb?.SequenceNumber !== from.sequence) return null;
    return { shard: from.shard, iterator: found.NextShardIterator ?? null };
  } catch (error) {
    if (typeof (error as EngineFault).code === 'string' && /Exception$/.test((error as EngineFault).code))
      return null;
    throw error;
  }
}

async function* scan(endpoint: string, table: string, limit: number): AsyncGenerator<DynamoDBRecord[]> {
  type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;
  type Answer = { Items?: Image[]; LastEvaluatedKey?: Image };
  let after: Image | undefined;
  let read = 0;
  do {
    const page: Answer = await callEngine<Answer>(endpoint, 'DynamoDB_20120810.Scan', {
      TableName: table,
      ConsistentRead: true,
      Limit: limit,
      ...(after && { ExclusiveStartKey: after }),
    });
    const records = (page.Items ?? []).map((NewImage) => ({
      eventName: 'MODIFY' as const,
      eventSource: 'aws:dynamodb',
      // A number of its own, by which the worker can name it; no place in any stream.
      dynamodb: { SequenceNumber: `scan-${++read}`, NewImage, StreamViewType: 'NEW_IMAGE' as const },
    }));
    if (records.length > 0) yield records;
    after = page.LastEvaluatedKey;
  } while (after);
}

const isPlace = (value: unknown): value is Place =>
  typeof value === 'object' &&
  value !== null &&
  ['stream', 'shard', 'sequence'].every(
    (name) => typeof (value as Record<string, unknown>)[name] === 'string',
  );
