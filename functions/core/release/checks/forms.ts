import { type Schema, schemaAt } from '../../forms/schema-at.ts';
import { compileSchema } from '../../forms/validate.ts';
import type { Bundle } from '../bundle.ts';
import { checkMapping } from './mapping.ts';
import type { Report } from './report.ts';

/** A schema that compiles and admits nothing undeclared, and a mapping whose facts and pointers exist. */
export function checkForms(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, hash, body } of bundle.all('form')) {
    const say = report(`form/${id}`);
    try {
      compileSchema(body.schema, hash);
    } catch (error) {
      say('/schema', 'schema', `不是有效的 JSON Schema：${(error as Error).message}`);
      continue;
    }
    checkClosed(body.schema as Schema, '/schema', say);
    checkMapping(bundle, body, say);
    for (const key of ['sealed', 'files'] as const)
      for (const [i, pointer] of (body[key] ?? []).entries())
        if (!schemaAt(body.schema as Schema, pointer))
          say(`/${key}/${i}`, 'unknown-field', `表单里没有 ${pointer}`);
  }
}

/** Unknown fields must be refused, wherever an object can stand. */
function checkClosed(schema: Schema, path: string, say: Report): void {
  if (
    schema.type === 'object' &&
    schema.additionalProperties !== false &&
    schema.unevaluatedProperties !== false
  )
    say(path, 'open-object', '对象应声明 additionalProperties 或 unevaluatedProperties 为 false');
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    checkClosed(child, `${path}/properties/${name}`, say);
  if (schema.items) checkClosed(schema.items, `${path}/items`, say);
}
