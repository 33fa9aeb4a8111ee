import type { Action, Procedure } from '../../contract/definitions/procedures.ts';

/** Every rule set a step is judged by: those of the whole procedure, then its own. */
export const rulesOfStep = (procedure: Pick<Procedure, 'rules'> | undefined, action: Action): string[] => [
  ...(procedure?.rules ?? []).filter((id) => !action.rules.includes(id)),
  ...action.rules,
];
