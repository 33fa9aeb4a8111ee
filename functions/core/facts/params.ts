import type { ParameterTable } from '../../contract/definitions/facts.ts';

type Dated = ParameterTable['params'][string]['values'][number];

/** A parameter by its name. Names come from outside: `constructor` is a name like any other, and nobody's until declared. */
export function paramNamed(tables: ParameterTable[], name: string): ParameterTable['params'][string] | null {
  const table = tables.find(({ params }) => Object.hasOwn(params, name));
  return table?.params[name] ?? null;
}

/** What a parameter says on a day, of the values that began by then the latest; null before the first. */
export function valueOn(values: Dated[], day: string): Dated | null {
  return values
    .filter(({ from }) => from <= day)
    .reduce<Dated | null>(
      (latest, dated) => (latest === null || dated.from > latest.from ? dated : latest),
      null,
    );
}
