import { FileTextOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useState } from 'react';
import type { CaseState, PaperRef } from '../../../functions/contract/case.ts';
import { Dossier } from '../papers/Dossier.tsx';
import { PaperDrawer } from '../papers/PaperView.tsx';
import { Section } from '../shell/Page.tsx';
import { showInstant } from '../text/time.ts';
import type { Namer } from '../text/values.ts';

const SEALS: Record<PaperRef['seal'], string> = {
  TOWN_GOV: '加盖乡镇人民政府印章',
  OFFICER_SIGN: '执法人员签名',
  NONE: '无需用印',
};

/** The register of the case's papers, void ones among them, and the dossier they make up. */
export function Papers({ state, name }: { state: CaseState; name: Namer }) {
  const { papers } = state;
  return (
    <Section title="文书" side={papers.length > 0 && <span className="yz-dim">共 {papers.length} 份</span>}>
      {papers.length === 0 ? (
        <p className="yz-quiet">尚未生成文书。</p>
      ) : (
        <PaperList papers={papers} all={papers} caseId={state.id} name={name} />
      )}
      <Dossier state={state} />
    </Section>
  );
}

type ListProps = {
  papers: PaperRef[];
  /** Every paper of the case: what one of them took the place of may stand elsewhere. */
  all: PaperRef[];
  caseId: string;
  name: Namer;
};

/** Papers as links that open the document itself beside the page. */
export function PaperList({ papers, all, caseId, name }: ListProps) {
  const [open, setOpen] = useState<string | null>(null);
  const shown = all.find((one) => one.hash === open);
  return (
    <>
      <ul className="yz-papers">
        {papers.map((paper) => (
          <PaperLine key={paper.hash} paper={paper} all={all} name={name} onOpen={setOpen} />
        ))}
      </ul>
      {shown && (
        <PaperDrawer
          key={shown.hash}
          paper={shown}
          papers={all}
          caseId={caseId}
          name={name}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

type LineProps = { paper: PaperRef; all: PaperRef[]; name: Namer; onOpen: (hash: string) => void };

function PaperLine({ paper, all, name, onOpen }: LineProps) {
  const { voided, sealed } = paper;
  const before = all.find((one) => one.hash === paper.supersedes);
  const title = (
    <>
      <FileTextOutlined aria-hidden /> {paper.title}
    </>
  );
  return (
    <li className={voided ? 'yz-void' : undefined}>
      <span>
        <button type="button" className="yz-link" onClick={() => onOpen(paper.hash)}>
          {voided ? <s>{title}</s> : title}
        </button>{' '}
        {voided && <Tag color="error">已作废</Tag>}
      </span>
      <span className="yz-dim">
        {voided ? <s>{paper.number ?? '不编号'}</s> : (paper.number ?? '不编号')} · {paper.day}
      </span>
      <span className="yz-dim">
        {sealed ? `${name(sealed.by) ?? sealed.by} ${showInstant(sealed.at)} 用印` : SEALS[paper.seal]}
      </span>
      {before && (
        <button type="button" className="yz-link yz-small" onClick={() => onOpen(before.hash)}>
          取代已作废的{before.number ?? `《${before.title}》`}
        </button>
      )}
      {voided && (
        <span className="yz-tone-bad yz-small">
          {voided.day} 作废：{voided.reason}
        </span>
      )}
    </li>
  );
}
