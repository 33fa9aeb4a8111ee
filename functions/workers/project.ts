import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from '../adapters/logger.ts';
import { dependencies } from '../api/compose.ts';
import { readHead } from '../store/index.ts';
import { project } from '../usecases/ops/project.ts';

/**
 * Stream entry: changed cases become inbox lines, register lines and published decisions. A record that fails is reported,
 * so that the stream comes back to it and to everything after it; projecting again does no harm.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const deps = await dependencies();
  const heads = event.Records.flatMap((r) => {
    const image = r.dynamodb?.NewImage;
    return image?.body
      ? [{ sequence: r.dynamodb?.SequenceNumber as string, state: readHead(image as never) }]
      : [];
  });
  try {
    await project(
      deps,
      heads.map((h) => h.state),
    );
    return { batchItemFailures: [] };
  } catch (error) {
    logger.error('projection failed', { error: error as Error });
    return { batchItemFailures: [{ itemIdentifier: heads[0]?.sequence as string }] };
  }
}
