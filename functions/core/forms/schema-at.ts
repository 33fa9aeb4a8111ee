/** The parts of a JSON Schema that say where fields stand. */
export type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema };

/** The schema of the field at a data pointer, through properties and if/then/else, allOf, anyOf, oneOf. */
export function schemaAt(schema: Schema, pointer: string): Schema | null {
  let level: Schema[] = [schema];
  for (const name of pointer.split('/').slice(1)) {
    level = level.flatMap(branches).flatMap((s) => {
      if (s.properties?.[name]) return [s.properties[name]];
      return s.items && /^\d+$/.test(name) ? [s.items] : [];
    });
  }
  return level[0] ?? null;
}

function branches(schema: Schema): Schema[] {
  const nested = [
    schema.then,
    schema.else,
    ...['allOf', 'anyOf', 'oneOf'].flatMap((k) => (schema[k] as Schema[] | undefined) ?? []),
  ];
  return [
    schema,
    ...nested.filter((s): s is Schema => typeof s === 'object' && s !== null).flatMap(branches),
  ];
}
