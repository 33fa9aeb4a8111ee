/** What the signed-in person may do in the admin face. The server decides; this only spares a refused request. */
import { useQuery } from '@tanstack/react-query';
import type { Role } from '../../../functions/contract/ids.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { useMe } from '../auth/me.tsx';

const READ: readonly Role[] = ['PLATFORM_ADMIN', 'TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER'];
const WRITE: readonly Role[] = ['PLATFORM_ADMIN', 'BUREAU_HEAD'];
/** Whom a release that came with the software names. */
const SOFTWARE = [
  { id: 'yizhi-packs', name: '随软件提供', title: '' },
  { id: 'yizhi-checks', name: '自动检查', title: '' },
];

export type Rights = {
  id: string;
  read: boolean;
  write: boolean;
  audit: boolean;
  names: Map<string, string>;
};

/** Whoever drafts, approves or acts, by account; empty until they are read. */
export function usePersonnel(): Map<string, { id: string; name: string; title: string }> {
  const people = useQuery({
    queryKey: keys.admin('people'),
    queryFn: () => call('admin.people'),
    staleTime: 300_000,
  });
  return new Map([...SOFTWARE, ...(people.data ?? [])].map((person) => [person.id, person]));
}

export function useRights(): Rights {
  const { person } = useMe();
  const has = (roles: readonly Role[]) => person.roles.some((role) => roles.includes(role));
  const names = new Map([...usePersonnel().values()].map(({ id, name }) => [id, name] as const));
  return { id: person.id, read: has(READ), write: has(WRITE), audit: has(['AUDITOR']), names };
}

/** A person's name in a sentence; the id until names are there. */
export const whoText = (id: string, rights: Rights): string =>
  `${rights.names.get(id) ?? id}${id === rights.id ? '（我）' : ''}`;
