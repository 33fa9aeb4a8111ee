import type { CaseState, Verdict } from '../../contract/case.ts';
import type { Outcome } from '../../contract/definitions/procedures.ts';

/** A linked case to open with this submission. `rule` null: the outcome itself opens it. */
export type Opening = { procedure: string; caseId: string; freeze: string[]; say: string; by: string };

/**
 * The linked cases that rules and outcome open: one for each procedure, and none where one is already open and holds the
 * case frozen. `newId` gives ids.
 */
export function openingsOf(
  verdict: Verdict,
  outcome: Outcome,
  state: CaseState,
  newId: () => string,
): Opening[] {
  const wanted: Omit<Opening, 'caseId'>[] = verdict.effects.flatMap(({ rule, effect }) => {
    if (effect.type === 'freeze')
      return [
        { procedure: effect.params.open, freeze: effect.params.actions, say: effect.params.say, by: rule },
      ];
    return effect.type === 'open'
      ? [{ procedure: effect.params.open, freeze: [], say: effect.params.say, by: rule }]
      : [];
  });
  if (outcome.open)
    wanted.push({
      procedure: outcome.open.procedure,
      freeze: outcome.open.freeze ?? [],
      say: '等待关联案件办结',
      by: 'outcome',
    });
  const openings = new Map<string, Opening>();
  for (const want of wanted) {
    if (
      state.links.some(
        (l) => l.procedure === want.procedure && state.freezes.some((f) => f.until === l.caseId),
      )
    )
      continue;
    const same = openings.get(want.procedure);
    if (same) same.freeze = [...new Set([...same.freeze, ...want.freeze])];
    else openings.set(want.procedure, { ...want, caseId: newId() });
  }
  return [...openings.values()];
}
