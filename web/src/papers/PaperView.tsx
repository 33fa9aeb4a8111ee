import { Alert, Drawer, Grid } from 'antd';
import type { PaperRef } from '../../../functions/contract/case.ts';
import { Awaited } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import type { Namer } from '../text/values.ts';
import { Fingerprint, Pdf } from './Pdf.tsx';
import { usePaper } from './queries.ts';

type Props = { paper: PaperRef; papers: PaperRef[]; caseId: string; name: Namer; onClose: () => void };

/** An issued paper, as it was sealed, beside the page. */
export function PaperDrawer(props: Props) {
  const wide = Grid.useBreakpoint().md;
  const { paper, onClose } = props;
  return (
    <Drawer
      open
      onClose={onClose}
      title={paper.number ? `${paper.title} ${paper.number}` : paper.title}
      placement={wide ? 'right' : 'bottom'}
      size={wide ? 820 : '88%'}
    >
      <PaperView {...props} />
    </Drawer>
  );
}

function PaperView({ paper, papers, caseId, name }: Props) {
  const query = usePaper(caseId, paper.hash, paper.voided !== undefined);
  return (
    <>
      <State paper={paper} papers={papers} name={name} />
      <Fingerprint name="文书记录校验值" value={paper.hash} />
      {paper.sealed && paper.voided && <Fingerprint name="盖章时的 SHA-256" value={paper.sealed.pdf} />}
      <Awaited query={query}>{(document) => <Pdf document={document} />}</Awaited>
    </>
  );
}

/** Whether it stands, who sealed it, and what it took the place of. */
function State({ paper, papers, name }: Omit<Props, 'caseId' | 'onClose'>) {
  const before = papers.find((one) => one.hash === paper.supersedes);
  const after = papers.find((one) => one.supersedes === paper.hash);
  return (
    <>
      {paper.voided && <VoidNote voided={paper.voided} after={after} name={name} />}
      <dl className="yz-facts yz-paper-facts">
        <div>
          <dt>文书日期</dt>
          <dd>{paper.day}</dd>
        </div>
        {paper.sealed && (
          <div>
            <dt>用印</dt>
            <dd>
              {name(paper.sealed.by) ?? paper.sealed.by} 于 {showInstant(paper.sealed.at)}{' '}
              授权加盖乡镇人民政府印章
            </dd>
          </div>
        )}
        {paper.supersedes && (
          <div>
            <dt>取代</dt>
            <dd>已作废的{before?.number ?? `《${before?.title ?? paper.title}》`}</dd>
          </div>
        )}
      </dl>
    </>
  );
}

type VoidProps = { voided: NonNullable<PaperRef['voided']>; after: PaperRef | undefined; name: Namer };

function VoidNote({ voided, after, name }: VoidProps) {
  const instead = after ? `已由${after.number ?? ` ${after.day} 的《${after.title}》`}取代。` : '';
  return (
    <Alert
      className="yz-banner"
      type="error"
      showIcon
      title={`已于 ${voided.day} 作废，由${name(voided.by) ?? voided.by}登记`}
      description={`理由：${voided.reason}。文号保留，不再使用。${instead}`}
    />
  );
}
