import { GetItemCommand, PutItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { CaseLine, DueLine, PublicDecision, RegisteredPaper, Task } from '../contract/api.ts';
import { Refusal } from '../contract/errors.ts';
import type { PublicPaper } from '../core/case/public.ts';
import type { CaseViews, Page, PageRequest, Views } from '../ports/store.ts';
import type { Db } from './client.ts';
import { unpack } from './codec.ts';
import * as keys from './keys.ts';
import { type List, pageSize, queryPage, toCursor } from './page.ts';
import { batchGet, type Item, transact } from './retry.ts';
import { openAside } from './view-aside.ts';
import { reread, storedLines, takeOut } from './view-check.ts';
import { repairWrites, replaceWrites } from './view-items.ts';

const ATTEMPTS = 8;
/** A transaction keeps filings waiting for as long as it takes: enough to share a request, not more. */
const WRITES_TOGETHER = 60;

/** Inboxes, registers and published decisions: lists kept in the order they are read. */
export function openViews(db: Db): Views {
  const stored = (tenant: string, caseId: string) => shown(db, tenant, caseId);
  return {
    put: (...views) => write(db, views),
    replace: (view) => repair(db, view),
    stored,
    reread: (view) => reread(db, view),
    storedLines: (request) => storedLines(db, request),
    takeOut: (line, orphan) => takeOut(db, line, orphan),
    ...openAside(db),
    inbox: (tenant, queues, request) =>
      merged<Task>(
        db,
        [...new Set(queues)].map((queue) => ({
          table: 'views',
          partition: keys.queueKey(tenant, queue),
          sort: keys.TASK_SORT,
        })),
        request,
        joined,
      ),
    due: (tenant, lists, until, request) =>
      merged<DueLine>(
        db,
        [...new Set(lists)].map((list) => ({
          table: 'views',
          partition: keys.dueKey(tenant, list),
          sort: keys.DUE_SORT,
          ...(until === null ? {} : { upTo: through(until) }),
        })),
        request,
        (line) => line,
      ),
    awake: (tenant, now, request) =>
      queryPage(
        db,
        {
          table: 'views',
          partition: keys.wakesKey(tenant),
          sort: keys.WAKE_SORT,
          upTo: through(now),
          consistent: true,
        },
        request,
        pointed,
      ),
    provisional: (tenant, request) =>
      queryPage(
        db,
        {
          table: 'views',
          partition: keys.provisionalKey(tenant),
          sort: keys.PROVISIONAL_SORT,
          consistent: true,
        },
        request,
        (item) => unpack<Pointed & { calendar: string | null }>(item.body),
      ),
    countedBy: (tenant) => countedBy(db, tenant),
    setCountedBy: (tenant, mark) => setCountedBy(db, tenant, mark),
    cases: (tenant, office, request) => register(db, keys.registerKey(tenant, office), request),
    closedCases: (tenant, request) => register(db, keys.closedKey(tenant), request),
    decisions: (tenant, request) =>
      queryPage(
        db,
        {
          table: 'views',
          partition: keys.decisionsKey(tenant),
          sort: keys.DECISIONS_SORT,
          newestFirst: true,
        },
        request,
        (item) => unpack<PublicDecision>(item.body),
      ),
    decision: (tenant, id) => one<PublicDecision>(db, keys.decisionKey(tenant, id), keys.DECISION_SORT),
    papers: (tenant, year, request) =>
      queryPage(
        db,
        { table: 'views', partition: keys.papersKey(tenant, year), sort: keys.PAPER_SORT },
        request,
        (item) => unpack<RegisteredPaper>(item.body),
      ),
    seals: (tenant, day, request) =>
      queryPage(
        db,
        { table: 'views', partition: keys.sealsKey(tenant, day), sort: keys.SEAL_SORT },
        request,
        (item) => unpack<RegisteredPaper>(item.body),
      ),
    paperNumbered: (tenant, { word, year, n }) =>
      one<PublicPaper>(db, keys.paperCheckKey(tenant, word, year, String(n)), keys.PAPER_CHECK_SORT),
    paperHashed: (tenant, hash) =>
      one<PublicPaper>(db, keys.paperCheckKey(tenant, hash), keys.PAPER_CHECK_SORT),
  };
}

const register = (db: Db, partition: string, request: PageRequest): Promise<Page<CaseLine>> =>
  queryPage(db, { table: 'views', partition, sort: keys.LINE_SORT, newestFirst: true }, request, (item) =>
    unpack<CaseLine>(item.body),
  );

async function one<T>(db: Db, pk: string, sk: string): Promise<T | null> {
  const answer = await db.client.send(
    new GetItemCommand({ TableName: db.name('views'), Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  return answer.Item ? unpack<T>(answer.Item.body) : null;
}

async function shown(db: Db, tenant: string, caseId: string): Promise<CaseViews | null> {
  const answer = await db.client.send(
    new GetItemCommand({
      TableName: db.name('views'),
      Key: { pk: { S: keys.shownKey(tenant, caseId) }, sk: { S: keys.SHOWN_SORT } },
      ConsistentRead: true,
    }),
  );
  return answer.Item ? unpack<CaseViews>(answer.Item.body) : null;
}

type Change = { view: CaseViews; writes: TransactWriteItem[] };

/**
 * Reads what the cases show, writes the difference, and begins again for those somebody else wrote in between. Many
 * cases share a request, lest following the cases cost more than filing on them.
 */
async function write(db: Db, views: CaseViews[]): Promise<void> {
  let open = views;
  for (let attempt = 0; attempt < ATTEMPTS && open.length > 0; attempt++) {
    // A first version most likely finds nothing; if it does, the condition says so and the record is read.
    const known = attempt === 0 ? open.filter(({ version }) => version > 1) : open;
    const before = await allShown(db, known);
    const changes = open.flatMap((view): Change[] => {
      const shown = before.get(keys.shownKey(view.tenant, view.caseId)) ?? null;
      if (shown && shown.version >= view.version) return [];
      return [{ view, writes: replaceWrites(shown, view, db.name('views')) }];
    });
    open = [];
    for (const group of together(changes)) {
      const writes = group.flatMap((change) => change.writes);
      if ((await transact(db, writes)) !== null) open.push(...group.map(({ view }) => view));
    }
  }
  if (open.length > 0) throw new Refusal('busy', '案件列表正被频繁更新，请稍后重试。');
}

/** Ends where somebody else writes in between, or has gone on: whoever repairs looks again. */
async function repair(db: Db, view: CaseViews): Promise<void> {
  const before = await shown(db, view.tenant, view.caseId);
  if (before && before.version > view.version) return;
  for (const writes of repairWrites(before, view, db.name('views')))
    if ((await transact(db, writes)) !== null) return;
}

/** Several cases to a transaction; the lines of one case always change together. */
function together(changes: Change[]): Change[][] {
  const groups: Change[][] = [];
  let room = 0;
  for (const change of changes) {
    if (groups.length === 0 || change.writes.length > room) {
      groups.push([]);
      room = WRITES_TOGETHER;
    }
    groups.at(-1)?.push(change);
    room -= change.writes.length;
  }
  return groups;
}

async function allShown(db: Db, views: CaseViews[]): Promise<Map<string, CaseViews>> {
  const wanted = views.map(({ tenant, caseId }) => ({
    pk: { S: keys.shownKey(tenant, caseId) },
    sk: { S: keys.SHOWN_SORT },
  }));
  const found = await batchGet(db, 'views', wanted, true);
  return new Map(found.map((item) => [item.pk?.S ?? '', unpack<CaseViews>(item.body)]));
}

/**
 * Lists of one order, read side by side from the same place and merged: a line that stands in several of them is one,
 * joined. The cursor is the last sort key shown.
 */
async function merged<T>(
  db: Db,
  lists: List[],
  request: PageRequest,
  join: (a: T, b: T) => T,
): Promise<Page<T>> {
  const pages = await Promise.all(
    lists.map((list) =>
      queryPage(db, list, request, (item) => ({ sort: item.sk?.S ?? '', line: unpack<T>(item.body) })),
    ),
  );
  const lines = new Map<string, T>();
  for (const { sort, line } of pages.flatMap((page) => page.items)) {
    const other = lines.get(sort);
    lines.set(sort, other === undefined ? line : join(other, line));
  }
  const limit = reachOf(pages.map((page) => page.cursor));
  const ordered = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([sort]) => sort <= limit);
  const shown = ordered.slice(0, pageSize(request.limit));
  const more = shown.length < ordered.length || pages.some((page) => page.cursor !== null);
  const last = shown.at(-1)?.[0];
  return { items: shown.map(([, line]) => line), cursor: more && last ? toCursor(last) : null };
}

/** How far the merged lines are complete: to the end of the shortest page that has a next one. */
const reachOf = (cursors: (string | null)[]): string =>
  cursors
    .filter((cursor) => cursor !== null)
    .map((cursor) => Buffer.from(cursor, 'base64url').toString('utf8'))
    .reduce((least, sort) => (sort < least ? sort : least), '\uffff');

/** A case that stands in several queues with the same due day is one line with the actions of all. */
const joined = (a: Task, b: Task): Task => ({
  ...a,
  actions: [...a.actions, ...b.actions.filter((action) => !a.actions.some(({ id }) => id === action.id))],
});

/** The greatest sort key of anything at this day or instant: a tilde sorts after what follows it in a key. */
const through = (at: string): string => `${at}~`;

type Pointed = { caseId: string; clock: string };
const pointed = (item: Item): Pointed => unpack<Pointed>(item.body);

async function countedBy(db: Db, tenant: string): Promise<string | null> {
  const Key = { pk: { S: keys.countedByKey(tenant) }, sk: { S: keys.COUNTED_SORT } };
  const answer = await db.client.send(
    new GetItemCommand({ TableName: db.name('views'), Key, ConsistentRead: true }),
  );
  return answer.Item?.mark?.S ?? null;
}

async function setCountedBy(db: Db, tenant: string, mark: string): Promise<void> {
  const Item = { pk: { S: keys.countedByKey(tenant) }, sk: { S: keys.COUNTED_SORT }, mark: { S: mark } };
  await db.client.send(new PutItemCommand({ TableName: db.name('views'), Item }));
}
