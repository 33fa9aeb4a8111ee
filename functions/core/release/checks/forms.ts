import { type Schema, schemaAt } from '../../forms/schema-at.ts';
import { schemaFaults } from '../../forms/schema-faults.ts';
import { uiFaults } from '../../forms/ui-faults.ts';
import { compileSchema } from '../../forms/validate.ts';
import type { Bundle } from '../bundle.ts';
import { checkMapping } from './mapping.ts';
import type { Report } from './report.ts';

/** A schema somebody can fill in and that admits nothing undeclared, drawn by what there is, and a mapping whose facts and pointers exist. */
export function checkForms(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, hash, body } of bundle.all('form')) {
    const say = report(`form/${id}`);
    const faults = schemaFaults(body.schema);
    for (const fault of faults) say(`/schema${fault.path}`, fault.code ?? 'schema', fault.say);
    if (faults.length > 0) continue;
    try {
      compileSchema(body.schema, hash);
    } catch (error) {
      say('/schema', 'schema', `不是可以使用的 JSON Schema，验证程序的原话是：${(error as Error).message}`);
      continue;
    }
    checkClosed(body.schema as Schema, '/schema', say);
    for (const fault of uiFaults(body.schema, body.ui))
      say(`/ui${fault.path}`, fault.code ?? 'ui', fault.say);
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
