import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';

type Props = { title: string; lead?: ReactNode; side?: ReactNode; children: ReactNode };

/** A page's heading (also the window's title) and its content. */
export function PageFrame({ title, lead, side, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 一执`;
  }, [title]);
  return (
    <div className="yz-page">
      <div className="yz-page-head">
        <div>
          <h1>{title}</h1>
          {lead && <p className="yz-dim">{lead}</p>}
        </div>
        {side}
      </div>
      {children}
    </div>
  );
}

type SectionProps = { title: string; side?: ReactNode; className?: string; children: ReactNode };

/** A titled part of a page. */
export function Section({ title, side, className = '', children }: SectionProps) {
  return (
    <section className={`yz-card ${className}`} aria-label={title}>
      <div className="yz-section-head">
        <h2>{title}</h2>
        {side}
      </div>
      {children}
    </section>
  );
}

/** The API pages forward by cursor; the cursors passed are kept to go back. */
export function usePages() {
  const [passed, setPassed] = useState<string[]>([]);
  return {
    cursor: passed.at(-1),
    number: passed.length + 1,
    next: (cursor: string) => setPassed([...passed, cursor]),
    back: () => setPassed(passed.slice(0, -1)),
  };
}

export function Pager({
  pages,
  page,
}: {
  pages: ReturnType<typeof usePages>;
  page: { cursor: string | null };
}) {
  const { cursor } = page;
  if (pages.number === 1 && cursor === null) return null;
  return (
    <nav className="yz-pager" aria-label="翻页">
      <Button disabled={pages.number === 1} onClick={pages.back}>
        上一页
      </Button>
      <span>第 {pages.number} 页</span>
      <Button disabled={cursor === null} onClick={() => cursor !== null && pages.next(cursor)}>
        下一页
      </Button>
    </nav>
  );
}
