import type { CaseState, Verdict } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Action, Outcome } from '../../contract/definitions/procedures.ts';
import type { Person, Tenant } from '../../contract/people.ts';
import type { ClockRules } from '../deadlines/clocks.ts';
import { at } from '../facts/map-form.ts';
import type { Signatory } from '../papers/context.ts';
import { idsAt } from '../papers/read.ts';
import type { Bundle } from '../release/bundle.ts';
import type { Opening } from './openings.ts';

/** Everything the consequence of an allowed submission follows from. */
export type TransitionInput = {
  bundle: Bundle;
  instant: string;
  tenant: Tenant;
  actor: Person;
  state: CaseState;
  matter: Matter | null;
  actionId: string;
  action: Action;
  outcome: Outcome;
  data: unknown;
  verdict: Verdict;
  /** What the form established. */
  formFacts: Facts;
  openings: Opening[];
  /** The next number of each word the outcome's papers need. */
  numbers: Map<string, number>;
  /** The calendar in force, where it is newer than the one of the case's release. */
  calendar?: ClockRules['calendar'] | undefined;
  /** Everybody the papers name, by id. */
  people: Map<string, Signatory>;
  /** Where anybody can check a paper. */
  checkUrl: string;
};

/** The duties a submission gives: to whoever registers the case, to the people an outcome names, to the actor and the officers. */
export function dutiesOf({ action, outcome, actor, data, state }: TransitionInput): Record<string, string[]> {
  const duties: Record<string, string[]> = state.version === 0 ? { registrar: [actor.id] } : {};
  if (outcome.gives) duties[outcome.gives.duty] = idsAt(data, outcome.gives.at);
  if (!action.duty) return duties;
  const officers = action.officersAt ? ((at(data, action.officersAt) as string[] | undefined) ?? []) : [];
  duties[action.duty] = [...new Set([actor.id, ...officers])];
  return duties;
}
