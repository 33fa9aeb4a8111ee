import { ScanCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { canonicalJson } from '../core/hash.ts';
import type { CaseViews, LineFault, Page, PageRequest, Reading, StoredLine } from '../ports/store.ts';
import type { Db } from './client.ts';
import { unpack } from './codec.ts';
import * as keys from './keys.ts';
import { fromCursor, pageSize, toCursor } from './page.ts';
import { batchGet, type Item, transact } from './retry.ts';
import { type Entry, entriesOf, isVersion } from './view-items.ts';

/** For rebuild: what is stored of the lists held against what they should say. Nothing else reads them like this. */

type Key = Pick<Entry, 'pk' | 'sk'>;
const keyOf = ({ pk, sk }: Key): Item => ({ pk: { S: pk }, sk: { S: sk } });
const place = ({ pk, sk }: Key): string => `${pk} / ${sk}`;
const recordKey = (tenant: string, caseId: string): Key => ({
  pk: keys.shownKey(tenant, caseId),
  sk: keys.SHOWN_SORT,
});

/** The record of the case and each line it should have, read back by key. */
export async function reread(db: Db, view: CaseViews): Promise<Reading> {
  const record: Entry = { ...recordKey(view.tenant, view.caseId), says: view };
  const entries = [record, ...entriesOf(view).values()];
  const found = await batchGet(db, 'views', entries.map(keyOf), true);
  const stored = new Map(
    found.map((item) => [place(keyIn(item)), item.body ? unpack<unknown>(item.body) : undefined]),
  );
  const faults = entries.flatMap((entry): LineFault[] => {
    const says = stored.get(place(entry));
    const right = says !== undefined && canonicalJson(says) === canonicalJson(entry.says);
    return right ? [] : [{ place: place(entry), stored: says, fresh: entry.says }];
  });
  const shown = stored.get(place(record)) as CaseViews | undefined;
  return { version: shown?.version ?? null, faults };
}

/** Everything in the table that is a line, page by page, and whether the record of its case tells of it. */
export async function storedLines(db: Db, request: PageRequest): Promise<Page<StoredLine>> {
  const after = fromCursor(request.cursor, /^[^\n]+\n[^\n]+$/);
  const [pk, sk] = after?.split('\n') ?? [];
  const answer = await db.client.send(
    new ScanCommand({
      TableName: db.name('views'),
      ConsistentRead: true,
      Limit: pageSize(request.limit),
      ...(pk !== undefined && sk !== undefined && { ExclusiveStartKey: keyOf({ pk, sk }) }),
    }),
  );
  const lines = (answer.Items ?? []).filter((item) => !keys.isMark(keyIn(item).pk)).map(ownerOf);
  const told = await toldOf(db, lines);
  const last = answer.LastEvaluatedKey && keyIn(answer.LastEvaluatedKey);
  return {
    items: lines.map((line) => ({ ...line, place: place(line), told: told(line) })),
    cursor: last ? toCursor(`${last.pk}\n${last.sk}`) : null,
  };
}

/**
 * Takes a line out in one transaction with the record of its case as it was read, so that no line is lost that a
 * projection has just written.
 * @param orphan there is no such case, so whatever its record tells is of no account
 */
export async function takeOut(db: Db, line: StoredLine, orphan: boolean): Promise<boolean> {
  const TableName = db.name('views');
  const gone: TransactWriteItem = {
    Delete: { TableName, Key: keyOf(line), ConditionExpression: 'attribute_exists(pk)' },
  };
  if (orphan || line.caseId === null) return (await transact(db, [gone])) === null;
  const record = recordKey(line.tenant, line.caseId);
  const [item] = await batchGet(db, 'views', [keyOf(record)], true);
  const shown = item ? unpack<CaseViews>(item.body) : null;
  if (shown && isTold(shown, line)) return false;
  const asRead: TransactWriteItem = {
    ConditionCheck: {
      TableName,
      Key: keyOf(record),
      ...(shown ? isVersion(shown) : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  };
  return (await transact(db, [gone, asRead])) === null;
}

const keyIn = (item: Item): Key => ({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' });

type Owned = Key & { tenant: string; caseId: string | null };

/** Every line says which case it is of. */
function ownerOf(item: Item): Owned {
  const key = keyIn(item);
  const tenant = keys.tenantIn(key.pk);
  const says = item.body ? unpack<{ caseId?: unknown } | null>(item.body) : null;
  const caseId = tenant !== null && typeof says?.caseId === 'string' ? says.caseId : null;
  return { ...key, tenant: tenant ?? '', caseId };
}

async function toldOf(db: Db, lines: Owned[]): Promise<(line: Owned) => boolean> {
  const owners = lines.flatMap(({ tenant, caseId }) => (caseId === null ? [] : [recordKey(tenant, caseId)]));
  const distinct = new Map(owners.map((key) => [key.pk, keyOf(key)]));
  const found = await batchGet(db, 'views', [...distinct.values()], true);
  const shown = new Map(found.map((item) => [keyIn(item).pk, unpack<CaseViews>(item.body)]));
  return (line) => {
    const record = line.caseId === null ? undefined : shown.get(keys.shownKey(line.tenant, line.caseId));
    return record !== undefined && isTold(record, line);
  };
}

const isTold = (record: CaseViews, line: Key): boolean =>
  place(recordKey(record.tenant, record.caseId)) === place(line) ||
  entriesOf(record).has(`${line.pk}\n${line.sk}`);
