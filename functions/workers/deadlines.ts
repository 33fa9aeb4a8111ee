import { logger } from '../adapters/logger.ts';
import { dependencies } from '../api/compose.ts';
import { type SweepReport, sweep } from '../usecases/ops/sweep.ts';

/** Timed entry: clocks that have something to say by now say it, on their cases. */
export async function handler(): Promise<SweepReport> {
  const report = await sweep(await dependencies());
  if (report.alerted + report.recounted + report.later > 0) logger.info('deadlines', { report });
  return report;
}
