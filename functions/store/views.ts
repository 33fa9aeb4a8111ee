import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { CaseLine, PublicDecision, RegisteredPaper, Task } from '../contract/api.ts';
import { Refusal } from '../contract/errors.ts';
import type { CaseViews, Page, PageRequest, Views } from '../ports/store.ts';
import type { Db } from './client.ts';
import { unpack } from './codec.ts';
import * as keys from './keys.ts';
import { pageSize, queryPage, toCursor } from './page.ts';
import { transact } from './retry.ts';
import { replaceWrites } from './view-items.ts';

const ATTEMPTS = 8;

/** Inboxes, registers and published decisions: lists kept in the order they are read. */
export function openViews(db: Db): Views {
  const stored = (tenant: string, caseId: string) => shown(db, tenant, caseId);
  return {
    put: (view) => write(db, view, 'later-version'),
    replace: (view) => write(db, view, 'same-version-too'),
    stored,
    inbox: (tenant, queues, request) => inbox(db, tenant, queues, request),
    cases: (tenant, office, request) =>
      queryPage(
        db,
        {
          table: 'views',
          partition: keys.registerKey(tenant, office),
          sort: keys.LINE_SORT,
          newestFirst: true,
        },
        request,
        (item) => unpack<CaseLine>(item.body),
      ),
    decisions: (tenant, request) =>
      queryPage(
        db,
        {
          table: 'views',
          partition: keys.decisionsKey(tenant),
          sort: keys.DECISION_SORT,
          newestFirst: true,
        },
        request,
        (item) => unpack<PublicDecision>(item.body),
      ),
    decision: async (tenant, caseId) => (await stored(tenant, caseId))?.decision ?? null,
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
      onePaper(db, keys.papersKey(tenant, year), keys.paperSort(word, n)),
    paperHashed: (tenant, hash) => onePaper(db, keys.paperKey(tenant, hash), keys.PAPER_HASH_SORT),
  };
}

async function onePaper(db: Db, pk: string, sk: string): Promise<RegisteredPaper | null> {
  const answer = await db.client.send(
    new GetItemCommand({ TableName: db.name('views'), Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  return answer.Item ? unpack<RegisteredPaper>(answer.Item.body) : null;
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

/** Reads what the case shows, writes the difference, and begins again when somebody else wrote in between. */
async function write(db: Db, view: CaseViews, mode: 'later-version' | 'same-version-too'): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // A first version most likely finds nothing; if it does, the condition says so and the record is read.
    const before = attempt === 0 && view.version === 1 ? null : await shown(db, view.tenant, view.caseId);
    if (before && before.version > view.version) return;
    if (before && before.version === view.version && mode === 'later-version') return;
    const writes = replaceWrites(before, view, db.name('views'));
    if ((await transact(db, writes)) === null) return;
  }
  throw new Refusal('busy', '案件列表正被频繁更新,请稍后重试。');
}

/**
 * The person's queues are read side by side from the same place and merged: their sort keys are of one order.
 * A case that stands in several of them with the same due day is one line with the actions of all.
 */
async function inbox(db: Db, tenant: string, queues: string[], request: PageRequest): Promise<Page<Task>> {
  const pages = await Promise.all(
    [...new Set(queues)].map((queue) =>
      queryPage(
        db,
        { table: 'views', partition: keys.queueKey(tenant, queue), sort: keys.TASK_SORT },
        request,
        (item) => ({ sort: item.sk?.S ?? '', task: unpack<Task>(item.body) }),
      ),
    ),
  );
  const merged = new Map<string, Task>();
  for (const { sort, task } of pages.flatMap((page) => page.items)) {
    const other = merged.get(sort);
    merged.set(sort, other ? joined(other, task) : task);
  }
  const limit = reachOf(pages.map((page) => page.cursor));
  const ordered = [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([sort]) => sort <= limit);
  const lines = ordered.slice(0, pageSize(request.limit));
  const more = lines.length < ordered.length || pages.some((page) => page.cursor !== null);
  const last = lines.at(-1)?.[0];
  return { items: lines.map(([, task]) => task), cursor: more && last ? toCursor(last) : null };
}

/** How far the merged lines are complete: to the end of the shortest queue page that has a next one. */
const reachOf = (cursors: (string | null)[]): string =>
  cursors
    .filter((cursor) => cursor !== null)
    .map((cursor) => Buffer.from(cursor, 'base64url').toString('utf8'))
    .reduce((least, sort) => (sort < least ? sort : least), '\uffff');

const joined = (a: Task, b: Task): Task => ({
  ...a,
  actions: [...a.actions, ...b.actions.filter((action) => !a.actions.some(({ id }) => id === action.id))],
});
