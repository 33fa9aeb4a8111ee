/** The states every page has besides its content: loading, empty, failed, not permitted, not found. */
import { Button, Empty, Result, Skeleton, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Link, useLocation, useRouteError } from 'react-router';
import { ApiProblem } from '../api/problem.ts';
import { useMe } from '../auth/me.tsx';

/** Also what the router shows while a page's code is on its way. */
export function Loading({ text = '正在加载…' }: { text?: string }) {
  return (
    <div className="yz-loading" role="status" aria-live="polite">
      <Spin />
      <span>{text}</span>
    </div>
  );
}

export function LoadingRows({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label="正在加载" className="yz-card">
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="yz-card">
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
        {children}
      </Empty>
    </div>
  );
}

type PanelProps = {
  error: unknown;
  title?: string;
  detail?: string;
  retryText?: string;
  onRetry?: () => void;
};

function words(error: unknown): { title: string; detail: string; status: 'error' | '403' | '404' } {
  if (!(error instanceof ApiProblem)) {
    return { title: '页面出错了', detail: '请重新加载页面；若仍然如此，请联系平台管理员。', status: 'error' };
  }
  const { problem } = error;
  const status = problem.status === 403 ? '403' : problem.status === 404 ? '404' : 'error';
  return { title: problem.title, detail: problem.detail, status };
}

/** The lists that pages of one thing stand under. */
const LISTS = [
  ['/cases', '案件登记簿'],
  ['/admin/matters', '事项'],
  ['/admin/drafts', '草案'],
  ['/admin/releases', '发布版本'],
  ['/admin', '定义总览'],
  ['/', '首页'],
] as const;

/** Where to go on from a thing that is not there: the list it would stand in. */
function ToList() {
  const { pathname } = useLocation();
  const [path, title] = LISTS.find(([list]) => pathname.startsWith(`${list}/`)) ?? LISTS[5];
  return <Link to={path}>回到{title}</Link>;
}

/** A failed load, in the API's own Chinese words, with a way to go on. */
export function ProblemPanel({ error, title, detail, retryText = '重新加载', onRetry }: PanelProps) {
  const said = words(error);
  const tone = said.status === '403' ? 'warning' : said.status === '404' ? 'info' : 'error';
  return (
    <div className="yz-card" role="alert">
      <Result
        status={tone}
        title={title ?? said.title}
        subTitle={detail ?? said.detail}
        extra={
          onRetry && said.status === 'error' ? (
            <Button type="primary" onClick={onRetry}>
              {retryText}
            </Button>
          ) : (
            <ToList />
          )
        }
      />
    </div>
  );
}

/** For a page that the person's role does not open. Who could change that is not told to ask for it. */
export function NoPermission({ what }: { what: string }) {
  const { person } = useMe();
  const ask = person.roles.includes('PLATFORM_ADMIN') ? '' : '如工作需要，请联系平台管理员。';
  return (
    <div className="yz-card" role="alert">
      <Result
        status="warning"
        title="没有权限"
        subTitle={`您的岗位不能${what}。${ask}`}
        extra={<Link to="/">回到首页</Link>}
      />
    </div>
  );
}

export function NotFound() {
  return (
    <div className="yz-card">
      <Result status="info" title="没有这个页面" extra={<Link to="/">回到首页</Link>} />
    </div>
  );
}

/** A page that threw; also a bundle that could not be fetched after an update. */
export function RouteFailure() {
  const error = useRouteError();
  return (
    <main className="yz-alone">
      <ProblemPanel error={error} onRetry={() => location.reload()} />
    </main>
  );
}

type QueryLike<T> = { data: T | undefined; error: Error | null; isPending: boolean; refetch: () => unknown };

/** Content once it is there; before that its loading or failed state. */
export function Awaited<T>({ query, children }: { query: QueryLike<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingRows />;
}
