import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';

/** How far a reader of the stream has come; kept beside the views it feeds. On AWS Lambda keeps it instead. */
export type Checkpoints = {
  load(reader: string): Promise<unknown>;
  save(reader: string, place: unknown): Promise<void>;
};

export function openCheckpoints(db: Db): Checkpoints {
  const at = (reader: string) => ({
    pk: { S: keys.checkpointKey(reader) },
    sk: { S: keys.CHECKPOINT_SORT },
  });
  return {
    async load(reader) {
      const answer = await db.client.send(
        new GetItemCommand({ TableName: db.name('views'), Key: at(reader), ConsistentRead: true }),
      );
      return answer.Item ? unpack<unknown>(answer.Item.body) : null;
    },
    async save(reader, place) {
      await db.client.send(
        new PutItemCommand({ TableName: db.name('views'), Item: { ...at(reader), body: pack(place) } }),
      );
    },
  };
}
