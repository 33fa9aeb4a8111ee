import type { StartBody, SubmissionResult } from '../../contract/api.ts';
import type { CaseState } from '../../contract/case.ts';
import type { Action, Procedure } from '../../contract/definitions/procedures.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { actionOf } from '../../core/case/action-of.ts';
import { isOurs, mayHold, maySee } from '../../core/case/authorize.ts';
import { emptyState } from '../../core/case/fold.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { timeOrderedId } from '../ids.ts';
import { liveBundle, loadBundle } from '../releases.ts';
import { answered } from './answer.ts';
import { record } from './record.ts';
import { RefusedAttempt } from './refuse.ts';
import { checkForm } from './submit.ts';

/**
 * Begin a case on a matter, or one about another case. It pins the live release, or the release of the case it is about.
 * @throws Refusal as submit, and not-found for an unknown procedure, matter or case
 */
export const start = (
  deps: Deps,
  person: Person,
  tenant: string,
  body: StartBody,
): Promise<SubmissionResult> =>
  answered(
    deps,
    { tenant, about: null, body, by: person.id },
    () => begin(deps, person, tenant, body),
    async () => null,
  );

async function begin(
  deps: Deps,
  person: Person,
  tenant: string,
  body: StartBody,
): Promise<SubmissionResult | null> {
  const parent = body.parent ? await parentCase(deps, person, tenant, body.parent) : null;
  const bundle = parent ? await loadBundle(deps, tenant, parent.release) : await liveBundle(deps, tenant);
  const { procedure, action } = startAction(bundle, body);
  const instant = deps.clock.now();
  const state = emptyState({
    tenant,
    caseId: timeOrderedId('C', instant),
    procedure: procedure.id,
    matter: parent ? parent.matter : body.matter,
    release: bundle.hash,
    at: instant,
  });
  checkSubject(bundle, procedure, body, parent);
  const held = mayHold(person, action, null);
  if (held)
    throw new RefusedAttempt(
      person,
      state,
      action.title,
      new Refusal(held.code, held.say, [{ path: '/action', say: held.say }]),
    );
  checkForm(bundle, action, body.form);
  return record(deps, { person, state, parent, bundle, action, body });
}

/** Our own people must be able to see the case; another authority may claim a case it was told of by its number. */
async function parentCase(deps: Deps, person: Person, tenant: string, caseId: string): Promise<CaseState> {
  const parent = await deps.stores.cases.head(tenant, caseId);
  if (!parent || (isOurs(person) && !maySee(person, parent)))
    throw new Refusal('not-found', `没有案件 ${caseId}`, [{ path: '/parent', say: '应为本乡镇的案件' }]);
  if (parent.closed !== null) {
    const how = maySee(person, parent) ? `:${parent.closed}` : '';
    throw new Refusal('case-closed', `案件 ${caseId} 已结束${how}`);
  }
  return parent;
}

function startAction(bundle: Bundle, body: StartBody): { procedure: Procedure; action: Action } {
  const procedure = bundle.get('procedure', body.procedure)?.body;
  const action = actionOf(procedure, body.action);
  if (!procedure || !action?.start)
    throw new Refusal('not-found', `没有可以发起的程序步骤 ${body.procedure}/${body.action}`, [
      { path: '/procedure', say: '应为可以发起的程序' },
    ]);
  return { procedure, action };
}

function checkSubject(bundle: Bundle, procedure: Procedure, body: StartBody, parent: CaseState | null): void {
  if (procedure.subject === 'linked' && !parent)
    throw new Refusal('bad-request', `“${procedure.title}”要针对一个案件发起`, [
      { path: '/parent', say: '应为案件编号' },
    ]);
  if (parent && procedure.subject === 'matter')
    throw new Refusal('bad-request', `“${procedure.title}”不针对另一个案件发起`, [
      { path: '/parent', say: '不应填写' },
    ]);
  if (parent && bundle.get('procedure', parent.procedure)?.body.subject === 'linked')
    throw new Refusal('bad-request', `“${procedure.title}”要针对执法案件发起，不针对由它引出的案件`, [
      { path: '/parent', say: '应为原来的执法案件' },
    ]);
  if (procedure.subject === 'matter' && (body.matter === null || !bundle.get('matter', body.matter)))
    throw new Refusal('not-found', '没有这个执法事项', [{ path: '/matter', say: '应为现行清单中的事项' }]);
}
