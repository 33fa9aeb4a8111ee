import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** Held as long as this process lives, kill -9 included: the system lets go of the file lock, so nothing goes stale. */
export type Lock = { release(): void };

/** @throws when another server works on the directory */
export function lockDirectory(dir: string): Lock {
  const file = new DatabaseSync(join(dir, 'lock.sqlite'), { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch {
    file.close();
    throw new Error(`数据目录 ${dir} 正被另一个服务使用；请先停止它，或换一个数据目录。`);
  }
  return { release: () => file.close() };
}

const pidFile = (dir: string) => join(dir, 'engine.pid');

export const rememberEngine = (dir: string, pid: number): void => writeFileSync(pidFile(dir), String(pid));
export const forgetEngine = (dir: string): void => rmSync(pidFile(dir), { force: true });

/**
 * A server killed outright leaves its engine behind, still on the data. Whoever holds the lock ends it first. The
 * process must name this very data file, lest a stranger with a reused id be ended.
 */
export async function endOrphan(dir: string, dbPath: string): Promise<void> {
  const pid = readPid(dir);
  if (pid === null || !commandOf(pid).includes(dbPath)) return;
  process.kill(pid, 'SIGKILL');
  while (commandOf(pid).includes(dbPath)) await sleep(20);
}

function readPid(dir: string): number | null {
  try {
    const pid = Number(readFileSync(pidFile(dir), 'utf8'));
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** Empty for a process that is not there. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
