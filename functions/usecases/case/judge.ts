import type { CaseState, Verdict } from '../../contract/case.ts';
import type { Facts } from '../../contract/definitions/facts.ts';
import type { Matter } from '../../contract/definitions/matters.ts';
import type { Action } from '../../contract/definitions/procedures.ts';
import { type Fault, Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { takenOver } from '../../core/case/linked.ts';
import { decide, type Overrides, type PinnedRuleSet } from '../../core/decide/decide.ts';
import { collectable, deriveFacts } from '../../core/facts/derive.ts';
import { kernelFacts } from '../../core/facts/kernel.ts';
import { at } from '../../core/facts/map-form.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { rulesOfStep } from '../../core/rules/of-step.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Deps } from '../deps.ts';

export type JudgeInput = {
  bundle: Bundle;
  instant: string;
  person: Person;
  state: CaseState;
  matter: Matter | null;
  parent: CaseState | null;
  action: Action;
  data: unknown;
  formFacts: Facts;
  overrides: { rule: string; reason: string }[];
};

/** Collect the facts of one submission and hold the action's rule sets against them. */
export async function judge(deps: Deps, input: JudgeInput): Promise<Verdict> {
  const { bundle, instant, person, state, matter, action, data, formFacts } = input;
  const procedure = bundle.get('procedure', state.procedure)?.body;
  const parent = input.parent && { ...input.parent, ...takenOver(procedure ?? {}, input.parent) };
  // a case begun about another one is judged with what it takes over of that one
  const inherited = state.version === 0 ? parent?.facts : {};
  const known = { ...inherited, ...state.facts, ...formFacts };
  const kernel = kernelFacts(
    {
      instant,
      actor: person,
      officers: await officersOf(deps, action, data),
      matter,
      state,
      officersDay:
        (action.officersOn ? (at(data, action.officersOn) as string | undefined) : undefined) ??
        dayOf(instant),
      parent,
      dictionary: bundle.dictionary,
      params: bundle.all('params').map((p) => p.body),
    },
    known,
  );
  const facts = deriveFacts(bundle.dictionary, { ...known, ...kernel });
  const sets = rulesOfStep(procedure, action).map((id) => pinned(bundle, id));
  const days = { act: (facts['act.day'] as string | undefined) ?? null, decision: dayOf(instant) };
  const verdict = await decide(sets, facts, days, bundle.hash, checkedOverrides(input, sets));
  return { ...verdict, missingFacts: collectable(bundle.dictionary, facts, verdict.missingFacts) };
}

function pinned(bundle: Bundle, id: string): PinnedRuleSet {
  const set = bundle.ruleSet(id);
  if (!set) throw new Error(`release ${bundle.hash} has no rule set ${id}`);
  return set;
}

async function officersOf({ stores }: Deps, action: Action, data: unknown) {
  if (!action.officersAt) return null;
  const ids = (at(data, action.officersAt) as string[] | undefined) ?? [];
  return Promise.all(ids.map(async (id) => ({ id, person: await stores.directory.person(id) })));
}

/** Hard law has no way round it in any role; what may be overridden asks for the role and records the reason. */
function checkedOverrides({ overrides, person }: JudgeInput, sets: PinnedRuleSet[]): Overrides {
  return overrides.map(({ rule: id, reason }, i) => {
    const rule = sets.flatMap((s) => s.ruleSet.rules).find((r) => r.id === id);
    const fault = (say: string, basis?: string[]): Fault => ({
      path: `/overrides/${i}/rule`,
      say,
      ...(basis ? { basis } : {}),
    });
    if (!rule) throw new Refusal('override-invalid', `这一步没有规则“${id}”`, [fault('规则不存在')]);
    if (rule.overridable === false)
      throw new Refusal('override-invalid', `“${rule.title}”是法律的强制要求，任何人不得越过`, [
        fault('不可越过', rule.legalBasis),
      ]);
    if (!person.roles.includes(rule.overridable.role))
      throw new Refusal('override-invalid', `“${rule.title}”只能由指定角色越过`, [
        fault('角色不符', rule.legalBasis),
      ]);
    return { rule: id, reason, by: person.id };
  });
}
