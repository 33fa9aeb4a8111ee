import { Agent, request } from 'node:http';
import type { Server } from './server.ts';

export type Answer = { status: number; body: Record<string, never> };

/** A client of the HTTP interface that keeps its connections, as a browser does. */
export class Api {
  readonly #server: Pick<Server, 'url' | 'tokens'>;
  readonly #agent: Agent;

  constructor(server: Pick<Server, 'url' | 'tokens'>, connections = 64) {
    this.#server = server;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * One request as an account (null: nobody signed in); once more when the server had just closed the kept connection.
   * @throws when no whole answer came
   */
  async send(account: string | null, method: string, path: string, body?: unknown): Promise<Answer> {
    try {
      return await this.#sendOnce(account, method, path, body);
    } catch (error) {
      if (!(error as { stale?: boolean }).stale) throw error;
      return this.#sendOnce(account, method, path, body);
    }
  }

  #sendOnce(account: string | null, method: string, path: string, body: unknown): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const outgoing = request(new URL(path, this.#server.url), {
      method,
      agent: this.#agent,
      headers: {
        ...(account === null ? {} : { authorization: `Bearer ${this.#server.tokens[account]}` }),
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      },
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const stale = outgoing.reusedSocket && error.code === 'ECONNRESET';
      reject(Object.assign(error, { stale }));
    });
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        try {
          const parsed = JSON.parse(Buffer.concat(chunks).toString('utf8'));
          resolve({ status: incoming.statusCode ?? 0, body: parsed });
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    outgoing.end(text);
    return promise;
  }

  /** A request that must work: its body. */
  async ok<T>(account: string | null, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(account, method, path, body);
    if (answer.status === 200) return answer.body as T;
    const { code, detail, errors } = answer.body as Record<string, unknown>;
    throw new Error(`${method} ${path}: ${answer.status} ${code} ${detail} ${JSON.stringify(errors)}`);
  }

  close(): void {
    this.#agent.destroy();
  }
}
