import { mkdirSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** The project, and where one installation keeps everything: `.data/`, or `YIZHI_DATA`. */
export const ROOT = resolve(import.meta.dirname, '../..');
export const dataDirectory = (): string => resolve(ROOT, process.env.YIZHI_DATA ?? '.data');

/** What a running server tells the commands beside it. */
const Running = z.object({
  pid: z.int(),
  url: z.url(),
  issuer: z.url(),
  /** Of the DynamoDB engine; its process, where the server started it. */
  endpoint: z.url(),
  enginePid: z.int().nullable(),
});
export type Running = z.infer<typeof Running>;

const runningFile = (dataDir: string) => join(dataDir, 'server.json');

/** The server that runs on this data, or null. A file left by a killed server does not count. */
export async function runningServer(dataDir: string): Promise<Running | null> {
  const text = await readFile(runningFile(dataDir), 'utf8').catch(() => null);
  const running = text === null ? null : Running.parse(JSON.parse(text));
  return running && isAlive(running.pid) ? running : null;
}

/** Written whole, so that a reader never sees half of it. */
export async function announce(dataDir: string, running: Running): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${runningFile(dataDir)}.tmp`, JSON.stringify(running), { mode: 0o600 });
  await rename(`${runningFile(dataDir)}.tmp`, runningFile(dataDir));
}

export const withdraw = (dataDir: string): Promise<void> => rm(runningFile(dataDir), { force: true });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
