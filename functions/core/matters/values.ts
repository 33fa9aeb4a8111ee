import type { z } from 'zod';
import { type CellValue, shown, text } from '../sheets/cells.ts';
import { isDay } from '../time/days.ts';

/** How null reads wherever it is shown. */
export const UNCONFIRMED = '未确认';
export const CLEAR = '（清空）';

/** A cell that does not fit: what would be right. */
export class Unfit extends Error {
  override readonly name = 'Unfit';
}

/** How a value stands in a cell, and how it is read from one. `read` throws Unfit. */
export type Writing<T> = { show(value: T): CellValue; read(cell: CellValue): T };

const CLEARING = /^\s*[(（]清空[)）]\s*$/;
export const clears = (cell: CellValue): boolean => cell.kind === 'text' && CLEARING.test(cell.value);

/** Any text; empty and what would be taken for a command are written with a backslash. */
export const plainText: Writing<string> = {
  show: (value) =>
    text(value === '' ? '\\e' : value.startsWith('\\') || CLEARING.test(value) ? `\\${value}` : value),
  read(cell) {
    if (cell.kind === 'boolean') throw new Unfit('应为文字');
    if (cell.kind !== 'text') return String(cell.value);
    if (cell.value === '\\e') return '';
    const rest = cell.value.slice(1);
    return cell.value.startsWith('\\') && (rest.startsWith('\\') || CLEARING.test(rest)) ? rest : cell.value;
  },
};

/** Text of a shape, such as an id. */
export const shaped = (shape: z.ZodType<string>, right: string): Writing<string> => ({
  show: plainText.show,
  read(cell) {
    const value = plainText.read(cell);
    if (!shape.safeParse(value).success) throw new Unfit(`应为${right}`);
    return value;
  },
});

/** One of a closed list, by its name; its key is taken as well. */
export function choice<K extends string>(names: Record<K, string>): Writing<K> {
  const keys = Object.keys(names) as K[];
  return {
    show: (value) => text(names[value]),
    read(cell) {
      const said = String(cell.value).trim();
      const key = keys.find((k) => names[k] === said || k === said);
      if (key === undefined) throw new Unfit(`应为其中之一：${Object.values(names).join('、')}`);
      return key;
    },
  };
}

export const yesOrNo: Writing<boolean> = {
  show: (value) => text(value ? '是' : '否'),
  read(cell) {
    if (cell.kind === 'boolean') return cell.value;
    const said = String(cell.value).trim().toUpperCase();
    if (said === '是' || said === 'TRUE') return true;
    if (said === '否' || said === 'FALSE') return false;
    throw new Unfit('应为“是”或“否”');
  },
};

/** A day as Excel keeps it, or as people write it: 2026-05-20, 2026/5/20, 2026年5月20日. */
export const day: Writing<string> = {
  show: (value) => ({ kind: 'day', value }),
  read(cell) {
    if (cell.kind === 'day') return cell.value;
    const [, y, m = '', d = ''] =
      /^\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*$/.exec(String(cell.value)) ?? [];
    const found = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
    if (cell.kind !== 'text' || !isDay(found)) throw new Unfit('应为日期，例如 2026-05-20');
    return found;
  },
};

/** Text that has a writing of its own, line by line. */
export const written = <T>(show: (value: T) => string, read: (text: string) => T): Writing<T> => ({
  show: (value) => text(show(value)),
  read(cell) {
    if (cell.kind !== 'text') throw new Unfit(`“${shown(cell)}”应为文字`);
    return read(cell.value);
  },
});
