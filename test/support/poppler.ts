import { spawnSync } from 'node:child_process';

/** Whether this machine has what the tests read a PDF with: another program than the one that wrote it. */
export const findPoppler = (): boolean =>
  ['pdftoppm', 'pdftotext'].every((name) => spawnSync(name, ['-v']).error === undefined);

export const MISSING_POPPLER =
  '缺少 poppler：请安装 pdftoppm 和 pdftotext(Debian:apt-get install poppler-utils)';
