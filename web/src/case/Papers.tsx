import { FileTextOutlined } from '@ant-design/icons';
import { Drawer, Grid } from 'antd';
import { useState } from 'react';
import type { Paper, PaperRef } from '../../../functions/contract/case.ts';
import { Section } from '../shell/Page.tsx';

const SEALS: Record<Paper['seal'], string> = {
  TOWN_GOV: '加盖乡镇人民政府印章',
  OFFICER_SIGN: '执法人员签名',
  NONE: '无需用印',
};

/** The register of papers; their texts stand in the events that issued them. */
export function Papers({ papers, issued }: { papers: PaperRef[]; issued: Paper[] }) {
  return (
    <Section title="文书">
      {papers.length === 0 ? (
        <p className="yz-quiet">尚未生成文书。</p>
      ) : (
        <PaperList papers={papers} issued={issued} />
      )}
    </Section>
  );
}

type ListProps = { papers: Omit<PaperRef, 'version'>[]; issued: Paper[] };

/** Papers as links that open the full text beside the page. */
export function PaperList({ papers, issued }: ListProps) {
  const [open, setOpen] = useState<Paper | null>(null);
  const wide = Grid.useBreakpoint().md;
  return (
    <>
      <ul className="yz-papers">
        {papers.map((paper) => (
          <li key={paper.hash}>
            <button
              type="button"
              className="yz-link"
              onClick={() => setOpen(issued.find((one) => one.hash === paper.hash) ?? null)}
            >
              <FileTextOutlined aria-hidden /> {paper.title}
            </button>
            <span className="yz-dim">
              {paper.number ?? '不编号'} · {paper.day} · {SEALS[paper.seal]}
            </span>
          </li>
        ))}
      </ul>
      <Drawer
        open={open !== null}
        onClose={() => setOpen(null)}
        title={open?.title}
        placement={wide ? 'right' : 'bottom'}
        size={wide ? 640 : '88%'}
      >
        {open && <PaperText paper={open} />}
      </Drawer>
    </>
  );
}

function PaperText({ paper }: { paper: Paper }) {
  return (
    <article className="yz-paper">
      <h2>{paper.title}</h2>
      {paper.number && <p className="yz-paper-number">{paper.number}</p>}
      {paper.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paper as issued never changes
        <p key={index}>
          {line.label && <b>{line.label}:</b>}
          {line.text}
        </p>
      ))}
      <p className="yz-paper-day">{paper.day}</p>
      <footer className="yz-dim">
        {SEALS[paper.seal]}
        <br />
        内容校验码 <span className="yz-mono">{paper.hash}</span>
      </footer>
    </article>
  );
}
