import { PaperClipOutlined } from '@ant-design/icons';
import { App } from 'antd';
import { useState } from 'react';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import type { FileRef } from '../api/shapes.ts';
import { useZone } from '../auth/me.tsx';

export const isFileRef = (value: unknown): value is FileRef =>
  typeof value === 'object' && value !== null && typeof (value as FileRef).sha256 === 'string';

const UNITS = ['字节', 'KB', 'MB', 'GB'];

/** `3.2 MB`. */
export function showSize(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(3, Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${power === 0 ? amount : amount.toFixed(1)} ${UNITS[power]}`;
}

/** An evidence file of a case; its address is asked for when it is opened and holds for a short time. */
export function FileLine({ file, caseId }: { file: FileRef; caseId: string }) {
  const zone = useZone();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      const { url } = await call(`${zone}.file-link`, { params: { caseId, fileId: file.id } });
      window.open(url, '_blank', 'noopener');
    } catch (error) {
      void message.error(error instanceof ApiProblem ? error.message : '文件打不开，请稍后再试');
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className="yz-file">
      <button type="button" className="yz-link" disabled={busy} onClick={() => void open()}>
        <PaperClipOutlined aria-hidden /> {file.name}
      </button>
      <span className="yz-dim">
        {showSize(file.size)} · SHA-256 <span className="yz-mono">{file.sha256.slice(0, 12)}…</span>
      </span>
    </span>
  );
}
