import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { SettableClock } from '../../functions/adapters/clock.ts';
import type { CaseView, FormView, SubmissionResult } from '../../functions/contract/api.ts';
import { Problem } from '../../functions/contract/api.ts';
import type { FileRef } from '../../functions/contract/definitions/forms.ts';
import { ROUTES } from '../../functions/contract/routes.ts';
import { type Local, startLocal } from '../../functions/local/start-local.ts';
import { BEGINNING } from './beginning.ts';

export type Answer = { status: number; body: never; problem: Problem };
export type CallOptions = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  tenant?: string;
};

export type RawOptions = { headers?: Record<string, string>; body?: string };
export type RawAnswer = { status: number; type: string; text: string };

/** The whole platform, freshly seeded, on a directory of its own, with a clock the test moves. Nobody sweeps unasked. */
export async function startApp() {
  const dir = await mkdtemp(join(tmpdir(), 'yizhi-flow-'));
  await cp(inject('platform'), dir, { recursive: true });
  const clock = new SettableClock(BEGINNING);
  const local = await startLocal({ dataDir: dir, port: 0, clock, sweeping: false, quiet: true });
  return {
    local,
    clock,
    dir,
    as: async (account: string) => new Client(local, await local.token(account)),
    /** Whoever holds this token, be it genuine or not. */
    bearing: (token: string) => new Client(local, token),
    anybody: new Client(local, null),
    /** Move the clock to a Shanghai time of a day. */
    on: (day: string, time = '09:00') => clock.set(new Date(`${day}T${time}:00.000+08:00`).toISOString()),
    async stop() {
      await local.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
export type App = Awaited<ReturnType<typeof startApp>>;

/** One signed-in person at the API. Every answer is held against the contract. */
export class Client {
  readonly #local: Local;
  readonly #token: string | null;
  constructor(local: Local, token: string | null) {
    this.#local = local;
    this.#token = token;
  }

  /** A request as it is, right or wrong: for what no proper client would send. */
  async send(method: string, path: string, { headers = {}, body }: RawOptions = {}): Promise<RawAnswer> {
    const response = await fetch(new URL(path, this.#local.url), {
      method,
      headers: { ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', text };
  }

  /** Any route of the contract; the status tells whether it worked. */
  async call(routeId: string, { params = {}, query = {}, body, tenant }: CallOptions = {}): Promise<Answer> {
    const route = ROUTES.find((r) => r.id === routeId);
    if (!route) throw new Error(`no route ${routeId}`);
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name] ?? ''));
    const url = new URL(path, this.#local.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const response = await fetch(url, {
      method: route.method,
      headers: {
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(tenant ? { 'yizhi-tenant': tenant } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: unknown = await response.json();
    const shape = response.ok ? route.response : Problem;
    const parsed = shape.safeParse(json);
    if (!parsed.success)
      throw new Error(
        `${routeId} answered ${response.status} out of contract: ${parsed.error.message} ${JSON.stringify(json).slice(0, 600)}`,
      );
    return { status: response.status, body: json as never, problem: json as Problem };
  }

  /** A route that must work. */
  async ok<T>(routeId: string, options: CallOptions = {}): Promise<T> {
    const answer = await this.call(routeId, options);
    expect(answer.status, JSON.stringify({ routeId, ...answer.problem, verdict: undefined })).toBe(200);
    return answer.body;
  }

  case(caseId: string, zone: 'staff' | 'partner' = 'staff'): Promise<CaseView> {
    return this.ok(`${zone}.case`, { params: { caseId } });
  }

  /** Begin a case. */
  async start(
    procedure: string,
    action: string,
    data: unknown,
    more: { matter?: string; parent?: string; zone?: 'staff' | 'partner' } = {},
  ) {
    const zone = more.zone ?? 'staff';
    const options = await this.ok<{ procedure: string; action: string; form: FormView }[]>(
      `${zone}.start-options`,
    );
    const option = options.find((o) => o.procedure === procedure && o.action === action);
    const form = { id: option?.form.id ?? '', hash: option?.form.hash ?? '' };
    return this.call(`${zone}.start`, {
      body: {
        id: randomUUID(),
        procedure,
        action,
        matter: more.matter ?? null,
        ...(more.parent ? { parent: more.parent } : {}),
        form,
        data,
      },
    });
  }

  /** File an action's form on the case as it stands now. */
  async file(
    caseId: string,
    action: string,
    data: unknown,
    more: { zone?: 'staff' | 'partner'; overrides?: unknown; id?: string; expectedVersion?: number } = {},
  ) {
    const zone = more.zone ?? 'staff';
    const view = await this.case(caseId, zone);
    const form =
      view.actions.find((a) => a.id === action)?.form ?? (await this.#formOf(zone, caseId, action));
    return this.call(`${zone}.submit`, {
      params: { caseId },
      body: {
        id: more.id ?? randomUUID(),
        action,
        form,
        expectedVersion: more.expectedVersion ?? view.state.version,
        data,
        ...(more.overrides ? { overrides: more.overrides } : {}),
      },
    });
  }

  async #formOf(zone: string, caseId: string, action: string) {
    const { id, hash } = await this.ok<FormView>(`${zone}.form`, { params: { caseId, action } });
    return { id, hash };
  }

  /** File, and it must be allowed. */
  async files(
    caseId: string,
    action: string,
    data: unknown,
    more: { zone?: 'staff' | 'partner' } = {},
  ): Promise<SubmissionResult> {
    const answer = await this.file(caseId, action, data, more);
    const { verdict: _, ...problem } = answer.problem;
    expect(answer.status, `${action}: ${JSON.stringify(problem)}`).toBe(200);
    return answer.body;
  }

  /** File, and the law must stop it: the problem. */
  async refused(
    caseId: string,
    action: string,
    data: unknown,
    more: { zone?: 'staff' | 'partner' } = {},
  ): Promise<Problem> {
    const answer = await this.file(caseId, action, data, more);
    expect(answer.status, `${action} was not refused`).toBeGreaterThanOrEqual(400);
    return answer.problem;
  }

  /** Upload evidence as a browser does: register, then send the bytes to the signed address. */
  async upload(name: string, content: string, type = 'image/jpeg'): Promise<FileRef> {
    const bytes = Buffer.from(content);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { file, url, method, headers } = await this.ok<{
      file: FileRef;
      url: string;
      method: string;
      headers: Record<string, string>;
    }>('staff.file-upload', {
      body: {
        name,
        type,
        size: bytes.length,
        sha256,
        takenAt: '2026-05-20T02:00:00.000Z',
        device: '记录仪-01',
      },
    });
    const put = await fetch(new URL(url, this.#local.url), { method, headers, body: bytes });
    expect(put.ok, await put.text()).toBe(true);
    return file;
  }
}
