import type { CaseState, ClockState } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { ClockNotice, ClockStart, ClockStop, Outcome } from '../../contract/definitions/procedures.ts';
import type { Fault } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { type Changed, extendClock, resumeClock, suspendClock } from '../deadlines/change.ts';
import {
  begunAgain,
  type ClockRules,
  deadlineOf,
  endClock,
  startClock,
  stopClock,
} from '../deadlines/clocks.ts';
import { citation, isLawOf } from '../deadlines/definitions.ts';
import { at } from '../facts/map-form.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf } from '../time/days.ts';

export type ClockChangeInput = {
  rules: ClockRules;
  instant: string;
  actor: Person;
  state: CaseState;
  matter: Matter | null;
  outcome: Outcome;
  data: unknown;
  formFacts: Facts;
  /** The numbers of the papers the outcome issues, by template; absent for a draft, which has none yet. */
  paperNumbers?: Map<string, string>;
};

type Clocks = Record<string, ClockState>;
type Changes = { input: ClockChangeInput; clocks: Clocks; faults: Fault[]; profile: string | null };

/** Every clock an outcome starts, stops, suspends, resumes or extends, whole; or what the law has against it. */
export function clockChanges(input: ClockChangeInput): { clocks: ClockState[]; faults: Fault[] } {
  const { state, outcome } = input;
  const profile = input.matter?.procedureProfile ?? null;
  const changes: Changes = { input, clocks: { ...state.clocks }, faults: [], profile };
  const { start = [], stop = [] } = outcome.clocks ?? {};
  const begun = new Set(start.flatMap((entry) => chosen(entry, changes) ?? []));
  changeLengths(changes);
  for (const entry of stop) if (!begun.has(idOf(entry))) end(entry, changes);
  for (const entry of start) begin(entry, changes);
  for (const entry of stop) if (begun.has(idOf(entry))) end(entry, changes);
  const changed = Object.values(changes.clocks).filter((c) => state.clocks[c.id] !== c);
  if (outcome.close === undefined) return { clocks: changed, faults: changes.faults };
  const kept = new Set(begun);
  const closing = { ...state, stage: outcome.stage ?? state.stage };
  const ended = clocksEnded(input.rules.bundle, closing, changes.clocks, input.instant, outcome.close);
  const whole = new Map([...changed, ...ended.filter((c) => !kept.has(c.id))].map((c) => [c.id, c]));
  return { clocks: [...whole.values()], faults: changes.faults };
}

/**
 * The clocks that end with a case: nobody is late with what a closed case no longer asks for. What the law asks for afterwards
 * runs on, that is what a step of its final stage still stops (处罚法48②).
 */
export function clocksEnded(
  bundle: Bundle,
  closing: Pick<CaseState, 'procedure' | 'stage'>,
  clocks: Clocks,
  instant: string,
  why: string,
): ClockState[] {
  const procedure = bundle.get('procedure', closing.procedure)?.body;
  const final = procedure?.stages.find((s) => s.id === closing.stage)?.final === true;
  const open = Object.values(procedure?.actions ?? {}).filter((a) => final && a.in?.includes(closing.stage));
  const still = new Set(open.flatMap((a) => a.leadsTo).flatMap((o) => (o.clocks?.stop ?? []).map(idOf)));
  return Object.values(clocks)
    .filter((clock) => clock.stoppedAt === undefined && !still.has(clock.id))
    .map((clock) => endClock(bundle, clock, instant, `案件结束:${why}`));
}

const idOf = (entry: ClockStop): string => (typeof entry === 'string' ? entry : entry.id);

function changeLengths({ input, clocks, faults, profile }: Changes): void {
  const { rules, instant, data, outcome } = input;
  const { suspend = [], resume = [], extend = [] } = outcome.clocks ?? {};
  const text = (pointer: string) => String(at(data, pointer) ?? '');
  const take = (id: string, path: string, changed: Changed) => {
    if ('clock' in changed) clocks[id] = changed.clock;
    else faults.push({ path, say: changed.fault, code: 'clock-refused', basis: changed.basis });
  };
  const approved = (by: ClockNotice) => {
    const told = noticeOf(by, input);
    if ('fault' in told) faults.push(told.fault);
    return { by: input.actor, at: instant, notice: 'number' in told ? told.number : text(by.notice ?? '') };
  };
  for (const { id, ground, from, ...notice } of suspend) {
    const request = { ground: text(ground), from: text(from), profile, approval: approved(notice) };
    take(id, from, suspendClock(rules, clocks, id, request));
  }
  for (const { id, to } of resume)
    take(id, to, resumeClock(rules, clocks, id, { to: text(to), at: instant }));
  for (const { id, ...notice } of extend)
    take(
      id,
      notice.notice ?? '/action',
      extendClock(rules, clocks, id, { profile, approval: approved(notice) }),
    );
}

/** The number of the paper that tells the party: the one this act issues, or a standing one of the case. */
function noticeOf(
  { paper, notice }: ClockNotice,
  input: ClockChangeInput,
): { number: string } | { fault: Fault } {
  if (notice === undefined) return { number: input.paperNumbers?.get(paper ?? '') ?? '(签发时编号)' };
  const number = String(at(input.data, notice) ?? '').trim();
  const standing = input.state.papers.some((p) => p.number === number && p.voided === undefined);
  if (standing || number === '') return { number };
  const say = `停计、延长须书面告知当事人:本案没有文号为“${number}”的有效文书`;
  return { fault: { path: notice, say, code: 'clock-refused' } };
}

/** Ends a running clock, on the day of the act where a fact tells it; an act still to come ends nothing. */
function end(entry: ClockStop, { input, clocks, faults }: Changes): void {
  const { rules, instant, state, actor } = input;
  const id = idOf(entry);
  const clock = clocks[id];
  if (!clock || clock.stoppedAt !== undefined) return;
  if (typeof entry === 'string') {
    clocks[id] = stopClock(rules.bundle, clock, instant);
    return;
  }
  const on = factOf(entry.fact, input);
  const label = rules.bundle.dictionary.get(entry.fact)?.label ?? entry.fact;
  if (typeof on !== 'string') faults.push(unknownDay(label, '届止'));
  else if (on > (on.length === 10 ? dayOf(instant) : instant)) {
    const definition = deadlineOf(rules.bundle, id);
    const basis = definition ? [citation(definition)] : [];
    faults.push({
      path: '/data',
      say: `“${label}”不得晚于今天,尚未发生的不能登记`,
      code: 'clock-refused',
      basis,
    });
  } else
    clocks[id] = stopClock(rules.bundle, clock, instant, { on, by: actor.id, version: state.version + 1 });
}

/** The deadline an entry starts in this case; null where it starts none. */
function chosen(entry: ClockStart, { input, profile }: Changes): string | null {
  if (typeof entry === 'string') return entry;
  const isLaw = (id: string) => {
    const definition = deadlineOf(input.rules.bundle, id);
    return definition !== null && isLawOf(definition, profile);
  };
  if ('firstOf' in entry) return entry.firstOf.find(isLaw) ?? (entry.firstOf.at(-1) as string);
  if (entry.mark !== undefined && !input.state.marks.includes(entry.mark)) return null;
  return entry.ownField && !isLaw(entry.id) ? null : entry.id;
}

function begin(entry: ClockStart, changes: Changes): void {
  const { input, clocks, faults, profile } = changes;
  const { rules, instant, data } = input;
  const id = chosen(entry, changes);
  if (id === null) return;
  const source: Exclude<ClockStart, string> = typeof entry === 'string' ? { id: entry } : entry;
  const from = source.fact
    ? factOf(source.fact, input)
    : source.from
      ? (at(data, source.from) as string | undefined)
      : instant;
  if (source.fact && typeof from !== 'string') {
    faults.push(unknownDay(rules.bundle.dictionary.get(source.fact)?.label ?? source.fact, '起算'));
    return;
  }
  const told = 'told' in source && source.told ? factOf(source.told, input) : undefined;
  const days = typeof told === 'number' ? told : undefined;
  const clock = startClock(rules, id, instant, typeof from === 'string' ? from : instant, profile, days);
  clocks[id] = begunAgain(rules.bundle, clock, clocks[id], instant);
}

const factOf = (fact: string, { formFacts, state }: ClockChangeInput) => formFacts[fact] ?? state.facts[fact];

const unknownDay = (label: string, what: '起算' | '届止'): Fault => ({
  path: '/data',
  say: `期限自“${label}”${what},而它还不清楚,应写明“${label}”`,
  code: 'clock-refused',
});
