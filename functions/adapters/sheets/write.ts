import { Refusal } from '../../contract/errors.ts';
import {
  addressOf,
  type CellValue,
  type SheetFormat,
  type SheetToWrite,
  shown,
} from '../../core/sheets/cells.ts';

/** What Excel takes into one cell. */
const LONGEST_TEXT = 32_767;
/** A CSV cell that begins like this is a formula to Excel; `'` is what marks the ones defused here. */
const RISKY = /^[=+\-@\t\r']/;

/**
 * A sheet as the bytes of an Excel workbook or a CSV file (UTF-8 with a byte order mark, CRLF, as Excel writes it).
 * Text in a CSV file that Excel would run as a formula gets a `'` in front, which reading takes off again.
 * @throws Refusal `sheet-invalid` for a text longer than a cell holds
 */
export async function writeSheet(sheet: SheetToWrite, format: SheetFormat): Promise<Uint8Array> {
  return format === 'csv' ? writeCsv(sheet) : writeXlsx(sheet);
}

async function writeCsv({ rows }: SheetToWrite): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync');
  const width = Math.max(0, ...rows.map((row) => row.length));
  const lines = rows.map((row) => Array.from({ length: width }, (_, i) => plain(row[i] ?? null)));
  return Buffer.from(stringify(lines, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }));
}

function plain(cell: CellValue | null): string {
  if (cell === null) return '';
  if (cell.kind === 'boolean') return cell.value ? 'TRUE' : 'FALSE';
  if (cell.kind !== 'text') return String(cell.value);
  return RISKY.test(cell.value) ? `'${cell.value}` : cell.value;
}

async function writeXlsx(sheet: SheetToWrite): Promise<Uint8Array> {
  const { default: write } = await import('write-excel-file/node');
  const data = sheet.rows.map((row, r) =>
    row.map((cell, c) => (cell === null ? null : excelCell(cell, r, c, r < sheet.headerRows))),
  );
  return write(data, {
    sheet: sheet.title,
    columns: sheet.widths.map((width) => ({ width })),
    stickyRowsCount: sheet.headerRows,
  }).toBuffer();
}

function excelCell(cell: CellValue, row: number, column: number, header: boolean) {
  const style = {
    alignVertical: 'top' as const,
    wrap: true,
    ...(header ? { fontWeight: 'bold' as const, backgroundColor: '#E6EEF8' } : {}),
  };
  if (cell.kind === 'number') return { ...style, type: Number, value: cell.value };
  if (cell.kind === 'boolean') return { ...style, type: Boolean, value: cell.value };
  if (cell.kind === 'day')
    return { ...style, type: Date, value: new Date(`${cell.value}T00:00:00.000Z`), format: 'yyyy-mm-dd' };
  const value = escaped(cell.value);
  if (value.length <= LONGEST_TEXT) return { ...style, type: String, value, format: '@' };
  const at = addressOf(row, column);
  throw new Refusal('sheet-invalid', `${at} 的文字超过 Excel 单元格的上限 ${LONGEST_TEXT} 字；请改用 CSV`, [
    { path: at, say: `“${shown(cell)}”有 ${cell.value.length} 字` },
  ]);
}

/**
 * What XML cannot hold or the writer drops, and what would be read as standing for it, in the spelling of ECMA-376
 * (ST_Xstring). The writer keeps its strings in a plain object, where a text such as `constructor` is already there: its
 * first letter is spelt so too.
 */
const escaped = (value: string): string => {
  const text = value.replace(UNSAFE, spelt);
  return text in {} ? spelt(text.charAt(0)) + text.slice(1) : text;
};

const UNSAFE = /(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|\ufffd|_(?=x[0-9A-Fa-f]{4}_)/gu;
const spelt = (character: string): string =>
  character
    .split('')
    .map((unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .join('');
