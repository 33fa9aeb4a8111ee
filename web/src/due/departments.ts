/** Which department of the city answers for a field, by the matters in force: nobody keeps a second list. */
import type { PublicMatter } from '../../../functions/contract/api.ts';

/** By field: the department most of its matters were taken over from. */
export type Departments = ReadonlyMap<string, string>;

/** 通用 has none. A few matters of a field came from elsewhere, or are the township's own by law; the field is answered for by one. */
export function departmentsOf(matters: Pick<PublicMatter, 'domain' | 'originalDepartment'>[]): Departments {
  const counts = new Map<string, Map<string, number>>();
  for (const { domain, originalDepartment } of matters) {
    if (originalDepartment === null) continue;
    const of = counts.get(domain) ?? new Map<string, number>();
    counts.set(domain, of.set(originalDepartment, (of.get(originalDepartment) ?? 0) + 1));
  }
  const first = (of: Map<string, number>) => [...of].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  return new Map([...counts].map(([domain, of]) => [domain, first(of)]));
}

/** `林业和草原 · 楚雄市林业和草原局`; the field alone where no department is known. */
export function withDepartment(domain: string, departments: Departments): string {
  const department = departments.get(domain);
  return department === undefined ? domain : `${domain} · ${department}`;
}
