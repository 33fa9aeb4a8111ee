import type { CaseState, ClockState } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type {
  ClockNotice,
  ClockStart,
  ClockStop,
  Outcome,
  Where,
} from '../../contract/definitions/procedures.ts';
import type { Fault } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { type Changed, extendClock, resumeClock, suspendClock } from '../deadlines/change.ts';
import {
  begunAgain,
  type ClockRules,
  countedAfter,
  deadlineOf,
  endClock,
  startClock,
  stopClock,
} from '../deadlines/clocks.ts';
import { citation, isLawOf } from '../deadlines/definitions.ts';
import { at } from '../facts/map-form.ts';
import type { Bundle } from '../release/bundle.ts';
import { dayOf, instantOf } from '../time/days.ts';

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
  const after = (entry: ClockStop) =>
    begun.has(idOf(entry)) && (typeof entry === 'string' || entry.again === undefined);
  for (const entry of stop) if (!after(entry)) end(entry, changes);
  for (const entry of start) begin(entry, changes);
  for (const entry of stop) if (after(entry)) end(entry, changes);
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
    .map((clock) => endClock(bundle, clock, instant, `案件结束：${why}`));
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
  for (const { id, ground, from, to, ...notice } of suspend) {
    const fixed = to === undefined ? {} : { to: text(to) };
    const request = { ground: text(ground), from: text(from), ...fixed, profile, approval: approved(notice) };
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
  if (notice === undefined) return { number: input.paperNumbers?.get(paper ?? '') ?? '（签发时编号）' };
  const number = String(at(input.data, notice) ?? '').trim();
  const standing = input.state.papers.some((p) => p.number === number && p.voided === undefined);
  if (standing || number === '') return { number };
  const say = `停计、延长须书面告知当事人：本案没有文号为“${number}”的有效文书`;
  return { fault: { path: notice, say, code: 'clock-refused' } };
}

/** Ends a running clock, on the day of the act where a fact tells it; an act still to come ends nothing. */
function end(entry: ClockStop, { input, clocks, faults }: Changes): void {
  const { rules, instant, state, actor } = input;
  const id = idOf(entry);
  const clock = clocks[id];
  if (!clock || clock.stoppedAt !== undefined) return;
  if (typeof entry !== 'string' && !applies(entry, input)) return;
  if (typeof entry === 'string' || entry.fact === undefined) {
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
      say: `“${label}”不得晚于今天，尚未发生的不能登记`,
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
  if (!applies(entry, input)) return null;
  return entry.ownField && !isLaw(entry.id) ? null : entry.id;
}

function begin(entry: ClockStart, changes: Changes): void {
  const { input, clocks, profile } = changes;
  const { rules, instant } = input;
  const id = chosen(entry, changes);
  if (id === null) return;
  const source: Source = typeof entry === 'string' ? {} : entry;
  const origin = originOf(id, source, changes);
  if (origin === null) return;
  const told = source.told ? factOf(source.told, input) : undefined;
  const days = typeof told === 'number' ? told : undefined;
  const clock = startClock(rules, id, instant, origin.from, profile, days);
  const begun = origin.after ? countedAfter(rules, clock, origin.after) : clock;
  clocks[id] = begunAgain(rules.bundle, begun, clocks[id], instant);
}

type Started = Exclude<ClockStart, string>;
type Source = Partial<Extract<Started, { id: string }>>;
type DayOf = NonNullable<Source['latest']>[number];

/** The day or instant a clock runs from, and the clocks it rests on; null, with a fault, where it is not known. */
function originOf(
  id: string,
  { from, at: time, fact, latest }: Source,
  changes: Changes,
): { from: string; after?: ClockState[] } | null {
  const { input, faults } = changes;
  const { rules, instant, data } = input;
  if (latest) return lastOf(id, latest, changes);
  if (fact !== undefined) {
    const day = factOf(fact, input);
    if (typeof day === 'string') return { from: day };
    faults.push(unknownDay(rules.bundle.dictionary.get(fact)?.label ?? fact, '起算'));
    return null;
  }
  const day = from === undefined ? undefined : at(data, from);
  if (time === undefined) return { from: typeof day === 'string' ? day : instant };
  const hour = at(data, time);
  const moment = typeof day === 'string' && typeof hour === 'string' ? instantOf(day, hour) : undefined;
  if (moment !== undefined && moment <= instant) return { from: moment };
  const say = '期限自这一时刻起算，应当写明，并且不得晚于提交的时刻';
  faults.push({ path: time, say, code: 'clock-refused' });
  return null;
}

/** The latest of several days; where it is the last day of a clock, what is counted from it rests on those clocks. */
function lastOf(id: string, listed: DayOf[], { input, clocks, faults }: Changes) {
  const wanted = listed.filter((day) => applies(day, input));
  const others = wanted.flatMap((day) => ('clock' in day ? (clocks[day.clock] ?? []) : []));
  const days = wanted.flatMap((day) =>
    'clock' in day ? [] : 'from' in day ? at(input.data, day.from) : factOf(day.fact, input),
  );
  const latest = (known: unknown[]) =>
    known
      .filter((day): day is string => typeof day === 'string' && day !== '')
      .sort()
      .at(-1);
  const [due, day] = [latest(others.map((c) => c.due)), latest(days)];
  if (due !== undefined && (day === undefined || day <= due)) return { from: due, after: others };
  if (day !== undefined) return { from: day };
  const name = deadlineOf(input.rules.bundle, id)?.name ?? id;
  const say = `“${name}”的起算之日还不清楚：据以起算的期限都没有开始`;
  faults.push({ path: '/data', say, code: 'clock-refused' });
  return null;
}

/** The milestones the outcome itself sets or takes away decide too. A set nobody told of has nothing beyond anything. */
function applies({ mark, unmark, where }: Where, input: ClockChangeInput): boolean {
  const { state, outcome } = input;
  const has = (wanted: string) =>
    outcome.mark?.includes(wanted) ||
    (state.marks.includes(wanted) && !outcome.unmark?.includes(wanted)) ||
    false;
  if (mark !== undefined && !has(mark)) return false;
  if (unmark !== undefined && [unmark].flat().some(has)) return false;
  if (where === undefined) return true;
  const members = [factOf(where.fact, input) ?? []].flat().map(String);
  const within = (known: string[]) => members.every((member) => known.includes(member));
  return 'within' in where ? within(where.within) : !within(where.beyond);
}

const factOf = (fact: string, { formFacts, state }: ClockChangeInput) => formFacts[fact] ?? state.facts[fact];

const unknownDay = (label: string, what: '起算' | '届止'): Fault => ({
  path: '/data',
  say: `期限自“${label}”${what}，而它还不清楚，应写明“${label}”`,
  code: 'clock-refused',
});
