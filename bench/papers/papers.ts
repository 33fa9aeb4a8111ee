import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureFonts } from '../../functions/local/fonts.ts';
import { PRINTING_MEMORY_MB } from '../../infra/settings.ts';
import { median, shown } from '../support/numbers.ts';
import type { Report } from '../support/report.ts';
import type { Printed } from './print-process.ts';

/** Issue "official papers": ten pages within two seconds and inside Lambda's memory. */
const TARGET_MS = 2_000;
const PAGES = 10;

/** A ten-page decision beside the same text set by bare pdfmake, each in processes of their own, by turns. */
export async function paperFigures(short: boolean): Promise<Report> {
  await ensureFonts();
  const runs = { bare: [] as Printed[], whole: [] as Printed[] };
  for (let i = 0; i < (short ? 1 : 5); i += 1)
    for (const side of ['bare', 'whole'] as const) runs[side].push(await print(side));
  const first = line(runs, '首份，含装入字库 (ms)', (r) => r.firstMs);
  const later = line(runs, '其后各份 (ms)', (r) => median(r.laterMs));
  const memory = line(runs, '进程内存峰值 (MB)', (r) => r.rssBytes / 2 ** 20);
  const pages = Math.min(...runs.whole.map((r) => r.pages));
  return {
    title: `十页决定书的制作（${pages} 页）与 pdfmake 直接排同样文字的比较，${runs.whole.length} 轮`,
    columns: ['papers', 'pdfmake', '决定书 paper', '比值 ratio', '目标 target'],
    rows: [
      [...first.row, `≤ ${TARGET_MS}`],
      [...later.row, `≤ ${TARGET_MS}`],
      [...memory.row, `≤ ${PRINTING_MEMORY_MB}`],
    ],
    figures: { pages, first, later, memory, targetMs: TARGET_MS, memoryMb: PRINTING_MEMORY_MB },
    failures: [
      ...(pages >= PAGES ? [] : [`只有 ${pages} 页，应不少于 ${PAGES} 页`]),
      ...(short || first.whole <= TARGET_MS ? [] : [`首份用了 ${shown(first.whole)} ms`]),
      ...(short || later.whole <= TARGET_MS ? [] : [`每份用了 ${shown(later.whole)} ms`]),
      ...(memory.whole <= PRINTING_MEMORY_MB ? [] : [`内存峰值 ${shown(memory.whole)} MB`]),
    ],
    ...(short ? { passed: '能够跑通；短测不判断时间 short run, times not judged' } : {}),
  };
}

async function print(side: 'bare' | 'whole'): Promise<Printed> {
  const script = join(import.meta.dirname, 'print-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, side]);
  return JSON.parse(stdout) as Printed;
}

function line(runs: Record<'bare' | 'whole', Printed[]>, name: string, pick: (run: Printed) => number) {
  const bare = median(runs.bare.map(pick));
  const whole = median(runs.whole.map(pick));
  return { bare, whole, ratio: whole / bare, row: [name, shown(bare), shown(whole), shown(whole / bare)] };
}
