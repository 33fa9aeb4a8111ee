import type { RJSFSchema, UiSchema } from '@rjsf/utils';

const REFERENCE = ['id', 'name', 'size', 'sha256'];
type Node = Record<string, unknown>;
const asNode = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;

/** A list of references to evidence files, whatever the form calls it. */
export function holdsFiles(schema: Node): boolean {
  const properties = asNode(asNode(schema.items)?.properties);
  return schema.type === 'array' && REFERENCE.every((name) => properties !== undefined && name in properties);
}

/** Yes, no or not answered: a box left empty would not tell the last two apart. */
const isQuestion = (schema: Node): boolean => schema.type === 'boolean' && schema.const === undefined;

/**
 * The form's UI schema with what follows from the schema: a list of references to files cannot be typed by hand, and a
 * question is answered by choosing.
 */
export function uiOf(schema: RJSFSchema, ui: UiSchema): UiSchema {
  const node = schema as Node;
  if (holdsFiles(node)) return { ...ui, 'ui:field': 'files' };
  if (isQuestion(node) && !ui['ui:widget']) return { ...ui, 'ui:widget': 'radio' };
  const made: UiSchema = { ...ui };
  for (const [name, property] of Object.entries(asNode(node.properties) ?? {})) {
    const inner = uiOf(property as RJSFSchema, (ui[name] as UiSchema | undefined) ?? {});
    if (Object.keys(inner).length > 0) made[name] = inner;
  }
  const items = asNode(node.items);
  if (items) made.items = uiOf(items as RJSFSchema, (ui.items as UiSchema | undefined) ?? {});
  return made;
}
