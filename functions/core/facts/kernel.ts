import type { CaseState, ClockState } from '../../contract/case.ts';
import type { ClockRead, Facts, FactValue, ParameterTable } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import { DOMAINS, type Role } from '../../contract/ids.ts';
import type { Person } from '../../contract/people.ts';
import { isOverdue, isSuspended } from '../deadlines/clocks.ts';
import { type HeldAgainst, heldAgainst, isInDoubt, startIsInDoubt } from '../deadlines/doubt.ts';
import { dayOf } from '../time/days.ts';
import { type Dictionary, sourcesOf } from './dictionary.ts';
import { paramNamed, valueOn } from './params.ts';

export type KernelContext = {
  instant: string;
  actor: Person;
  /** Everybody named at the action's `officersAt`; null where the id is nobody. */
  officers: { id: string; person: Person | null }[] | null;
  /** The Shanghai day they acted. */
  officersDay: string;
  matter: Matter | null;
  state: CaseState;
  /** What may be known of the case this one was opened from, or is begun about. */
  parent: Pick<CaseState, 'marks' | 'duties'> | null;
  dictionary: Dictionary;
  params: ParameterTable[];
};

/** The facts no form supplies, at the moment of one submission. `known` are the case's and the form's own facts. */
export function kernelFacts(context: KernelContext, known: Facts): Facts {
  return strip({
    ...momentAndCase(context),
    ...actorFacts(context),
    ...(context.officers ? officerFacts(context) : { 'officers.recusedCount': 0 }),
    ...(context.matter ? matterFacts(context.matter, known, dayOf(context.instant)) : {}),
    ...clockFacts(context, known),
    ...parameterFacts(context.dictionary, context.params, dayOf(context.instant)),
  });
}

const strip = (facts: Record<string, FactValue | undefined | null>): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== undefined && v !== null)) as Facts;

function momentAndCase({ instant, state, parent }: KernelContext) {
  return {
    ...(parent ? { 'parent.marks': parent.marks } : {}),
    'now.instant': instant,
    'now.day': dayOf(instant),
    'case.stage': state.stage,
    'case.frozen': state.freezes.length > 0,
    'case.marks': state.marks,
    'case.requires': state.requires,
    'case.flags': [...new Set(state.flags.map((f) => f.flag))],
    'case.done': Object.keys(state.done),
    'case.voidPapers': voidPapers(state),
  };
}

/** The templates whose latest paper was declared void and has not been made again. */
function voidPapers({ papers }: CaseState): string[] {
  const latest = new Map(papers.map((paper) => [paper.template, paper]));
  return [...latest].flatMap(([template, paper]) => (paper.voided ? [template] : []));
}

function actorFacts({ actor, state, parent, instant }: KernelContext) {
  const holds = (duties: Record<string, string[]>) =>
    Object.keys(duties).filter((duty) => duties[duty]?.includes(actor.id));
  return {
    'actor.roles': actor.roles as string[],
    'actor.duties': [...new Set([...holds(state.duties), ...holds(parent?.duties ?? {})])],
    'actor.legallyQualified': actor.legallyQualified,
    'actor.reviewerSince': actor.reviewerSince,
    'actor.principal': actor.principal,
    'actor.certified': certificateValid(actor, dayOf(instant)),
    'actor.org': actor.org,
  };
}

const ENFORCERS: readonly Role[] = ['OFFICER', 'TEAM_LEAD', 'BUREAU_HEAD'];
const certificateValid = ({ certificate, active }: Person, day: string): boolean =>
  active && certificate !== null && certificate.from <= day && day <= certificate.to;

/** 处罚法42: counted at the moment of the act, not of filing the case; auxiliaries never count (种子23、国办发〔2024〕54号). */
export function countsAsOfficer(person: Person | null, day: string, matter: Matter | null): boolean {
  if (!person || !certificateValid(person, day) || !person.roles.some((r) => ENFORCERS.includes(r)))
    return false;
  if (person.roles.includes('AUXILIARY')) return false;
  return (
    matter === null ||
    matter.domain === '通用' ||
    (person.certificate?.domains.includes(matter.domain) ?? false)
  );
}

/** Who had to withdraw, in this case or the one it came from (处罚法43). */
export const RECUSED = 'recused';
const isRecused = (id: string, ...cases: (Pick<CaseState, 'duties'> | null)[]): boolean =>
  cases.some((c) => c?.duties[RECUSED]?.includes(id));

function officerFacts({ officers, officersDay, actor, matter, state, parent }: KernelContext) {
  const named = [...new Map((officers ?? []).map((o) => [o.id, o])).values()];
  const recused = named.filter((o) => isRecused(o.id, state, parent));
  const valid = named.filter((o) => countsAsOfficer(o.person, officersDay, matter) && !recused.includes(o));
  return {
    'officers.day': officersDay,
    'officers.count': named.length,
    'officers.validCount': valid.length,
    'officers.recusedCount': recused.length,
    'officers.uncertified': named.filter((o) => !valid.includes(o)).map((o) => o.id),
    'officers.actorPresent': named.some((o) => o.id === actor.id),
  };
}

/** What follows from the matter alone, held against the day of the act and of filing (`known`, otherwise today). */
export function matterFacts(matter: Matter, known: Facts, today: string) {
  const { decision, level, publishedAt } = matter.empowerment;
  const actDay = known['act.day'] as string | undefined;
  return {
    'matter.domain': matter.domain,
    'matter.type': matter.type,
    'matter.enforcement': matter.enforcement,
    'matter.profile': matter.procedureProfile,
    'matter.inElevenDomains':
      matter.domain === '通用' || (DOMAINS as readonly string[]).includes(matter.domain),
    'matter.statutory': matter.type === '法定职权',
    'matter.provincialDecision': decision === null || level === null ? undefined : level === 'province',
    'matter.listPublished': publishedAt === null ? undefined : true,
    'matter.empoweredOnAct': actDay === undefined ? undefined : empoweredOn(matter, actDay),
    'matter.empoweredOnFiling': empoweredOn(matter, (known['filing.day'] as string | undefined) ?? today),
    'matter.criminalTriggers': matter.criminalTrigger === null ? [] : [matter.criminalTrigger],
  };
}

/** 处罚法24: from the first day it holds to the day before it no longer does; unknown until somebody confirmed it. */
export function empoweredOn(matter: Matter, day: string): boolean | undefined {
  const { from, to } = matter.empowerment;
  if (from === null) return undefined;
  return from <= day && (to === null || day < to);
}

/** When a clock is asked, and what else its answer depends on. */
export type ClockAsked = {
  instant: string;
  /** The clocks of the case: the day one runs from may be the last day of others. */
  clocks: Record<string, ClockState>;
  against: HeldAgainst;
};

/**
 * What a rule may ask of a clock, at an instant. A provisional date that has passed proves nothing: the days off are not
 * published, the true date may be later, and nobody loses a right by a guess. Its day is told only where every day it may be
 * held against lies on the same side of it however the days off turn out.
 */
export function clockFact(
  clock: ClockState,
  read: ClockRead,
  { instant, clocks, against }: ClockAsked,
): FactValue | undefined {
  if (read === 'start') return startIsInDoubt(clock, clocks, against) ? undefined : clock.from;
  if (read === 'due') return isInDoubt(clock, against) ? undefined : clock.due;
  if (read === 'expired') {
    const expired = isOverdue(clock, instant);
    return expired && clock.provisional ? undefined : expired;
  }
  if (read === 'suspended') return isSuspended(clock);
  if (read === 'extensions') return clock.extensions?.length ?? 0;
  return clock.stoppedAt === undefined;
}

function clockFacts({ dictionary, state, instant }: KernelContext, known: Facts) {
  const facts: Record<string, FactValue> = {};
  const asked: ClockAsked = { instant, clocks: state.clocks, against: heldAgainst(instant, known) };
  for (const { name, from } of sourcesOf(dictionary).clocks) {
    const clock = state.clocks[from.clock];
    const value = clock && clockFact(clock, from.read, asked);
    if (value !== undefined) facts[name] = value;
  }
  return facts;
}

/** The parameter values in force on a day; unconfigured ones stay unknown and say so through `.configured`. */
export function parameterFacts(
  dictionary: Dictionary,
  tables: ParameterTable[],
  day: string,
): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const { name, from } of sourcesOf(dictionary).params) {
    const value = valueOn(paramNamed(tables, from.param)?.values ?? [], day)?.value ?? null;
    facts[`${name}.configured`] = value !== null;
    if (value !== null) facts[name] = value;
  }
  return facts;
}
