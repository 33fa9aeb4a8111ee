import { GetItemCommand, type Put, PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Draft, Release, ReleaseEntry } from '../contract/definitions/release.ts';
import { Keeper } from '../core/keeper.ts';
import { dayOf } from '../core/time/days.ts';
import type { ReleaseStore, Standing } from '../ports/store.ts';
import { monotonic, type Ticks, TimedCache } from './cache.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { type List, queryAll, queryPage } from './page.ts';
import { onDay, type Pointer, pointerAfter, pointerPut, readPointer } from './pointer.ts';
import { batchGet, batchPut, type Item, transact } from './retry.ts';

export type ReleaseOptions = {
  /** How long a live pointer may be believed. */
  liveTtlMs?: number | undefined;
  now?: Ticks | undefined;
};
type Contents = Release['contents'];
/** A release has some 500 definitions, and shares most of them with the one before. */
const KEPT = { contents: 200, definitions: 10_000 };

/** Definitions and contents by hash, releases by number, the live pointer and drafts. */
export function openReleases(db: Db, options: ReleaseOptions = {}): ReleaseStore {
  const pointers = new TimedCache<{ read: Pointer | null; on: string }>(
    options.liveTtlMs ?? 2_000,
    options.now ?? monotonic,
  );
  const contents = new Keeper<Contents>(KEPT.contents);
  const definitions = new Keeper<NonNullable<unknown>>(KEPT.definitions);
  const table = db.name('definitions');

  const pointer = async (tenant: string): Promise<Pointer | null> => {
    const item = await get(db, keys.liveKey(tenant), keys.LIVE_SORT);
    return item ? readPointer(item) : null;
  };

  return {
    async live(tenant, day): Promise<Standing | null> {
      const load = () => pointers.get(tenant, async () => ({ read: await pointer(tenant), on: day }));
      let kept = await load();
      // Until its day a release may be withdrawn: one that was still to come when this was read is asked for again.
      if (kept.read?.next && kept.on < kept.read.next.from && kept.read.next.from <= day) {
        pointers.forget(tenant);
        kept = await load();
      }
      return kept.read && onDay(kept.read, day);
    },
    async contents(tenant, hash) {
      const place = `${tenant}/${hash}`;
      const kept = contents.get(place);
      if (kept) return kept;
      const item = await get(db, keys.contentsKey(tenant, hash), keys.CONTENTS_SORT);
      if (!item) return null;
      return contents.put(place, unpack<Contents>(item.body));
    },
    history: (tenant) => queryAll(db, releasesList(tenant), (item) => unpack<ReleaseEntry>(item.body)),
    async definitions(hashes) {
      const wanted = new Set(hashes);
      // Put together here and not read back from what is kept: that may be smaller than what is asked for.
      const all = new Map([...wanted].flatMap((hash) => pairOf(hash, definitions.get(hash))));
      const missing = [...wanted].filter((hash) => !all.has(hash));
      for (const item of await batchGet(db, 'definitions', missing.map(definitionAt), false))
        all.set(hashOf(item), definitions.put(hashOf(item), unpack(item.body)));
      return all;
    },
    async publish(tenant, release, bodies, draft) {
      const before = await pointer(tenant);
      const standing = before && onDay(before, dayOf(release.publishedAt));
      if ((standing?.hash ?? null) !== release.base || standing?.next) return false;
      await putDefinitions(db, bodies);
      const reasons = await transact(db, publishWrites(table, tenant, release, before, draft));
      pointers.forget(tenant);
      return reasons === null;
    },
    async withdraw(tenant, entry, day, draft) {
      const before = await pointer(tenant);
      const standing = before && onDay(before, day);
      if (!before || standing?.next?.number !== entry.number) return false;
      const { hash, number } = standing;
      const reasons = await transact(db, [
        { Put: entryPut(table, tenant, entry) },
        { Put: pointerPut(table, tenant, { hash, number, next: null }, before) },
        ...(draft ? [{ Put: draftPut(table, tenant, draft, draft.version - 1) }] : []),
      ]);
      pointers.forget(tenant);
      return reasons === null;
    },
    async draft(tenant, id) {
      const item = await get(db, keys.draftsKey(tenant), id);
      return item ? unpack<Draft>(item.body) : null;
    },
    drafts: (tenant, request) =>
      queryPage(db, draftsList(tenant), request, (item) => unpack<Draft>(item.body)),
    saveDraft: (tenant, draft, expectedVersion) =>
      written(() => db.client.send(new PutItemCommand(draftPut(table, tenant, draft, expectedVersion)))),
  };
}

const pairOf = <T>(key: string, value: T | undefined): [string, T][] =>
  value === undefined ? [] : [[key, value]];

const releasesList = (tenant: string): List => ({
  table: 'definitions',
  partition: keys.releasesKey(tenant),
  sort: keys.RELEASES_SORT,
  consistent: true,
});
const draftsList = (tenant: string): List => ({
  table: 'definitions',
  partition: keys.draftsKey(tenant),
  sort: keys.DRAFTS_SORT,
  newestFirst: true,
  consistent: true,
});

async function get(db: Db, pk: string, sk: string): Promise<Item | undefined> {
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const answer = await db.client.send(
    new GetItemCommand({ TableName: db.name('definitions'), Key, ConsistentRead: true }),
  );
  return answer.Item;
}

async function written(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

const definitionAt = (hash: string): Item => ({
  pk: { S: keys.definitionKey(hash) },
  sk: { S: keys.DEFINITION_SORT },
});
const hashOf = (item: Item): string => (item.pk?.S ?? '').slice(keys.definitionKey('').length);

/** By content hash: writing one again changes nothing, so an interrupted publication is simply done again. */
const putDefinitions = (db: Db, bodies: Map<string, unknown>): Promise<void> =>
  batchPut(
    db,
    'definitions',
    [...bodies].map(([hash, body]) => ({ ...definitionAt(hash), body: pack(body, 'definition-invalid') })),
  );

/** The release under a number nobody took, what it holds, the pointer as it was read, and the draft it came from. */
export function publishWrites(
  table: string,
  tenant: string,
  release: Release,
  before: Pointer | null,
  draft: Draft | undefined,
): TransactWriteItem[] {
  const { contents, ...line } = release;
  const entry = { ...line, definitions: Object.keys(contents).length };
  return [
    {
      Put: {
        ...entryPut(table, tenant, entry),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: table,
        Item: {
          pk: { S: keys.contentsKey(tenant, release.hash) },
          sk: { S: keys.CONTENTS_SORT },
          body: pack(contents, 'definition-invalid'),
        },
      },
    },
    { Put: pointerPut(table, tenant, pointerAfter(before, release), before) },
    ...(draft ? [{ Put: draftPut(table, tenant, draft, draft.version - 1) }] : []),
  ];
}

const entryPut = (table: string, tenant: string, entry: ReleaseEntry): Put => ({
  TableName: table,
  Item: {
    pk: { S: keys.releasesKey(tenant) },
    sk: { S: keys.releaseSort(entry.number) },
    body: pack(entry, 'definition-invalid'),
  },
});

const draftPut = (table: string, tenant: string, draft: Draft, expectedVersion: number) => ({
  TableName: table,
  Item: {
    pk: { S: keys.draftsKey(tenant) },
    sk: { S: draft.id },
    v: { N: String(draft.version) },
    body: pack(draft, 'definition-invalid'),
  },
  ...(expectedVersion === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: 'v = :expected',
        ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
      }),
});
