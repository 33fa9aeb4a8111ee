import type { Answer } from './ledger.ts';
import type { Ready } from './server-process.ts';

const SECONDS_PER_REQUEST = 20;

/** A client of one server process, as long as that lives. */
export class Http {
  readonly #server: Ready;
  constructor(server: Ready) {
    this.#server = server;
  }

  /** One request; null when no whole answer came, for whatever reason. */
  async send(account: string, method: string, path: string, body?: unknown): Promise<Answer> {
    try {
      const response = await fetch(new URL(path, this.#server.url), {
        method,
        signal: AbortSignal.timeout(SECONDS_PER_REQUEST * 1000),
        headers: {
          authorization: `Bearer ${this.#server.tokens[account]}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return null;
    }
  }

  /** A request that must work: its body. @throws otherwise */
  async ok<T>(account: string, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(account, method, path, body);
    if (answer?.status === 200) return answer.body as T;
    const { verdict: _, ...problem } = (answer?.body ?? {}) as Record<string, unknown>;
    throw new Error(
      `${account} ${method} ${path}: ${answer?.status ?? 'no answer'} ${JSON.stringify(problem)}`,
    );
  }
}
