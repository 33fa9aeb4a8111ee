import type { PaperLine } from '../../contract/case.ts';
import type { Reading } from './context.ts';
import { scrub } from './mask.ts';
import { anatomy, type Placed } from './parts.ts';
import { readPart, rowsAt } from './read.ts';

/** A template that masks anything is for the public: what it masks stands nowhere else in its lines either. */
export function scrubbed(lines: PaperLine[], reading: Reading): PaperLine[] {
  const clean = scrubber(reading);
  return lines.map((line) => ({
    ...line,
    text: clean(line.text),
    ...(line.table ? { table: { ...line.table, rows: line.table.rows.map((row) => row.map(clean)) } } : {}),
  }));
}

/** Takes out of a text what the template masks; a text beside a published paper is no less public than the paper. */
export function scrubber(reading: Reading): (text: string) => string {
  const masking = anatomy(reading.template).parts.filter(
    ({ part }) => typeof part === 'object' && 'mask' in part && part.mask !== 'none',
  );
  if (masking.length === 0) return (text) => text;
  const masked = masking
    .flatMap((placed) => valuesOf(placed, reading))
    .filter(({ value }) => value.length > 1);
  return (text) => scrub(text, masked);
}

/** What a masked part reads and what it shows instead, in every row where it stands in a list. */
function valuesOf({ part, rows }: Placed, reading: Reading): { value: string; shown: string }[] {
  const readings = rows === undefined ? [reading] : rowsAt(rows, reading).map((row) => ({ ...reading, row }));
  return readings.map((one) => ({
    value: readPart(part, { ...one, masked: false }),
    shown: readPart(part, { ...one, masked: true }),
  }));
}
