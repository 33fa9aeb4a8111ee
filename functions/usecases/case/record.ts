import type { StartBody, SubmissionBody, SubmissionResult } from '../../contract/api.ts';
import type { CaseEvent, CaseState, Transition, Verdict } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Action, Outcome } from '../../contract/definitions/procedures.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { type Advance, advance, place } from '../../core/case/advance.ts';
import { maySee } from '../../core/case/authorize.ts';
import { seal } from '../../core/case/chain.ts';
import { openCase, parentAdvance, withParentLink } from '../../core/case/linked.ts';
import { type Opening, openingsOf } from '../../core/case/openings.ts';
import { chooseOutcome, compact, transitionOf, wordsOf } from '../../core/case/transition.ts';
import type { ClockRules } from '../../core/deadlines/clocks.ts';
import { factsOfForm } from '../../core/facts/of-form.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { dayOf } from '../../core/time/days.ts';
import type { FiledCommit, NumberClaim } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';
import { calendarInForce } from '../releases.ts';
import { aMoment } from './answer.ts';
import { type Intake, takeIn } from './intake.ts';
import { judge } from './judge.ts';
import { peopleOf, printable, sealPapers } from './papers.ts';
import { RefusedAttempt, refusalOf, versionConflict } from './refuse.ts';
import { type Asked, digestOf, sameAnswer } from './repeat.ts';
import { tenantOf } from './tenant.ts';

export { advance, place };

export type Filing = {
  person: Person;
  /** Version 0 for a case that begins with this submission. */
  state: CaseState;
  parent: CaseState | null;
  bundle: Bundle;
  action: Action;
  body: StartBody | SubmissionBody;
};

/** Everything decided about a filing before it is written. */
type Judged = Filing & {
  instant: string;
  intake: Intake;
  /** What the form says openly. */
  data: unknown;
  calendar: ClockRules['calendar'];
  formFacts: Facts;
  verdict: Verdict;
  outcome: Outcome;
};

const NUMBER_ATTEMPTS = 12;

/**
 * Judge a filing and write its whole consequence in one transaction. Null where the case it was opened from moved on
 * meanwhile, and this one did not: it has to be judged again.
 */
export async function record(deps: Deps, filing: Filing): Promise<SubmissionResult | null> {
  const judged = await judgeFiling(deps, filing);
  const openings = openingsOf(judged.verdict, judged.outcome, filing.state, () =>
    timeOrderedId('C', judged.instant),
  );
  const words = wordsOf(judged.bundle, judged.outcome);
  return deps.stores.cases.inTurn(filing.state.tenant, words, () => write(deps, judged, openings));
}

async function write(deps: Deps, judged: Judged, openings: Opening[]): Promise<SubmissionResult | null> {
  for (let attempt = 1; ; attempt += 1) {
    const commit = await buildCommit(deps, judged, openings);
    const answer = await deps.stores.cases.commit(commit);
    if (answer.kind === 'done') return commit.submission.result;
    if (answer.kind === 'repeated') return sameAnswer(deps, answer, askedOf(judged));
    if (answer.what === 'case') return conflict(deps, judged);
    if (attempt === NUMBER_ATTEMPTS) throw new Refusal('busy', '文号正被多人同时领取，请稍后重试');
    // another process took the number: read on and try the next, not all at once
    await aMoment(attempt);
  }
}

const askedOf = ({ state, body, person }: Filing): Asked => ({
  tenant: state.tenant,
  about: state.version === 0 ? null : state.id,
  body,
  by: person.id,
});

async function judgeFiling(deps: Deps, filing: Filing): Promise<Judged> {
  const { state, bundle, person, action, body } = filing;
  // A case begins at the instant of its first event, not a millisecond before: the fold knows no other.
  const instant = state.version === 0 ? state.openedAt : deps.clock.now();
  const form = bundle.get('form', action.form);
  if (!form) throw new Error(`release ${bundle.hash} has no form ${action.form}`);
  const intake = await takeIn(deps, form, state, body.data, instant);
  const calendar = await calendarInForce(deps, state.tenant, bundle);
  const data = intake.open;
  const formFacts = factsOfForm(bundle, form.body, data, {
    instant,
    actor: person.id,
    matter: state.matter,
    calendar,
    known: state.facts,
  });
  const matter = state.matter ? (bundle.get('matter', state.matter)?.body ?? null) : null;
  const verdict = await judge(deps, {
    bundle,
    instant,
    person,
    state,
    matter,
    parent: filing.parent,
    action,
    data,
    formFacts,
    overrides: body.overrides ?? [],
  });
  const refusal = refusalOf(verdict, bundle);
  if (refusal) throw new RefusedAttempt(person, state, action.title, told(filing, refusal));
  const outcome = chooseOutcome(action, data);
  if (!outcome) throw new Refusal('no-outcome', `“${action.title}”没有为填写的结果规定去向`);
  return { ...filing, instant, intake, data, calendar, formFacts, verdict, outcome };
}

/** Who begins a case about one they may not see learns the reasons and articles, not what the rules found there. */
function told({ state, parent, person }: Filing, refusal: Refusal): Refusal {
  if (state.version > 0 || !parent || maySee(person, parent)) return refusal;
  const { code, detail, faults, extra } = refusal;
  return new Refusal(code, detail, faults, { missingFacts: extra.missingFacts });
}

async function buildCommit(deps: Deps, judged: Judged, openings: Opening[]): Promise<FiledCommit> {
  const { state, bundle, instant, body, outcome } = judged;
  const numbers = await claimNumbers(deps, judged);
  const answer = transitionOf({
    bundle,
    instant,
    tenant: tenantOf(deps, state.tenant),
    actor: judged.person,
    state,
    matter: state.matter ? (bundle.get('matter', state.matter)?.body ?? null) : null,
    actionId: body.action,
    action: judged.action,
    outcome,
    data: judged.data,
    verdict: judged.verdict,
    formFacts: judged.formFacts,
    openings,
    numbers: new Map(numbers.map((c) => [c.word, c.n])),
    calendar: judged.calendar,
    people: await peopleOf(deps, judged),
    checkUrl: deps.checkUrl,
  });
  if ('faults' in answer)
    throw new Refusal(answer.code, answer.faults.map((f) => f.say).join('；'), answer.faults);
  const papers = answer.transition.papers ?? [];
  await printable(deps, papers);
  const seals = await sealPapers(deps, judged, papers);
  const transition = withParentLink(compact({ ...answer.transition, seals }), judged);
  const cause = mainEvent(judged, transition);
  const { sealed } = judged.intake;
  const main = advance(state, cause);
  return {
    tenant: state.tenant,
    cases: [
      main,
      ...parentAdvance(judged, cause),
      ...openings.map((o) => openCase(judged, o, cause, main.state)),
    ],
    submission: {
      id: body.id,
      digest: digestOf(askedOf(judged), judged.intake),
      result: resultOf(main, judged.verdict),
    },
    numbers: wordCounts(numbers, wordsOf(bundle, outcome)),
    sealed: sealed && { id: sealed.id, caseId: state.id, data: sealed.data, at: instant },
  };
}

/** Several papers of one word in one submission take consecutive numbers: one claim each. */
function wordCounts(first: NumberClaim[], words: string[]): NumberClaim[] {
  const taken = new Map<string, number>();
  return words.map((word) => {
    const claim = first.find((c) => c.word === word) as NumberClaim;
    const offset = taken.get(word) ?? 0;
    taken.set(word, offset + 1);
    return { ...claim, n: claim.n + offset };
  });
}

async function claimNumbers(deps: Deps, { state, bundle, outcome, instant }: Judged): Promise<NumberClaim[]> {
  const year = dayOf(instant).slice(0, 4);
  const words = [...new Set(wordsOf(bundle, outcome))];
  return Promise.all(
    words.map(async (word) => ({
      word,
      year,
      n: (await deps.stores.cases.lastNumber(state.tenant, word, year)) + 1,
    })),
  );
}

function mainEvent(
  { state, person, body, instant, intake, verdict }: Judged,
  transition: Transition,
): CaseEvent {
  const { id, action, form } = body;
  const sealed = intake.sealed && { id: intake.sealed.id, digest: intake.sealed.digest };
  return seal({
    ...place(state, instant, person),
    kind: 'submission',
    submission: { id, action, form, data: intake.open, ...(sealed ? { sealed } : {}) },
    verdict,
    transition,
  });
}

function resultOf({ state, events }: Advance, verdict: Verdict): SubmissionResult {
  const transition = (events[0] as CaseEvent).transition;
  return {
    caseId: state.id,
    version: state.version,
    hash: state.hash,
    stage: state.stage,
    verdict,
    papers: transition.papers ?? [],
    links: state.links,
  };
}

/** Somebody else was first: on this case, or only on the one it was opened from. */
async function conflict({ stores }: Deps, { state }: Filing): Promise<null> {
  const now = state.version === 0 ? null : await stores.cases.head(state.tenant, state.id);
  if (now && now.version !== state.version) throw versionConflict(now.version, state.version);
  return null;
}
