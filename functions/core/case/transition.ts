import type { Archived, CaseState, ClockState, Paper, Transition, Verdict } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Action, Outcome } from '../../contract/definitions/procedures.ts';
import type { ErrorCode, Fault } from '../../contract/errors.ts';
import type { Person, Tenant } from '../../contract/people.ts';
import { type ClockRules, rulesOf } from '../deadlines/clocks.ts';
import { deriveFacts } from '../facts/derive.ts';
import { at } from '../facts/map-form.ts';
import type { PaperContext, Signatory } from '../papers/context.ts';
import { retentionOf } from '../papers/dossier.ts';
import { issuePaper } from '../papers/issue.ts';
import { idsAt } from '../papers/read.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf } from '../time/days.ts';
import { clockChanges } from './clock-changes.ts';

/** A linked case to open with this submission. `rule` null: the outcome itself opens it. */
export type Opening = { procedure: string; caseId: string; freeze: string[]; say: string; by: string };

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

/** The complete consequence of an allowed submission, or what its clocks or its papers have against it. */
export function transitionOf(
  input: TransitionInput,
): { transition: Transition } | { code: ErrorCode; faults: Fault[] } {
  const { outcome, state, data, instant } = input;
  const changes = clockChanges({ ...input, rules: rulesOf(input.bundle, input.calendar) });
  if (changes.faults.length > 0) return { code: 'clock-refused', faults: changes.faults };
  const { clocks } = changes;
  const issued = issueAll(input, outcome.papers ?? [], clocks);
  const publication = outcome.publish ? issueAll(input, [outcome.publish], clocks) : null;
  const voided = voidedBy(input);
  const early =
    outcome.archive && state.closed === null ? [{ path: '/action', say: '案件尚未结案,不能归档' }] : [];
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
    clocks,
    papers: issued.papers,
    voided: voided.voided,
    archived: outcome.archive ? archivedBy(input) : undefined,
    published: record && {
      day: record.day,
      lines: record.lines,
      title: record.title,
      number: numberShown(input, issued.papers),
    },
    withdrawn: outcome.withdraw
      ? { day: dayOf(instant), reason: String(at(data, outcome.withdraw) ?? '') }
      : undefined,
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

/** What a linked case's outcome does to the case it was opened from. */
export function parentTransition(
  parent: NonNullable<Outcome['parent']>,
  child: CaseState,
  data: unknown,
): Transition {
  const moveTo = parent.moveTo ? (at(data, parent.moveTo) as string) : undefined;
  return compact({
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

/** Members that say nothing are left out, so that an event holds only what happened. */
export function compact(transition: Transition): Transition {
  const says = (value: unknown) =>
    value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(Object.entries(transition).filter(([, value]) => says(value))) as Transition;
}

/** A published record carries the number of the latest decision of the case. */
function numberShown({ bundle, state }: TransitionInput, papers: Paper[]): string | null {
  const decisions = [...state.papers, ...papers].filter(
    (p) => bundle.get('template', p.template)?.body.decision,
  );
  return decisions.at(-1)?.number ?? null;
}

function dutiesOf({ action, actor, data, state }: TransitionInput): Record<string, string[]> {
  const duties: Record<string, string[]> = state.version === 0 ? { registrar: [actor.id] } : {};
  if (!action.duty) return duties;
  const officers = action.officersAt ? ((at(data, action.officersAt) as string[] | undefined) ?? []) : [];
  duties[action.duty] = [...new Set([actor.id, ...officers])];
  return duties;
}

/** The paper an outcome declares void, by its number or hash. */
function voidedBy({ outcome, state, data, instant, actor }: TransitionInput): {
  voided: NonNullable<Transition['voided']>;
  faults: Fault[];
} {
  if (!outcome.void) return { voided: [], faults: [] };
  const named = at(data, outcome.void.paper);
  const paper = state.papers.find((p) => named !== undefined && (p.number === named || p.hash === named));
  const path = outcome.void.paper;
  if (!paper) return { voided: [], faults: [{ path, say: `本案没有文书“${String(named ?? '')}”` }] };
  if (paper.voided)
    return { voided: [], faults: [{ path, say: `该文书已于 ${paper.voided.day} 作废,不能再次作废` }] };
  const reason = String(at(data, outcome.void.reason) ?? '');
  if (reason.trim() === '')
    return { voided: [], faults: [{ path: outcome.void.reason, say: '作废文书须写明理由' }] };
  return { voided: [{ paper: paper.hash, day: dayOf(instant), reason, by: actor.id }], faults: [] };
}

/** The archive takes the case as this event leaves it. */
const archivedBy = ({ bundle, state, instant, actor }: TransitionInput): Archived => ({
  day: dayOf(instant),
  by: actor.id,
  version: state.version + 1,
  retention: retentionOf(bundle, state.papers, dayOf(instant)),
});

function issueAll(
  input: TransitionInput,
  ids: string[],
  clocks: ClockState[],
): { papers: Paper[]; faults: Fault[] } {
  const taken = new Map<string, number>();
  const papers: Paper[] = [];
  const faults: Fault[] = [];
  if (ids.length === 0) return { papers, faults };
  const context = paperContext(input, clocks);
  for (const id of ids) {
    const entry = input.bundle.get('template', id);
    if (!entry) throw new Error(`release ${input.bundle.hash} has no template ${id}`);
    const word = entry.body.numberWord;
    const offset = word ? (taken.get(word) ?? 0) : 0;
    if (word) taken.set(word, offset + 1);
    const number = word ? (input.numbers.get(word) as number) + offset : null;
    // a paper may name one issued before it by the same act: the inventory tells the number of the decision it belongs to
    const answer = issuePaper(entry.body, entry.hash, {
      ...context,
      papers: [...context.papers, ...papers],
      number,
    });
    if ('paper' in answer) papers.push(answer.paper);
    else faults.push(...answer.faults);
  }
  return { papers, faults };
}

/** What the papers of a submission are filled from. */
export function paperContext(input: TransitionInput, clocks: ClockState[]): Omit<PaperContext, 'number'> {
  const { bundle, state, actor, action, data } = input;
  const running = { ...state.clocks, ...Object.fromEntries(clocks.map((c) => [c.id, c])) };
  const duties = dutiesOf(input);
  return {
    instant: input.instant,
    tenant: input.tenant,
    caseId: state.id,
    actor: signatory(actor),
    matter: input.matter,
    facts: deriveFacts(bundle.dictionary, { ...state.facts, ...input.formFacts }),
    data,
    schema: bundle.get('form', action.form)?.body.schema ?? null,
    dictionary: bundle.dictionary,
    params: bundle.all('params').map((p) => p.body),
    remedies: bundle.all('remedies').map((r) => r.body),
    people: input.people,
    officers: action.officersAt ? idsAt(data, action.officersAt) : [],
    duties: Object.fromEntries(
      [...new Set([...Object.keys(state.duties), ...Object.keys(duties)])].map((duty) => [
        duty,
        [...new Set([...(state.duties[duty] ?? []), ...(duties[duty] ?? [])])],
      ]),
    ),
    marks: state.marks,
    requires: [
      ...state.requires,
      ...input.verdict.effects.flatMap(({ effect }) =>
        effect.type === 'require' ? [effect.params.need] : [],
      ),
    ],
    papers: state.papers,
    clocks: Object.fromEntries(Object.entries(running).map(([id, clock]) => [id, clock.due])),
    checkUrl: input.checkUrl,
  };
}

/** A person as papers name them. */
export const signatory = ({ id, name, title, certificate }: Person): Signatory => ({
  id,
  name,
  title,
  certificate: certificate?.number ?? null,
});
