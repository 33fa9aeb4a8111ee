import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOrphan, forgetEngine, type Lock, lockDirectory, rememberEngine } from './engine-lock.ts';
import { openStreamLog, type StreamLog } from './stream-log.ts';
import { callEngine } from './wire.ts';

export type EngineOptions = {
  /** Where the data lies; made if missing, readable by this user alone. */
  dir: string;
  /** An engine that runs already (DYNAMODB_ENDPOINT): nothing is started, and its data is its own affair. */
  endpoint?: string | undefined;
  /** Told once, in a line for people, when the engine dies unasked. */
  onDeath?: ((line: string) => void) | undefined;
};

export type Engine = {
  endpoint: string;
  /** Process id; null for an engine that was running already. */
  pid: number | null;
  /** Lets stream records before the sequence number go. */
  trimStream(table: string, before: string): void;
  stop(): Promise<void>;
};

const SECONDS_TO_START = 15;
const SECONDS_TO_STOP = 10;
const PORT_ATTEMPTS = 3;
const BINARY = join(import.meta.dirname, '../../node_modules/@dynoxide/linux-x64/dynoxide');

/**
 * Starts the embedded DynamoDB engine on 127.0.0.1 and a free port, and waits until it answers.
 * @throws when the directory is in use, the engine is not installed on this platform, or it does not start
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { endpoint } = options;
  if (endpoint) {
    await ready(endpoint, () => false);
    return { endpoint, pid: null, trimStream: () => {}, stop: async () => {} };
  }
  if (!existsSync(BINARY)) {
    throw new Error(
      '本平台没有内置数据库引擎；请用环境变量 DYNAMODB_ENDPOINT 指定一个 DynamoDB 兼容服务的地址。',
    );
  }
  const dir = resolve(options.dir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  const lock = lockDirectory(dir);
  try {
    return await startLocked(dir, lock, options.onDeath);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startLocked(dir: string, lock: Lock, onDeath: EngineOptions['onDeath']): Promise<Engine> {
  const dbPath = join(dir, 'dynamo.sqlite');
  await endOrphan(dir, dbPath);
  const { child, endpoint } = await launch(dir, dbPath);
  let log: StreamLog | null = null;
  let asked = false;
  child.once('exit', (code, signal) => {
    log?.close();
    log = null;
    forgetEngine(dir);
    lock.release();
    if (!asked)
      onDeath?.(`数据库引擎意外退出（${signal ?? `退出码 ${code}`}），详见 ${join(dir, 'engine.log')}。`);
  });
  try {
    log = openStreamLog(dbPath);
  } catch (error) {
    asked = true;
    await end(child);
    throw error;
  }
  return {
    endpoint,
    pid: child.pid ?? null,
    trimStream: (table, before) => log?.trim(table, before),
    async stop() {
      asked = true;
      await end(child);
    },
  };
}

/** A port that was free a moment ago may be taken by now: then another one. */
async function launch(dir: string, dbPath: string): Promise<{ child: ChildProcess; endpoint: string }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = run(dir, dbPath, port);
    const endpoint = `http://127.0.0.1:${port}`;
    try {
      await once(child, 'spawn');
      rememberEngine(dir, child.pid as number);
      await ready(endpoint, () => hasEnded(child));
      return { child, endpoint };
    } catch (error) {
      await end(child);
      if (attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/** In a process group of its own: Ctrl-C reaches the server first, which stops the engine when it is done. */
function run(dir: string, dbPath: string, port: number): ChildProcess {
  const out = openSync(join(dir, 'engine.log'), 'w', 0o600);
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', dbPath];
  const child = spawn(BINARY, args, { stdio: ['ignore', out, out], detached: true });
  closeSync(out);
  return child;
}

async function ready(endpoint: string, ended: () => boolean): Promise<void> {
  for (let waited = 0; waited < SECONDS_TO_START * 1000; waited += 25) {
    if (ended()) throw new Error('数据库引擎没有启动成功。');
    try {
      await callEngine(endpoint, 'DynamoDB_20120810.ListTables', { Limit: 1 });
      return;
    } catch {
      await sleep(25);
    }
  }
  throw new Error(`数据库引擎 ${endpoint} 在 ${SECONDS_TO_START} 秒内没有应答。`);
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), SECONDS_TO_STOP * 1000);
  await ended;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
