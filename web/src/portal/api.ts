/**
 * Reading the public routes. The contract is imported for its types alone, so that neither zod nor the
 * sign-in client ends up in what a citizen's phone downloads.
 */
import { useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Problem, PublicDecision, PublicMatter } from '../../../functions/contract/api.ts';
import type { Tenant } from '../../../functions/contract/people.ts';

export type Config = { tenants: z.infer<typeof Tenant>[]; defaultTenant: string };
export type MatterList = { items: PublicMatter[]; cursor: string | null; total: number; release: number };
export type DecisionList = { items: PublicDecision[]; cursor: string | null };

/** What a failed request tells the reader; `missing` when there is no such matter or decision. */
export class ReadError extends Error {
  readonly status: number;
  constructor(message: string, status = 0) {
    super(message);
    this.name = 'ReadError';
    this.status = status;
  }
  get missing(): boolean {
    return this.status === 404;
  }
}

/** The path of a public route with its query; undefined values are left out. */
export function publicPath(path: string, query: Record<string, string | number | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  return `/api/public/${path}${text === '' ? '' : `?${text}`}`;
}

/** GET a public path. Throws ReadError in Chinese: the problem's detail, or that the network is down. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ReadError('网络连接不上，请检查网络后重试。');
  }
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Partial<z.infer<typeof Problem>> | null;
  const say = problem?.detail ?? problem?.title ?? `服务器没有正常答复（${response.status}）。`;
  throw new ReadError(say, response.status);
}

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'error'; error: ReadError; retry: () => void }
  | { state: 'ready'; value: T };

/** Answers already seen on this visit: shown at once, and read again behind them. */
const seen = new Map<string, unknown>();

/** Reads a public path for a page; null while the page does not yet know what to read. */
export function useRead<T>(path: string | null): Loaded<T> {
  const [answer, setAnswer] = useState<{ path: string; loaded: Loaded<T> } | null>(null);
  const [round, setRound] = useState(0);
  const retry = useCallback(() => {
    setAnswer(null);
    setRound((n) => n + 1);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again for the same path
  useEffect(() => {
    if (path === null) return;
    const gone = new AbortController();
    read<T>(path, gone.signal).then(
      (value) => {
        seen.set(path, value);
        if (!gone.signal.aborted) setAnswer({ path, loaded: { state: 'ready', value } });
      },
      (error: unknown) => {
        if (gone.signal.aborted) return;
        const known = error instanceof ReadError ? error : new ReadError('页面没有读到数据，请重试。');
        setAnswer({ path, loaded: { state: 'error', error: known, retry } });
      },
    );
    return () => gone.abort();
  }, [path, round, retry]);
  if (path === null) return { state: 'loading' };
  if (answer?.path === path) return answer.loaded;
  if (seen.has(path)) return { state: 'ready', value: seen.get(path) as T };
  return { state: 'loading' };
}
