import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { PublicDecision, RegisteredPaper } from '../contract/api.ts';
import type { PublicPaper } from '../core/case/public.ts';
import { dayOf } from '../core/time/days.ts';
import type { CaseViews } from '../ports/store.ts';
import { pack } from './codec.ts';
import * as keys from './keys.ts';

/** A line of a list: where it stands, and what it says. */
type Entry = { pk: string; sk: string; says: unknown };
/** What one transaction takes. */
const MAX_WRITES = 100;

/** Everything a case shows: tasks, its line in every register, its published decision, its running clocks. */
export function entriesOf(view: CaseViews): Map<string, Entry> {
  const { tenant, caseId, line, decision, papers, checks } = view;
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
    ...(decision ? decisionEntries(tenant, decision) : []),
    ...clockEntries(view),
    ...papers.flatMap(paperEntries),
    ...checks.flatMap((paper) => checkEntries(tenant, paper)),
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
    ...provisional.map((clock) => ({
      pk: keys.provisionalKey(tenant),
      sk: keys.provisionalSort(caseId, clock),
      says: { caseId, clock },
    })),
  ];
}

/** A published decision in the list, and by itself: the public zone reads these two and nothing else of the case. */
function decisionEntries(tenant: string, decision: PublicDecision): Entry[] {
  const { id, day } = decision;
  return [
    { pk: keys.decisionsKey(tenant), sk: keys.decisionsSort(day, id), says: decision },
    { pk: keys.decisionKey(tenant, id), sk: keys.DECISION_SORT, says: decision },
  ];
}

/** What the public check says of a sealed paper, where its hash and where its number find it. */
function checkEntries(tenant: string, paper: PublicPaper): Entry[] {
  const { hash, place } = paper;
  const at = (pk: string) => ({ pk, sk: keys.PAPER_CHECK_SORT, says: paper });
  return [
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
 * as they are, unless the version is the same too (a repair writes them all). It holds only while the record of
 * the case is still `before`.
 */
export function replaceWrites(before: CaseViews | null, view: CaseViews, table: string): TransactWriteItem[] {
  const old = before ? entriesOf(readable(before)) : new Map<string, Entry>();
  const now = entriesOf(view);
  const repair = before?.version === view.version;
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, entry]) => entry);
  const changed = [...now].filter(([key, entry]) => repair || !same(old.get(key), entry));
  const writes = [
    recordPut(before, view, table),
    ...gone.map(({ pk, sk }) => ({ Delete: { TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } } })),
    ...changed.map(([, { pk, sk, says }]) => ({
      Put: { TableName: table, Item: { pk: { S: pk }, sk: { S: sk }, body: pack(says) } },
    })),
  ];
  if (writes.length > MAX_WRITES) {
    throw new Error(`case ${view.caseId} changes ${writes.length} lines at once; ${MAX_WRITES} is the most`);
  }
  return writes;
}

/**
 * A record made before the public had items of its own names none. What else it shows still goes when it changes; the
 * public's items come with the next change, or with a rebuild.
 */
const readable = (before: CaseViews): CaseViews =>
  'checks' in before ? before : { ...(before as CaseViews), checks: [], decision: null };

const same = (a: Entry | undefined, b: Entry): boolean =>
  a !== undefined && JSON.stringify(a.says) === JSON.stringify(b.says);

function recordPut(before: CaseViews | null, view: CaseViews, table: string): TransactWriteItem {
  const item = {
    pk: { S: keys.shownKey(view.tenant, view.caseId) },
    sk: { S: keys.SHOWN_SORT },
    v: { N: String(view.version) },
    body: pack(view),
  };
  const condition = before
    ? {
        ConditionExpression: 'v = :before',
        ExpressionAttributeValues: { ':before': { N: String(before.version) } },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { Put: { TableName: table, Item: item, ...condition } };
}
