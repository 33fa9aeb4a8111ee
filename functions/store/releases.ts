import { GetItemCommand, type Put, PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Draft, Release } from '../contract/definitions/release.ts';
import type { ReleaseStore } from '../ports/store.ts';
import { monotonic, type Ticks, TimedCache } from './cache.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { queryPage } from './page.ts';
import { batchGet, batchPut, type Item, transact } from './retry.ts';

export type ReleaseOptions = {
  /** How long a live pointer may be believed. */
  liveTtlMs?: number | undefined;
  now?: Ticks | undefined;
};
type Live = { hash: string; number: number };

/** Definitions by hash, releases, the live pointer and drafts. */
export function openReleases(db: Db, options: ReleaseOptions = {}): ReleaseStore {
  const now = options.now ?? monotonic;
  const live = new TimedCache<Live | null>(options.liveTtlMs ?? 2_000, now);
  const releases = new Map<string, Release>();
  const definitions = new Map<string, unknown>();
  const at = (tenant: string, hash: string) => `${tenant}/${hash}`;

  /** The same contents may go live again under a new number: then the kept record is of the older one. */
  async function readLive(tenant: string): Promise<Live | null> {
    const item = await get(db, keys.liveKey(tenant), keys.LIVE_SORT);
    if (!item) return null;
    const found = { hash: item.hash?.S ?? '', number: Number(item.n?.N) };
    if (releases.get(at(tenant, found.hash))?.number !== found.number)
      releases.delete(at(tenant, found.hash));
    return found;
  }

  return {
    live: async (tenant) => (await live.get(tenant, () => readLive(tenant)))?.hash ?? null,
    async release(tenant, hash) {
      const kept = releases.get(at(tenant, hash));
      if (kept) return kept;
      const item = await get(db, keys.releaseKey(tenant, hash), keys.RELEASE_SORT);
      if (!item) return null;
      const release = unpack<Release>(item.body);
      releases.set(at(tenant, hash), release);
      return release;
    },
    releases: (tenant, request) =>
      queryPage(
        db,
        {
          table: 'definitions',
          partition: keys.releasesKey(tenant),
          sort: keys.RELEASES_SORT,
          newestFirst: true,
        },
        request,
        (item) => unpack<Release>(item.body),
      ),
    async definitions(hashes) {
      const missing = [...new Set(hashes)].filter((hash) => !definitions.has(hash));
      const found =
        missing.length > 0 ? await batchGet(db, 'definitions', missing.map(definitionAt), false) : [];
      for (const item of found) definitions.set(hashOf(item), unpack<unknown>(item.body));
      return new Map(hashes.filter((h) => definitions.has(h)).map((h) => [h, definitions.get(h)]));
    },
    async publish(tenant, release, bodies, draft) {
      await putDefinitions(db, bodies);
      const reasons = await transact(db, publishWrites(db.name('definitions'), tenant, release, draft));
      live.forget(tenant);
      releases.delete(at(tenant, release.hash));
      return reasons === null;
    },
    async draft(tenant, id) {
      const item = await get(db, keys.draftsKey(tenant), id);
      return item ? unpack<Draft>(item.body) : null;
    },
    drafts: (tenant, request) =>
      queryPage(
        db,
        {
          table: 'definitions',
          partition: keys.draftsKey(tenant),
          sort: keys.DRAFTS_SORT,
          newestFirst: true,
          consistent: true,
        },
        request,
        (item) => unpack<Draft>(item.body),
      ),
    saveDraft: (tenant, draft, expectedVersion) =>
      written(() =>
        db.client.send(new PutItemCommand(draftPut(db.name('definitions'), tenant, draft, expectedVersion))),
      ),
  };
}

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

/** The release, its number, the pointer while it is still `base`, and the draft it came from. */
export function publishWrites(
  table: string,
  tenant: string,
  release: Release,
  draft: Draft | undefined,
): TransactWriteItem[] {
  const body = pack(release, 'definition-invalid');
  return [
    {
      Put: {
        TableName: table,
        Item: { pk: { S: keys.releasesKey(tenant) }, sk: { S: keys.releaseSort(release.number) }, body },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    {
      Put: {
        TableName: table,
        Item: { pk: { S: keys.releaseKey(tenant, release.hash) }, sk: { S: keys.RELEASE_SORT }, body },
      },
    },
    { Put: livePut(table, tenant, release) },
    ...(draft ? [{ Put: draftPut(table, tenant, draft, draft.version - 1) }] : []),
  ];
}

const livePut = (table: string, tenant: string, { hash, number, base }: Release): Put => ({
  TableName: table,
  Item: {
    pk: { S: keys.liveKey(tenant) },
    sk: { S: keys.LIVE_SORT },
    hash: { S: hash },
    n: { N: String(number) },
  },
  ...(base === null
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#hash = :base',
        ExpressionAttributeNames: { '#hash': 'hash' },
        ExpressionAttributeValues: { ':base': { S: base } },
      }),
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
