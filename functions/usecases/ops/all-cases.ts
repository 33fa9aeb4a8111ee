import type { CaseEvent } from '../../contract/case.ts';
import type { Deps } from '../deps.ts';

/** Every case of every township, page by page. */
export async function* allCases({ stores }: Deps): AsyncGenerator<{ tenant: string; caseId: string }> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await stores.cases.allCases({ limit: 200, cursor: cursor ?? undefined });
    yield* page.items;
    cursor = page.cursor;
  }
}

/** A case's whole history, oldest first. */
export async function historyOf({ stores }: Deps, tenant: string, caseId: string): Promise<CaseEvent[]> {
  const events: CaseEvent[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await stores.cases.events(tenant, caseId, { limit: 100, cursor: cursor ?? undefined });
    events.push(...page.items);
    cursor = page.cursor;
  }
  return events;
}
