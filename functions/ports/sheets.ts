import type { Rows, SheetFormat, SheetToWrite } from '../core/sheets/cells.ts';

/** Spreadsheets as people exchange them: the first sheet of an Excel workbook, or a CSV file. */
export interface Sheets {
  /**
   * Every cell with its address. A CSV file may be UTF-8 or GB18030.
   * @throws Refusal `sheet-invalid` with every cell that cannot be read as it stands: formulas, errors, merged cells
   */
  read(bytes: Uint8Array, format: SheetFormat): Promise<Rows>;
  /** The same rows give the same cells when read again. */
  write(sheet: SheetToWrite, format: SheetFormat): Promise<Uint8Array>;
}
