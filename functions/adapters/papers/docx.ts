import PizZip from 'pizzip';
import type { Paper, PaperLine } from '../../contract/case.ts';
import { formalDay } from '../../core/papers/words.ts';
import { TYPE } from './sizes.ts';

type Set = {
  size: number;
  bold?: boolean;
  align?: 'left' | 'center' | 'right' | 'both';
  /** First line, in characters. */
  indent?: number;
  breakBefore?: boolean;
};

/** A paper as Word, to be edited and read through before issue. It carries no number, seal or check code. */
export function wordFile(paper: Paper): Uint8Array {
  const zip = new PizZip();
  const at = { date: new Date(paper.issuedAt) };
  zip.file('[Content_Types].xml', CONTENT_TYPES, at);
  zip.file('_rels/.rels', RELATIONS, at);
  zip.file('word/document.xml', documentXml(paper), at);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
const RELATIONS = `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

function documentXml(paper: Paper): string {
  const size = paper.layout === 'letter' ? TYPE.body : paper.layout === 'record' ? TYPE.record : TYPE.sheet;
  const closing =
    paper.layout === 'letter'
      ? [
          paragraph('', { size }),
          paragraph(paper.authority, { size, align: 'right' }),
          paragraph(formalDay(paper.day), { size, align: 'right' }),
        ]
      : [];
  const body = [
    paragraph('（草稿，未编号、未签发；修改后请把内容填回表单）', { size: TYPE.small, align: 'right' }),
    paragraph(paper.authority, { size: TYPE.authority, bold: true, align: 'center' }),
    paragraph(paper.title, { size: TYPE.title, bold: true, align: 'center' }),
    paragraph('', { size }),
    ...paper.lines.map((line) => lineXml(line, size)),
    ...paper.attachments.map((text, i) =>
      paragraph(`${i === 0 ? '附件：' : '　　　'}${i + 1}. ${text}`, { size, indent: 2 }),
    ),
    ...closing,
    ...(paper.copies === null ? [] : [paragraph(paper.copies, { size: TYPE.small })]),
  ];
  // A4 in twentieths of a point; the margins of GB/T 9704
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  return `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}${page}</w:body></w:document>`;
}

function lineXml(line: PaperLine, size: number): string {
  if (line.page) return paragraph('', { size, breakBefore: true });
  if (line.sign) return signatureXml(line.sign, size);
  if (line.table)
    return `${line.label === undefined ? '' : paragraph(`${line.label}：`, { size })}${tableXml(line.table)}`;
  const text = line.label === undefined ? line.text : `${line.label}：${line.text}`;
  return text
    .split('\n')
    .map((part) => paragraph(part, { size, ...styleOf(line.style) }))
    .join('');
}

function styleOf(style: PaperLine['style']): Partial<Set> {
  if (style === 'addressee') return {};
  if (style === 'heading') return { bold: true, indent: 2 };
  if (style === 'centre') return { align: 'center' };
  if (style === 'right') return { align: 'right' };
  return { indent: 2, align: 'both' };
}

function signatureXml(
  { label, signers, hand, refused, day }: NonNullable<PaperLine['sign']>,
  size: number,
): string {
  if (refused !== undefined) return paragraph(`${label}：${refused}`, { size });
  const names = signers.map(({ name, certificate }) => {
    const number = certificate === undefined ? '' : `（执法证号：${certificate}）`;
    return `${hand ? '____________' : ''}${name}${number}`;
  });
  return paragraph(`${label}：${names.join('  ')}${day === undefined ? '' : `  ${day}`}`, { size });
}

function tableXml({ columns, rows }: NonNullable<PaperLine['table']>): string {
  const shares = columns.reduce((sum, c) => sum + c.width, 0);
  const cell = (text: string, i: number, bold: boolean) =>
    `<w:tc><w:tcPr><w:tcW w:w="${Math.round((5000 * (columns[i]?.width ?? 1)) / shares)}" w:type="pct"/></w:tcPr>${paragraph(text, { size: TYPE.sheet, bold })}</w:tc>`;
  const row = (cells: string[], bold = false) =>
    `<w:tr>${cells.map((text, i) => cell(text, i, bold)).join('')}</w:tr>`;
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const borders = sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:color="000000"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr>${row(
    columns.map((c) => c.title),
    true,
  )}${rows.map((r) => row(r)).join('')}</w:tbl>${paragraph('', { size: TYPE.small })}`;
}

function paragraph(text: string, { size, bold, align, indent, breakBefore }: Set): string {
  const properties = [
    breakBefore ? '<w:pageBreakBefore/>' : '',
    indent === undefined
      ? ''
      : `<w:ind w:firstLineChars="${indent * 100}" w:firstLine="${indent * size * 20}"/>`,
    align === undefined ? '' : `<w:jc w:val="${align}"/>`,
  ].join('');
  const fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>';
  const run = `<w:rPr>${fonts}${bold ? '<w:b/>' : ''}<w:sz w:val="${size * 2}"/></w:rPr>`;
  return `<w:p><w:pPr>${properties}</w:pPr><w:r>${run}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // XML knows no control characters but tab and line break
    .replaceAll(/\p{Cc}/gu, ' ');
