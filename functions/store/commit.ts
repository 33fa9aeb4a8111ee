import type { Put, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { SubmissionResult } from '../contract/api.ts';
import type { CaseEvent } from '../contract/case.ts';
import type { Commit, NumberClaim } from '../ports/store.ts';
import type { Db } from './client.ts';
import { pack } from './codec.ts';
import { eventAttributes } from './events.ts';
import * as keys from './keys.ts';
import type { Item, Reasons } from './retry.ts';

type Named = Db['name'];
/** What a write of the transaction means when its condition fails. */
type Guard = 'submission' | 'case' | 'number';
export type Guarded = { guard: Guard; write: TransactWriteItem };

/**
 * The answer of a submission without what its event already says; the event is read again for a repeat.
 * `event` names it; `whole` is kept only where the event does not hold the same verdict and papers.
 */
export type StoredAnswer = {
  digest: string;
  event?: { caseId: string; version: number };
  rest: Omit<SubmissionResult, 'verdict' | 'papers'>;
  whole?: Pick<SubmissionResult, 'verdict' | 'papers'>;
};

/** The one transaction of a command; the submission first, so that its reason is looked at first. */
export function commitWrites(commit: Commit, name: Named): Guarded[] {
  return [
    ...(commit.submission
      ? [{ guard: 'submission' as const, write: submissionPut(commit, commit.submission, name) }]
      : []),
    ...commit.cases.flatMap((change) => [
      { guard: 'case' as const, write: headPut(commit.tenant, change, name) },
      ...change.events.map((event) => ({ guard: 'case' as const, write: eventPut(event, name) })),
      ...(change.expectedVersion === 0
        ? [{ guard: 'case' as const, write: listingPut(commit.tenant, change.state.id, name) }]
        : []),
    ]),
    ...commit.numbers.flatMap((claim) =>
      numberWrites(commit, claim, name).map((write) => ({ guard: 'number' as const, write })),
    ),
    ...(commit.sealed ? [{ guard: 'case' as const, write: sealedPut(commit, commit.sealed, name) }] : []),
  ];
}

/** Which guard failed; a used submission id before all others. */
export function failedGuard(guarded: Guarded[], reasons: Reasons): Guard | null {
  const failed = guarded.filter((_, i) => reasons[i] === 'ConditionalCheckFailed').map(({ guard }) => guard);
  return failed.find((g) => g === 'submission') ?? failed.find((g) => g === 'case') ?? failed[0] ?? null;
}

const addOnly = (TableName: string, Item: Item): { Put: Put } => ({
  Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
});

function headPut(tenant: string, change: Commit['cases'][number], name: Named): TransactWriteItem {
  const { state, expectedVersion } = change;
  const item: Item = {
    pk: { S: keys.caseKey(tenant, state.id) },
    v: { N: String(state.version) },
    body: pack(state),
  };
  if (expectedVersion === 0) return addOnly(name('cases'), item);
  return {
    Put: {
      TableName: name('cases'),
      Item: item,
      ConditionExpression: 'v = :expected',
      ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
    },
  };
}

/** A case stands in the list of its township from its first event on, whatever becomes of it. */
export const listingPut = (tenant: string, caseId: string, name: Named): { Put: Put } =>
  addOnly(name('events'), { pk: { S: keys.casesKey(tenant) }, sk: { S: caseId } });

const eventPut = (event: CaseEvent, name: Named): TransactWriteItem =>
  addOnly(name('events'), {
    pk: { S: keys.caseKey(event.tenant, event.caseId) },
    sk: { S: keys.eventSort(event.version) },
    ...eventAttributes(event),
  });

function submissionPut(
  { tenant, cases }: Commit,
  submission: NonNullable<Commit['submission']>,
  name: Named,
): TransactWriteItem {
  const { verdict, papers, ...rest } = submission.result;
  const event = cases.flatMap((c) => c.events).find((e) => e.submission?.id === submission.id);
  const inEvent = event?.verdict === verdict && samePapers(event, papers);
  const answer: StoredAnswer = {
    digest: submission.digest,
    ...(event && { event: { caseId: event.caseId, version: event.version } }),
    rest,
    ...(!inEvent && { whole: { verdict, papers } }),
  };
  return addOnly(name('events'), {
    pk: { S: keys.submissionKey(tenant, submission.id) },
    sk: { S: keys.SUBMISSION_SORT },
    body: pack(answer),
  });
}

const samePapers = (event: CaseEvent, papers: SubmissionResult['papers']): boolean => {
  const issued = event.transition.papers ?? [];
  return issued.length === papers.length && issued.every((paper, i) => paper === papers[i]);
};

/** The recorded result, put together from the stored answer and its event. */
export function resultOf(answer: StoredAnswer, event: CaseEvent | null): SubmissionResult {
  if (answer.whole) return { ...answer.rest, ...answer.whole };
  if (!event?.verdict) throw new Error('the event of a recorded submission is missing');
  return { ...answer.rest, verdict: event.verdict, papers: event.transition.papers ?? [] };
}

/**
 * An item for the number, and a check that the one before it exists: no number can be given twice or skipped,
 * whatever the writer believed. Consecutive numbers of one commit vouch for each other.
 */
function numberWrites(commit: Commit, claim: NumberClaim, name: Named): TransactWriteItem[] {
  const partition = { S: keys.numbersKey(commit.tenant, claim.word, claim.year) };
  const beforeIsHere = commit.numbers.some(
    (other) => other.word === claim.word && other.year === claim.year && other.n === claim.n - 1,
  );
  const taken = commit.cases[0]?.state;
  const put = addOnly(name('events'), {
    pk: partition,
    sk: { S: keys.numberSort(claim.n) },
    caseId: { S: taken?.id ?? '' },
    v: { N: String(taken?.version ?? 0) },
  });
  if (claim.n === 1 || beforeIsHere) return [put];
  const Key = { pk: partition, sk: { S: keys.numberSort(claim.n - 1) } };
  return [
    put,
    { ConditionCheck: { TableName: name('events'), Key, ConditionExpression: 'attribute_exists(pk)' } },
  ];
}

const sealedPut = (
  { tenant }: Commit,
  sealed: NonNullable<Commit['sealed']>,
  name: Named,
): TransactWriteItem =>
  addOnly(name('complainants'), {
    pk: { S: keys.caseKey(tenant, sealed.caseId) },
    sk: { S: sealed.id },
    at: { S: sealed.at },
    body: pack(sealed.data),
  });
