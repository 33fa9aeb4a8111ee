import type { Paper, PaperLine } from '../../contract/case.ts';
import { listTable, type Piece, paragraphs, signatureBlock } from './blocks.ts';
import { attachmentsOf, copiesOf, headOf } from './letter.ts';
import { TEXT_WIDTH, TYPE } from './sizes.ts';

const LABEL_WIDTH = 86;
/** Padding and rules of the ruled form's four columns. */
const RULES = 4 * 10 + 1;
const CELL_WIDTH = (TEXT_WIDTH - RULES) / 2 - LABEL_WIDTH;
const FULL = CELL_WIDTH * 2 + LABEL_WIDTH + 20;

/** A ruled form: a row for each labelled line, two halves to a row, signatures in the cell of what they sign. */
export function sheetPaper(paper: Paper): Piece[] {
  const pieces: Piece[] = [...headOf(paper)];
  let rows: Piece[][] = [];
  const flush = () => {
    if (rows.length > 0) pieces.push(ruled(rows));
    rows = [];
  };
  for (const group of grouped(paper.lines)) {
    if (group[0]?.page) {
      flush();
      pieces.push({ text: '', pageBreak: 'after' });
    } else rows.push(rowOf(group));
  }
  flush();
  return [...pieces, ...attachmentsOf(paper, TYPE.sheet), ...copiesOf(paper)];
}

/** Lines that share a row: two halves, or a line and the signatures under it. */
function grouped(lines: PaperLine[]): PaperLine[][] {
  const groups: PaperLine[][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const previous = last?.at(-1);
    const joins =
      (line.sign && previous !== undefined && !previous.half && !previous.page) ||
      (line.half && previous?.half && last?.length === 1);
    if (joins) last?.push(line);
    else groups.push([line]);
  }
  return groups;
}

function rowOf(group: PaperLine[]): Piece[] {
  const [first, second] = group;
  if (first?.half && second?.half)
    return [label(first), value(first.text), label(second), value(second.text)];
  const content = { stack: group.flatMap(cellOf), margin: [3, 3, 3, 3], colSpan: 3 };
  if (first?.label === undefined)
    return [{ ...content, stack: group.flatMap(cellOf), colSpan: 4 }, {}, {}, {}];
  return [label(first), content, {}, {}];
}

function cellOf(line: PaperLine): Piece[] {
  if (line.sign) return [{ ...signatureBlock(line.sign, TYPE.sheet), marginTop: 10 }];
  if (line.table) return [listTable(line.table, FULL - 8, TYPE.small)];
  return paragraphs(line.text === '' ? ' ' : line.text, {
    fontSize: TYPE.sheet,
    lineHeight: 1.15,
    ...(line.style === 'heading' ? { bold: true } : {}),
    ...(line.style === 'centre' ? { alignment: 'center' } : {}),
  });
}

const label = (line: PaperLine): Piece => ({
  text: line.label ?? '',
  alignment: 'center',
  fontSize: TYPE.sheet,
  margin: [0, 3, 0, 3],
});
const value = (text: string): Piece => ({ text, fontSize: TYPE.sheet, margin: [3, 3, 3, 3] });

const ruled = (body: Piece[][]): Piece => ({
  table: { widths: [LABEL_WIDTH, CELL_WIDTH, LABEL_WIDTH, CELL_WIDTH], body },
  layout: {
    hLineWidth: () => 0.7,
    vLineWidth: () => 0.7,
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: () => 2,
    paddingBottom: () => 2,
  },
});

/** 案卷封面: the name of the house and of the file, and what identifies it. */
export function coverPaper(paper: Paper): Piece[] {
  const size = TYPE.body;
  return [
    { text: paper.authority, bold: true, alignment: 'center', fontSize: 26, marginTop: 90 },
    { text: paper.title, bold: true, alignment: 'center', fontSize: 36, marginTop: 24, marginBottom: 70 },
    ...paper.lines.map((line) => ({
      columns: [
        {
          width: 110,
          text: line.label === undefined ? '' : `${line.label}：`,
          fontSize: size,
          alignment: 'right',
        },
        {
          width: '*',
          stack: [
            { text: line.text === '' ? ' ' : line.text, fontSize: size },
            { canvas: [{ type: 'line', x1: 0, y1: 1, x2: TEXT_WIDTH - 130, y2: 1, lineWidth: 0.6 }] },
          ],
        },
      ],
      columnGap: 8,
      marginBottom: 12,
    })),
  ];
}
