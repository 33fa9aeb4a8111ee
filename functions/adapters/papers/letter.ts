import type { Paper } from '../../contract/case.ts';
import { formalDay } from '../../core/papers/words.ts';
import { listTable, type Piece, signatureBlock, textLine } from './blocks.ts';
import { sealDrawing } from './seal.ts';
import { LEADING, SEAL_SIZE, TEXT_WIDTH, TYPE } from './sizes.ts';

/** A paper as running text: 对外文书 and 笔录. */
export function runningPaper(paper: Paper, sealed: boolean): Piece[] {
  const size = paper.layout === 'record' ? TYPE.record : TYPE.body;
  const body = bodyOf(paper, size);
  // neither seal nor signatures stand on a page without text: the last paragraph goes with them
  const signatures = paper.lines.length - 1 - paper.lines.findLastIndex((line) => !line.sign);
  const last = body.length - signatures - 1;
  const tail = signatures <= 6 ? body.splice(isShort(body[last]) ? last : last + 1) : [];
  const end =
    paper.layout === 'letter'
      ? [...attachmentsOf(paper, size), ...closing(paper, size, sealed)]
      : attachmentsOf(paper, size);
  return [...headOf(paper), ...body, { unbreakable: true, stack: [...tail, ...end, ...copiesOf(paper)] }];
}

const isShort = (piece: Piece | undefined): boolean =>
  piece !== undefined && typeof piece.text === 'string' && piece.text.length < 300;

/** Authority, title and number. */
export function headOf({ authority, title, number, layout }: Paper): Piece[] {
  const big = { bold: true, alignment: 'center', lineHeight: 1.15 };
  return [
    { text: authority, fontSize: TYPE.authority, ...big },
    { text: title, fontSize: TYPE.title, ...big, marginBottom: number === null ? 18 : 10 },
    ...(number === null
      ? []
      : [
          {
            text: number,
            fontSize: layout === 'letter' ? TYPE.body : TYPE.sheet,
            alignment: layout === 'letter' ? 'right' : 'center',
            marginBottom: 14,
          },
        ]),
  ];
}

export function bodyOf({ lines, layout }: Paper, size: number): Piece[] {
  return lines.flatMap((line): Piece[] => {
    if (line.page) return [{ text: '', pageBreak: 'after' }];
    if (line.sign) return [signatureBlock(line.sign, size)];
    // a record's labels stand at the margin, as on the printed form
    if (!line.table) return textLine(line, size, layout === 'record' && line.label !== undefined);
    const head =
      line.label === undefined ? [] : textLine({ text: `${line.label}：` }, size, layout === 'record');
    return [...head, listTable(line.table, TEXT_WIDTH)];
  });
}

/** `附件：1. …` with the further ones under the first. */
export function attachmentsOf({ attachments }: Paper, size: number): Piece[] {
  if (attachments.length === 0) return [];
  const set = { fontSize: size, lineHeight: LEADING };
  const only = attachments.length === 1;
  return [
    {
      marginTop: 12,
      marginLeft: 2 * size,
      columnGap: 0,
      columns: [
        { width: 'auto', text: '附件：', ...set },
        {
          width: '*',
          stack: attachments.map((text, i) => ({ text: only ? text : `${i + 1}. ${text}`, ...set })),
        },
      ],
    },
  ];
}

/** Authority and day, and the seal over both: 成文日期 four characters from the right, the seal resting on it. */
function closing({ authority, day }: Paper, size: number, sealed: boolean): Piece[] {
  const width = Math.max([...authority].length, 11) * size + 4;
  const line = { alignment: 'center', fontSize: size, lineHeight: LEADING };
  const seal = sealed
    ? [
        {
          ...sealDrawing(authority),
          relativePosition: { x: (width - SEAL_SIZE) / 2, y: -(SEAL_SIZE + 48) / 2 - 4 },
        },
      ]
    : [];
  return [
    {
      columns: [
        { width: '*', text: '' },
        { width, stack: [{ text: authority, ...line }, { text: formalDay(day), ...line }, ...seal] },
        { width: 2 * size, text: '' },
      ],
      columnGap: 0,
      margin: [0, 40, 0, 28],
    },
  ];
}

export const copiesOf = ({ copies }: Paper): Piece[] =>
  copies === null ? [] : [{ text: copies, fontSize: TYPE.small, marginTop: 10 }];
