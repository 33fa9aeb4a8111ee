import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { z } from 'zod';
import { Refusal } from '../contract/errors.ts';
import { ROLES } from '../contract/ids.ts';
import type { Person } from '../contract/people.ts';
import { PARTNER_ROLES, type Route, STAFF_ROLES } from '../contract/routes.ts';
import { shapeFaults } from '../core/forms/shape-faults.ts';
import type { Deps } from '../usecases/deps.ts';

/** What a handler gets: everything parsed and authorized. */
export type Call = {
  deps: Deps;
  /** On public routes nobody is signed in; the type says otherwise for the others' sake, and public handlers never look. */
  person: Person;
  tenant: string;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
};

/** Parse and authorize a call against its route. The token says who; the directory says what they may do, now. */
export async function callOf(deps: Deps, route: Route, event: APIGatewayProxyEventV2): Promise<Call> {
  const signedIn = route.roles === 'public' ? null : await signedInPerson(deps, event);
  if (signedIn) authorize(route, signedIn);
  const params = parsed(route.params, decodedParams(event), '路径');
  const query = parsed(route.query, event.queryStringParameters ?? {}, '查询参数') as Record<string, unknown>;
  const body = route.body ? parsed(route.body, event.body, '请求体') : undefined;
  return {
    deps,
    person: signedIn as Person,
    tenant: tenantFor(deps, signedIn, event, query),
    params: params as Record<string, string>,
    query,
    body,
  };
}

async function signedInPerson(deps: Deps, event: APIGatewayProxyEventV2): Promise<Person> {
  const header = event.headers.authorization ?? '';
  const [scheme, token] = header.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) throw new Refusal('not-signed-in', '请先登录');
  const { subject } = await deps.verifier.verify(token);
  const person = await deps.stores.directory.person(subject);
  if (!person?.active) throw new Refusal('forbidden', '账号未启用，请联系平台管理员');
  return person;
}

/** The route's roles, and the zone: partners never reach the township's own routes, nor the township's people theirs. */
function authorize(route: Route, person: Person): void {
  if (route.roles === 'public' || route.roles.length === 0) return;
  const roles = route.roles;
  if (person.roles.some((r) => roles.includes(r))) return;
  throw new Refusal('forbidden', `“${route.title}”须由${roles.map((r) => ROLES[r]).join('、')}使用`);
}

function tenantFor(
  deps: Deps,
  person: Person | null,
  event: APIGatewayProxyEventV2,
  query: Record<string, unknown>,
): string {
  const asked = (person ? event.headers['yizhi-tenant'] : (query.tenant as string | undefined)) ?? undefined;
  const tenant = asked ?? person?.tenants[0] ?? deps.defaultTenant;
  if (!deps.tenants.some((t) => t.id === tenant)) throw new Refusal('not-found', `没有乡镇 ${tenant}`);
  if (person && !person.tenants.includes(tenant)) throw new Refusal('forbidden', '你不属于这个乡镇');
  return tenant;
}

function decodedParams(event: APIGatewayProxyEventV2): Record<string, string> {
  const raw = event.pathParameters ?? {};
  try {
    return Object.fromEntries(Object.entries(raw).map(([k, v]) => [k, decodeURIComponent(v ?? '')]));
  } catch {
    throw new Refusal('bad-request', '路径编码不正确');
  }
}

function parsed(schema: z.ZodType | undefined, value: unknown, what: string): unknown {
  if (!schema) {
    if (what === '查询参数' && value && Object.keys(value).length > 0)
      throw new Refusal(
        'bad-request',
        '这个接口没有查询参数',
        Object.keys(value).map((k) => ({ path: `/${k}`, say: '没有这个参数' })),
      );
    return {};
  }
  const answer = schema.safeParse(value);
  if (answer.success) return answer.data;
  const faults = shapeFaults(answer.error);
  throw new Refusal(
    'bad-request',
    `${what}有 ${faults.length} 处不正确：${faults.map((f) => `${f.path} ${f.say}`).join('；')}`,
    faults,
  );
}

/** The faces a person may open. */
export function facesOf(person: Person): ('staff' | 'partner' | 'admin')[] {
  const has = (roles: readonly string[]) => person.roles.some((r) => roles.includes(r));
  return [
    ...(has(STAFF_ROLES) ? (['staff'] as const) : []),
    ...(has(PARTNER_ROLES) ? (['partner'] as const) : []),
    ...(has(['PLATFORM_ADMIN', 'TOWN_LEADER', 'BUREAU_HEAD', 'LEGAL_REVIEWER', 'AUDITOR'])
      ? (['admin'] as const)
      : []),
  ];
}
