/** What a new definition of each kind begins as: nothing but its name, or a copy of one that is there. */
import type { Kind } from '../../../functions/contract/definitions/release.ts';

type Named = { id: string; title: string };

/** Kinds whose pages build everything up from nothing; the others are begun as a copy. */
const EMPTY: Partial<Record<Kind, (named: Named) => unknown>> = {
  ruleset: (named) => ({ ...named, about: '', asOf: 'decision', rules: [] }),
  table: (named) => ({
    ...named,
    about: '',
    asOf: 'decision',
    severity: 'block',
    overridable: false,
    hit: 'unique',
    columns: [],
    rows: [],
  }),
  conditions: (named) => ({ ...named, conditions: {} }),
  params: (named) => ({ ...named, params: {} }),
  facts: (named) => ({ ...named, facts: {} }),
  form: (named) => ({
    ...named,
    schema: { type: 'object', title: named.title, properties: {}, additionalProperties: false },
    ui: {},
    facts: [],
  }),
};

export const beginsEmpty = (kind: Kind): boolean => EMPTY[kind] !== undefined;
export const emptyOf = (kind: Kind, named: Named): unknown => EMPTY[kind]?.(named);

/** What a kind calls the name people read. */
const titleKey = (body: object): 'title' | 'name' =>
  'name' in body && !('title' in body) ? 'name' : 'title';

/** Another definition under a name of its own. */
export const copyOf = (body: object, { id, title }: Named): unknown => ({
  ...body,
  id,
  [titleKey(body)]: title,
});

/** As ids are written everywhere (contract: Slug). */
export const ID = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;
