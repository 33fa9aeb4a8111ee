import type { Bound, Dossier } from '../../ports/papers.ts';
import type { Piece } from './blocks.ts';
import { contentOf, footerOf, frame, markOf } from './document.ts';
import type { Press } from './fonts.ts';
import { LEADING, TEXT_WIDTH, TYPE } from './sizes.ts';

/**
 * The dossier as one document: cover, contents with page numbers, the papers in order, 备考表. Pages are numbered through
 * from the first paper on (卷内页号). It is set twice: the first time tells where each paper begins.
 */
export async function bindDossier(press: Press, dossier: Dossier): Promise<Bound> {
  const begins = dossier.papers.map(() => 0);
  await press.print(wholeOf(dossier, begins));
  const bytes = await press.print(wholeOf(dossier, [...begins], begins));
  return { bytes, contents: contentsOf(dossier, begins), pages: pagesOf(bytes) };
}

/** Pages of the document become pages of the dossier: cover and contents are not counted. */
function contentsOf({ papers }: Dossier, begins: number[]): Bound['contents'] {
  const front = (begins[0] ?? 1) - 1;
  return papers.map(({ paper: { title, number, day } }, i) => ({
    title,
    number,
    day,
    page: (begins[i] ?? 0) - front,
  }));
}

/** The document, with the pages known so far; `begins` is told where each paper begins as it is set. */
function wholeOf(dossier: Dossier, begins: number[], known = begins): Piece {
  const front = (known[0] ?? 1) - 1;
  const sections = dossier.papers.map(({ paper, mode }, i) => {
    const options = { mode, tenant: dossier.tenant };
    const foot = footerOf(paper, options, (page) => `卷内第 ${page - front} 页`);
    return {
      section: contentOf(paper, options),
      footer: (page: number, pages: number) => {
        begins[i] = Math.min(begins[i] || page, page);
        return foot(page, pages);
      },
      ...(mode === 'issued' ? { watermark: null } : markOf(options)),
    };
  });
  return {
    ...frameOf(dossier),
    content: [
      { section: frontOf(dossier, contentsOf(dossier, known)), footer: () => ({ text: '' }) },
      ...sections,
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
  };
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
