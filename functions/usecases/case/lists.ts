import type { CaseLine, Task } from '../../contract/api.ts';
import type { Person } from '../../contract/people.ts';
import { isOurs, registerOf } from '../../core/case/authorize.ts';
import type { Page, PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';

/** The queues whose tasks wait for this person. */
export const queuesOf = (person: Person): string[] =>
  isOurs(person)
    ? [`person:${person.id}`, ...person.roles.map((role) => `role:${role}`)]
    : person.roles.map((role) => `office:${person.org}:${role}`);

/** 我的待办. */
export const inbox = (deps: Deps, person: Person, tenant: string, page: PageRequest): Promise<Page<Task>> =>
  deps.stores.views.inbox(tenant, queuesOf(person), page);

/** 案件登记簿: handlers, reviewers and leaders see it whole, the archivist its closed cases, other offices what is shared. */
export async function register(
  deps: Deps,
  person: Person,
  tenant: string,
  page: PageRequest,
): Promise<Page<CaseLine>> {
  const register = registerOf(person);
  if (register === null) return { items: [], cursor: null };
  if (register === 'closed') return deps.stores.views.closedCases(tenant, page);
  return deps.stores.views.cases(tenant, register === 'all' ? null : register.office, page);
}
