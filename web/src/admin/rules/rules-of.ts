/** The rules an example file is about, be they written as a rule set or as a table. */
import type { WrittenRuleSet } from '../../../../functions/contract/definitions/rules.ts';
import type { DecisionTable } from '../../../../functions/contract/definitions/tables.ts';
import { isFactBound } from '../../../../functions/contract/fact-types.ts';
import { useDefinition, useDefinitions } from '../queries.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import type { Asking } from './TryPanel.tsx';
import { factsOf } from './words.ts';
import type { World } from './world.ts';

export type RulesKind = 'ruleset' | 'table';
type Known = { kind: RulesKind; asking: (world: World) => Asking[] };

/** As the working draft would have them. */
export function useRulesOf(id: string): {
  data: Known | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => void;
} {
  const { draft } = useWorkingDraft();
  const lines = useDefinitions();
  const changes = draft?.changes ?? {};
  const isTable =
    changes[`table/${id}`] !== undefined ||
    (lines.data?.items ?? []).some((l) => l.kind === 'table' && l.id === id);
  const kind = isTable ? 'table' : 'ruleset';
  const live = useDefinition(kind, id, lines.data !== undefined);
  const body = changes[`${kind}/${id}`] ?? live.data?.body;
  const failed = lines.error ?? live.error;
  return {
    data:
      lines.data === undefined || body === undefined
        ? undefined
        : {
            kind,
            asking: (world) =>
              isTable ? askedByTable(body as DecisionTable) : askedBySet(body as WrittenRuleSet, world),
          },
    error: failed,
    isPending: body === undefined && failed === null,
    refetch: () => {
      void lines.refetch();
      void live.refetch();
    },
  };
}

export const askedBySet = (set: WrittenRuleSet, world: World): Asking[] =>
  set.rules.map(({ id, title, mustKnow, conditions }) => ({
    id,
    title,
    facts: [...new Set([...(mustKnow ? [mustKnow.fact] : []), ...factsOf(conditions, world)])],
  }));

/** A row asks for the facts of the cells that are not 不限. */
export const askedByTable = ({ columns, rows, mustKnow }: DecisionTable): Asking[] =>
  rows.map(({ id, title, cells }) => {
    const asked = cells.flatMap((cell, at) => {
      const column = columns[at];
      const bounds = (cell ?? []).flatMap(({ value }) => (isFactBound(value) ? [value.fact] : []));
      return cell === null || !column ? [] : [column.fact, ...bounds];
    });
    return { id, title, facts: [...new Set([...(mustKnow ? [mustKnow.fact] : []), ...asked])] };
  });
