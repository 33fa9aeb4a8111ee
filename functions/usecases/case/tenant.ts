import type { Tenant } from '../../contract/people.ts';
import type { Deps } from '../deps.ts';

export function tenantOf(deps: Deps, id: string): Tenant {
  const tenant = deps.tenants.find((t) => t.id === id);
  if (!tenant) throw new Error(`no tenant ${id}`);
  return tenant;
}
