import type { CaseEvent, CaseState, Transition } from '../../contract/case.ts';
import type { Outcome, Procedure } from '../../contract/definitions/procedures.ts';
import { at } from '../facts/map-form.ts';
import type { Bundle } from '../release/bundle.ts';
import { type Advance, advance, place } from './advance.ts';
import { seal } from './chain.ts';
import { clocksEnded } from './clock-changes.ts';
import { emptyState } from './fold.ts';
import type { Opening } from './openings.ts';
import { compact } from './transition.ts';

/** A filing as far as the cases beside its own are concerned. */
export type LinkedFiling = {
  bundle: Bundle;
  person: CaseEvent['actor'];
  instant: string;
  state: CaseState;
  parent: CaseState | null;
  outcome: Outcome;
  data: unknown;
};

/**
 * What a linked case may know of the one it is about: what its procedure declares and nothing else. An authority it is
 * shared with has not thereby to do with the other case (roles.md §1), nor with the party's papers and address (§4).
 */
export function takenOver(
  { takesOver }: Pick<Procedure, 'takesOver'>,
  { facts, marks }: Pick<CaseState, 'facts' | 'marks'>,
): Pick<CaseState, 'facts' | 'marks'> {
  const named = takesOver?.facts ?? [];
  return {
    facts:
      named === 'all'
        ? facts
        : Object.fromEntries(Object.entries(facts).filter(([name]) => named.includes(name))),
    marks: marks.filter((mark) => takesOver?.marks.includes(mark)),
  };
}

/** The first event of a case begun about another one says so, and takes over what it may know of it. */
export function withParentLink(transition: Transition, { bundle, state, parent }: LinkedFiling): Transition {
  if (state.version > 0 || !parent) return transition;
  const procedure = bundle.get('procedure', state.procedure)?.body ?? {};
  const link = { caseId: parent.id, procedure: parent.procedure, relation: 'parent' as const };
  return {
    ...transition,
    title: `${transition.title ?? ''}（${parent.title}）`,
    facts: { ...takenOver(procedure, parent).facts, ...transition.facts },
    links: [link, ...(transition.links ?? [])],
  };
}

/** What the outcome does to the case this one was opened from, as an event of that case. */
export function parentAdvance(filing: LinkedFiling, cause: CaseEvent): Advance[] {
  const { outcome, parent, person, state, instant, data, bundle } = filing;
  if (!parent || (!outcome.parent && state.version > 0)) return [];
  const link =
    state.version === 0 ? [{ caseId: state.id, procedure: state.procedure, relation: 'child' as const }] : [];
  const effect = outcome.parent
    ? parentTransition(outcome.parent, state, data, { state: parent, bundle, instant })
    : {};
  const event = seal({
    ...place(parent, instant, person),
    kind: 'linked',
    origin: { caseId: state.id, version: cause.version, say: outcome.parent?.say ?? '发起关联案件' },
    transition: compact({ ...effect, links: link }),
  });
  return [advance(parent, event)];
}

/** What a linked case's outcome does to the case it was opened from; a case that it closes leaves no clock running. */
export function parentTransition(
  parent: NonNullable<Outcome['parent']>,
  child: CaseState,
  data: unknown,
  { state, bundle, instant }: { state: CaseState; bundle: Bundle; instant: string },
): Transition {
  const closing = { ...state, stage: parent.stage ?? state.stage };
  const moveTo = parent.moveTo ? (at(data, parent.moveTo) as string) : undefined;
  return compact({
    clocks: parent.close ? clocksEnded(bundle, closing, state.clocks, instant, parent.close) : [],
    stage: parent.stage,
    mark: parent.mark,
    unmark: parent.unmark,
    freeze: parent.freeze
      ? [{ actions: parent.freeze, by: 'linked-case', until: child.id, say: parent.say }]
      : [],
    unfreeze: parent.unfreeze ? [child.id] : [],
    movedTo: moveTo,
    share: moveTo ? [moveTo] : [],
    closed: parent.close,
  });
}

/** A linked case opened by a rule or an outcome: it begins with what it may know of the case that opened it. */
export function openCase(
  { bundle, person, instant, state }: LinkedFiling,
  opening: Opening,
  cause: CaseEvent,
  after: CaseState,
): Advance {
  const procedure = bundle.get('procedure', opening.procedure)?.body;
  if (!procedure?.opensAt)
    throw new Error(`release ${bundle.hash}: procedure ${opening.procedure} cannot be opened`);
  const empty = emptyState({
    tenant: state.tenant,
    caseId: opening.caseId,
    procedure: procedure.id,
    matter: state.matter,
    release: state.release,
    at: instant,
  });
  const event = seal({
    ...place(empty, instant, person),
    kind: 'opened',
    origin: { caseId: state.id, version: cause.version, say: opening.say },
    transition: compact({
      title: `${procedure.title}（${after.title}）`,
      stage: procedure.opensAt,
      facts: takenOver(procedure, after).facts,
      flags: [{ flag: opening.by, say: opening.say }],
      duties: after.duties,
      links: [{ caseId: state.id, procedure: state.procedure, relation: 'parent' }],
    }),
  });
  return advance(empty, event);
}
