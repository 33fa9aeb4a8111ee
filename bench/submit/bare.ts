import {
  type AttributeValue,
  CreateTableCommand,
  GetItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Stores } from '../../functions/store/index.ts';
import * as keys from '../../functions/store/keys.ts';

type Item = Record<string, AttributeValue>;
type Db = Stores['db'];
export type Bare = {
  /** Bytes of the two items' contents: event, head. */
  bytes: { event: number; head: number };
  /** One more event and one more version of the head of one of the bare cases; each is used by one client at a time. */
  write(place: number): Promise<void>;
};

const EVENTS = 'bare-events';
const HEADS = 'bare-heads';

/**
 * The least a submission must cost: two puts in one transaction, an event that must not exist and a head whose
 * version must be the one before. Their contents are those of a real event and head of the case, in tables of their
 * own without a stream, so that no projection takes part.
 */
export async function openBare(
  { db }: Stores,
  tenant: string,
  caseId: string,
  version: number,
): Promise<Bare> {
  const pk = { S: keys.caseKey(tenant, caseId) };
  const event = await bodyOf(db, db.name('events'), { pk, sk: { S: keys.eventSort(version) } });
  const head = await bodyOf(db, db.name('cases'), { pk });
  await createTable(db, EVENTS, ['pk', 'sk']);
  await createTable(db, HEADS, ['pk']);
  const versions = new Map<number, number>();
  return {
    bytes: { event: sizeOf(event), head: sizeOf(head) },
    async write(place) {
      const before = versions.get(place) ?? 0;
      const key = { S: keys.caseKey(tenant, `C-${String(place).padStart(20, '0')}`) };
      const now = before + 1;
      await db.client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName: EVENTS,
                Item: { pk: key, sk: { S: keys.eventSort(now) }, body: event },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
            {
              Put: {
                TableName: HEADS,
                Item: { pk: key, v: { N: String(now) }, body: head },
                ...(before === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: 'v = :before',
                      ExpressionAttributeValues: { ':before': { N: String(before) } },
                    }),
              },
            },
          ],
        }),
      );
      versions.set(place, now);
    },
  };
}

async function bodyOf({ client }: Db, TableName: string, Key: Item): Promise<AttributeValue> {
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  if (!Item?.body) throw new Error(`${TableName} does not hold the item to copy`);
  return Item.body;
}

async function createTable({ client }: Db, TableName: string, names: string[]): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );
}

const sizeOf = (body: AttributeValue): number => body.B?.length ?? Buffer.byteLength(body.S ?? '');
