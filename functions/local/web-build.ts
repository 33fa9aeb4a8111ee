import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the built app is made of. Whatever else changes does not make it old. */
const SOURCES = ['web/src', 'web/public', 'web/index.html', 'web/public.html', 'web/vite.config.ts'];
const SHARED_SOURCES = ['functions/contract', 'package-lock.json'];

/**
 * Builds the web app, unless `web/dist` is newer than everything it is made from.
 * @returns the folder to serve
 */
export async function ensureWebBuilt(root: string, say: (line: string) => void): Promise<string> {
  const dist = join(root, 'web/dist');
  const built = await changedAt(join(dist, 'index.html'));
  const sources = await Promise.all(
    [...SOURCES, ...SHARED_SOURCES].map((path) => changedAt(join(root, path))),
  );
  if (built > Math.max(...sources)) return dist;
  say('正在构建网页…');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', 'web', '--logLevel', 'warn'], {
    cwd: root,
    // a test run's own NODE_ENV would bring in the development build of every library
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return dist;
}

/** The latest change at or below a path, 0 where there is nothing. A folder's own time tells of files taken away. */
async function changedAt(path: string): Promise<number> {
  const info = await stat(path).catch(() => null);
  if (!info?.isDirectory()) return info?.mtimeMs ?? 0;
  const below = await Promise.all((await readdir(path)).map((name) => changedAt(join(path, name))));
  return Math.max(info.mtimeMs, ...below);
}
