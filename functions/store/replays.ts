import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { ReplayExample } from '../contract/replay.ts';
import type { ReplayRecord, ReplayStore } from '../ports/replays.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { queryAll } from './page.ts';
import { transact } from './retry.ts';

/** Examples know their run: those of an earlier one are passed over, and written over when their group turns up again. */
type StoredExamples = { run: string; group: string; examples: ReplayExample[] };

/** Progress of replays, beside the drafts they are of. */
export function openReplays(db: Db): ReplayStore {
  return {
    async read(tenant, draftId) {
      const answer = await db.client.send(
        new GetItemCommand({
          TableName: db.name('definitions'),
          Key: { pk: { S: keys.replayKey(tenant, draftId) }, sk: { S: keys.REPLAY_SORT } },
          ConsistentRead: true,
        }),
      );
      return answer.Item ? unpack<ReplayRecord>(answer.Item.body) : null;
    },
    async examples(tenant, draftId, run) {
      const list = {
        table: 'definitions',
        partition: keys.replayExamplesKey(tenant, draftId),
        sort: keys.REPLAY_GROUP_SORT,
        consistent: true,
      } as const;
      const stored = await queryAll(db, list, (item) => unpack<StoredExamples>(item.body));
      return new Map(stored.filter((s) => s.run === run).map((s) => [s.group, s.examples]));
    },
    async save(tenant, draftId, record, examples, expectedVersion) {
      const table = db.name('definitions');
      const groups = [...examples].map(([group, list]): TransactWriteItem => {
        const body: StoredExamples = { run: record.run, group, examples: list };
        const pk = { S: keys.replayExamplesKey(tenant, draftId) };
        return { Put: { TableName: table, Item: { pk, sk: { S: group }, body: pack(body) } } };
      });
      const reasons = await transact(db, [
        recordPut(table, tenant, draftId, record, expectedVersion),
        ...groups,
      ]);
      return reasons === null;
    },
  };
}

function recordPut(
  table: string,
  tenant: string,
  draftId: string,
  record: ReplayRecord,
  expectedVersion: number,
): TransactWriteItem {
  return {
    Put: {
      TableName: table,
      Item: {
        pk: { S: keys.replayKey(tenant, draftId) },
        sk: { S: keys.REPLAY_SORT },
        v: { N: String(record.version) },
        body: pack(record, 'definition-invalid'),
      },
      ...(expectedVersion === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'v = :expected',
            ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
          }),
    },
  };
}
