import { createContext, type ReactNode, useContext } from 'react';
import type { CaseZone, Me } from '../api/shapes.ts';

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** The signed-in person. Only used below the sign-in gate, so there always is one. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('useMe outside of the signed-in part');
  return me;
}

/** Administrators and auditors as such see no cases. */
export const handlesCases = (me: Me): boolean => me.faces.includes('staff') || me.faces.includes('partner');

/** Which routes serve this person's case pages. */
export function useZone(): CaseZone {
  return useMe().faces.includes('staff') ? 'staff' : 'partner';
}
