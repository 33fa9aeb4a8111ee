import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOrphan } from '../../functions/local/engine-lock.ts';
import { engineDirectory } from '../../functions/local/installation.ts';
import type { Question, Ready } from './server-process.ts';

/** What is killed: the server process, its database engine, or both at once. */
export const VICTIMS = ['server', 'engine', 'both'] as const;
export type Victim = (typeof VICTIMS)[number];

const SECONDS_TO_START = 60;
const SECONDS_TO_GIVE_UP = 15;
const SECONDS_TO_ANSWER = 120;

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** One installation whose processes come and go; its data stay until `clean`. */
export class Machine {
  readonly #folder: string;
  #child: ChildProcess | null = null;
  #enginePid = 0;

  static async open(): Promise<Machine> {
    return new Machine(await mkdtemp(join(tmpdir(), 'yizhi-trust-')));
  }

  private constructor(folder: string) {
    this.#folder = folder;
  }

  get dataDir(): string {
    return join(this.#folder, 'data');
  }

  /** @throws when the server does not come up, with the end of what it said */
  async start(): Promise<Ready> {
    const child = this.#fork();
    const signal = AbortSignal.timeout(SECONDS_TO_START * 1000);
    try {
      const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('it ended')));
      const [ready] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Ready];
      ended.catch(() => undefined);
      this.#enginePid = ready.enginePid;
      return ready;
    } catch (error) {
      throw new Error(`the server did not start: ${(error as Error).message}\n${this.#lastWords()}`);
    }
  }

  /** Kills the server while it is starting (or just after, where it was faster). */
  async startAndKill(afterMs: number): Promise<void> {
    this.#fork();
    await sleep(afterMs);
    await this.#end();
  }

  /**
   * kill -9. Resolves when the server process is gone; an engine whose server alone was killed is left running, as it
   * would be, for the next start to find.
   * @throws when the server had died by itself, or goes on without its engine
   */
  async kill(victim: Victim): Promise<void> {
    const child = this.#child as ChildProcess;
    if (hasEnded(child)) throw new Error(`the server died by itself\n${this.#lastWords()}`);
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(SECONDS_TO_GIVE_UP * 1000) });
    if (victim !== 'server') process.kill(this.#enginePid, 'SIGKILL');
    if (victim !== 'engine') child.kill('SIGKILL');
    await ended;
    this.#child = null;
  }

  /** Resolves when the projections show everything filed so far. */
  async caughtUp(): Promise<void> {
    const child = this.#child as ChildProcess;
    const answered = once(child, 'message', { signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000) });
    child.send('caught-up' satisfies Question);
    await answered;
  }

  /** In order, as Ctrl-C does. */
  async stop(): Promise<void> {
    const child = this.#child as ChildProcess;
    const ended = once(child, 'exit', { signal: AbortSignal.timeout(SECONDS_TO_ANSWER * 1000) });
    child.send('stop' satisfies Question);
    await ended;
    this.#child = null;
  }

  /** Leaves no process and no file behind, whatever happened before. */
  async clean(): Promise<void> {
    await this.#end();
    const engine = engineDirectory(this.dataDir);
    await endOrphan(engine, join(engine, 'dynamo.sqlite'));
    await rm(this.#folder, { recursive: true, force: true });
  }

  #fork(): ChildProcess {
    const { DYNAMODB_ENDPOINT: _, ...env } = process.env;
    const log = openSync(this.#log, 'a');
    this.#child = fork(join(import.meta.dirname, 'server-process.ts'), [this.dataDir], {
      env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return this.#child;
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  get #log(): string {
    return join(this.#folder, 'server.log');
  }
  #lastWords = (): string => (existsSync(this.#log) ? readFileSync(this.#log, 'utf8').slice(-2000) : '');
}
