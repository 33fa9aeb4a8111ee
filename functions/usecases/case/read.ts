import type { CaseView, FormView, OpenAction, StartOption, TimelineEntry } from '../../contract/api.ts';
import type { CaseEvent, CaseState } from '../../contract/case.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { actionOf } from '../../core/case/action-of.ts';
import { actionsIn, mayHold, maySee, onlyReports, visibleState, whyNot } from '../../core/case/authorize.ts';
import { deadlineOf } from '../../core/deadlines/clocks.ts';
import { clockBasis } from '../../core/deadlines/definitions.ts';
import type { Bundle, Entry } from '../../core/release/bundle.ts';
import type { PageRequest } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { liveBundle, loadBundle, releaseNumber } from '../releases.ts';
import { bundlesOf } from './bundles.ts';
import { labelsOf } from './labels.ts';

/** What is in the file of a case the person may see: not for who only reported it. @throws Refusal not-found, forbidden */
export async function openFile(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
): Promise<{ state: CaseState; bundle: Bundle }> {
  const seen = await visibleCase(deps, person, tenant, caseId);
  if (onlyReports(person))
    throw new Refusal('forbidden', '登记线索的人员可以了解办理进度，不能查阅案卷和文书');
  return seen;
}

/** A case the person may see. */
export async function visibleCase(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
): Promise<{ state: CaseState; bundle: Bundle }> {
  const state = await deps.stores.cases.head(tenant, caseId);
  if (!state || !maySee(person, state)) throw new Refusal('not-found', `没有案件 ${caseId}，或者你无权查看`);
  return { state, bundle: await loadBundle(deps, tenant, state.release) };
}

const procedureOf = (bundle: Bundle, id: string) => {
  const procedure = bundle.get('procedure', id)?.body;
  if (!procedure) throw new Error(`release ${bundle.hash} has no procedure ${id}`);
  return procedure;
};

export const formView = ({ id, hash, body }: Entry<'form'>): FormView => ({
  id,
  hash,
  title: body.title,
  schema: body.schema,
  ui: body.ui,
});

/** The case page: state, what may be done now and why not the rest, clocks with their law. */
export async function readCase(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
): Promise<CaseView> {
  const { state, bundle } = await visibleCase(deps, person, tenant, caseId);
  const procedure = procedureOf(bundle, state.procedure);
  const actions: OpenAction[] = actionsIn(procedure, state).flatMap(([id, action]) => {
    const form = bundle.get('form', action.form);
    const reason = whyNot(person, procedure, id, state);
    return form
      ? [
          {
            id,
            title: action.title,
            about: action.about ?? null,
            form: { id: form.id, hash: form.hash },
            papers: action.leadsTo.some((o) => (o.papers ?? []).length > 0 || o.publish !== undefined),
            allowed: reason === null,
            whyNot: reason?.say ?? null,
          },
        ]
      : [];
  });
  return {
    state: visibleState(person, state),
    procedureTitle: procedure.title,
    stages: procedure.stages.map(({ id, title, final }) => ({ id, title, final: final === true })),
    actionTitles: Object.fromEntries(Object.entries(procedure.actions).map(([id, a]) => [id, a.title])),
    matterName: state.matter ? (bundle.get('matter', state.matter)?.body.name ?? null) : null,
    actions,
    clocks: Object.values(state.clocks).map((clock) => {
      const definition = deadlineOf(bundle, clock.id);
      return {
        ...clock,
        name: definition?.name ?? clock.id,
        basis: definition ? clockBasis(definition, clock) : '',
      };
    }),
    releaseNumber: await releaseNumber(deps, tenant, state),
  };
}

/** Handlers see the whole timeline; a hotline operator or auxiliary only what they filed themselves (roles.md §1). */
export async function readTimeline(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  page: PageRequest,
) {
  const { state } = await visibleCase(deps, person, tenant, caseId);
  const { items, cursor } = await deps.stores.cases.events(tenant, caseId, page);
  const seen = onlyReports(person) ? items.filter((e) => e.actor.id === person.id) : items;
  const told = [state, ...seen];
  const bundleOf = await bundlesOf(deps, tenant, told);
  const entries: TimelineEntry[] = seen.map((event) => entryOf(event, bundleOf(event)));
  return {
    items: entries,
    cursor,
    labels: Object.assign(
      {},
      ...[...new Set(told.map(bundleOf))].map((b) =>
        labelsOf(
          b,
          seen.flatMap((e) => (e.verdict ? [e.verdict] : [])),
          seen.flatMap((e) => Object.keys(e.transition.facts ?? {})),
        ),
      ),
    ),
  };
}

function entryOf(event: CaseEvent, bundle: Bundle): TimelineEntry {
  const { submission, moved, says, origin } = event;
  const procedure = procedureOf(bundle, event.procedure);
  if (submission)
    return {
      event,
      actionTitle: procedure.actions[submission.action]?.title ?? submission.action,
      formTitle: bundle.get('form', submission.form.id)?.body.title ?? null,
    };
  const said = moved ? says?.[0] : says?.join('；');
  return { event, actionTitle: said ?? origin?.say ?? '', formTitle: null };
}

/** The pinned form of an action. */
export async function readForm(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  actionId: string,
): Promise<FormView> {
  const { state, bundle } = await visibleCase(deps, person, tenant, caseId);
  const action = actionOf(procedureOf(bundle, state.procedure), actionId);
  const form = action && bundle.get('form', action.form);
  if (!form) throw new Refusal('not-found', `程序没有步骤“${actionId}”`);
  return formView(form as Entry<'form'>);
}

/** What the person may begin under the live release. */
export async function startOptions(deps: Deps, person: Person, tenant: string): Promise<StartOption[]> {
  const bundle = await liveBundle(deps, tenant);
  return bundle.all('procedure').flatMap(({ body }) =>
    Object.entries(body.actions).flatMap(([id, action]) => {
      const form = action.start ? (bundle.get('form', action.form) as Entry<'form'> | null) : null;
      if (!form) return [];
      return [
        {
          procedure: body.id,
          procedureTitle: body.title,
          action: id,
          title: action.title,
          subject: body.subject,
          form: formView(form),
          allowed: mayHold(person, action, null) === null,
        },
      ];
    }),
  );
}
