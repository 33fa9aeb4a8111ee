import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { badCursor } from '../contract/errors.ts';
import type { Page, PageRequest } from '../ports/store.ts';
import type { Db } from './client.ts';
import type { Item } from './retry.ts';
import type { TableId } from './tables.ts';

/** One sorted list: a partition read from either end. */
export type List = {
  table: TableId;
  partition: string;
  /** What a sort key of this list looks like: a cursor must be one. */
  sort: RegExp;
  newestFirst?: boolean;
  /** Nothing whose sort key is greater; only for lists read from the start. */
  upTo?: string;
  consistent?: boolean;
  /** Besides its keys, this attribute of an item alone. */
  only?: string;
};

const MAX_PAGE = 500;

/** The sort key after which the next page begins, as text nobody needs to read. Never holds a partition. */
export const toCursor = (sort: string): string => Buffer.from(sort, 'utf8').toString('base64url');

/** Throws Refusal `bad-request` for anything `toCursor` did not make for this list. */
export function fromCursor(cursor: string | undefined, sort: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!sort.test(text) || toCursor(text) !== cursor) throw badCursor();
  return text;
}

/** Asks for one item more than the page, to know whether there is a next one. */
export function pageParams(tableName: string, list: List, request: PageRequest): QueryCommandInput {
  const after = fromCursor(request.cursor, list.sort);
  const { condition, values } = rangeOf(list, after);
  return {
    TableName: tableName,
    KeyConditionExpression: condition === null ? 'pk = :p' : `pk = :p AND ${condition}`,
    ExpressionAttributeValues: { ':p': { S: list.partition }, ...values },
    ...(list.only && {
      ProjectionExpression: 'pk, sk, #only',
      ExpressionAttributeNames: { '#only': list.only },
    }),
    ScanIndexForward: !list.newestFirst,
    ConsistentRead: list.consistent ?? false,
    Limit: pageSize(request.limit) + 1,
  };
}

/** A query knows one condition on the sort key; a blank sorts before everything a key can go on with. */
function rangeOf(list: List, after: string | undefined): { condition: string | null; values: Item } {
  const { upTo } = list;
  if (after !== undefined && upTo !== undefined)
    return {
      condition: 'sk BETWEEN :after AND :upTo',
      values: { ':after': { S: `${after} ` }, ':upTo': { S: upTo > after ? upTo : `${after} ` } },
    };
  if (after !== undefined)
    return { condition: `sk ${list.newestFirst ? '<' : '>'} :after`, values: { ':after': { S: after } } };
  if (upTo !== undefined) return { condition: 'sk <= :upTo', values: { ':upTo': { S: upTo } } };
  return { condition: null, values: {} };
}

/** Between 1 and 500. */
export const pageSize = (limit: number): number => Math.max(1, Math.min(MAX_PAGE, Math.floor(limit)));

/** The items of one page. The engine may stop short at a megabyte; the cursor then goes on from there. */
export async function queryPage<T>(
  db: Db,
  list: List,
  request: PageRequest,
  read: (item: Item) => T,
): Promise<Page<T>> {
  const answer = await db.client.send(new QueryCommand(pageParams(db.name(list.table), list, request)));
  const found = answer.Items ?? [];
  const items = found.slice(0, pageSize(request.limit));
  const more = found.length > items.length || answer.LastEvaluatedKey !== undefined;
  const last = items.at(-1)?.sk?.S;
  return { items: items.map(read), cursor: more && last ? toCursor(last) : null };
}

/** Every item of a partition that is known to be small, page by page. */
export async function queryAll<T>(db: Db, list: List, read: (item: Item) => T): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await queryPage(db, list, { limit: MAX_PAGE, cursor }, read);
    all.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
