import type { Schema } from './schema-at.ts';

/** What stands under a keyword: a value, one schema, a list of them, or several by name; and of which data they speak. */
type Under = { holds: 'value' } | { holds: 'one' | 'list' | 'named'; of: 'same' | 'inner' | 'nothing' };

const each = (under: Under, ...keywords: string[]): [string, Under][] =>
  keywords.map((word) => [word, under]);

/**
 * The keywords of JSON Schema 2020-12, all a form may be written with. The validator passes over any other word in silence, and
 * what somebody meant by it would bind nobody.
 */
export const KEYWORDS: ReadonlyMap<string, Under> = new Map([
  ...each(
    { holds: 'value' },
    '$schema',
    '$id',
    '$ref',
    '$anchor',
    '$dynamicRef',
    '$dynamicAnchor',
    '$comment',
  ),
  ...each(
    { holds: 'value' },
    'title',
    'description',
    'default',
    'examples',
    'deprecated',
    'readOnly',
    'writeOnly',
  ),
  ...each({ holds: 'value' }, 'type', 'enum', 'const', 'format', 'contentEncoding', 'contentMediaType'),
  ...each({ holds: 'value' }, 'minLength', 'maxLength', 'pattern'),
  ...each({ holds: 'value' }, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
  ...each({ holds: 'value' }, 'minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains'),
  ...each({ holds: 'value' }, 'required', 'minProperties', 'maxProperties', 'dependentRequired'),
  ...each({ holds: 'one', of: 'same' }, 'if', 'then', 'else', 'not'),
  ...each({ holds: 'list', of: 'same' }, 'allOf', 'anyOf', 'oneOf'),
  ...each({ holds: 'named', of: 'same' }, 'dependentSchemas'),
  ...each({ holds: 'one', of: 'inner' }, 'items', 'contains', 'unevaluatedItems', 'propertyNames'),
  ...each({ holds: 'one', of: 'inner' }, 'additionalProperties', 'unevaluatedProperties', 'contentSchema'),
  ...each({ holds: 'list', of: 'inner' }, 'prefixItems'),
  ...each({ holds: 'named', of: 'inner' }, 'properties', 'patternProperties'),
  ...each({ holds: 'named', of: 'nothing' }, '$defs'),
]);

/** A schema and the JSON pointer at which it stands. */
export type Placed = { schema: Schema; path: string };

export const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The schemas that stand directly in one, with the keyword they stand under and, where they have one, their name. */
export function inside({
  schema,
  path,
}: Placed): (Placed & { keyword: string; name?: string; of: string })[] {
  return Object.entries(schema).flatMap(([keyword, value]) => {
    const under = KEYWORDS.get(keyword);
    if (!under || under.holds === 'value') return [];
    const { holds, of } = under;
    const at = `${path}/${escaped(keyword)}`;
    if (holds === 'one') return isNode(value) ? [{ schema: value, path: at, keyword, of }] : [];
    if (holds === 'list' && !Array.isArray(value)) return [];
    if (holds === 'named' && !isNode(value)) return [];
    return Object.entries(value as object).flatMap(([name, child]) =>
      isNode(child) ? [{ schema: child, path: `${at}/${escaped(name)}`, keyword, name, of }] : [],
    );
  });
}
