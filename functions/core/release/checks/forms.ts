import type { FormDefinition } from '../../../contract/definitions/forms.ts';
import { type Schema, schemaAt } from '../../forms/schema-at.ts';
import { compileSchema } from '../../forms/validate.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** A schema that compiles and admits nothing undeclared, and a mapping whose facts and pointers exist. */
export function checkForms(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, hash, body } of bundle.all('form')) {
    const say = report(`form/${id}`);
    try {
      compileSchema(body.schema, hash);
    } catch (error) {
      say('/schema', 'schema', `不是有效的 JSON Schema:${(error as Error).message}`);
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

function checkMapping(bundle: Bundle, form: FormDefinition, say: Report): void {
  for (const [i, line] of form.facts.entries()) {
    const fact = bundle.dictionary.get(line.fact);
    if (!fact) say(`/facts/${i}/fact`, 'unknown-fact', `事实词典中没有“${line.fact}”`);
    else if (fact.derive || (fact.from && !('form' in fact.from)))
      say(`/facts/${i}/fact`, 'not-from-form', `“${fact.label}”不由表单提供`);
    const pointer =
      'at' in line ? line.at : 'countAt' in line ? line.countAt : 'yuanAt' in line ? line.yuanAt : null;
    if (pointer !== null && !schemaAt(form.schema as Schema, pointer))
      say(`/facts/${i}`, 'unknown-field', `表单里没有 ${pointer}`);
    if ('yuanAt' in line && fact && fact.type !== 'money.fen')
      say(`/facts/${i}/fact`, 'type-mismatch', `“${fact.label}”不是金额`);
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
