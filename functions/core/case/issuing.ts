import type { ClockState, Paper, Transition } from '../../contract/case.ts';
import type { Fault } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { deriveFacts } from '../facts/derive.ts';
import { at } from '../facts/map-form.ts';
import type { PaperContext, Signatory } from '../papers/context.ts';
import { issuePaper } from '../papers/issue.ts';
import { numberOf } from '../papers/number.ts';
import { idsAt } from '../papers/read.ts';
import { scrubber } from '../papers/scrubbed.ts';
import { dayOf } from '../time/days.ts';
import { dutiesOf, type TransitionInput } from './transition-input.ts';

/** Every paper of these templates, each with its number; or what they lack. */
export function issueAll(
  input: TransitionInput,
  ids: string[],
  clocks: ClockState[],
): { papers: Paper[]; faults: Fault[] } {
  const papers: Paper[] = [];
  const faults: Fault[] = [];
  if (ids.length === 0) return { papers, faults };
  const context = paperContext(input, clocks);
  const claimed = claimedBy(input, ids);
  for (const id of ids) {
    const entry = input.bundle.get('template', id);
    if (!entry) throw new Error(`release ${input.bundle.hash} has no template ${id}`);
    // a paper may name one issued before it by the same act: the inventory tells the number of the decision it belongs to
    const answer = issuePaper(entry.body, entry.hash, {
      ...context,
      papers: [...context.papers, ...papers],
      number: claimed.get(id) ?? null,
    });
    if ('paper' in answer) papers.push(answer.paper);
    else faults.push(...answer.faults);
  }
  return { papers, faults };
}

/** The consecutive number of each numbered paper: several of one word take one after another. */
function claimedBy({ bundle, numbers }: TransitionInput, ids: string[]): Map<string, number> {
  const taken = new Map<string, number>();
  return new Map(
    ids.flatMap((id) => {
      const word = bundle.get('template', id)?.body.numberWord;
      const first = word === undefined ? undefined : numbers.get(word);
      if (word === undefined || first === undefined) return [];
      const offset = taken.get(word) ?? 0;
      taken.set(word, offset + 1);
      return [[id, first + offset] as const];
    }),
  );
}

/** The numbers of the papers to be issued, as they are written, by template. */
export function numbersOf(input: TransitionInput, ids: string[]): Map<string, string> {
  const { bundle, tenant, instant } = input;
  return new Map(
    [...claimedBy(input, ids)].flatMap(([id, number]) => {
      const template = bundle.get('template', id)?.body;
      const written = template && numberOf(template, { tenant, instant, number });
      return written ? [[id, written] as const] : [];
    }),
  );
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
    judged: input.verdict.rules,
    clocks: Object.fromEntries(Object.entries(running).map(([id, clock]) => [id, clock.due])),
    provisional: Object.values(running).flatMap((clock) => (clock.provisional ? [clock.id] : [])),
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

/** A published record carries the number of the latest decision of the case. */
export function numberShown({ bundle, state }: TransitionInput, papers: Paper[]): string | null {
  const decisions = [...state.papers, ...papers].filter(
    (p) => bundle.get('template', p.template)?.body.decision,
  );
  return decisions.at(-1)?.number ?? null;
}

/** The paper an outcome declares void, by its number or hash. */
export function voidedBy({ outcome, state, data, instant, actor }: TransitionInput): {
  voided: NonNullable<Transition['voided']>;
  faults: Fault[];
} {
  if (!outcome.void) return { voided: [], faults: [] };
  const named = at(data, outcome.void.paper);
  const paper = state.papers.find((p) => named !== undefined && (p.number === named || p.hash === named));
  const path = outcome.void.paper;
  if (!paper) return { voided: [], faults: [{ path, say: `本案没有文书“${String(named ?? '')}”` }] };
  if (paper.voided)
    return { voided: [], faults: [{ path, say: `该文书已于 ${paper.voided.day} 作废，不能再次作废` }] };
  const reason = String(at(data, outcome.void.reason) ?? '');
  if (reason.trim() === '')
    return { voided: [], faults: [{ path: outcome.void.reason, say: '作废文书须写明理由' }] };
  return { voided: [{ paper: paper.hash, day: dayOf(instant), reason, by: actor.id }], faults: [] };
}

/** 处罚法48②: why a publication is taken back is published, masked as what was published is (roles.md §5). */
export function withdrawnBy(
  input: TransitionInput,
  reasonAt: string,
  clocks: ClockState[],
): NonNullable<Transition['withdrawn']> {
  const { bundle, state, data, instant } = input;
  const actions = Object.values(bundle.get('procedure', state.procedure)?.body.actions ?? {});
  const templates = actions.flatMap(({ leadsTo }) =>
    leadsTo.flatMap(({ publish }) => (publish && bundle.get('template', publish)?.body) || []),
  );
  const context = { ...paperContext(input, clocks), number: null };
  const reason = templates.reduce(
    (text, template) => scrubber({ context, template, masked: true })(text),
    String(at(data, reasonAt) ?? ''),
  );
  return { day: dayOf(instant), reason };
}
