/** The small pieces every page of the portal is made of. */
import { type ReactNode, useEffect, useRef } from 'react';
import type { PublicMatter } from '../../../functions/contract/api.ts';
import type { Loaded } from './api.ts';
import { Link, useTownship } from './township.tsx';

/** The page's heading; names the browser tab and takes the focus, so that a reader's voice starts here. */
export function Heading({ children, title }: { children: ReactNode; title: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { chosen } = useTownship();
  useEffect(() => {
    document.title = `${title} · ${chosen.government}`;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title, chosen.government]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** 赋权未确认, 赋权已确认, or a power the law itself gives to townships: shown on every matter. */
export function StatusBadge({ matter: { type, status } }: { matter: Pick<PublicMatter, 'type' | 'status'> }) {
  const text = type === '法定职权' ? '法定职权' : `赋权${status}`;
  return <span className={`badge ${status === '已确认' ? 'sure' : 'unsure'}`}>{text}</span>;
}

/** Shows what was read, or that it is being read, or why it could not be. */
export function Show<T>({
  loaded,
  missing,
  list,
  children,
}: {
  loaded: Loaded<T>;
  missing: string;
  /** Of a page whose address names one thing: where the others are. A name not even of its form (400) is none there. */
  list?: { to: string; title: string };
  children: (value: T) => ReactNode;
}) {
  if (loaded.state === 'ready') return children(loaded.value);
  if (loaded.state === 'loading') {
    return (
      <div className="notice" role="status">
        <span className="spinner" aria-hidden="true" />
        正在读取……
      </div>
    );
  }
  const gone = loaded.error.missing || (list !== undefined && loaded.error.status === 400);
  return (
    <div className="notice wrong" role="alert">
      <p>{gone ? missing : loaded.error.message}</p>
      {gone && list ? <Link to={list.to}>查看{list.title}</Link> : null}
      {gone ? null : (
        <button type="button" onClick={loaded.retry}>
          重试
        </button>
      )}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <div className="notice">{children}</div>;
}

/** A label with its value, for the tables of a matter or decision. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Back to the list, and a button that prints the page. */
export function PageTools({ to, back }: { to: string; back: string }) {
  return (
    <div className="tools">
      <Link to={to}>← {back}</Link>
      <PrintButton />
    </div>
  );
}

export function PrintButton() {
  return (
    <button type="button" className="plain" onClick={() => window.print()}>
      打印本页
    </button>
  );
}
