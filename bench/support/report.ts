/** What a run found: the same as a table for people and as JSON for machines. */
export type Report = {
  title: string;
  columns: string[];
  rows: string[][];
  /** Everything measured, unrounded. */
  figures: Record<string, unknown>;
  /** What missed its target, as sentences; empty when all is well. */
  failures: string[];
  /** Said where nothing failed; a short run does not judge the targets. */
  passed?: string;
};

/** Columns for a terminal, where a Chinese character is two cells wide. */
export function table({ title, columns, rows, failures, passed }: Report): string {
  const all = [columns, ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => cells(row[i] ?? ''))));
  const line = (row: string[]) =>
    row
      .map((text, i) => text + ' '.repeat((widths[i] ?? 0) - cells(text)))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const verdict =
    failures.length === 0 ? (passed ?? '全部达标 all targets met') : failures.map((f) => `✘ ${f}`).join('\n');
  return [title, '', line(columns), rule, ...rows.map(line), '', verdict].join('\n');
}

const cells = (text: string): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);

/** Prints the report in the form asked for; the exit status is 1 when something failed. */
export function publish(report: Report, json: boolean): void {
  const { title, figures, failures } = report;
  console.log(json ? JSON.stringify({ title, ...figures, failures }, null, 2) : table(report));
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** The options every figure has. @throws Error for any other */
export function optionsOf(args: string[], usage: string): { json: boolean; short: boolean } {
  const stray = args.find((arg) => arg !== '--json' && arg !== '--short');
  if (stray !== undefined) throw new Error(`不认识的参数 ${stray}\n${usage}`);
  return { json: args.includes('--json'), short: args.includes('--short') };
}
