import { DownloadOutlined, ExportOutlined } from '@ant-design/icons';
import { Button, Grid } from 'antd';
import type { ReactNode } from 'react';
import type { DocumentFile } from '../../../functions/contract/api.ts';
import { save, useBlobUrl } from './file.ts';

/** Phones show at most the first page of a PDF inside another page; there it opens on its own. */
function useInlinePdf(): boolean {
  const wide = Grid.useBreakpoint().md ?? window.matchMedia('(min-width: 768px)').matches;
  return wide && navigator.pdfViewerEnabled;
}

/** Readable at once: no list of pages beside it, as wide as there is room. */
const WHOLE_WIDTH = '#navpanes=0&view=FitH';

type Props = { document: DocumentFile; downloadText?: string; tools?: ReactNode };

/** A PDF to read, to open and to keep, with the hash that tells it from every other. */
export function Pdf({ document, downloadText = '下载 PDF', tools }: Props) {
  const url = useBlobUrl(document);
  const inline = useInlinePdf();
  return (
    <div className="yz-pdf">
      <div className="yz-pdf-tools">
        <Button
          icon={<DownloadOutlined />}
          type={inline ? 'default' : 'primary'}
          onClick={() => save(document)}
        >
          {downloadText}
        </Button>
        {url && (
          <Button icon={<ExportOutlined />} href={url} target="_blank">
            在新窗口打开
          </Button>
        )}
        {tools}
      </div>
      {!inline && <p className="yz-quiet">请打开或者下载后查看全文。</p>}
      <Fingerprint name="本文件 SHA-256" value={document.sha256} />
      {inline && url && (
        <iframe className="yz-pdf-frame" src={`${url}${WHOLE_WIDTH}`} title={document.name} />
      )}
    </div>
  );
}

/** A hash in full: what is compared must not be cut off. */
export function Fingerprint({ name, value }: { name: string; value: string }) {
  return (
    <p className="yz-dim">
      {name} <span className="yz-mono">{value}</span>
    </p>
  );
}
