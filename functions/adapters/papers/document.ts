import type { Paper } from '../../contract/case.ts';
import type { PrintOptions } from '../../ports/papers.ts';
import type { Piece } from './blocks.ts';
import { checkAddress, checkCode } from './check-code.ts';
import { FAMILY } from './fonts.ts';
import { runningPaper } from './letter.ts';
import { qrDrawing } from './qr.ts';
import { coverPaper, sheetPaper } from './sheet.ts';
import { mm, PAGE, TYPE } from './sizes.ts';

const MARK = { draft: '草稿', void: '作废' } as const;

/** A whole document of one paper. Its dates are the paper's: the same paper gives the same bytes. */
export function documentOf(paper: Paper, options: PrintOptions): Piece {
  return {
    ...frame(paper.title, paper.authority, paper.issuedAt),
    content: contentOf(paper, options),
    footer: footerOf(paper, options, (page, pages) => `第 ${page} 页 共 ${pages} 页`),
    ...markOf(options),
  };
}

export const markOf = ({ mode }: PrintOptions): Piece =>
  mode === 'issued'
    ? {}
    : { watermark: { text: MARK[mode], font: FAMILY, opacity: 0.12, angle: -40, fontSize: 130 } };

/** What every document has: paper, margins, font, and dates that are not today's. */
export const frame = (title: string, author: string, instant: string): Piece => ({
  pageSize: 'A4',
  pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
  defaultStyle: { font: FAMILY, fontSize: TYPE.body },
  info: {
    title,
    author,
    creator: '一执',
    producer: '一执',
    creationDate: new Date(instant),
    modDate: new Date(instant),
  },
});

/** The paper itself, without what stands at the foot of its pages. */
export function contentOf(paper: Paper, { mode }: PrintOptions): Piece[] {
  if (paper.layout === 'cover') return coverPaper(paper);
  if (paper.layout === 'sheet') return sheetPaper(paper);
  return runningPaper(paper, paper.seal === 'TOWN_GOV' && mode !== 'draft');
}

const QR = mm(17);

/** At the foot: who signs every page, the page number, and on a sealed paper what anybody can check it by. */
export function footerOf(
  paper: Paper,
  { mode, tenant }: PrintOptions,
  pageText: (page: number, pages: number) => string,
) {
  const checked = paper.checkUrl !== null && mode !== 'draft';
  const address = checked ? checkAddress(paper.checkUrl as string, tenant, paper.hash) : '';
  return (page: number, pages: number): Piece => ({
    margin: [PAGE.left, 14, PAGE.right, 0],
    stack: [
      ...(paper.everyPageSigned.length > 0 ? [pageSignatures(paper.everyPageSigned)] : []),
      {
        columns: [
          checked
            ? {
                width: 190,
                columnGap: 4,
                columns: [
                  { width: QR, ...qrDrawing(address, QR) },
                  {
                    width: '*',
                    text: `扫码核验真伪\n校验码\n${checkCode(paper)}`,
                    fontSize: 7.5,
                    lineHeight: 1.1,
                    marginTop: 6,
                  },
                ],
              }
            : { width: 190, text: '' },
          {
            width: '*',
            text: pageText(page, pages),
            alignment: 'center',
            fontSize: TYPE.foot,
            marginTop: 16,
          },
          {
            width: 190,
            text: mode === 'draft' ? '草稿，未编号、未签发' : '',
            alignment: 'right',
            fontSize: TYPE.foot,
            marginTop: 16,
          },
        ],
      },
    ],
  });
}

const pageSignatures = (who: string[]): Piece => ({
  text: who.map((name) => `${name}签名：______________`).join('   '),
  fontSize: TYPE.small,
});
