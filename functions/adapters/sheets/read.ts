import { type Fault, Refusal } from '../../contract/errors.ts';
import {
  addressOf,
  type Cell,
  type CellValue,
  type Rows,
  type SheetFormat,
} from '../../core/sheets/cells.ts';
import { isDay } from '../../core/time/days.ts';
import { inspectWorkbook } from './workbook.ts';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_ROWS = 5_000;
const MOST_COLUMNS = 200;

/**
 * The cells of the first sheet, each with its address.
 * @throws Refusal `sheet-invalid` naming every cell that is no plain value; `body-too-large` beyond 4 MB
 */
export async function readSheet(bytes: Uint8Array, format: SheetFormat): Promise<Rows> {
  if (bytes.length > MOST_BYTES) throw new Refusal('body-too-large', '表格文件超过 4 MB；请分成几份');
  const rows = format === 'csv' ? await readCsv(bytes) : await readXlsx(bytes);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (rows.length > MOST_ROWS || width > MOST_COLUMNS)
    throw new Refusal(
      'sheet-invalid',
      `表格有 ${rows.length} 行 ${width} 列，最多 ${MOST_ROWS} 行 ${MOST_COLUMNS} 列`,
    );
  return rows;
}

async function readXlsx(bytes: Uint8Array): Promise<Rows> {
  const workbook = inspectWorkbook(Buffer.from(bytes), { rows: MOST_ROWS, columns: MOST_COLUMNS });
  const { readSheet: read } = await import('read-excel-file/node');
  const values = await read(workbook, 1, { trim: false }).catch(() => {
    throw new Refusal('sheet-invalid', '这个 Excel 文件读不出来，可能已损坏；请用 Excel 重新另存为 .xlsx');
  });
  return values.map((row, r) => row.map((value, c) => excelCell(value, addressOf(r, c))));
}

function excelCell(value: unknown, at: string): Cell | null {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { kind: 'number', value, at };
  if (typeof value === 'boolean') return { kind: 'boolean', value, at };
  if (value instanceof Date) return { ...moment(value), at };
  return { kind: 'text', value: String(value), at };
}

/** A day, or the text of what is more than a day. */
function moment(date: Date): CellValue {
  if (Number.isNaN(date.getTime())) return { kind: 'text', value: '无效日期' };
  const text = date.toISOString();
  const day = text.slice(0, 10);
  return text.slice(10) === 'T00:00:00.000Z' && isDay(day)
    ? { kind: 'day', value: day }
    : { kind: 'text', value: text.slice(0, 16).replace('T', ' ') };
}

async function readCsv(bytes: Uint8Array): Promise<Rows> {
  const { parse, CsvError } = await import('csv-parse/sync');
  try {
    const lines = parse(decoded(bytes), {
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1024 * 1024,
      to: MOST_ROWS + 1,
    }) as string[][];
    if (lines.length > MOST_ROWS)
      throw new Refusal(
        'sheet-invalid',
        `表格超过 ${MOST_ROWS} 行（空行也算）；请分成几份，或者删去多余的行`,
      );
    while (lines.length > 0 && lines.at(-1)?.every((value) => value === '')) lines.pop();
    return lines.map((line, r) => line.map((value, c) => csvCell(value, addressOf(r, c))));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error.records ?? 0) + 1;
    const fault: Fault = { path: `${row}`, say: CSV_FAULTS[error.code] ?? '这一行不符合 CSV 的写法' };
    throw new Refusal('sheet-invalid', `CSV 第 ${row} 行读不出来：${fault.say}`, [fault]);
  }
}

const CSV_FAULTS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: '双引号没有成对；单元格中的双引号应写两遍',
  INVALID_OPENING_QUOTE: '双引号出现在单元格中间；应把整个单元格用双引号括起，其中的双引号写两遍',
  CSV_INVALID_CLOSING_QUOTE: '双引号之后还有文字；单元格中的双引号应写两遍',
  CSV_MAX_RECORD_SIZE: '一行超过 1 MB',
};

const csvCell = (value: string, at: string): Cell | null =>
  value === '' ? null : { kind: 'text', value: /^'[=+\-@\t\r']/.test(value) ? value.slice(1) : value, at };

/** UTF-8, with or without a byte order mark, or else GB18030: Excel in China saves CSV in GBK. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new Refusal('sheet-invalid', '这个 CSV 是 UTF-16 编码；请另存为“CSV UTF-8（逗号分隔）”');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (encoding === 'utf-8' || !text.includes('\u0000')) return text;
    } catch {
      // Not this one.
    }
  }
  throw new Refusal(
    'sheet-invalid',
    '这个文件既不是 UTF-8 也不是 GB18030 编码的 CSV；请另存为“CSV UTF-8（逗号分隔）”',
  );
}
