import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import type { Deps } from '../deps.ts';
import { visibleCase } from './read.ts';

/**
 * 举报人信息, only for who took the report, its handlers and the heads, with a reason, and never without a trace
 * (measure 25, roles.md §4).
 */
export async function readSealed(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  sealedId: string,
  reason: string,
) {
  const { state } = await visibleCase(deps, person, tenant, caseId);
  const concerned = ['registrar', 'investigator'].some((duty) => state.duties[duty]?.includes(person.id));
  const heads = person.roles.includes('BUREAU_HEAD') || person.roles.includes('TOWN_LEADER');
  const allowed = concerned || heads;
  await deps.stores.audit.append(tenant, {
    at: deps.clock.now(),
    actor: person.id,
    what: '查看举报人信息',
    caseId,
    code: allowed ? null : 'forbidden',
    detail: reason,
    basis: ['改革方案第25条（保密义务）'],
  });
  if (!allowed) throw new Refusal('forbidden', '只有受理人、本案承办人员和负责人可以查看举报人信息');
  const data = await deps.stores.cases.sealed(tenant, caseId, sealedId);
  if (data === null || data === undefined) throw new Refusal('not-found', '没有这份举报人信息');
  return (data as { hidden: Record<string, unknown> }).hidden;
}
