import type { PaperLine } from '../../contract/case.ts';
import { LEADING, TYPE } from './sizes.ts';

/** A piece of a pdfmake document. */
export type Piece = Record<string, unknown>;

/** Paragraphs of a text, one for each of its lines. */
export function paragraphs(text: string, set: Piece): Piece[] {
  return text.split('\n').map((line) => ({ text: line, ...set }));
}

const STYLES: Record<NonNullable<PaperLine['style']> | 'body', (size: number) => Piece> = {
  body: (size) => ({ leadingIndent: 2 * size, alignment: 'justify' }),
  addressee: () => ({}),
  heading: (size) => ({ leadingIndent: 2 * size, bold: true, marginTop: 2 }),
  centre: () => ({ alignment: 'center' }),
  right: () => ({ alignment: 'right' }),
  note: (size) => ({ fontSize: size * 0.8, leadingIndent: 1.6 * size }),
};

/** A line as running text: its label, a colon, its words. */
export function textLine({ label, text, style }: PaperLine, size: number, flush = false): Piece[] {
  const whole = label === undefined ? text : `${label}：${text}`;
  const set = { fontSize: size, lineHeight: LEADING, ...STYLES[style ?? 'body'](size) };
  return paragraphs(whole, flush ? { ...set, leadingIndent: 0 } : set);
}

const ALIGN = { left: 'left', centre: 'center', right: 'right' } as const;

/** A list of things, its head repeated on every page. */
export function listTable(
  { columns, rows }: NonNullable<PaperLine['table']>,
  width: number,
  size: number = TYPE.sheet,
): Piece {
  const shares = columns.reduce((sum, c) => sum + c.width, 0);
  // padding and rules take 9 points of every column
  const room = width - columns.length * 9 - 1;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map((c) => (room * c.width) / shares),
      body: [
        columns.map(({ title }) => ({ text: title, bold: true, alignment: 'center', fontSize: size })),
        ...rows.map((row) =>
          row.map((text, i) => ({ text, alignment: ALIGN[columns[i]?.align ?? 'left'], fontSize: size })),
        ),
      ],
    },
    layout: { hLineWidth: () => 0.6, vLineWidth: () => 0.6 },
    margin: [0, 4, 0, 8],
  };
}

/** Lines to sign on: by hand beside the name, or the recorded act with its day. */
export function signatureBlock(sign: NonNullable<PaperLine['sign']>, size: number): Piece {
  const set = { fontSize: size, lineHeight: LEADING };
  if (sign.refused !== undefined)
    return { unbreakable: true, stack: paragraphs(`${sign.label}：${sign.refused}`, set) };
  const how = sign.hand ? (sign.fingerprint ? '（签名或者按指印）' : '（签名）') : '';
  const title = `${sign.label}${how}：`;
  const signers = sign.signers.length > 0 ? sign.signers : [{ name: '' }];
  const rows = signers.map((signer, i) => ({
    text: oneSigner(signer, sign),
    ...set,
    ...(sign.hand && i > 0 ? { marginTop: 8 } : {}),
  }));
  const day = sign.day === '' ? '    年   月   日' : sign.day;
  return {
    unbreakable: true,
    marginTop: 6,
    stack: [
      ...(sign.hand && signers.some(isLong)
        ? [
            { text: title, ...set },
            { stack: rows, marginLeft: 2 * size },
          ]
        : [
            {
              columns: [
                { width: [...title].length * size + 2, text: title, ...set },
                { width: '*', stack: rows },
              ],
              columnGap: 0,
            },
          ]),
      ...(day === undefined
        ? []
        : [
            {
              text: day,
              alignment: 'right',
              preserveLeadingSpaces: true,
              marginTop: sign.hand ? 6 : 0,
              ...set,
            },
          ]),
    ],
  };
}

/** Too much for the rest of the label's line. */
const isLong = ({ name, certificate }: { name: string; certificate?: string | undefined }): boolean =>
  certificate !== undefined || name.length > 6;

const BLANK = '____________';

function oneSigner(
  { name, certificate }: { name: string; certificate?: string | undefined },
  { hand }: NonNullable<PaperLine['sign']>,
): string {
  const number = certificate === undefined ? '' : `  执法证号：${certificate}`;
  const line = name === '' ? `${BLANK}${BLANK}` : `${BLANK}（${name}）`;
  return `${hand ? line : name}${number}`;
}
