import type { Bound, Dossier } from '../../ports/papers.ts';
import type { Piece } from './blocks.ts';
import { contentOf, documentOf, footerOf, frame, markOf } from './document.ts';
import type { Press } from './fonts.ts';
import { LEADING, TEXT_WIDTH, TYPE } from './sizes.ts';

/**
 * The dossier as one document: cover, contents with page numbers, the papers in order, 备考表. Pages are numbered through
 * from the first paper on (卷内页号); a paper's page is found by printing the papers once by themselves.
 */
export async function bindDossier(press: Press, dossier: Dossier): Promise<Bound> {
  const lengths: number[] = [];
  for (const { paper, mode } of dossier.papers)
    lengths.push(pagesOf(await press.print(documentOf(paper, { mode, tenant: dossier.tenant }))));
  const contents = dossier.papers.map(({ paper: { title, number, day } }, i) => ({
    title,
    number,
    day,
    page: 1 + lengths.slice(0, i).reduce((a, b) => a + b, 0),
  }));
  const front = pagesOf(await press.print({ ...frameOf(dossier), content: frontOf(dossier, contents) }));
  const bytes = await press.print({
    ...frameOf(dossier),
    content: [
      { section: frontOf(dossier, contents), footer: () => ({ text: '' }) },
      ...dossier.papers.map(({ paper, mode }) => {
        const options = { mode, tenant: dossier.tenant };
        return {
          section: contentOf(paper, options),
          footer: footerOf(paper, options, (page) => `卷内第 ${page - front} 页`),
          ...(mode === 'issued' ? { watermark: null } : markOf(options)),
        };
      }),
      {
        section: closingOf(dossier),
        watermark: null,
        footer: (page: number) => ({
          text: `卷内第 ${page - front} 页`,
          alignment: 'center',
          fontSize: TYPE.foot,
          marginTop: 30,
        }),
      },
    ],
  });
  return { bytes, contents, pages: pagesOf(bytes) };
}

const frameOf = ({ title, instant }: Dossier): Piece => frame(title, title, instant);

/** How many pages a document of ours has. */
export const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

function frontOf({ title, cover, files, papers }: Dossier, contents: Bound['contents']): Piece[] {
  const named = papers[0]?.paper.authority ?? '';
  return [
    { text: named, bold: true, alignment: 'center', fontSize: 26, marginTop: 80 },
    { text: '行政执法案卷', bold: true, alignment: 'center', fontSize: 36, marginTop: 24, marginBottom: 30 },
    { text: title, alignment: 'center', fontSize: TYPE.body, marginBottom: 50 },
    ...cover.map(({ label, text }) => ({
      columns: [
        { width: 110, text: `${label}：`, alignment: 'right' },
        { width: '*', text },
      ],
      columnGap: 8,
      lineHeight: LEADING,
      marginBottom: 6,
    })),
    {
      text: '卷内文件目录',
      bold: true,
      alignment: 'center',
      fontSize: TYPE.title,
      pageBreak: 'before',
      marginBottom: 12,
    },
    table(
      ['序号', '文书名称', '文号', '日期', '页号'],
      [32, TEXT_WIDTH - 32 - 150 - 75 - 36 - 46, 150, 75, 36],
      contents.map((c, i) => [String(i + 1), c.title, c.number ?? '', c.day, String(c.page)]),
    ),
    ...(files.length === 0
      ? []
      : [
          {
            text: '随卷保存的电子证据',
            bold: true,
            alignment: 'center',
            fontSize: TYPE.body,
            marginTop: 18,
            marginBottom: 8,
          },
          table(
            ['序号', '文件名', '来自', 'SHA-256'],
            [32, 110, 90, TEXT_WIDTH - 32 - 110 - 90 - 37],
            files.map((f, i) => [String(i + 1), f.name, f.event, f.sha256]),
          ),
        ]),
  ];
}

function closingOf({ closing }: Dossier): Piece[] {
  return [
    { text: '卷内备考表', bold: true, alignment: 'center', fontSize: TYPE.title, marginBottom: 20 },
    ...closing.map((text) => ({ text, lineHeight: LEADING, marginBottom: 6 })),
  ];
}

const table = (head: string[], widths: number[], rows: string[][]): Piece => ({
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths,
    body: [
      head.map((text) => ({ text, bold: true, alignment: 'center', fontSize: TYPE.small })),
      ...rows.map((row) => row.map((text) => ({ text, fontSize: TYPE.small }))),
    ],
  },
  layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6 },
});
