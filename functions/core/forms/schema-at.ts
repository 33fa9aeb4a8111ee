/** The parts of a JSON Schema that say where fields stand. */
export type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema };

/** The schema of the field at a data pointer, through properties and if/then/else, allOf, anyOf, oneOf. */
export const schemaAt = (schema: Schema, pointer: string): Schema | null =>
  schemasAt(schema, pointer)[0] ?? null;

/** Everything that is said of the field: where it stands, and what its branches ask besides. */
export function schemasAt(schema: Schema, pointer: string): Schema[] {
  let level: Schema[] = [schema];
  for (const name of pointer.split('/').slice(1)) {
    level = level.flatMap(branches).flatMap((s) => {
      if (s.properties && Object.hasOwn(s.properties, name)) return [s.properties[name] as Schema];
      return s.items && /^\d+$/.test(name) ? [s.items] : [];
    });
  }
  return level;
}

/** A schema, and what its branches ask of the same data besides. */
export function branches(schema: Schema): Schema[] {
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
