/** What the rule pages must know besides the definition on the page: facts, named conditions, parameters, procedures. */
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import type { DefinitionLine, DraftView, FactLabel } from '../../../../functions/contract/api.ts';
import type {
  FactDefinition,
  FactDictionary,
  FactValue,
  ParameterTable,
} from '../../../../functions/contract/definitions/facts.ts';
import type { Procedure } from '../../../../functions/contract/definitions/procedures.ts';
import type { Kind } from '../../../../functions/contract/definitions/release.ts';
import type { NamedConditions } from '../../../../functions/contract/definitions/rules.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/keys.ts';
import type { Answer } from '../../api/shapes.ts';
import type { Words } from '../../explain/sentences.ts';
import type { Namer } from '../../text/values.ts';
import { useDefinitions } from '../queries.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';

export type Param = ParameterTable['params'][string];
export type World = {
  facts: Map<string, FactDefinition>;
  /** Where each fact is declared, for grouping a long list. */
  groups: { title: string; facts: string[] }[];
  named: Map<string, NamedConditions['conditions'][string] & { book: string }>;
  params: Map<string, Param & { table: string }>;
  procedures: { id: string; title: string; actions: { id: string; title: string }[] }[];
  words: Words;
};

const NEEDED = ['facts', 'conditions', 'params', 'procedure'] as const satisfies Kind[];
type Needed = { kind: Kind; id: string; body: unknown };

/** All definitions of the kinds needed, as the working draft would have them. */
export function useWorld(): {
  data: World | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => void;
} {
  const lines = useDefinitions();
  const { draft } = useWorkingDraft();
  const wanted = (lines.data?.items ?? []).filter(({ kind }) => NEEDED.some((needed) => needed === kind));
  const { bodies, error, again } = useQueries({
    queries: wanted.map(({ kind, id }) => ({
      queryKey: keys.admin('definition', kind, id),
      queryFn: () => call('admin.definition', { params: { kind, id } }),
      staleTime: 60_000,
    })),
    combine: together,
  });
  const ready = lines.data !== undefined && bodies.every((body) => body !== undefined);
  // The answers keep their identity from one render to the next; the list of them does not.
  const seen = [lines.data, draft, ready, ...bodies];
  const data = useKept(seen, () =>
    ready ? worldOf(overlaid(wanted, bodies as Needed[], draft)) : undefined,
  );
  return {
    data,
    error: lines.error ?? error,
    isPending: !ready,
    refetch: () => {
      if (lines.error) void lines.refetch();
      again();
    },
  };
}

const together = (all: UseQueryResult<Answer<'admin.definition'>>[]) => ({
  bodies: all.map(({ data }) => data),
  error: all.find(({ error }) => error !== null)?.error ?? null,
  again: () => {
    for (const each of all) if (each.error) void each.refetch();
  },
});

/** `useMemo` over a list that may grow. */
function useKept<T>(seen: unknown[], make: () => T): T {
  const kept = useRef<{ seen: unknown[]; made: T } | null>(null);
  const before = kept.current;
  if (before && before.seen.length === seen.length && seen.every((one, at) => one === before.seen[at]))
    return before.made;
  const made = make();
  kept.current = { seen, made };
  return made;
}

/** What the draft changes, brings in and takes out. */
function overlaid(lines: DefinitionLine[], bodies: Needed[], draft: DraftView | undefined): Needed[] {
  const all = new Map(lines.map((line, at) => [`${line.kind}/${line.id}`, bodies[at] as Needed]));
  for (const [key, body] of Object.entries(draft?.changes ?? {})) {
    const [kind, id] = key.split('/') as [Kind, string];
    if (body === null) all.delete(key);
    else if (NEEDED.some((needed) => needed === kind)) all.set(key, { kind, id, body });
  }
  return [...all.values()];
}

function worldOf(definitions: Needed[]): World {
  const of = <T>(kind: Kind): T[] => definitions.filter((d) => d.kind === kind).map((d) => d.body as T);
  const facts = new Map<string, FactDefinition>();
  const groups = of<FactDictionary>('facts').map(({ title, facts: declared }) => {
    for (const [name, fact] of Object.entries(declared)) {
      facts.set(name, fact);
      if (fact.from && 'param' in fact.from) facts.set(`${name}.configured`, configured(fact));
    }
    return {
      title,
      facts: Object.keys(declared).flatMap((n) =>
        facts.has(`${n}.configured`) ? [n, `${n}.configured`] : [n],
      ),
    };
  });
  return {
    facts,
    groups,
    named: new Map(
      of<NamedConditions>('conditions').flatMap((book) =>
        Object.entries(book.conditions).map(([name, named]) => [name, { ...named, book: book.id }] as const),
      ),
    ),
    params: new Map(
      of<ParameterTable>('params').flatMap((table) =>
        Object.entries(table.params).map(([name, param]) => [name, { ...param, table: table.id }] as const),
      ),
    ),
    procedures: of<Procedure>('procedure').map(({ id, title, actions }) => ({
      id,
      title,
      actions: Object.entries(actions).map(([action, { title: called }]) => ({ id: action, title: called })),
    })),
    words: { labels: labelsOf(facts), name: namerOf(of<Procedure>('procedure')) },
  };
}

/** A milestone is called by the steps that reach it, a step by its title. */
function namerOf(procedures: Procedure[]): Namer {
  const titles = new Map<string, Set<string>>();
  for (const { actions } of procedures)
    for (const [id, { title, leadsTo }] of Object.entries(actions))
      for (const code of [id, ...leadsTo.flatMap(({ mark }) => mark ?? [])])
        titles.set(code, (titles.get(code) ?? new Set()).add(title));
  return (code) => {
    const known = [...(titles.get(code) ?? [])];
    return known.length === 0 || known.length > MOST_TITLES ? undefined : `${known.join('或者')}（${code}）`;
  };
}
/** More of them say less than the code does. */
const MOST_TITLES = 2;

/** The kernel supplies, beside each parameter, whether anybody has set it. */
const configured = ({ label }: FactDefinition): FactDefinition => ({
  type: 'boolean',
  label: `${label}已确认`,
});

function labelsOf(facts: Map<string, FactDefinition>): Record<string, FactLabel> {
  return Object.fromEntries(
    [...facts].map(([name, { label, type, valueLabels }]) => [
      name,
      { label, type, ...(valueLabels && { valueLabels }) },
    ]),
  );
}

/** The facts behind a derived one that somebody can supply; itself where it is not derived. */
export function behind(world: World, name: string): string[] {
  const derive = world.facts.get(name)?.derive;
  if (!derive) return [name];
  return [...new Set(factsIn(derive, world).flatMap((one) => behind(world, one)))];
}

const factsIn = (value: unknown, world: World): string[] => {
  if (typeof value === 'string') return world.facts.has(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((child) => factsIn(child, world));
};

/** What a parameter fact stands for on a day; null: unconfirmed, or not set yet. Undefined: no parameter. */
export function parameterOn(world: World, fact: string, day: string): FactValue | null | undefined {
  const from = world.facts.get(fact)?.from;
  if (!from || !('param' in from)) return undefined;
  const values = world.params.get(from.param)?.values ?? [];
  const held = values.filter((one) => one.from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return held.at(-1)?.value ?? null;
}
