import type { Sheets } from '../../ports/sheets.ts';
import { readSheet } from './read.ts';
import { writeSheet } from './write.ts';

/** Excel and CSV by the packages that read and write them, loaded when first asked for. */
export const sheets: Sheets = { read: readSheet, write: writeSheet };
