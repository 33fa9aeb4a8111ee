import type { DueLine } from '../../contract/api.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { EVERYTHING } from '../../core/case/due.ts';
import type { Page, PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { queuesOf } from './lists.ts';

export type DueQuery = PageRequest & {
  officer?: string | undefined;
  domain?: string | undefined;
  until?: string | undefined;
};

/** 到期一览: everything due by day, or an officer's, or a field's. @throws Refusal bad-request for both at once */
export function dueList(deps: Deps, person: Person, tenant: string, query: DueQuery): Promise<Page<DueLine>> {
  const { officer, domain, until, ...page } = query;
  if (officer !== undefined && domain !== undefined)
    throw new Refusal('bad-request', '按人员和按领域只能选一种', [
      { path: 'domain', say: '与 officer 不能同时给出' },
    ]);
  return deps.stores.views.due(tenant, listsOf(person, officer, domain), until ?? null, page);
}

function listsOf(person: Person, officer: string | undefined, domain: string | undefined): string[] {
  if (domain !== undefined) return [`domain:${domain}`];
  if (officer === 'me') return queuesOf(person);
  return officer === undefined ? [EVERYTHING] : [`person:${officer}`];
}
