/** The platform as every story finds it, made once: the packs checked, the first release written, the people known. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { SettableClock } from '../../../functions/adapters/clock.ts';
import { startLocal } from '../../../functions/local/start-local.ts';
import { BEGINNING } from '../beginning.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data directory nothing runs on, for `startApp` to copy. */
    platform: string;
  }
}

/** Every project has its own copy of this module, but they share the process: one directory serves them all. */
const shared = globalThis as { yizhiPlatform?: Promise<string> };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.yizhiPlatform ??= make();
  const dir = await shared.yizhiPlatform;
  project.provide('platform', dir);
  return () => rm(dir, { recursive: true, force: true });
}

async function make(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yizhi-platform-'));
  const local = await startLocal({ dataDir, port: 0, clock: new SettableClock(BEGINNING), quiet: true });
  await local.stop();
  return dataDir;
}
