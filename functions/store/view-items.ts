import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { PublicDecision, RegisteredPaper } from '../contract/api.ts';
import type { PublicPaper } from '../core/case/public.ts';
import { dayOf } from '../core/time/days.ts';
import type { CaseViews } from '../ports/store.ts';
import { pack } from './codec.ts';
import * as keys from './keys.ts';

/** A line of a list: where it stands, and what it says. */
export type Entry = { pk: string; sk: string; says: unknown };
/** What one transaction takes. */
const MAX_WRITES = 100;

/** Everything a case shows: tasks, its line in every register, its published decision, its running clocks. */
export function entriesOf(view: CaseViews): Map<string, Entry> {
  const { tenant, caseId, line, papers } = view;
  const { decision, checks } = toPublic(view);
  const lineAt = keys.lineSort(line.updatedAt, caseId);
  const entries: Entry[] = [
    ...view.tasks.map(({ queue, task }) => ({
      pk: keys.queueKey(tenant, queue),
      sk: keys.taskSort(task.due, task.since, caseId),
      says: task,
    })),
    ...[null, ...new Set(view.offices)].map((office) => ({
      pk: keys.registerKey(tenant, office),
      sk: lineAt,
      says: line,
    })),
    ...(line.closed === null ? [] : [{ pk: keys.closedKey(tenant), sk: lineAt, says: line }]),
    ...(decision ? decisionEntries(tenant, caseId, decision) : []),
    ...clockEntries(view),
    ...papers.flatMap(paperEntries),
    ...checks.flatMap((paper) => checkEntries(tenant, caseId, paper)),
  ];
  return new Map(entries.map((entry) => [`${entry.pk}\n${entry.sk}`, entry]));
}

/** A line in every list of what is due; the next wake of each clock; the clocks that are to be counted again. */
function clockEntries({ tenant, caseId, due, wakes, provisional }: CaseViews): Entry[] {
  return [
    ...due.flatMap(({ lists, line }) =>
      lists.map((list) => ({
        pk: keys.dueKey(tenant, list),
        sk: keys.dueSort(line.day, caseId, line.clock),
        says: line,
      })),
    ),
    ...wakes.map(({ at, clock }) => ({
      pk: keys.wakesKey(tenant),
      sk: keys.wakeSort(at, caseId, clock),
      says: { caseId, clock },
    })),
    ...provisional.map(({ clock, calendar }) => ({
      pk: keys.provisionalKey(tenant),
      sk: keys.provisionalSort(caseId, clock),
      says: { caseId, clock, calendar },
    })),
  ];
}

/**
 * What of the record goes to the public. A record made before the public had items of its own names none: the rest of what
 * it shows still goes when it changes, and a rebuild writes what the public lacks.
 */
const toPublic = (view: CaseViews): Pick<CaseViews, 'decision' | 'checks'> =>
  'checks' in view ? view : { decision: null, checks: [] };

/** Of which case a public line is; kept apart, because the line itself must not say so. */
const ownerEntry = (tenant: string, caseId: string, line: string): Entry => ({
  pk: keys.ownerKey(tenant, line),
  sk: keys.OWNER_SORT,
  says: { caseId },
});

/** A published decision in the list, and by itself: the public zone reads these two and nothing else of the case. */
function decisionEntries(tenant: string, caseId: string, decision: PublicDecision): Entry[] {
  const { id, day } = decision;
  return [
    ownerEntry(tenant, caseId, id),
    { pk: keys.decisionsKey(tenant), sk: keys.decisionsSort(day, id), says: decision },
    { pk: keys.decisionKey(tenant, id), sk: keys.DECISION_SORT, says: decision },
  ];
}

/** What the public check says of a sealed paper, where its hash and where its number find it. */
function checkEntries(tenant: string, caseId: string, paper: PublicPaper): Entry[] {
  const { hash, place } = paper;
  const at = (pk: string) => ({ pk, sk: keys.PAPER_CHECK_SORT, says: paper });
  return [
    ownerEntry(tenant, caseId, hash),
    at(keys.paperCheckKey(tenant, hash)),
    ...(place ? [at(keys.paperCheckKey(tenant, place.word, place.year, String(place.n)))] : []),
  ];
}

/** A paper in the register of numbers and in the seal log. */
function paperEntries(paper: RegisteredPaper): Entry[] {
  const { tenant, place, sealed, hash } = paper;
  return [
    ...(place
      ? [{ pk: keys.papersKey(tenant, place.year), sk: keys.paperSort(place.word, place.n), says: paper }]
      : []),
    ...(sealed
      ? [{ pk: keys.sealsKey(tenant, dayOf(sealed.at)), sk: keys.sealSort(sealed.at, hash), says: paper }]
      : []),
  ];
}

/**
 * The transaction that turns what is shown (`before`) into `view`: lines that say the same at the same place stay
 * as they are. It holds only while the record of the case is still `before`.
 */
export function replaceWrites(before: CaseViews | null, view: CaseViews, table: string): TransactWriteItem[] {
  const old = before ? entriesOf(before) : new Map<string, Entry>();
  const now = entriesOf(view);
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
  const changed = [...now].filter(([key, entry]) => !same(old.get(key), entry)).map(([, entry]) => entry);
  const writes = [
    recordPut(before, view, table),
    ...gone.map(lineDelete(table)),
    ...changed.map(linePut(table)),
  ];
  if (writes.length > MAX_WRITES) {
    throw new Error(`case ${view.caseId} changes ${writes.length} lines at once; ${MAX_WRITES} is the most`);
  }
  return writes;
}

/**
 * All of it written anew, whatever is there; for a repair, which need not be of one piece: a case may have more lines than a
 * transaction takes, and who breaks off in between finds them missing the next time. The first transaction writes the
 * record, the others hold only while it is the same.
 */
export function repairWrites(
  before: CaseViews | null,
  view: CaseViews,
  table: string,
): TransactWriteItem[][] {
  const now = entriesOf(view);
  const gone = [...(before ? entriesOf(before) : [])].filter(([key]) => !now.has(key));
  const writes = [
    ...gone.map(([, entry]) => entry).map(lineDelete(table)),
    ...[...now.values()].map(linePut(table)),
  ];
  const parts = Array.from({ length: Math.ceil(writes.length / (MAX_WRITES - 1)) || 1 }, (_, i) =>
    writes.slice(i * (MAX_WRITES - 1), (i + 1) * (MAX_WRITES - 1)),
  );
  return parts.map((part, i) => [
    i === 0 ? recordPut(before, view, table) : recordCheck(view, table),
    ...part,
  ]);
}

const lineDelete =
  (table: string) =>
  ({ pk, sk }: Entry) => ({
    Delete: { TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } },
  });
const linePut =
  (table: string) =>
  ({ pk, sk, says }: Entry) => ({
    Put: { TableName: table, Item: { pk: { S: pk }, sk: { S: sk }, body: pack(says) } },
  });

const same = (a: Entry | undefined, b: Entry): boolean =>
  a !== undefined && JSON.stringify(a.says) === JSON.stringify(b.says);

function recordPut(before: CaseViews | null, view: CaseViews, table: string): TransactWriteItem {
  const item = {
    pk: { S: keys.shownKey(view.tenant, view.caseId) },
    sk: { S: keys.SHOWN_SORT },
    v: { N: String(view.version) },
    body: pack(view),
  };
  const condition = before ? isVersion(before) : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { Put: { TableName: table, Item: item, ...condition } };
}

function recordCheck(view: CaseViews, table: string): TransactWriteItem {
  const Key = { pk: { S: keys.shownKey(view.tenant, view.caseId) }, sk: { S: keys.SHOWN_SORT } };
  return { ConditionCheck: { TableName: table, Key, ...isVersion(view) } };
}

/** The record is still the one of this version. */
export const isVersion = ({ version }: Pick<CaseViews, 'version'>) => ({
  ConditionExpression: 'v = :version',
  ExpressionAttributeValues: { ':version': { N: String(version) } },
});
