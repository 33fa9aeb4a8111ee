import { unplain } from '../../../contract/cells/plain.ts';
import { keyOf } from '../../../contract/cells/words.ts';
import type { Fault } from '../../../contract/errors.ts';
import type { Dictionary } from '../../facts/dictionary.ts';
import { addressOf, type Rows } from '../../sheets/cells.ts';

const MOST_FAULTS = 50;

/** Reads the cells of one sheet and keeps what is wrong with them. Rows and columns are counted from 0. */
export class Reader {
  readonly rows: Rows;
  readonly dictionary: Dictionary;
  readonly faults: Fault[] = [];
  constructor(rows: Rows, dictionary: Dictionary) {
    this.rows = rows;
    this.dictionary = dictionary;
  }

  /** What stands in a cell, as text; empty where nothing does. */
  text(row: number, column: number): string {
    const cell = this.rows[row]?.[column];
    if (!cell) return '';
    if (cell.kind === 'boolean') return cell.value ? '是' : '否';
    return String(cell.value);
  }

  empty(row: number): boolean {
    return (this.rows[row] ?? []).every((cell) => cell === null || String(cell.value).trim() === '');
  }

  fault(row: number, column: number, say: string): void {
    if (this.faults.length >= MOST_FAULTS) return;
    const found = this.text(row, column);
    const brief = found.length > 40 ? `${found.slice(0, 39)}…` : found;
    this.faults.push({
      path: addressOf(row, column),
      say: brief === '' ? `这一格空着：${say}` : `现为“${brief}”：${say}`,
      code: 'cell',
    });
  }

  /** A text that must be there, quotes taken off. */
  words(row: number, column: number, what: string): string {
    const found = this.text(row, column);
    const value = unplain(found);
    if (found === '') this.fault(row, column, `应写${what}`);
    else if (value === null) this.fault(row, column, '双引号没有成对；引号内应符合 JSON 的写法');
    return value ?? '';
  }

  /** A text that may be missing. */
  maybe(row: number, column: number): string | undefined {
    return this.text(row, column) === '' ? undefined : this.words(row, column, '文字');
  }

  /** One of a list of words, by its key. */
  oneOf<K extends string>(row: number, column: number, words: Record<K, string>): K | undefined {
    const key = keyOf(words, this.text(row, column).trim());
    if (key === null) this.fault(row, column, `应为其中之一：${Object.values(words).join('、')}`);
    return key ?? undefined;
  }
}
