import type { BriefEvent, CaseEvent, CaseState } from '../../contract/case.ts';
import { foldEvents } from '../../core/case/fold.ts';
import type { Page, PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';

/** Page by page, to the end. */
export async function* everyPage<T>(
  limit: number,
  read: (request: PageRequest) => Promise<Page<T>>,
): AsyncGenerator<T[]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await read({ limit, cursor: cursor ?? undefined });
    yield page.items;
    cursor = page.cursor;
  }
}

/** Every case of every township. */
export async function* allCases({ stores }: Deps): AsyncGenerator<{ tenant: string; caseId: string }> {
  for await (const cases of everyPage(200, (page) => stores.cases.allCases(page))) yield* cases;
}

/** A case's whole history, oldest first. */
export async function historyOf({ stores }: Deps, tenant: string, caseId: string): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for await (const page of everyPage(100, (request) => stores.cases.events(tenant, caseId, request)))
    events.push(...page);
  return events;
}

/** The same without the condition trees of the verdicts, which are most of what there is to read. */
export async function decisionsOfCase(
  { stores }: Deps,
  tenant: string,
  caseId: string,
): Promise<BriefEvent[]> {
  const events: BriefEvent[] = [];
  for await (const page of everyPage(100, (request) => stores.cases.decisions(tenant, caseId, request)))
    events.push(...page);
  return events;
}

/**
 * A case as it stands, and as its events say it stands. Events only ever follow, so the head is read first, and what was filed
 * since is left out of the fold: a server that goes on meanwhile gives no difference. `unknown` is an event the case does
 * not know of after all: head and event come in one transaction.
 */
export async function standsAndFolds(
  deps: Deps,
  tenant: string,
  caseId: string,
): Promise<{
  head: CaseState | null;
  folded: CaseState | null;
  events: CaseEvent[];
  unknown: CaseEvent | null;
}> {
  const head = await deps.stores.cases.head(tenant, caseId);
  const all = await historyOf(deps, tenant, caseId);
  const upTo = (state: CaseState | null) => (event: CaseEvent) => event.version <= (state?.version ?? 0);
  const events = all.filter(upTo(head));
  const folded = foldEvents(events);
  if (events.length === all.length) return { head, folded, events, unknown: null };
  const since = await deps.stores.cases.head(tenant, caseId);
  return { head, folded, events, unknown: all.find((event) => !upTo(since)(event)) ?? null };
}
