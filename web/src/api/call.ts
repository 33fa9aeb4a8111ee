import { ROUTES, type Route } from '../../../functions/contract/routes.ts';
import { currentToken, tokenRefused } from '../auth/session.ts';
import { ApiProblem, absent, isProblem, unreachable, unreadable } from './problem.ts';
import type { Answer, Input, RouteId } from './shapes.ts';

const routes = new Map(ROUTES.map((route) => [route.id, route]));

type Sent = {
  params?: Record<string, string> | undefined;
  query?: Record<string, string | number | undefined> | undefined;
  body?: unknown;
};

/** The address of a route: path parameters and query encoded, on the page's own origin. */
export function address(path: string, { params = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}

async function headersFor(route: Route, sent: Sent): Promise<Record<string, string>> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (sent.body !== undefined) headers['content-type'] = 'application/json';
  const token = route.roles === 'public' ? null : await currentToken();
  if (token) headers.authorization = `Bearer ${token}`;
  return headers;
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '');
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(response.status);
  }
}

/**
 * Calls one route of the contract and answers its response.
 * @throws {ApiProblem} for every answer that is not 2xx, and for a dead network.
 */
export async function call<Id extends RouteId>(
  id: Id,
  ...[input]: keyof Input<Id> extends never ? [] : [input?: Input<Id>]
): Promise<Answer<Id>> {
  const route = routes.get(id);
  if (!route) throw new Error(`no such route: ${id}`);
  const sent: Sent = input ?? {};
  const wrong = route.method === 'GET' ? route.params?.safeParse(sent.params ?? {}).error : undefined;
  if (wrong) throw absent(String(wrong.issues[0]?.path[0]));
  const response = await fetch(address(route.path, sent), {
    method: route.method,
    headers: await headersFor(route, sent),
    ...(sent.body === undefined ? {} : { body: JSON.stringify(sent.body) }),
  }).catch(() => {
    throw unreachable();
  });
  const body = await read(response);
  if (response.ok) return body as Answer<Id>;
  const problem = isProblem(body) ? new ApiProblem(body) : unreadable(response.status);
  if (problem.status === 401 && route.roles !== 'public') tokenRefused();
  throw problem;
}
