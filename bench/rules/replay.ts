import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Bundle } from '../../functions/core/release/bundle.ts';
import { writeDecisions } from './replay-file.ts';
import type { ReplayFigures } from './replay-process.ts';

/** Replays so many recorded decisions against a draft, in a fresh process; writing them is not timed. */
export async function timeReplay(release: Bundle, count: number): Promise<ReplayFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'yizhi-replay-'));
  try {
    const path = join(folder, 'decisions.ndjson.zst');
    await writeDecisions(release, path, count);
    const script = join(import.meta.dirname, 'replay-process.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [script, path, String(count)]);
    const figures = JSON.parse(stdout) as ReplayFigures;
    if (figures.decisions !== count || figures.changed === 0)
      throw new Error(`${figures.decisions} of ${count} replayed, ${figures.changed} changed`);
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
