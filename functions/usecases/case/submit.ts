import type { SubmissionBody, SubmissionResult } from '../../contract/api.ts';
import type { CaseState } from '../../contract/case.ts';
import type { Action } from '../../contract/definitions/procedures.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { actionOf } from '../../core/case/action-of.ts';
import { maySee, whyNot } from '../../core/case/authorize.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';
import { answered } from './answer.ts';
import { record } from './record.ts';
import { RefusedAttempt, versionConflict } from './refuse.ts';

/**
 * File a form on a case: submission → facts → verdict → one transaction. A retry with the same id gets the first answer.
 * @throws Refusal not-found, version-conflict, submission-reused, forbidden, case-closed, case-moved, action-frozen,
 *   action-not-open, form-outdated, data-invalid, file-invalid, override-invalid, rules-refused, facts-missing, paper-incomplete
 */
export const submit = (
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  body: SubmissionBody,
): Promise<SubmissionResult> =>
  answered(
    deps,
    { tenant, about: caseId, body, by: person.id },
    () => file(deps, person, tenant, caseId, body),
    () => movedOn(deps, person, tenant, caseId, body),
  );

async function file(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  body: SubmissionBody,
): Promise<SubmissionResult | null> {
  const state = await deps.stores.cases.headAt(tenant, caseId, body.expectedVersion);
  if (!state || !maySee(person, state)) throw new Refusal('not-found', `没有案件 ${caseId}，或者你无权查看`);
  if (state.version !== body.expectedVersion) throw versionConflict(state.version, body.expectedVersion);
  const bundle = await loadBundle(deps, tenant, state.release);
  const action = openAction(person, state, bundle, body);
  const parent = await parentOf(deps, state);
  return record(deps, { person, state, parent, bundle, action, body });
}

/** Where the case has moved on, that is the answer: nobody is refused on a state that was only remembered. */
async function movedOn(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  { expectedVersion }: SubmissionBody,
): Promise<Refusal | null> {
  const now = await deps.stores.cases.head(tenant, caseId);
  if (!now || now.version === expectedVersion || !maySee(person, now)) return null;
  return versionConflict(now.version, expectedVersion);
}

function openAction(person: Person, state: CaseState, bundle: Bundle, body: SubmissionBody): Action {
  const procedure = bundle.get('procedure', state.procedure)?.body;
  if (!procedure) throw new Error(`release ${bundle.hash} has no procedure ${state.procedure}`);
  const reason = whyNot(person, procedure, body.action, state);
  const action = actionOf(procedure, body.action);
  if (reason || !action) {
    const { code, say } = reason ?? { code: 'action-not-open' as const, say: '没有这个步骤' };
    const frozen = code === 'action-frozen' ? { basis: basisOfFreeze(bundle, state, body.action) } : {};
    throw new RefusedAttempt(
      person,
      state,
      action?.title ?? body.action,
      new Refusal(code, say, [{ path: '/action', say, ...frozen }]),
    );
  }
  checkForm(bundle, action, body.form);
  return action;
}

/** The articles an action is frozen under: those of the rule that froze it, or of the linked procedure it waits for. */
function basisOfFreeze(bundle: Bundle, state: CaseState, actionId: string): string[] {
  const freeze = state.freezes.find((f) => f.actions.includes(actionId));
  if (!freeze) return [];
  const rule = bundle
    .ruleSets()
    .flatMap((set) => set.ruleSet.rules)
    .find((r) => r.id === freeze.by);
  if (rule) return rule.legalBasis;
  const linked = state.links.find((l) => l.caseId === freeze.until);
  return (linked && bundle.get('procedure', linked.procedure)?.body.legalBasis) ?? [];
}

/** A form of another release is refused: the case keeps the definitions it began under. */
export function checkForm(bundle: Bundle, action: Action, form: { id: string; hash: string }): void {
  const pinned = bundle.get('form', action.form);
  if (form.id !== action.form)
    throw new Refusal('form-outdated', `这一步用的表单是“${action.form}”`, [
      { path: '/form/id', say: `应为 ${action.form}` },
    ]);
  if (pinned?.hash !== form.hash)
    throw new Refusal('form-outdated', '表单版本与案件锁定的版本不一致，请重新打开表单', [
      { path: '/form/hash', say: `应为 ${pinned?.hash}` },
    ]);
}

/** The case this one was opened from. */
export async function parentOf(deps: Deps, state: CaseState): Promise<CaseState | null> {
  const link = state.links.find((l) => l.relation === 'parent');
  return link ? deps.stores.cases.head(state.tenant, link.caseId) : null;
}
