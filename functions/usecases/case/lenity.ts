import type { LegalResult, LenityView } from '../../contract/api.ts';
import type { CaseState, JudgedRule } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { ReleaseEntry } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { onlyReports } from '../../core/case/authorize.ts';
import { foldEvents } from '../../core/case/fold.ts';
import { decide, type PinnedRuleSet } from '../../core/decide/decide.ts';
import { factsIn } from '../../core/decide/referenced.ts';
import { deriveFacts } from '../../core/facts/derive.ts';
import { sourcesOf } from '../../core/facts/dictionary.ts';
import { kernelFacts, parameterFacts } from '../../core/facts/kernel.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { inForceOn } from '../../core/release/history.ts';
import {
  type Bearing,
  type Comparison,
  compareWholes,
  LENITY_BASIS,
  weighed,
} from '../../core/release/lenity.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Deps } from '../deps.ts';
import { historyOf } from '../ops/all-cases.ts';
import { loadBundle } from '../releases.ts';
import { labelsOf } from './labels.ts';
import { visibleCase } from './read.ts';
import { parentOf } from './submit.ts';

/** What both results are worked out from: the case as it stands, at the moment of its decision. */
type Subject = { deps: Deps; person: Person; state: CaseState; parent: CaseState | null; instant: string };
type Side = {
  result: LegalResult;
  bundle: Bundle;
  sets: PinnedRuleSet[];
  /** Why its law is not simply that of its day; null where it is. */
  backdated: string | null;
};

/**
 * 从旧兼从轻: what the law of the day of the act and that of the day of decision make of the case, each whole, and which is
 * lighter. The facts are the case's own in both; only the law differs. Nothing is recorded: whoever decides, decides.
 * @throws Refusal not-found, forbidden
 */
export async function compareLenity(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
): Promise<LenityView> {
  const { state, bundle } = await visibleCase(deps, person, tenant, caseId);
  if (onlyReports(person)) throw new Refusal('forbidden', '案卷内容只供本机关办案人员查阅');
  if (penaltyRules(bundle, state.procedure).length === 0)
    throw new Refusal('not-found', '本程序不作出处罚决定，没有从旧兼从轻的问题');
  const decided = await decisionOf(deps, state, bundle);
  const subject: Subject = {
    deps,
    person,
    state: decided ?? state,
    parent: await parentOf(deps, state),
    instant: decided?.updatedAt ?? deps.clock.now(),
  };
  const history = await deps.stores.releases.history(tenant);
  const act = (subject.state.facts['act.day'] as string | undefined) ?? null;
  const decision = dayOf(subject.instant);
  const now = await sideOn(subject, history, decision);
  const old = act === null ? null : await sideOn(subject, history, act);
  const { asks, bearing } = weighing(old ? [old, now] : [now], subject.state.procedure);
  const told = ({ result }: Side) => ({ ...result, verdict: weighed(result.verdict, bearing, asks) });
  return {
    caseId,
    basis: LENITY_BASIS,
    act,
    decision,
    old: old && told(old),
    new: told(now),
    ...(old ? compared(old, now, subject.state, bearing) : unknownAct),
    labels: Object.assign({}, ...[old, now].map((s) => (s ? labelsOf(s.bundle, [s.result.verdict]) : {}))),
  };
}

const unknownAct: Comparison = {
  respects: [],
  lighter: 'undetermined',
  applies: null,
  why: ['违法行为发生之日还没有查明，不能确定行为之日的法律'],
};

function compared(
  old: Side,
  now: Side,
  { facts }: CaseState,
  bearing: (rule: JudgedRule) => Bearing,
): Comparison {
  const answer = compareWholes(old.result, now.result, bearing);
  const backdated = [old, now].flatMap((side) => side.backdated ?? []);
  if (backdated.length > 0)
    return { ...answer, lighter: 'undetermined', applies: null, why: [...backdated, ...answer.why] };
  const ended = facts['act.endedOn'] as string | undefined;
  if (answer.lighter === 'same' || ended === undefined || ended <= old.result.day) return answer;
  const why = `行为自 ${old.result.day} 持续到 ${ended}，适用哪一天的法律须由人判断`;
  return { ...answer, lighter: 'undetermined', applies: null, why: [why, ...answer.why] };
}

/** Facts of how the case was conducted: rules that ask for them are procedure, which follows the law of its own day. */
const CONDUCT = /^(case|actor|officers|parent|clock|now)\./;
const keyOf = (ruleSet: string, rule: string) => `${ruleSet}/${rule}`;
const questionsOf = ({ ruleSet }: PinnedRuleSet): [string, string[]][] =>
  ruleSet.rules.map((rule) => [keyOf(ruleSet.id, rule.id), factsIn({ ...ruleSet, rules: [rule] })]);

/** What each rule of these laws asks for, and so what it is about. */
function weighing(sides: Side[], procedure: string) {
  const asked = new Map(sides.flatMap(({ sets }) => sets.flatMap(questionsOf)));
  const chosen = new Set(sides.flatMap(({ bundle }) => measuresIn(bundle, procedure)));
  const asks = ({ ruleSet, id }: JudgedRule): string[] => asked.get(keyOf(ruleSet, id)) ?? [];
  const bearing = (rule: JudgedRule): Bearing => {
    if (asks(rule).some((fact) => CONDUCT.test(fact))) return 'conduct';
    return asks(rule).some((fact) => chosen.has(fact)) ? 'measure' : 'act';
  };
  return { asks, bearing };
}

/** The facts the penalty decision itself tells: what was chosen, not what was done. */
const measuresIn = (bundle: Bundle, procedure: string): string[] =>
  Object.values(bundle.get('procedure', procedure)?.body.actions ?? {})
    .filter(({ penalty }) => penalty)
    .flatMap(({ form }) => bundle.get('form', form)?.body.facts ?? [])
    .map(({ fact }) => fact);

/** The case as its penalty decision left it, the last one; null while there is none. */
async function decisionOf(deps: Deps, state: CaseState, bundle: Bundle): Promise<CaseState | null> {
  const actions = bundle.get('procedure', state.procedure)?.body.actions ?? {};
  if (!Object.keys(state.done).some((id) => actions[id]?.penalty)) return null;
  const events = await historyOf(deps, state.tenant, state.id);
  const last = events.findLastIndex((e) => e.submission && actions[e.submission.action]?.penalty);
  return foldEvents(events.slice(0, last + 1));
}

const penaltyRules = (bundle: Bundle, procedure: string): string[] =>
  Object.values(bundle.get('procedure', procedure)?.body.actions ?? {}).flatMap((a) =>
    a.penalty ? a.rules : [],
  );

/** The law of a day: the release in force on it, or the first one where the day lies before all of them. */
async function sideOn(subject: Subject, history: ReleaseEntry[], day: string): Promise<Side> {
  const { deps, state } = subject;
  const inForce = inForceOn(history, day);
  const release = inForce ?? (history[0] as ReleaseEntry);
  const bundle = await loadBundle(deps, state.tenant, release.hash);
  const sets = penaltyRules(bundle, state.procedure).flatMap((id) => bundle.ruleSet(id) ?? []);
  const matter = state.matter === null ? null : (bundle.get('matter', state.matter)?.body ?? null);
  const facts = factsUnder(subject, bundle, matter, day);
  const result: LegalResult = {
    day,
    release: { number: release.number, hash: release.hash },
    ...(inForce ? {} : { standIn: true as const }),
    matter: matter && { id: matter.id, name: matter.name, stages: matter.stages },
    text: textOn(matter, day, inForce !== null),
    verdict: await decide(sets, facts, { act: day, decision: day }, bundle.hash),
  };
  return { result, bundle, sets, backdated: inForce && saidBackdated(inForce, day) };
}

/** Dated back over a day, a release says what should have held on it; what people were held to then was another one. */
function saidBackdated({ number, publishedAt }: ReleaseEntry, day: string): string | null {
  const published = dayOf(publishedAt);
  if (published <= day) return null;
  return `${day} 所适用的第 ${number} 版是 ${published} 发布、追溯生效的，当日实际施行的规定由人查明`;
}

/** That a release held on the day speaks for its text; before the first release only a confirmed date does. */
function textOn(matter: Matter | null, day: string, released: boolean): LegalResult['text'] {
  if (!matter) return 'absent';
  const { from, to } = matter.effective;
  if ((from !== null && day < from) || (to !== null && to <= day)) return 'not-in-force';
  return from === null && !released ? 'unconfirmed' : 'in-force';
}

/** The case's facts at its decision, with the parameters of the law's day. Who happens to be reading is none of them. */
function factsUnder(subject: Subject, bundle: Bundle, matter: Matter | null, day: string): Facts {
  const { state, person, parent, instant } = subject;
  const { dictionary } = bundle;
  const params = bundle.all('params').map((p) => p.body);
  const kernel = kernelFacts(
    { instant, actor: person, officers: null, officersDay: day, matter, state, parent, dictionary, params },
    state.facts,
  );
  const dated = new Set(sourcesOf(dictionary).params.flatMap(({ name }) => [name, `${name}.configured`]));
  const own = Object.entries({ ...state.facts, ...kernel }).filter(
    ([name]) => !dated.has(name) && !name.startsWith('actor.'),
  );
  return deriveFacts(dictionary, { ...Object.fromEntries(own), ...parameterFacts(dictionary, params, day) });
}
