import type { Put } from '@aws-sdk/client-dynamodb';
import type { Release } from '../contract/definitions/release.ts';
import { dayOf } from '../core/time/days.ts';
import type { Standing } from '../ports/store.ts';
import * as keys from './keys.ts';
import type { Item } from './retry.ts';

/** The one item that says what is live: what held when it was last written, and what follows it from which day. */
export type Pointer = Standing;

/** What holds on a day; `next` is what is still to take force after it. */
export function onDay(pointer: Pointer, day: string): Standing {
  const { next } = pointer;
  return next && next.from <= day ? { hash: next.hash, number: next.number, next: null } : pointer;
}

/** The pointer once a release is published: it holds at once, or stands beside what holds until its day. */
export function pointerAfter(before: Pointer | null, release: Release): Pointer {
  const { hash, number, effective, publishedAt } = release;
  const today = dayOf(publishedAt);
  if (!before || effective.from <= today) return { hash, number, next: null };
  const { hash: liveHash, number: liveNumber } = onDay(before, today);
  return { hash: liveHash, number: liveNumber, next: { hash, number, from: effective.from } };
}

export function readPointer(item: Item): Pointer {
  const { hash, n, nextHash, nextN, nextFrom } = item;
  return {
    hash: hash?.S ?? '',
    number: Number(n?.N),
    next: nextHash ? { hash: nextHash.S ?? '', number: Number(nextN?.N), from: nextFrom?.S ?? '' } : null,
  };
}

/** Written only over the pointer as it was read: numbers are never given twice, so they tell one state from another. */
export function pointerPut(table: string, tenant: string, pointer: Pointer, before: Pointer | null): Put {
  const { hash, number, next } = pointer;
  return {
    TableName: table,
    Item: {
      pk: { S: keys.liveKey(tenant) },
      sk: { S: keys.LIVE_SORT },
      hash: { S: hash },
      n: { N: String(number) },
      ...(next
        ? { nextHash: { S: next.hash }, nextN: { N: String(next.number) }, nextFrom: { S: next.from } }
        : {}),
    },
    ...conditionOn(before),
  };
}

function conditionOn(before: Pointer | null) {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  const live = { ':n': { N: String(before.number) } };
  if (!before.next)
    return {
      ConditionExpression: 'n = :n AND attribute_not_exists(nextN)',
      ExpressionAttributeValues: live,
    };
  return {
    ConditionExpression: 'n = :n AND nextN = :next',
    ExpressionAttributeValues: { ...live, ':next': { N: String(before.next.number) } },
  };
}
