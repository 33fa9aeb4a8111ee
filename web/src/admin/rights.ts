/** What the signed-in person may do in the admin face. The server decides; this only spares a refused request. */
import type { Role } from '../../../functions/contract/ids.ts';
import { useMe } from '../auth/me.tsx';

const READ: readonly Role[] = ['PLATFORM_ADMIN', 'TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER'];
const WRITE: readonly Role[] = ['PLATFORM_ADMIN', 'BUREAU_HEAD'];

export type Rights = { id: string; read: boolean; write: boolean; audit: boolean };

export function useRights(): Rights {
  const { person } = useMe();
  const has = (roles: readonly Role[]) => person.roles.some((role) => roles.includes(role));
  return { id: person.id, read: has(READ), write: has(WRITE), audit: has(['AUDITOR']) };
}

/** A person's id in a sentence: 我 for the reader. */
export const whoText = (id: string, rights: Rights): string => (id === rights.id ? `${id}（我）` : id);
