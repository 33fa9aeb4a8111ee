/**
 * From the JSON Schema of a definition to one a form can show, and back. Two things stand between them: `null`
 * (a form leaves such a field empty) and choices among shapes (each must have a name).
 */
type Schema = Record<string, unknown>;

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNull = (schema: unknown): boolean => isRecord(schema) && schema.type === 'null';

/** `anyOf: [X, null]` is X that may be left empty. */
function nullable(schema: Schema): Schema | null {
  const { anyOf, type, ...rest } = schema;
  if (Array.isArray(anyOf) && anyOf.some(isNull)) {
    const [only, ...more] = anyOf.filter((branch) => !isNull(branch)) as Schema[];
    return only && more.length === 0 ? { ...only, ...rest } : null;
  }
  if (Array.isArray(type) && type.includes('null')) {
    const [only] = type.filter((name) => name !== 'null') as string[];
    return { ...rest, type: only };
  }
  return null;
}

/** A closed list, or any other text: the form offers the list; another text is kept, and changed in the JSON. */
function closed(schema: Schema): Schema {
  const branches = Array.isArray(schema.anyOf) ? (schema.anyOf as Schema[]) : [];
  const list = branches.find((branch) => Array.isArray(branch.enum));
  if (!list || branches.some((branch) => branch.type !== 'string')) return schema;
  const { anyOf: _, ...rest } = schema;
  return { ...list, ...rest };
}

/**
 * The schema of the form: nullable fields optional, named choices, no English descriptions.
 * @param kinds the Chinese names of the values of a `kind` constant that tells shapes apart
 */
export function formSchema(schema: Schema, kinds: Record<string, string> = {}): Schema {
  const { description: _, $schema: __, ...told } = closed(nullable(schema) ?? schema);
  const out: Schema = { ...told };
  if (out.type === 'integer') {
    delete out.minimum;
    delete out.maximum;
  }
  if (out.format === 'date') delete out.pattern;
  if (isRecord(out.properties)) {
    const all = Object.entries(out.properties) as [string, Schema][];
    out.properties = Object.fromEntries(all.map(([name, child]) => [name, formSchema(child, kinds)]));
    const optional = new Set(all.filter(([, child]) => nullable(child)).map(([name]) => name));
    // What may be left out as a whole is not asked for in its parts.
    if (nullable(schema)) delete out.required;
    else if (Array.isArray(out.required))
      out.required = out.required.filter((name) => !optional.has(name as string));
  }
  if (isRecord(out.items)) out.items = formSchema(out.items, kinds);
  if (Array.isArray(out.oneOf)) {
    out.oneOf = (out.oneOf as Schema[]).map((branch) => named(formSchema(branch, kinds), kinds));
  }
  return out;
}

function named(branch: Schema, kinds: Record<string, string>): Schema {
  const kind = isRecord(branch.properties) ? branch.properties.kind : undefined;
  const value = isRecord(kind) ? kind.const : undefined;
  if (typeof value !== 'string') return branch;
  const properties = { ...(branch.properties as Schema), kind: { ...(kind as Schema), default: value } };
  return { ...branch, properties, title: kinds[value] ?? value };
}

/** The definition as the form holds it: what is null is left out. */
export function toForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toForm);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([, child]) => child !== null);
  return Object.fromEntries(kept.map(([name, child]) => [name, toForm(child)]));
}

/**
 * The form's data as the definition wants it: what was left empty is null where the schema has null, and is not
 * there at all elsewhere. Order of fields follows `before`, so that an unchanged definition stays the same text.
 */
export function fromForm(value: unknown, schema: Schema, before: unknown): unknown {
  const inner = nullable(schema);
  if (inner && isEmpty(value)) return null;
  if (value === undefined || value === null || value === '') return value;
  const shape = branchFor(value, inner ?? schema);
  if (Array.isArray(value)) {
    const items = isRecord(shape.items) ? shape.items : {};
    return value.map((item, at) => fromForm(item, items, Array.isArray(before) ? before[at] : undefined));
  }
  if (!isRecord(value)) return value;
  const properties = isRecord(shape.properties) ? (shape.properties as Record<string, Schema>) : {};
  const old = isRecord(before) ? before : {};
  const names = [...new Set([...Object.keys(old), ...Object.keys(properties), ...Object.keys(value)])];
  const entries = names
    .filter((name) => Object.hasOwn(properties, name) || Object.hasOwn(value, name))
    .map((name) => [name, fromForm(value[name], properties[name] ?? {}, old[name])] as const);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** Nothing was filled in: the form leaves an empty object where a group was not touched. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isRecord(value) && Object.values(value).every((child) => child === undefined);
}

/** Of several shapes, the one whose `kind` the value has. */
function branchFor(value: unknown, schema: Schema): Schema {
  if (!Array.isArray(schema.oneOf) || !isRecord(value)) return schema;
  const fits = (schema.oneOf as Schema[]).find((branch) => {
    const kind = isRecord(branch.properties) ? branch.properties.kind : undefined;
    return isRecord(kind) && kind.const === value.kind;
  });
  return fits ?? schema;
}
