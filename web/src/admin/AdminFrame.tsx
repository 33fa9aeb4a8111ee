import { useEffect, useRef } from 'react';
import { Navigate, NavLink, Outlet, useLocation } from 'react-router';
import { NoPermission } from '../shell/Problem.tsx';
import { OverviewPage } from './OverviewPage.tsx';
import { type Rights, useRights } from './rights.ts';
import { WorkingDraftProvider } from './WorkingDraft.tsx';

const DEFINITIONS = [
  ['/admin', '定义总览'],
  ['/admin/matters', '事项'],
  ['/admin/definitions/form', '表单'],
  ['/admin/definitions/ruleset', '规则'],
  ['/admin/drafts', '草案'],
  ['/admin/releases', '发布版本'],
] as const;
const AUDIT = ['/admin/audit', '审计日志'] as const;

/** The tabs of the admin face, and the working draft every page below shares. */
export function AdminFrame() {
  const rights = useRights();
  const { pathname } = useLocation();
  const tabs = [...(rights.read ? DEFINITIONS : []), ...(rights.audit ? [AUDIT] : [])];
  const line = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another active tab
  useEffect(() => {
    // on a phone the line is wider than the window, and the tab of this page may stand outside of it
    const active = line.current?.querySelector<HTMLElement>('[aria-current="page"]');
    if (active && line.current) line.current.scrollLeft = active.offsetLeft - line.current.offsetLeft - 14;
  }, [pathname]);
  return (
    <WorkingDraftProvider>
      {tabs.length > 0 ? (
        <nav ref={line} className="ad-tabs" aria-label="事项与规则">
          {tabs.map(([path, title]) => (
            <NavLink key={path} to={path} end={path === '/admin'}>
              {title}
            </NavLink>
          ))}
        </nav>
      ) : null}
      {allowed(pathname, rights) ? <Outlet /> : <NoPermission what="打开这一页" />}
    </WorkingDraftProvider>
  );
}

function allowed(pathname: string, rights: Rights): boolean {
  if (pathname.startsWith(AUDIT[0])) return rights.audit;
  return rights.read || (rights.audit && /^\/admin\/?$/.test(pathname));
}

/** The auditor's way in is the audit log. */
export function AdminHome() {
  const rights = useRights();
  return rights.read ? <OverviewPage /> : <Navigate to={AUDIT[0]} replace />;
}
