import type { Archived, ClockState, Paper, Transition } from '../../contract/case.ts';
import type { Action, Outcome } from '../../contract/definitions/procedures.ts';
import type { ErrorCode, Fault } from '../../contract/errors.ts';
import { rulesOf } from '../deadlines/clocks.ts';
import { at } from '../facts/map-form.ts';
import { retentionOf } from '../papers/dossier.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf } from '../time/days.ts';
import { clockChanges } from './clock-changes.ts';
import { issueAll, numberShown, numbersOf, voidedBy, withdrawnBy } from './issuing.ts';
import { dutiesOf, type TransitionInput } from './transition-input.ts';

/** The first outcome whose every `if` value stands in the form. */
export function chooseOutcome(action: Action, data: unknown): Outcome | null {
  const holds = (o: Outcome) =>
    Object.entries(o.if ?? {}).every(([pointer, value]) => at(data, pointer) === value);
  return action.leadsTo.find(holds) ?? null;
}

/** The words of the numbered papers an outcome issues, one for each paper. */
export function wordsOf(bundle: Bundle, outcome: Outcome): string[] {
  return (outcome.papers ?? []).flatMap((id) => bundle.get('template', id)?.body.numberWord ?? []);
}

/** The complete consequence of an allowed submission, or what its clocks or its papers have against it. */
export function transitionOf(
  input: TransitionInput,
): { transition: Transition } | { code: ErrorCode; faults: Fault[] } {
  const { outcome, state, data } = input;
  const rules = rulesOf(input.bundle, input.calendar);
  const paperNumbers = numbersOf(input, outcome.papers ?? []);
  const changes = clockChanges({ ...input, rules, paperNumbers });
  if (changes.faults.length > 0) return { code: 'clock-refused', faults: changes.faults };
  const { clocks } = changes;
  const issued = issueAll(input, outcome.papers ?? [], clocks);
  const publication = outcome.publish ? issueAll(input, [outcome.publish], clocks) : null;
  const voided = voidedBy(input);
  const early =
    outcome.archive && state.closed === null ? [{ path: '/action', say: '案件尚未结案，不能归档' }] : [];
  const faults = [...issued.faults, ...(publication?.faults ?? []), ...voided.faults, ...early];
  if (faults.length > 0) return { code: 'paper-incomplete', faults };
  const effects = input.verdict.effects.map((e) => e.effect);
  const moveTo = outcome.moveTo ? (at(data, outcome.moveTo) as string) : undefined;
  const shareAt = outcome.shareAt ? (at(data, outcome.shareAt) as string) : undefined;
  const [record] = publication?.papers ?? [];
  const transition: Transition = {
    ...(state.version === 0 ? { title: input.matter?.name ?? input.action.title } : {}),
    stage: outcome.stage,
    mark: outcome.mark,
    unmark: outcome.unmark,
    requires: effects.flatMap((e) => (e.type === 'require' ? [e.params.need] : [])),
    unrequire: passedOver(input),
    flags: effects.flatMap((e) => (e.type === 'flag' ? [{ flag: e.params.flag, say: e.params.say }] : [])),
    facts: input.formFacts,
    duties: dutiesOf(input),
    clocks: clocks.map((clock) => withReceipt(clock, state.version + 1, issued.papers)),
    papers: issued.papers,
    voided: voided.voided,
    archived: outcome.archive ? archivedBy(input) : undefined,
    published: record && {
      day: record.day,
      lines: record.lines,
      title: record.title,
      number: numberShown(input, issued.papers),
    },
    withdrawn: outcome.withdraw ? withdrawnBy(input, outcome.withdraw, clocks) : undefined,
    share: [...(outcome.share ?? []), ...(shareAt ? [shareAt] : []), ...(moveTo ? [moveTo] : [])],
    movedTo: moveTo,
    freeze: input.openings
      .filter((o) => o.freeze.length > 0)
      .map((o) => ({ actions: o.freeze, by: o.by, until: o.caseId, say: o.say })),
    links: input.openings.map((o) => ({
      caseId: o.caseId,
      procedure: o.procedure,
      relation: 'child' as const,
    })),
    closed: outcome.close,
  };
  return { transition: compact(transition) };
}

/** A lateness put right by this very record names the papers of the record. */
function withReceipt(clock: ClockState, version: number, papers: Paper[]): ClockState {
  const { corrected } = clock;
  if (!corrected?.some((c) => c.receipt.version === version)) return clock;
  const receipt = { version, papers: papers.map((p) => p.hash) };
  return {
    ...clock,
    corrected: corrected.map((c) => (c.receipt.version === version ? { ...c, receipt } : c)),
  };
}

/** A need ends when the rule that brings it about is passed over, unless another rule still brings it about. */
function passedOver({ bundle, verdict, action }: TransitionInput): string[] {
  const still = new Set(
    verdict.effects.flatMap(({ effect }) => (effect.type === 'require' ? [effect.params.need] : [])),
  );
  const rules = action.rules.flatMap((id) => bundle.ruleSet(id)?.ruleSet.rules ?? []);
  return verdict.rules.flatMap((judged) => {
    const event = judged.overridden && rules.find((r) => r.id === judged.id)?.event;
    return event && event.type === 'require' && !still.has(event.params.need) ? [event.params.need] : [];
  });
}

/** Members that say nothing are left out, so that an event holds only what happened. */
export function compact(transition: Transition): Transition {
  const says = (value: unknown) =>
    value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(transition).filter(([, value]) => says(value))) as Transition;
}

/** The archive takes the case as this event leaves it. */
const archivedBy = ({ bundle, state, instant, actor }: TransitionInput): Archived => ({
  day: dayOf(instant),
  by: actor.id,
  version: state.version + 1,
  retention: retentionOf(bundle, state.papers, dayOf(instant)),
});
