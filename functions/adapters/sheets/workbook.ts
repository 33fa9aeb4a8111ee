import { inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { type Fault, Refusal } from '../../contract/errors.ts';
import { placeOf } from '../../core/sheets/cells.ts';

/** The XML of a workbook unpacked; a sheet of thousands of rows has a tenth of it. */
const MOST_UNPACKED = 32 * 1024 * 1024;
const MOST_FAULTS = 50;

/**
 * Looks into a workbook for what reading its values would pass over in silence: formulas, errors, merged cells, and
 * sizes no sheet of ours has. Answers the workbook to read: the first sheet and what belongs to it, as they were looked
 * at. The file itself is not read a second time: a zip may say one thing in its directory and hold another.
 * @throws Refusal `sheet-invalid` with every such cell
 */
export function inspectWorkbook(bytes: Buffer, most: { rows: number; columns: number }): Buffer {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    throw new Refusal('sheet-invalid', '这是旧版 .xls 或加了密码的文件；请去掉密码并另存为 .xlsx');
  const parts = unpacked(bytes);
  const first = firstSheet(parts);
  const xml = parts.get(first);
  if (xml === undefined) throw new Refusal('sheet-invalid', '这不是 Excel 工作簿（.xlsx）：其中没有工作表');
  const faults = [...oversize(xml, most), ...formulas(xml), ...merges(xml)];
  if (faults.length === 0) return repacked(parts, first);
  const shown = faults.slice(0, MOST_FAULTS);
  throw new Refusal(
    'sheet-invalid',
    `表格有 ${faults.length} 处不能照样读取：${shown
      .slice(0, 5)
      .map(({ path, say }) => `${path} ${say}`)
      .join('；')}`,
    shown,
  );
}

/** The parts that were looked at, without the other sheets: a reader that took another one for the first finds none. */
function repacked(parts: Map<string, string>, first: string): Buffer {
  const zip = new PizZip();
  for (const [name, xml] of parts)
    if (name === first || !/<(?:[^\s<>/:]+:)?sheetData[\s/>]/.test(xml)) zip.file(name, xml);
  return zip.generate({ type: 'nodebuffer', compression: 'STORE' });
}

/** Every XML part, inflated under one limit: the sizes a zip states of itself may be false. */
function unpacked(bytes: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let left = MOST_UNPACKED;
  try {
    const zip = new PizZip(bytes);
    for (const [name, file] of Object.entries(zip.files)) {
      if (file.dir || !/\.(xml|rels)$/.test(name)) continue;
      const content = inflated(file as unknown as Packed, left);
      left -= content.length;
      parts.set(name, content.toString('utf8'));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refusal('sheet-invalid', '这个 Excel 文件解压后超过 32 MB；请只保留需要的工作表');
    throw new Refusal('sheet-invalid', '这不是 Excel 工作簿（.xlsx），或者文件已损坏');
  }
  return parts;
}

/** What pizzip holds of a part that has not been asked for yet. */
type Packed = { _data: { compressionMethod: string; getCompressedContent(): Uint8Array } };

function inflated({ _data: data }: Packed, most: number): Buffer {
  const content = Buffer.from(data.getCompressedContent());
  if (data.compressionMethod !== '\u0000\u0000') return inflateRawSync(content, { maxOutputLength: most });
  if (content.length > most) throw Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' });
  return content;
}

/** The part the workbook names first, as its readers see it. */
function firstSheet(parts: Map<string, string>): string {
  const id = /<(?:\w+:)?sheet\s[^>]*?\w+:id="([^"]+)"/.exec(parts.get('xl/workbook.xml') ?? '')?.[1];
  const relations = parts.get('xl/_rels/workbook.xml.rels') ?? '';
  const relation = [...relations.matchAll(/<Relationship\s[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`Id="${id}"`));
  const target = /Target="([^"]+)"/.exec(relation ?? '')?.[1] ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The cells of a sheet's XML as they stand: address, type and what is inside. Split, so that no pattern runs on and on. */
function* cells(xml: string): Generator<{ at: string; type: string | undefined; body: string }> {
  const chunks = xml.split(/<(?:[^\s<>/:]+:)?c(?=[\s/>])/);
  for (const chunk of chunks.slice(1)) {
    const end = chunk.indexOf('>');
    const tag = chunk.slice(0, end);
    const body = tag.endsWith('/') ? '' : chunk.slice(end + 1);
    yield { at: attribute(tag, 'r') ?? '?', type: attribute(tag, 't'), body };
  }
}
function attribute(tag: string, name: string): string | undefined {
  const [, double, single] = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag) ?? [];
  return double ?? single;
}
const FORMULA = /<(?:[^\s<>/:]+:)?f(?:\/>|[\s>])/;
/** ST_CellType (ECMA-376) without `e`, the error. */
const PLAIN_TYPES = new Set([undefined, 'b', 'd', 'inlineStr', 'n', 's', 'str']);

function* formulas(xml: string): Generator<Fault> {
  for (const { at, type, body } of cells(xml)) {
    if (FORMULA.test(body)) {
      const formula = /<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)</.exec(body)?.[1] ?? '';
      const say = `是公式 =${formula.slice(0, 80)}；应为值（复制后“选择性粘贴”为数值）`;
      yield { path: at, say, code: 'formula' };
    } else if (!PLAIN_TYPES.has(type))
      yield { path: at, say: '是错误值；应填写实际内容或留空', code: 'error-value' };
  }
}

function* merges(xml: string): Generator<Fault> {
  for (const [tag] of xml.matchAll(/<(?:[^\s<>/:]+:)?mergeCell\s[^>]*>/g))
    yield { path: attribute(tag, 'ref') ?? '?', say: '是合并单元格；应取消合并，每格各填', code: 'merged' };
}

/** One far cell or row would otherwise make a reader build every row before it; one without an address may be anywhere. */
function* oversize(xml: string, most: { rows: number; columns: number }): Generator<Fault> {
  const tooFar = (path: string): Fault => ({
    path,
    say: `超出 ${most.rows} 行 ${most.columns} 列的范围；请删去多余的行列`,
    code: 'too-far',
  });
  for (const [tag] of xml.matchAll(/<(?:[^\s<>/:]+:)?row\s[^>]*>/g)) {
    const row = attribute(tag, 'r');
    if (row !== undefined && !(Number(row) <= most.rows)) return yield tooFar(row);
  }
  for (const { at } of cells(xml)) {
    const place = placeOf(at);
    if (!place || place.row >= most.rows || place.column >= most.columns) return yield tooFar(at);
  }
}
