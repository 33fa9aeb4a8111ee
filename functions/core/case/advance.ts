import type { CaseEvent, CaseState } from '../../contract/case.ts';
import { applyEvent } from './fold.ts';

/** What one command does to one case: its new events, and the state after them. */
export type Advance = { events: CaseEvent[]; state: CaseState; expectedVersion: number };

/** Where an event stands in its case, and who did it. */
export const place = (state: CaseState, instant: string, { id, name, org, roles }: CaseEvent['actor']) => ({
  tenant: state.tenant,
  caseId: state.id,
  version: state.version + 1,
  at: instant,
  procedure: state.procedure,
  matter: state.matter,
  release: state.release,
  actor: { id, name, org, roles },
  prev: state.hash,
});

export const advance = (state: CaseState, event: CaseEvent): Advance => ({
  events: [event],
  state: applyEvent(state, event),
  expectedVersion: state.version,
});
