import type { Action, Procedure } from '../../contract/definitions/procedures.ts';

/** A step by its name, which comes from outside: `constructor` is a name like any other, and nobody's until declared. */
export const actionOf = (procedure: Procedure | undefined, id: string): Action | undefined =>
  procedure && Object.hasOwn(procedure.actions, id) ? procedure.actions[id] : undefined;
