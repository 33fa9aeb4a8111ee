import type { RJSFSchema } from '@rjsf/utils';

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean => isNode(value) && Object.keys(value).length === 0;

/** Required groups, and required lists of which the schema asks for no item, as they are before anything is filled in. */
function unfilled(schema: RJSFSchema | undefined): Node {
  const empty = (name: string): [string, unknown][] => {
    const property: unknown = schema?.properties?.[name];
    if (!isNode(property)) return [];
    if (property.type === 'object') return [[name, {}]];
    return property.type === 'array' && !property.minItems ? [[name, []]] : [];
  };
  return Object.fromEntries((schema?.required ?? []).flatMap(empty));
}

/**
 * The data as it is filed. JSON has no undefined: what was left open is absent. rjsf makes an empty object for every
 * group of fields it shows; an optional group in which nothing was filled in is absent too. A required group is there from
 * the start, so that what is missing are its fields. A list that must be there but may be empty is empty where nothing was
 * chosen: that nothing applies cannot be said otherwise.
 */
export function tidy(value: unknown, schema: RJSFSchema | undefined): unknown {
  if (Array.isArray(value)) {
    const items = isNode(schema?.items) ? (schema.items as RJSFSchema) : undefined;
    return value.map((item) => (item === undefined ? null : tidy(item, items)));
  }
  if (!isNode(value)) return value;
  const required = new Set(schema?.required ?? []);
  const given = Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
  return Object.fromEntries(
    Object.entries({ ...unfilled(schema), ...given })
      .map(([key, item]) => [key, tidy(item, schema?.properties?.[key] as RJSFSchema | undefined)] as const)
      .filter(([key, item]) => required.has(key) || !isEmpty(item)),
  );
}
