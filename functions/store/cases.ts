import { GetItemCommand, PutItemCommand, QueryCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { CaseState } from '../contract/case.ts';
import { Refusal } from '../contract/errors.ts';
import type { CaseStore, Commit, CommitAnswer } from '../ports/store.ts';
import type { Db } from './client.ts';
import { unpack } from './codec.ts';
import { commitWrites, failedGuard, listingPut, resultOf, type StoredAnswer } from './commit.ts';
import { readBriefly, readEvent } from './events.ts';
import * as keys from './keys.ts';
import { fromCursor, pageSize, queryPage, toCursor } from './page.ts';
import { RecentStates } from './recent.ts';
import { batchGet, type Item, transact } from './retry.ts';
import type { TableId } from './tables.ts';
import { Turns } from './turns.ts';

/** Heads, events, submissions, numbers and sealed data; every commit is one transaction. */
export function openCases(db: Db): CaseStore {
  const turns = new Turns();
  const recent = new RecentStates();
  const get = (table: TableId, Key: Item) => getConsistent(db, table, Key);
  const head = async (tenant: string, caseId: string) => {
    const pk = keys.caseKey(tenant, caseId);
    const item = await get('cases', { pk: { S: pk } });
    if (!item) return null;
    const state = readHead(item);
    recent.keep(pk, state);
    return state;
  };
  return {
    head,
    headAt: async (tenant, caseId, version) =>
      recent.at(keys.caseKey(tenant, caseId), version) ?? (await head(tenant, caseId)),
    async heads(tenant, caseIds) {
      const wanted = caseIds.map((id) => keys.caseKey(tenant, id));
      const distinct = [...new Set(wanted)].map((pk) => ({ pk: { S: pk } }));
      const found = await batchGet(db, 'cases', distinct, true);
      const byKey = new Map(found.map((item) => [item.pk?.S, readHead(item)]));
      return wanted.map((pk) => byKey.get(pk) ?? null);
    },
    events: (tenant, caseId, request) =>
      queryPage(
        db,
        {
          table: 'events',
          partition: keys.caseKey(tenant, caseId),
          sort: keys.EVENT_SORT,
          consistent: true,
        },
        request,
        readEvent,
      ),
    decisions: (tenant, caseId, request) =>
      queryPage(
        db,
        {
          table: 'events',
          partition: keys.caseKey(tenant, caseId),
          sort: keys.EVENT_SORT,
          consistent: true,
          only: 'body',
        },
        request,
        readBriefly,
      ),
    async event(tenant, caseId, version) {
      const item = await get('events', {
        pk: { S: keys.caseKey(tenant, caseId) },
        sk: { S: keys.eventSort(version) },
      });
      return item ? readEvent(item) : null;
    },
    submission: (tenant, id) => recorded(db, tenant, id),
    async lastNumber(tenant, word, year) {
      const answer = await db.client.send(
        new QueryCommand({
          TableName: db.name('events'),
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: keys.numbersKey(tenant, word, year) } },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: 1,
        }),
      );
      return Number(answer.Items?.[0]?.sk?.S ?? 0);
    },
    inTurn: (tenant, words, work) =>
      turns.take(
        words.map((word) => `${tenant}/${word}`),
        work,
      ),
    async commit(commit) {
      const answer = await write(db, commit);
      if (answer.kind === 'done')
        for (const { state } of commit.cases) recent.keep(keys.caseKey(commit.tenant, state.id), state);
      return answer;
    },
    async sealed(tenant, caseId, id) {
      const item = await get('complainants', { pk: { S: keys.caseKey(tenant, caseId) }, sk: { S: id } });
      return item ? unpack<unknown>(item.body) : null;
    },
    casesOf: (tenant, request) =>
      queryPage(
        db,
        { table: 'events', partition: keys.casesKey(tenant), sort: keys.CASES_SORT, consistent: true },
        request,
        (item) => item.sk?.S ?? '',
      ),
    listCase: (tenant, caseId) => listCase(db, tenant, caseId),
    allCases: (request) => allCases(db, request.limit, request.cursor),
  };
}

/** The state in an item of the table of cases, or in a record of its stream. */
export const readHead = (item: { body?: { S?: string; B?: string | Uint8Array } } | Item): CaseState =>
  unpack<CaseState>((item as Item).body);

/** Which case an item of the table of cases is of, and at which version; told by its keys, whatever its body says. */
export const readPlace = (item: {
  pk?: { S?: string };
  v?: { N?: string };
}): { tenant: string; caseId: string; version: number } => ({
  ...caseOf(item as Item),
  version: Number(item.v?.N ?? 0),
});

async function getConsistent(db: Db, table: TableId, Key: Item): Promise<Item | undefined> {
  const answer = await db.client.send(
    new GetItemCommand({ TableName: db.name(table), Key, ConsistentRead: true }),
  );
  return answer.Item;
}

async function listCase(db: Db, tenant: string, caseId: string): Promise<boolean> {
  try {
    await db.client.send(new PutItemCommand(listingPut(tenant, caseId, db.name).Put));
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}

async function write(db: Db, commit: Commit): Promise<CommitAnswer> {
  const guarded = commitWrites(commit, db.name);
  const reasons = await transact(
    db,
    guarded.map(({ write }) => write),
    ([submission]) => commit.submission !== undefined && submission === 'ConditionalCheckFailed',
  );
  if (reasons === null) return { kind: 'done' };
  const what = failedGuard(guarded, reasons);
  if (what === null) throw new Error(`the transaction was cancelled: ${reasons.join(', ')}`);
  if (what !== 'submission' || !commit.submission)
    return { kind: 'conflict', what: what === 'number' ? 'number' : 'case' };
  const first = await recorded(db, commit.tenant, commit.submission.id);
  if (first === null) throw new Error('a recorded submission cannot be read');
  return { kind: 'repeated', ...first };
}

async function recorded(db: Db, tenant: string, id: string): ReturnType<CaseStore['submission']> {
  const item = await getConsistent(db, 'events', {
    pk: { S: keys.submissionKey(tenant, id) },
    sk: { S: keys.SUBMISSION_SORT },
  });
  if (!item) return null;
  const answer = unpack<StoredAnswer>(item.body);
  const stored =
    answer.whole || !answer.event
      ? undefined
      : await getConsistent(db, 'events', {
          pk: { S: keys.caseKey(tenant, answer.event.caseId) },
          sk: { S: keys.eventSort(answer.event.version) },
        });
  return {
    digest: answer.digest,
    result: resultOf(answer, stored ? readEvent(stored) : null),
  };
}

const CASE_KEY = /^T#[a-z][a-z0-9-]*#C#C-[0-9a-z]{20}$/;

async function allCases(db: Db, limit: number, cursor?: string): ReturnType<CaseStore['allCases']> {
  const after = fromCursor(cursor, CASE_KEY);
  const answer = await db.client.send(
    new ScanCommand({
      TableName: db.name('cases'),
      ProjectionExpression: 'pk',
      ConsistentRead: true,
      Limit: pageSize(limit),
      ...(after !== undefined && { ExclusiveStartKey: { pk: { S: after } } }),
    }),
  );
  const next = answer.LastEvaluatedKey?.pk?.S;
  return { items: (answer.Items ?? []).map(caseOf), cursor: next === undefined ? null : toCursor(next) };
}

function caseOf(item: Item): { tenant: string; caseId: string } {
  const found = keys.parseCaseKey(item.pk?.S ?? '');
  if (!found) throw new Refusal('internal', '案件表中有不认识的主键。');
  return found;
}
