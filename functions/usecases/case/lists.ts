import type { CaseLine, Task } from '../../contract/api.ts';
import type { Person } from '../../contract/people.ts';
import { isOurs, onlyReports } from '../../core/case/authorize.ts';
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

/** 案件登记簿: the township's own people see the whole register, other offices what is shared with them. */
export async function register(
  deps: Deps,
  person: Person,
  tenant: string,
  page: PageRequest,
): Promise<Page<CaseLine>> {
  if (onlyReports(person)) return { items: [], cursor: null };
  return deps.stores.views.cases(tenant, isOurs(person) ? null : person.org, page);
}
