import type { SheetFormat } from '../../contract/api.ts';

/** What one cell of a sheet holds. Days are ISO days; a CSV file holds nothing but text. */
export type CellValue =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'day'; value: string };

/** A cell that was read, with the place a person finds it at: `D7`. */
export type Cell = CellValue & { at: string };

/** The rows of a sheet from row 1 and column A on; null is an empty cell. Empty rows in the middle stay. */
export type Rows = (Cell | null)[][];

/** A sheet to write: its name, the rows, and how wide each column is, in characters. */
export type SheetToWrite = {
  title: string;
  rows: (CellValue | null)[][];
  widths: number[];
  /** Rows at the top that stay in view and are printed bold. */
  headerRows: number;
};

export type { SheetFormat };
export const SHEET_TYPES: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export const text = (value: string): CellValue => ({ kind: 'text', value });
export const number = (value: number): CellValue => ({ kind: 'number', value });

/** Rows and columns counted from 0: `(6, 3)` is `D7`. */
export const addressOf = (row: number, column: number): string => `${lettersOf(column)}${row + 1}`;

/** The inverse of `addressOf`; null for what is no address. */
export function placeOf(address: string): { row: number; column: number } | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? [];
  if (letters === undefined || digits === undefined) return null;
  const column = [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

function lettersOf(column: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** What stands in a cell, as a message shows it. */
export function shown(cell: CellValue): string {
  const value = cell.kind === 'boolean' ? (cell.value ? 'TRUE' : 'FALSE') : String(cell.value);
  return value.length > 40 ? `${value.slice(0, 39)}…` : value;
}
