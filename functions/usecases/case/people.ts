import type { Deps } from '../deps.ts';

/** The township's active people, as forms need them to name officers; nothing beyond name, office and certificate. */
export async function people({ stores }: Deps, tenant: string) {
  const all = await stores.directory.people(tenant);
  return all
    .filter((p) => p.active)
    .map(({ id, name, title, roles, org, orgName, certificate }) => ({
      id,
      name,
      title,
      roles,
      org,
      orgName,
      certificate,
    }));
}
