import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const MAIN = resolve(import.meta.dirname, '../../functions/local/cli/main.ts');

type Options = {
  /** The installation it works on. */
  dataDir?: string | undefined;
  /** What it is told on its standard input. */
  stdin?: string | undefined;
};
export type Said = { status: number | null; out: string; err: string };

/** The command line as somebody calls it: a process of its own. */
export async function yizhi(args: string[], { dataDir, stdin = '' }: Options = {}): Promise<Said> {
  const env = { ...process.env, ...(dataDir === undefined ? {} : { YIZHI_DATA: dataDir }) };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  // it may end before it has read everything
  child.stdin.on('error', () => undefined).end(stdin);
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  const [out, err, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, out, err };
}
