import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { CaseEvent, CaseState, Paper, Verdict } from '../../../functions/contract/case.ts';
import type { Facts } from '../../../functions/contract/definitions/facts.ts';
import type { Matter } from '../../../functions/contract/definitions/matters.ts';
import type { Role } from '../../../functions/contract/ids.ts';
import type { Person } from '../../../functions/contract/people.ts';
import { whyNot } from '../../../functions/core/case/authorize.ts';
import { applyEvent, emptyState, GENESIS } from '../../../functions/core/case/fold.ts';
import { signatory } from '../../../functions/core/case/issuing.ts';
import { openingsOf } from '../../../functions/core/case/openings.ts';
import { chooseOutcome, transitionOf, wordsOf } from '../../../functions/core/case/transition.ts';
import type { ClockRules } from '../../../functions/core/deadlines/clocks.ts';
import { decide } from '../../../functions/core/decide/decide.ts';
import { deriveFacts } from '../../../functions/core/facts/derive.ts';
import { kernelFacts } from '../../../functions/core/facts/kernel.ts';
import { at } from '../../../functions/core/facts/map-form.ts';
import { factsOfForm } from '../../../functions/core/facts/of-form.ts';
import { dataFaults } from '../../../functions/core/forms/validate.ts';
import { bundle } from '../../../functions/core/release/bundle.ts';
import { rulesOfStep } from '../../../functions/core/rules/of-step.ts';
import { dayOf } from '../../../functions/core/time/days.ts';

export const ROOT = new URL('../../../', import.meta.url).pathname;
export const packs = loadPacks(ROOT);
export const pack = bundle(packs.entries);
export const procedure = pack.get('procedure', 'ordinary-penalty')?.body;

const person = (id: string, roles: Role[], more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  title: '',
  org: 'town',
  orgName: '',
  tenants: ['daguokou'],
  roles,
  certificate: null,
  legallyQualified: false,
  reviewerSince: null,
  principal: false,
  active: true,
  ...more,
});
const certificate = {
  number: '演示',
  from: '2023-01-01',
  to: '2030-12-31',
  domains: ['林业和草原' as const],
};
export const PEOPLE: Record<string, Person> = {
  hotline: person('hotline', ['HOTLINE']),
  officer: person('officer', ['OFFICER'], { certificate }),
  'officer-2': person('officer-2', ['OFFICER'], { certificate }),
  'officer-expired': person('officer-expired', ['OFFICER'], {
    certificate: { ...certificate, to: '2026-01-01' },
  }),
  reviewer: person('reviewer', ['LEGAL_REVIEWER'], { legallyQualified: true }),
  'officer-reviewer': person('officer-reviewer', ['OFFICER', 'LEGAL_REVIEWER'], {
    certificate,
    legallyQualified: true,
  }),
  host: person('host', ['HEARING_HOST']),
  head: person('head', ['BUREAU_HEAD'], { title: '综合执法局局长' }),
  leader: person('leader', ['TOWN_LEADER'], { principal: true }),
  deputy: person('deputy', ['TOWN_LEADER']),
};

/** The forest matter, with the empowerment a township confirms before it may file. */
const matter: Matter = {
  ...(pack.get('matter', 'LC-001')?.body as Matter),
  empowerment: {
    decision: '演示决定',
    level: 'province',
    publishedAt: '演示',
    from: '2023-01-01',
    to: null,
  },
};

export type Answer =
  | { kind: 'done'; verdict: Verdict }
  | { kind: 'refused'; rules: string[]; basis: string[] }
  | { kind: 'unknown'; missing: string[] }
  | { kind: 'not-open'; say: string }
  | { kind: 'invalid'; faults: string[] };

/** One case driven through the pure core alone: no store, no clock, the same steps a use case takes. */
export class Walk {
  state: CaseState;
  /** Every paper issued so far, whole. */
  issued: Paper[] = [];
  private numbers = new Map<string, number>();
  private matter: Matter;
  private calendar: ClockRules['calendar'] | undefined;
  /**
   * `over`: what is different about the matter (who enforces it, whose rules of procedure). `calendar`: the one in force, where
   * it is not that of the packs.
   */
  constructor(startsAt: string, over: Partial<Matter> = {}, calendar?: ClockRules['calendar']) {
    this.calendar = calendar;
    this.matter = { ...matter, ...over };
    this.state = emptyState({
      tenant: 'daguokou',
      caseId: 'C-0000000000000000000a',
      procedure: 'ordinary-penalty',
      matter: 'LC-001',
      release: GENESIS,
      at: startsAt,
    });
  }

  async file(who: string, actionId: string, data: unknown, instant: string): Promise<Answer> {
    const action = procedure?.actions[actionId];
    const actor = PEOPLE[who];
    if (!procedure || !action || !actor) throw new Error(`no ${actionId} or ${who}`);
    const closed = action.start ? null : whyNot(actor, procedure, actionId, this.state);
    if (closed) return { kind: 'not-open', say: closed.say };
    const form = pack.get('form', action.form);
    if (!form) throw new Error(`no form ${action.form}`);
    const faults = dataFaults(form.body, form.hash, data);
    if (faults.length > 0) return { kind: 'invalid', faults: faults.map((f) => `${f.path} ${f.say}`) };
    const formFacts = factsOfForm(pack, form.body, data, {
      instant,
      actor: who,
      matter: 'LC-001',
      calendar: this.calendar,
      known: this.state.facts,
    });
    const verdict = await this.judge(action, actor, formFacts, data, instant);
    if (verdict.outcome === 'unknown') return { kind: 'unknown', missing: verdict.missingFacts };
    if (verdict.outcome === 'refused') {
      const fired = verdict.rules.filter((r) => r.fired);
      return {
        kind: 'refused',
        rules: verdict.effects.filter((e) => e.effect.type === 'deny').map((e) => e.rule),
        basis: fired.flatMap((r) => r.legalBasis),
      };
    }
    this.append(actionId, actor, formFacts, verdict, data, instant);
    return { kind: 'done', verdict };
  }

  private judge(
    action: NonNullable<typeof procedure>['actions'][string],
    actor: Person,
    formFacts: Facts,
    data: unknown,
    instant: string,
  ): Promise<Verdict> {
    const ids = action.officersAt ? (at(data, action.officersAt) as string[]) : null;
    const known = { ...this.state.facts, ...formFacts };
    const kernel = kernelFacts(
      {
        instant,
        actor,
        officers: ids ? ids.map((id) => ({ id, person: PEOPLE[id] ?? null })) : null,
        matter: this.matter,
        state: this.state,
        officersDay:
          (action.officersOn && (at(data, action.officersOn) as string | undefined)) || dayOf(instant),
        parent: null,
        dictionary: pack.dictionary,
        params: pack.all('params').map((p) => p.body),
      },
      known,
    );
    const facts = deriveFacts(pack.dictionary, { ...known, ...kernel });
    const sets = rulesOfStep(procedure, action).map((id) => {
      const set = pack.ruleSet(id);
      if (!set) throw new Error(`no rule set ${id}`);
      return set;
    });
    const act = (facts['act.day'] as string | undefined) ?? null;
    return decide(sets, facts, { act, decision: dayOf(instant) }, GENESIS);
  }

  private append(
    actionId: string,
    actor: Person,
    formFacts: Facts,
    verdict: Verdict,
    data: unknown,
    instant: string,
  ): void {
    const action = procedure?.actions[actionId];
    const outcome = action && chooseOutcome(action, data);
    if (!action || !outcome) throw new Error(`no outcome of ${actionId}`);
    const words = wordsOf(pack, outcome);
    const answer = transitionOf({
      bundle: pack,
      instant,
      tenant: { id: 'daguokou', name: '大过口乡', government: '大过口乡人民政府', short: '大' },
      actor,
      state: this.state,
      matter: this.matter,
      actionId,
      action,
      outcome,
      data,
      verdict,
      formFacts,
      calendar: this.calendar,
      openings: openingsOf(verdict, outcome, this.state, () => 'C-0000000000000000000b'),
      numbers: new Map(words.map((w) => [w, (this.numbers.get(w) ?? 0) + 1])),
      people: new Map(Object.values(PEOPLE).map((p) => [p.id, signatory(p)])),
      checkUrl: 'https://demo.invalid/check',
    });
    if ('faults' in answer) throw new Error(answer.faults.map((f) => f.say).join(';'));
    this.issued.push(...(answer.transition.papers ?? []));
    for (const w of words) this.numbers.set(w, (this.numbers.get(w) ?? 0) + 1);
    this.state = applyEvent(this.state, {
      version: this.state.version + 1,
      at: instant,
      hash: GENESIS,
      transition: answer.transition,
      submission: { action: actionId },
    } as CaseEvent);
  }

  /** What a linked referral does to this case when the police decline (310号令第10条). */
  liftFreeze(instant: string): void {
    this.state = applyEvent(this.state, {
      version: this.state.version + 1,
      at: instant,
      hash: GENESIS,
      transition: { unfreeze: this.state.freezes.map((f) => f.until), mark: ['criminal-declined'] },
    } as unknown as CaseEvent);
  }
}
