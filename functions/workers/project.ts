import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from '../adapters/logger.ts';
import { dependencies } from '../api/compose.ts';
import { readHead } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';
import { project } from '../usecases/ops/project.ts';

/**
 * Stream entry: changed cases become inbox lines, register lines and published decisions. Where the batch fails, its cases are
 * shown one at a time, lest one that cannot be shown keep the lists of everybody else waiting; the first record that failed is
 * reported, so that the stream comes back to it. Projecting again does no harm.
 */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const deps = await dependencies();
  const changed = Records.filter((record) => record.dynamodb?.NewImage?.body);
  try {
    await show(deps, changed);
    return { batchItemFailures: [] };
  } catch {
    return { batchItemFailures: await oneByOne(deps, changed) };
  }
}

const show = (deps: Deps, records: DynamoDBRecord[]): Promise<void> =>
  project(
    deps,
    records.map((record) => readHead(record.dynamodb?.NewImage as never)),
  );

async function oneByOne(
  deps: Deps,
  records: DynamoDBRecord[],
): Promise<DynamoDBBatchResponse['batchItemFailures']> {
  let first: string | undefined;
  // The last record of a case tells all that those before it told.
  const latest = new Map(records.map((record) => [record.dynamodb?.NewImage?.pk?.S, record]));
  for (const record of records.filter((one) => latest.get(one.dynamodb?.NewImage?.pk?.S) === one)) {
    try {
      await show(deps, [record]);
    } catch (error) {
      const { SequenceNumber, NewImage } = record.dynamodb ?? {};
      logger.error('projection failed', { case: NewImage?.pk?.S, error: error as Error });
      first ??= SequenceNumber;
    }
  }
  return first === undefined ? [] : [{ itemIdentifier: first }];
}
