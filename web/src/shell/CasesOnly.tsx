import { Outlet } from 'react-router';
import { handlesCases, useMe } from '../auth/me.tsx';
import { NoPermission } from './Problem.tsx';

/** Administrators and auditors may not read cases. */
export function CasesOnly() {
  return handlesCases(useMe()) ? <Outlet /> : <NoPermission what="查阅和办理案件" />;
}
