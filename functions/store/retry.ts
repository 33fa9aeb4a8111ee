import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type CancellationReason,
  type KeysAndAttributes,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { Refusal } from '../contract/errors.ts';
import type { Db } from './client.ts';
import type { TableId } from './tables.ts';

export type Item = Record<string, AttributeValue>;

const ATTEMPTS = 10;
const BATCH_GET = 100;
const BATCH_WRITE = 25;
const PASSING = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
]);

/** Full jitter: somewhere between nothing and 5 ms, 10 ms, 20 ms … 400 ms. */
const pause = (attempt: number) => sleep(Math.random() * Math.min(400, 5 * 2 ** attempt));
const busy = () => new Refusal('busy', '存储繁忙，请稍后重试。');

/** Codes by the place in the transaction; `None` where that item was fine. */
export type Reasons = string[];

/**
 * One TransactWriteItems. Null when it was written; else, item by item, why not. Conflicts with other
 * transactions under way and throttling are waited out here (Refusal `busy` when that does not help).
 * `settles`: a reason that answers the question whatever else failed (a submission id already used).
 */
export async function transact(
  db: Db,
  items: TransactWriteItem[],
  settles: (reasons: Reasons) => boolean = () => false,
): Promise<Reasons | null> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      await db.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return null;
    } catch (error) {
      if (error instanceof TransactionCanceledException) {
        const reasons = (error.CancellationReasons ?? []).map((r: CancellationReason) => r.Code ?? 'None');
        if (settles(reasons)) return reasons;
        if (!reasons.some((r) => PASSING.has(r))) {
          if (reasons.every((r) => r === 'None' || r === 'ConditionalCheckFailed')) return reasons;
          throw error;
        }
      } else if (!PASSING.has((error as Error).name)) {
        throw error;
      }
    }
    await pause(attempt);
  }
  throw busy();
}

/** Items by key, in any order, those missing left out. Asks again for what the engine did not get to. */
export async function batchGet(db: Db, table: TableId, keys: Item[], consistent: boolean): Promise<Item[]> {
  const name = db.name(table);
  const pages = chunks(keys, BATCH_GET).map(async (page) => {
    const found: Item[] = [];
    let open: KeysAndAttributes | undefined = { Keys: page, ConsistentRead: consistent };
    for (let attempt = 0; open; attempt++) {
      if (attempt === ATTEMPTS) throw busy();
      if (attempt > 0) await pause(attempt);
      const answer: {
        Responses?: Record<string, Item[]>;
        UnprocessedKeys?: Record<string, KeysAndAttributes>;
      } = await db.client.send(new BatchGetItemCommand({ RequestItems: { [name]: open } }));
      found.push(...(answer.Responses?.[name] ?? []));
      open = answer.UnprocessedKeys?.[name];
    }
    return found;
  });
  return (await Promise.all(pages)).flat();
}

/** Unconditional puts; not one transaction. */
export async function batchPut(db: Db, table: TableId, items: Item[]): Promise<void> {
  const name = db.name(table);
  for (const page of chunks(items, BATCH_WRITE)) {
    let open: WriteRequest[] | undefined = page.map((Item) => ({ PutRequest: { Item } }));
    for (let attempt = 0; open && open.length > 0; attempt++) {
      if (attempt === ATTEMPTS) throw busy();
      if (attempt > 0) await pause(attempt);
      const answer: { UnprocessedItems?: Record<string, WriteRequest[]> } = await db.client.send(
        new BatchWriteItemCommand({ RequestItems: { [name]: open } }),
      );
      open = answer.UnprocessedItems?.[name];
    }
  }
}

const chunks = <T>(list: T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
