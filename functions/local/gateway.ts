import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { systemClock } from '../adapters/clock.ts';
import { Refusal } from '../contract/errors.ts';
import type { Zone } from '../contract/routes.ts';
import type { ZoneHandler } from '../http/zone.ts';

/** The Lambda function of each zone, as deployed. */
export type ZoneHandlers = Record<Zone, ZoneHandler>;

/** What Lambda takes as one invocation. */
export const BODY_LIMIT = 6 * 1024 * 1024;
const SECONDS_PER_CALL = 29;

/**
 * Hands a request to the function of its trust zone as an API Gateway HTTP API event (payload format 2.0) and writes
 * back what it answers: the handlers cannot tell it from the deployed gateway.
 */
export async function callZone(
  handlers: ZoneHandlers,
  url: URL,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const event = eventOf(url, req, await readBody(req));
  const result = await handlers[zoneOf(url.pathname)](event, contextOf(event));
  for (const [name, value] of Object.entries(result.headers ?? {})) res.setHeader(name, String(value));
  if (result.cookies) res.setHeader('set-cookie', result.cookies);
  res.statusCode = result.statusCode ?? 200;
  res.end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'));
}

/** The zones as the gateway routes them: by the beginning of the path. */
export function zoneOf(path: string): Zone {
  if (path === '/api/openapi.json' || path.startsWith('/api/public/')) return 'public';
  if (path.startsWith('/api/partner/')) return 'partner';
  if (path.startsWith('/api/admin/')) return 'admin';
  return 'staff';
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const tooLarge = () => new Refusal('body-too-large', '请求内容超过 6 MB；证据文件请单独上传');
  if (Number(req.headers['content-length'] ?? 0) > BODY_LIMIT) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function eventOf(url: URL, req: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = joined(req.headersDistinct);
  const method = req.method ?? 'GET';
  const now = systemClock.now();
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers,
    ...(url.search ? { queryStringParameters: queryOf(url) } : {}),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: url.hostname,
      domainPrefix: 'local',
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${req.httpVersion}`,
        sourceIp: req.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: '$default',
      stage: '$default',
      time: now,
      timeEpoch: Date.parse(now),
    },
    ...bodyOf(body),
  };
}

/** Text travels as it is, anything else as base64. */
function bodyOf(body: Buffer): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  try {
    return { body: new TextDecoder('utf-8', { fatal: true }).decode(body), isBase64Encoded: false };
  } catch {
    return { body: body.toString('base64'), isBase64Encoded: true };
  }
}

/** Repeated headers become one, with commas, as the gateway does. */
function joined(distinct: NodeJS.Dict<string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(distinct).map(([name, values]) => [name, (values ?? []).join(',')]),
  );
}

function queryOf(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value;
  }
  return query;
}

function contextOf(event: APIGatewayProxyEventV2): Context {
  const end = event.requestContext.timeEpoch + SECONDS_PER_CALL * 1000;
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'local',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:local',
    memoryLimitInMB: '512',
    awsRequestId: event.requestContext.requestId,
    logGroupName: 'local',
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, end - Date.parse(systemClock.now())),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
}
