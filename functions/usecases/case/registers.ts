import type { RegisteredPaper } from '../../contract/api.ts';
import type { Person } from '../../contract/people.ts';
import { onlyReports } from '../../core/case/authorize.ts';
import type { Page, PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';

/** 文号登记簿 of a year; empty, as the register of cases is, for who only reports. */
export async function paperRegister(
  { stores }: Deps,
  person: Person,
  tenant: string,
  { year, ...page }: PageRequest & { year: string },
): Promise<Page<RegisteredPaper>> {
  if (onlyReports(person)) return { items: [], cursor: null };
  return stores.views.papers(tenant, year, page);
}

/** 用印登记簿 of a day: who placed the seal on which paper, when, and the hash of what was sealed. */
export async function sealLog(
  { stores }: Deps,
  tenant: string,
  { day, ...page }: PageRequest & { day: string },
): Promise<Page<RegisteredPaper & { sealedBy: string }>> {
  const { items, cursor } = await stores.views.seals(tenant, day, page);
  const ids = [...new Set(items.flatMap((p) => (p.sealed ? [p.sealed.by] : [])))];
  const people = await Promise.all(ids.map((id) => stores.directory.person(id)));
  const names = new Map(people.flatMap((p) => (p ? [[p.id, p.name]] : [])));
  return {
    items: items.map((paper) => {
      const by = paper.sealed?.by ?? '';
      return { ...paper, sealedBy: names.get(by) ?? by };
    }),
    cursor,
  };
}
