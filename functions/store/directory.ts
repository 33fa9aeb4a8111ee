import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { Refusal } from '../contract/errors.ts';
import type { Person } from '../contract/people.ts';
import type { Directory } from '../ports/store.ts';
import { monotonic, type Ticks, TimedCache } from './cache.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { queryAll } from './page.ts';
import { type Item, transact } from './retry.ts';

export type DirectoryOptions = {
  /** How long a person's rights may be believed. */
  personTtlMs?: number | undefined;
  now?: Ticks | undefined;
};
const ATTEMPTS = 8;
const ANY_PERSON = /^[a-z][a-z0-9-]{1,60}$/;

/** Who may act: a record per person, and a copy under every township they act in. */
export function openDirectory(db: Db, options: DirectoryOptions = {}): Directory {
  const cache = new TimedCache<Person | null>(options.personTtlMs ?? 2_000, options.now ?? monotonic);
  return {
    person: (id) =>
      cache.get(id, async () => {
        const item = await getPerson(db, id);
        return item ? unpack<Person>(item.body) : null;
      }),
    people: (tenant) =>
      queryAll(
        db,
        { table: 'people', partition: keys.peopleKey(tenant), sort: ANY_PERSON, consistent: true },
        (item) => unpack<Person>(item.body),
      ),
    async save(person) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const before = await getPerson(db, person.id);
        const done = await transact(db, personWrites(before, person, db.name('people')));
        cache.forget(person.id);
        if (done === null) return;
      }
      throw new Refusal('busy', '人员信息正被频繁修改，请稍后重试。');
    },
  };
}

async function getPerson(db: Db, id: string): Promise<Item | undefined> {
  const answer = await db.client.send(
    new GetItemCommand({
      TableName: db.name('people'),
      Key: { pk: { S: keys.personKey(id) }, sk: { S: keys.PERSON_SORT } },
      ConsistentRead: true,
    }),
  );
  return answer.Item;
}

/** The record, its copies, and the end of copies under townships the person has left; only while `before` stands. */
export function personWrites(before: Item | undefined, person: Person, table: string): TransactWriteItem[] {
  const body = pack(person);
  const revision = Number(before?.v?.N ?? 0);
  const left = before
    ? unpack<Person>(before.body).tenants.filter((tenant) => !person.tenants.includes(tenant))
    : [];
  const under = (tenant: string) => ({ pk: { S: keys.peopleKey(tenant) }, sk: { S: person.id } });
  return [
    {
      Put: {
        TableName: table,
        Item: {
          pk: { S: keys.personKey(person.id) },
          sk: { S: keys.PERSON_SORT },
          v: { N: String(revision + 1) },
          body,
        },
        ...(before
          ? {
              ConditionExpression: 'v = :before',
              ExpressionAttributeValues: { ':before': { N: String(revision) } },
            }
          : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    },
    ...person.tenants.map((tenant) => ({ Put: { TableName: table, Item: { ...under(tenant), body } } })),
    ...left.map((tenant) => ({ Delete: { TableName: table, Key: under(tenant) } })),
  ];
}
