import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import httpRouterHandler, { type Method } from '@middy/http-router';
import httpSecurityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { Refusal } from '../contract/errors.ts';
import { ROUTES, type Route, type Zone } from '../contract/routes.ts';
import { depthFault } from '../core/json.ts';
import type { Deps } from '../usecases/deps.ts';
import { type Call, callOf } from './context.ts';
import { problemResponse } from './problem.ts';

/** One handler for each route of a zone; the router will not start with a route unanswered. */
export type Handlers = Record<string, (call: Call) => Promise<unknown>>;
export type ZoneHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;
type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

/** The Lambda handler of a trust zone: middy's stack around a router made from the contract. */
export function zoneHandler(zone: Zone, deps: () => Promise<Deps>, handlers: Handlers): ZoneHandler {
  const routes = ROUTES.filter((r) => r.zone === zone);
  const unanswered = routes.filter((r) => !handlers[r.id]).map((r) => r.id);
  if (unanswered.length > 0)
    throw new Error(`zone ${zone} leaves routes unanswered: ${unanswered.join(', ')}`);
  const router = httpRouterHandler<Event, Result>({
    routes: routes.map((route) => ({
      method: route.method as Method,
      path: route.path,
      handler: routeHandler(route, deps, handlers[route.id] as Handlers[string]),
    })),
    notFoundResponse: ({ method, path }) => {
      throw noRoute(routes, method, path);
    },
  });
  const handler = middy<Event, Result>()
    .use({
      // registered first, so that it runs last and sees every error
      onError: (request) => {
        const { rawPath } = request.event;
        request.response = problemResponse(request.error, rawPath, methodsAt(routes, rawPath));
      },
    })
    .use(httpSecurityHeaders())
    .use(httpHeaderNormalizer())
    .handler(router as never);
  return handler as unknown as ZoneHandler;
}

/** How deep a body may be nested; definitions, the deepest there are, take a tenth of it and are refused from 200 on. */
const MOST_DEEP = 500;

/** Before middy parses a body: its reviver goes down by recursion, and what runs out of stack there is told as bad JSON. */
const notTooDeep = {
  before: ({ event: { body, isBase64Encoded } }: { event: Event }) => {
    const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? '');
    const fault = depthFault(text, MOST_DEEP);
    if (fault) throw new Refusal('too-deep', `请求体${fault.say}`, [fault]);
  },
};

/** middy's body parser answers 422 to a GET, so only routes with a body have it. */
function routeHandler(route: Route, deps: () => Promise<Deps>, answer: Handlers[string]) {
  const stack = middy<Event, Result>();
  if (route.body) stack.use(notTooDeep).use(httpJsonBodyParser() as never);
  return stack.handler(async (event: Event): Promise<Result> => {
    const result = await answer(await callOf(await deps(), route, event));
    return {
      statusCode: 200,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': route.roles === 'public' ? 'public, max-age=5' : 'no-store',
      },
      body: JSON.stringify(result),
    };
  });
}

function noRoute(routes: Route[], method: string, path: string): Refusal {
  const others = methodsAt(routes, path);
  if (others.length > 0)
    return new Refusal('method-not-allowed', `${path} 不支持 ${method}`, [
      { path: '/', say: `应为 ${others.join('、')}` },
    ]);
  return new Refusal('not-found', `没有接口 ${path}`);
}

const methodsAt = (routes: Route[], path: string): Route['method'][] =>
  routes.filter((r) => matches(r.path, path)).map((r) => r.method);

const matches = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);
