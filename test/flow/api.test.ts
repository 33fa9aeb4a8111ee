import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicMatter } from '../../functions/contract/api.ts';
import { ROUTES } from '../../functions/contract/routes.ts';
import { type App, startApp } from '../support/app.ts';

/** 接口说明和公众清单。 */
let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.stop());

type Json = { [key: string]: Json } & Json[] & string;

/** Every `$ref` in a document with the place it stands. */
function refs(node: unknown, at = '#'): [string, string][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [[at, value]] : refs(value, `${at}/${key}`),
  );
}
const resolve = (document: Json, ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<Json | undefined>((node, part) => node?.[part], document);

describe('接口说明', () => {
  let document: Json;
  beforeAll(async () => {
    document = await app.anybody.ok<Json>('public.openapi');
  });

  test('是 OpenAPI 3.1，有名称和版本', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
  });

  test('列出约定的每一个接口，编号不重复', () => {
    const listed = Object.entries(document.paths as Json).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, o]) => `${method.toUpperCase()} ${path} ${o.operationId}`),
    );
    expect(listed.toSorted()).toEqual(ROUTES.map((r) => `${r.method} ${r.path} ${r.id}`).toSorted());
    expect(new Set(ROUTES.map((r) => r.id)).size).toBe(ROUTES.length);
  });

  test.each(ROUTES.map((r) => [`${r.method} ${r.path}`, r] as const))(
    '%s 写全了参数、内容、回答和权限',
    (_, route) => {
      const operation = (document.paths as Json)[route.path]?.[route.method.toLowerCase()] as Json;
      const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
      const parameters = operation.parameters as unknown as { name: string; in: string; required: boolean }[];
      expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(inPath);
      expect(parameters.every((p) => p.in !== 'path' || p.required)).toBe(true);
      expect(operation.requestBody !== undefined).toBe(route.body !== undefined);
      expect(operation.responses).toMatchObject({
        200: { content: { 'application/json': { schema: expect.any(Object) } } },
        default: { content: { 'application/problem+json': { schema: expect.any(Object) } } },
      });
      expect(operation.security).toEqual(route.roles === 'public' ? [] : [{ bearer: [] }]);
      expect((document.tags as Json[]).map((t) => t.name)).toContain((operation.tags as Json)[0]);
    },
  );

  test('文件内的每一个引用都指得到', () => {
    const dangling = refs(document).filter(
      ([, ref]) => !ref.startsWith('#/') || resolve(document, ref) === undefined,
    );
    expect(dangling).toEqual([]);
  });
});

describe('公众事项清单', () => {
  test('一次取得全部 235 项，每项都有法律依据；没有确认赋权的写明未确认', async () => {
    const list = await app.anybody.ok<{ items: PublicMatter[]; total: number; cursor: null }>(
      'public.matters',
      {
        query: { limit: '500' },
      },
    );
    expect([list.total, list.items.length, list.cursor]).toEqual([235, 235, null]);
    expect(new Set(list.items.map((m) => m.id)).size).toBe(235);
    for (const matter of list.items) {
      expect(matter.legalBasis.length, matter.id).toBeGreaterThan(0);
      if (matter.type !== '法定职权') expect(matter.status, matter.id).toBe('未确认');
    }
  });

  test('分页取得的与一次取得的相同', async () => {
    const ids: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query: Record<string, string> = { limit: '100', ...(cursor ? { cursor } : {}) };
      const page = await app.anybody.ok<{ items: PublicMatter[]; cursor: string | null }>('public.matters', {
        query,
      });
      ids.push(...page.items.map((m) => m.id));
      cursor = page.cursor;
    }
    expect(ids).toHaveLength(235);
    expect(new Set(ids).size).toBe(235);
  });

  test('没有的事项和没有的乡镇答 404', async () => {
    expect((await app.anybody.call('public.matter', { params: { id: 'LC-999' } })).status).toBe(404);
    expect((await app.anybody.call('public.matters', { query: { tenant: 'nowhere' } })).status).toBe(404);
  });
});
