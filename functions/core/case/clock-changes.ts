import type { CaseState, ClockState } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { ClockStart, Outcome } from '../../contract/definitions/procedures.ts';
import type { Fault } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { type Changed, extendClock, resumeClock, suspendClock } from '../deadlines/change.ts';
import {
  begunAgain,
  type ClockRules,
  countedAfter,
  deadlineOf,
  startClock,
  stopClock,
} from '../deadlines/clocks.ts';
import { isLawOf } from '../deadlines/definitions.ts';
import { at } from '../facts/map-form.ts';
import { instantOf } from '../time/days.ts';

export type ClockChangeInput = {
  rules: ClockRules;
  instant: string;
  actor: Person;
  state: CaseState;
  matter: Matter | null;
  outcome: Outcome;
  data: unknown;
  formFacts: Facts;
};

/** Every clock an outcome starts, stops, suspends, resumes or extends, whole; or what the law has against it. */
export function clockChanges(input: ClockChangeInput): { clocks: ClockState[]; faults: Fault[] } {
  const { rules, instant, state, data } = input;
  const wanted = input.outcome.clocks ?? {};
  const clocks: Record<string, ClockState> = { ...state.clocks };
  const faults: Fault[] = [];
  const text = (pointer: string) => String(at(data, pointer) ?? '');
  const profile = input.matter?.procedureProfile ?? null;
  const approval = (notice: string) => ({ by: input.actor, at: instant, notice: text(notice) });
  const take = (id: string, path: string, changed: Changed) => {
    if ('clock' in changed) clocks[id] = changed.clock;
    else faults.push({ path, say: changed.fault, code: 'clock-refused', basis: changed.basis });
  };
  for (const { id, ground, from, to, notice } of wanted.suspend ?? []) {
    const fixed = to === undefined ? {} : { to: text(to) };
    const request = { ground: text(ground), from: text(from), ...fixed, profile, approval: approval(notice) };
    take(id, from, suspendClock(rules, clocks, id, request));
  }
  for (const { id, to } of wanted.resume ?? [])
    take(id, to, resumeClock(rules, clocks, id, { to: text(to), at: instant }));
  for (const { id, notice } of wanted.extend ?? [])
    take(id, notice, extendClock(rules, clocks, id, { profile, approval: approval(notice) }));
  for (const stop of wanted.stop ?? []) {
    const { id, fact } = typeof stop === 'string' ? { id: stop, fact: undefined } : stop;
    const clock = clocks[id];
    if (!clock || clock.stoppedAt !== undefined) continue;
    const on = fact === undefined ? undefined : (input.formFacts[fact] ?? state.facts[fact]);
    if (fact !== undefined && typeof on !== 'string') faults.push(unknownDay(rules, fact, '届止'));
    else clocks[id] = stopClock(rules.bundle, clock, instant, on as string | undefined);
  }
  const begin = (id: string, from?: string) => {
    const clock = startClock(rules, id, instant, from, profile);
    clocks[id] = begunAgain(rules.bundle, clock, clocks[id], instant);
  };
  const factDay = (fact: string) => (input.formFacts[fact] ?? state.facts[fact]) as string | undefined;
  const beginAfter = (id: string, wanted: LatestOf) => {
    const others = wanted.flatMap((d) => ('clock' in d ? (clocks[d.clock] ?? []) : []));
    const days = wanted.flatMap((d) =>
      'clock' in d ? [] : 'from' in d ? at(data, d.from) : factDay(d.fact),
    );
    const latest = (known: unknown[]) =>
      known
        .filter((day): day is string => typeof day === 'string' && day !== '')
        .sort()
        .at(-1);
    const [lastDue, lastDay] = [latest(others.map((c) => c.due)), latest(days)];
    if (lastDue === undefined && lastDay === undefined)
      return void faults.push({ path: '/data', say: unbegun(rules, id), code: 'clock-refused' });
    const byClock = lastDue !== undefined && (lastDay === undefined || lastDay <= lastDue);
    const clock = startClock(rules, id, instant, byClock ? lastDue : lastDay, profile);
    const counted = byClock ? countedAfter(rules, clock, others) : clock;
    clocks[id] = begunAgain(rules.bundle, counted, clocks[id], instant);
  };
  for (const start of wanted.start ?? []) {
    if (typeof start === 'string') begin(start);
    else if ('firstOf' in start) begin(lawFor(rules, start.firstOf, profile));
    else if (!applies(start, state, input.outcome)) continue;
    else if ('latest' in start) beginAfter(start.id, start.latest);
    else if ('from' in start) {
      const from = at(data, start.from) as string | undefined;
      const moment = start.at === undefined ? from : momentOf(from, at(data, start.at));
      if (start.at !== undefined && (moment === undefined || moment > instant))
        faults.push(wrongMoment(start.at));
      else begin(start.id, moment);
    } else {
      const from = factDay(start.fact);
      if (typeof from === 'string') begin(start.id, from);
      else faults.push(unknownDay(rules, start.fact, '起算'));
    }
  }
  return { clocks: Object.values(clocks).filter((c) => state.clocks[c.id] !== c), faults };
}

type LatestOf = Extract<ClockStart, { latest: unknown }>['latest'];

/** The milestones the outcome itself sets or takes away decide too. */
function applies(
  { mark, unmark }: { mark?: string | undefined; unmark?: string | undefined },
  { marks }: CaseState,
  outcome: Outcome,
): boolean {
  const has = (one: string) =>
    outcome.mark?.includes(one) || (marks.includes(one) && !outcome.unmark?.includes(one)) || false;
  return (mark === undefined || has(mark)) && (unmark === undefined || !has(unmark));
}

const unbegun = ({ bundle }: ClockRules, id: string) =>
  `“${deadlineOf(bundle, id)?.name ?? id}”的起算之日还不清楚:据以起算的期限都没有开始`;

/** The first that is the law of the field, or else the last. */
function lawFor({ bundle }: ClockRules, ids: string[], profile: string | null): string {
  const isLaw = (id: string) => {
    const definition = deadlineOf(bundle, id);
    return definition !== null && isLawOf(definition, profile);
  };
  return ids.find(isLaw) ?? (ids.at(-1) as string);
}

/** The instant of a Shanghai day and time; undefined where either is missing. */
const momentOf = (day: string | undefined, time: unknown): string | undefined =>
  day === undefined || typeof time !== 'string' ? undefined : instantOf(day, time);

const wrongMoment = (path: string): Fault => ({
  path,
  say: '期限自这一时刻起算,应当写明,并且不得晚于提交的时刻',
  code: 'clock-refused',
});

function unknownDay({ bundle }: ClockRules, fact: string, what: '起算' | '届止'): Fault {
  const label = bundle.dictionary.get(fact)?.label ?? fact;
  return {
    path: '/data',
    say: `期限自“${label}”${what},而它还不清楚,应写明“${label}”`,
    code: 'clock-refused',
  };
}
