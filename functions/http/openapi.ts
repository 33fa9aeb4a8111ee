import { z } from 'zod';
import { Problem } from '../contract/api.ts';
import { JudgedCondition } from '../contract/case.ts';
import { ROUTES, type Route } from '../contract/routes.ts';

type Json = Record<string, unknown>;

// the one shape that contains itself: it needs a name of its own to be referred to by
z.globalRegistry.add(JudgedCondition, { id: 'JudgedCondition' });

/** Gives a shape's JSON Schema; shapes it refers to are put among the document's own, where a `$ref` finds them. */
type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => Json;
const schemasInto =
  (shared: Json): SchemaOf =>
  (schema, io) => {
    const own = z.toJSONSchema(schema, { unrepresentable: 'any', io, reused: 'inline' });
    const text = JSON.stringify(own).replaceAll('"#/$defs/', '"#/components/schemas/');
    const { $schema: _, $defs = {}, ...json } = JSON.parse(text) as Json & { $defs?: Record<string, Json> };
    for (const [name, { id: _id, ...definition }] of Object.entries($defs)) shared[name] = definition;
    return json;
  };

/** OpenAPI 3.1 of the whole contract: what the router routes is what this says. */
export function openApi(): Json {
  const paths: Record<string, Json> = {};
  const schemas: Json = {};
  const schemaOf = schemasInto(schemas);
  schemas.Problem = schemaOf(Problem, 'output');
  for (const route of ROUTES)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route, schemaOf) };
  return {
    openapi: '3.1.0',
    info: {
      title: '一执 乡镇综合行政执法平台',
      version: '0.1.0',
      description: '执法程序、规则与表单的接口。错误一律为 application/problem+json。',
    },
    tags: [
      { name: 'public', description: '公众，无须登录' },
      { name: 'staff', description: '乡镇执法人员' },
      { name: 'partner', description: '市级部门与司法机关' },
      { name: 'admin', description: '管理与发布' },
    ],
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'OpenID Connect 访问令牌（RS256）',
        },
      },
      schemas,
    },
  };
}

function operation(route: Route, schemaOf: SchemaOf): Json {
  const problem = {
    description: '错误',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    operationId: route.id,
    tags: [route.zone],
    summary: route.title,
    ...(route.roles === 'public' ? { security: [] } : { security: [{ bearer: [] }], 'x-roles': route.roles }),
    parameters: [
      ...parameters(route.params, 'path', schemaOf),
      ...parameters(route.query, 'query', schemaOf),
    ],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      200: {
        description: '成功',
        content: { 'application/json': { schema: schemaOf(route.response, 'output') } },
      },
      default: problem,
    },
  };
}

function parameters(schema: z.ZodObject | undefined, place: 'path' | 'query', schemaOf: SchemaOf): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, type]) => ({
    name,
    in: place,
    required: place === 'path' || !(type as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(type as z.ZodType, 'input'),
  }));
}
