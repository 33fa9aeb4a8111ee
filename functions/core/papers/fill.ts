import type { PaperLine } from '../../contract/case.ts';
import type { Block } from '../../contract/definitions/papers.ts';
import type { Reading } from './context.ts';
import { readPart, readParts, rowsAt } from './read.ts';
import { signatureLine } from './signatures.ts';
import { holds } from './when.ts';

type TableBlock = Extract<Block, { table: unknown }>;
type Lines = {
  label?: string | undefined;
  parts: Parameters<typeof readParts>[0];
  style?: PaperLine['style'];
};

/** The lines of a paper and what its tables and signatures lack. */
export function fillBlocks(blocks: Block[], reading: Reading): { lines: PaperLine[]; lacks: string[] } {
  const standing = blocks.filter((block) => holds(block.when, reading));
  const filled = standing.map((block) => fillBlock(block, reading));
  return { lines: filled.flatMap((f) => f.lines), lacks: filled.flatMap((f) => f.lacks) };
}

function fillBlock(block: Block, reading: Reading): { lines: PaperLine[]; lacks: string[] } {
  if ('page' in block) return { lines: [{ text: '', page: 'break' }], lacks: [] };
  if ('sign' in block) return signatureLine(block.sign, reading);
  if ('table' in block) return fillTable(block, reading);
  if ('each' in block) {
    const lines = rowsAt(block.each.rows, reading).flatMap((row) =>
      block.each.lines.map((line) => fillLine(line, { ...reading, row })),
    );
    return { lines: block.label === undefined ? lines : [heading(block.label), ...lines], lacks: [] };
  }
  const line = fillLine(block, reading);
  return { lines: [block.half ? { ...line, half: true } : line], lacks: [] };
}

const heading = (text: string): PaperLine => ({ text, style: 'heading' });

const fillLine = ({ label, parts, style }: Lines, reading: Reading): PaperLine => ({
  ...(label === undefined ? {} : { label }),
  text: readParts(parts, reading),
  ...(style === undefined ? {} : { style }),
});

function fillTable({ label, table }: TableBlock, reading: Reading): { lines: PaperLine[]; lacks: string[] } {
  const found = rowsAt(table.rows, reading);
  const lacks =
    found.length < (table.min ?? 0)
      ? [`${label ?? '清单'}（至少 ${table.min} 项，现有 ${found.length} 项）`]
      : [];
  if (found.length === 0)
    return {
      lines: table.empty === undefined ? [] : [{ ...(label ? { label } : {}), text: table.empty }],
      lacks,
    };
  const cells = found.map((row) =>
    table.columns.map(({ parts }) => parts.map((part) => readPart(part, { ...reading, row })).join('')),
  );
  const rows = table.numbered ? cells.map((row, i) => [String(i + 1), ...row]) : cells;
  const columns: NonNullable<PaperLine['table']>['columns'] = [
    ...(table.numbered ? [{ title: '序号', width: 0.6, align: 'centre' as const }] : []),
    ...table.columns.map(({ title, width = 1, align = 'left' as const }) => ({ title, width, align })),
  ];
  const line = {
    ...(label === undefined ? {} : { label }),
    text: rows.map((row) => row.join(' ')).join('；'),
    table: { columns, rows },
  };
  return { lines: [line], lacks };
}
