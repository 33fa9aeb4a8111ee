import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { logger } from '../adapters/logger.ts';
import type { Problem } from '../contract/api.ts';
import { ERRORS, Refusal } from '../contract/errors.ts';

/**
 * Any error as RFC 9457 problem+json. What was not thrown on purpose shows as `internal`: no stack and no text leaves.
 * `methods`: those the path does take, which a 405 has to name (RFC 9110 §15.5.6).
 */
export function problemResponse(
  error: unknown,
  path: string,
  methods: readonly string[] = [],
): APIGatewayProxyStructuredResultV2 {
  const refusal = asRefusal(error);
  if (refusal.code === 'internal') logger.error('unexpected error', { path, error: error as Error });
  const [status, title] = ERRORS[refusal.code];
  const problem: Problem = {
    type: `urn:yizhi:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.detail,
    code: refusal.code,
    instance: path,
    errors: refusal.faults,
    ...refusal.extra,
  };
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(methods.length > 0 && status === 405 ? { allow: methods.join(', ') } : {}),
    },
    body: JSON.stringify(problem),
  };
}

/** middy's own errors carry a status; they become ours. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = (error as { statusCode?: number } | null)?.statusCode;
  if (status === 415)
    return new Refusal('unsupported-media-type', '请以 application/json 提交', [
      { path: '/', say: 'content-type 应为 application/json' },
    ]);
  if (status === 422 || status === 400)
    return new Refusal('bad-json', '请求体不是有效的 JSON', [{ path: '/', say: '应为 JSON 对象' }]);
  return new Refusal('internal', '系统内部错误，已记录；请稍后重试');
}
