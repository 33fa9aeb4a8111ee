import { randomUUID } from 'node:crypto';
import type { SubmissionResult } from '../../functions/contract/api.ts';
import type { CaseEvent, Verdict } from '../../functions/contract/case.ts';
import { seal } from '../../functions/core/case/chain.ts';
import { foldEvents } from '../../functions/core/case/fold.ts';
import { type CaseViews, viewsOf } from '../../functions/core/case/views.ts';
import type { Bundle } from '../../functions/core/release/bundle.ts';
import { dayOf } from '../../functions/core/time/days.ts';
import type { Commit } from '../../functions/ports/store.ts';
import { commitWrites } from '../../functions/store/commit.ts';
import type { Stores } from '../../functions/store/index.ts';
import { batchPut, type Item } from '../../functions/store/retry.ts';
import type { TableId } from '../../functions/store/tables.ts';
import { replaceWrites } from '../../functions/store/view-items.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { timeOrderedId } from '../../functions/usecases/ids.ts';
import { loadBundle } from '../../functions/usecases/releases.ts';
import { inParallel } from '../support/numbers.ts';

const CASES_AT_ONCE = 250;
const LANES = 4;
const MINUTE = 60_000;
/** Views first: the projection then finds every case shown as it should be. */
const ORDER: readonly TableId[] = ['views', 'events', 'cases'];

/**
 * Writes cases as filing them would, but in batches: each a copy of a filed case with its own ids, times and hashes,
 * one a minute up to now. Every other one is closed and published.
 * @returns their ids
 */
export async function loadCases(stores: Stores, first: CaseEvent, count: number): Promise<string[]> {
  const bundle = await loadBundle({ stores } as Pick<Deps, 'stores'> as Deps, first.tenant, first.release);
  const now = Date.parse(first.at);
  const ids: string[] = [];
  await inParallel(LANES, Math.ceil(count / CASES_AT_ONCE), async (batch) => {
    const items = new Map<string, Item[]>();
    const from = batch * CASES_AT_ONCE;
    for (let i = from; i < Math.min(count, from + CASES_AT_ONCE); i++) {
      const at = new Date(now - (count - i) * MINUTE).toISOString();
      ids.push(addCase(items, stores.db.name, bundle, first, at, i % 2 === 1));
    }
    for (const table of ORDER) await batchPut(stores.db, table, items.get(stores.db.name(table)) ?? []);
  });
  return ids;
}

function addCase(
  items: Map<string, Item[]>,
  name: Stores['db']['name'],
  bundle: Bundle,
  first: CaseEvent,
  at: string,
  published: boolean,
): string {
  const events = history(first, timeOrderedId('C', at), at, published);
  const state = foldEvents(events);
  const filed = events[0]?.submission;
  if (!state || !filed) throw new Error('the case to copy began without a submission');
  const commit: Commit = {
    tenant: state.tenant,
    cases: [{ events, state, expectedVersion: 0 }],
    submission: { id: filed.id, digest: state.hash, result: resultOf(events[0] as CaseEvent, state.stage) },
    numbers: [],
  };
  const view: CaseViews = viewsOf(state, bundle);
  const writes = [
    ...commitWrites(commit, name).map(({ write }) => write),
    ...replaceWrites(null, view, name('views')),
  ];
  for (const { Put } of writes) {
    const table = Put?.TableName ?? '';
    const there = items.get(table) ?? [];
    there.push(Put?.Item as Item);
    items.set(table, there);
  }
  return state.id;
}

function history(first: CaseEvent, caseId: string, at: string, published: boolean): CaseEvent[] {
  const { hash: _, submission, ...rest } = first;
  if (!submission) throw new Error('the case to copy began without a submission');
  const opened = seal({ ...rest, caseId, at, submission: { ...submission, id: randomUUID() } });
  if (!published) return [opened];
  const { verdict: _v, ...common } = rest;
  const closing = seal({
    ...common,
    caseId,
    at,
    version: 2,
    kind: 'linked',
    origin: { caseId, version: 1, say: '结案并公示（批量数据）' },
    transition: { stage: 'closed', closed: '已结案', published: publication(at) },
    prev: opened.hash,
  });
  return [opened, closing];
}

const publication = (at: string) => ({
  day: dayOf(at),
  title: '行政处罚决定',
  number: `楚大综执罚〔${at.slice(0, 4)}〕1号`,
  lines: [
    { label: '当事人', text: '某建筑公司' },
    { label: '违法事实', text: '未经审核同意，将商品林地三亩平整后堆放砂石。' },
    { label: '处罚依据', text: '《中华人民共和国森林法》第73条第1款' },
    { label: '处罚内容', text: '限期恢复植被和林业生产条件，并处罚款二万元。' },
    { label: '作出机关', text: '大过口乡人民政府' },
  ],
});

const resultOf = (event: CaseEvent, stage: string): SubmissionResult => ({
  caseId: event.caseId,
  version: 1,
  hash: event.hash,
  stage,
  verdict: event.verdict as Verdict,
  papers: event.transition.papers ?? [],
  links: [],
});
