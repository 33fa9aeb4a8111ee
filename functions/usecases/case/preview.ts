import type { PaperPreview } from '../../contract/api.ts';
import type { CaseState, Paper } from '../../contract/case.ts';
import type { Action } from '../../contract/definitions/procedures.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { actionOf } from '../../core/case/action-of.ts';
import { mayHold } from '../../core/case/authorize.ts';
import { clockChanges } from '../../core/case/clock-changes.ts';
import { paperContext } from '../../core/case/issuing.ts';
import { chooseOutcome } from '../../core/case/transition.ts';
import type { TransitionInput } from '../../core/case/transition-input.ts';
import { rulesOf } from '../../core/deadlines/clocks.ts';
import { factsOfForm } from '../../core/facts/of-form.ts';
import { schemaAt } from '../../core/forms/schema-at.ts';
import { dataFaults } from '../../core/forms/validate.ts';
import { type Filled, fillPaper } from '../../core/papers/issue.ts';
import type { Bundle, Entry } from '../../core/release/bundle.ts';
import type { Deps } from '../deps.ts';
import { documentFile as file } from '../document-file.ts';
import { calendarInForce } from '../releases.ts';
import { parted } from './intake.ts';
import { judge } from './judge.ts';
import { peopleOf } from './papers.ts';
import { visibleCase } from './read.ts';
import { parentOf } from './submit.ts';
import { tenantOf } from './tenant.ts';

export type PreviewBody = {
  action: string;
  data: Record<string, unknown>;
  template?: string | undefined;
  format: 'pdf' | 'docx';
};
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The papers a form would issue, filled with what is there so far: nothing is numbered, sealed or recorded.
 * @throws Refusal not-found, forbidden and the like, or data-invalid: what is there has to fit its form as on filing
 */
export async function previewPapers(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  body: PreviewBody,
): Promise<PaperPreview> {
  const { state, bundle } = await visibleCase(deps, person, tenant, caseId);
  const action = actionOf(bundle.get('procedure', state.procedure)?.body, body.action);
  if (!action) throw new Refusal('not-found', `程序没有步骤“${body.action}”`);
  const barred = mayHold(person, action, state);
  if (barred) throw new Refusal(barred.code, barred.say);
  const filled = await fillAll(deps, person, state, bundle, action, body);
  const chosen = filled.find(({ paper }) => body.template === undefined || paper.template === body.template);
  if (body.template !== undefined && !chosen)
    throw new Refusal('not-found', `按填写的内容，这一步不制作文书“${body.template}”`);
  return {
    papers: filled.map(({ paper, faults }) => ({
      template: paper.template,
      title: paper.title,
      faults: faults.map((f) => f.say),
    })),
    document: chosen ? await draft(deps, tenant, chosen, body.format) : null,
  };
}

async function draft(deps: Deps, tenant: string, { paper }: Filled, format: 'pdf' | 'docx') {
  if (format === 'docx') return file(`${paper.title}（草稿）.docx`, await deps.papers.docx(paper), WORD);
  return file(`${paper.title}（草稿）.pdf`, await deps.papers.pdf(paper, { mode: 'draft', tenant }));
}

/** The number comes with the issue; until then a paper that names this one says so. */
const numberedLater = (bundle: Bundle, paper: Paper): Paper =>
  bundle.get('template', paper.template)?.body.numberWord === undefined
    ? paper
    : { ...paper, number: '（签发时编号）' };

/** What is judged and printed has the types its form says. The drawer shows no fields, so the sentence names them. */
function checkSoFar({ body, hash }: Entry<'form'>, data: unknown): void {
  const faults = dataFaults(body, hash, data, { soFar: true });
  if (faults.length === 0) return;
  const named = faults.map(({ path, say }) => `${schemaAt(body.schema, path)?.title ?? path} ${say}`);
  throw new Refusal(
    'data-invalid',
    `《${body.title}》有 ${faults.length} 处不符合要求，改正后才能预览：${named.join('；')}`,
    faults,
  );
}

async function fillAll(
  deps: Deps,
  person: Person,
  state: CaseState,
  bundle: Bundle,
  action: Action,
  { action: actionId, data: typed }: PreviewBody,
): Promise<Filled[]> {
  const form = bundle.get('form', action.form);
  if (!form) throw new Error(`release ${bundle.hash} has no form ${action.form}`);
  checkSoFar(form, typed);
  const instant = deps.clock.now();
  // 举报人信息 never reaches a paper, not even a draft
  const { open: data } = parted(form.body, typed);
  const outcome = chooseOutcome(action, data);
  if (!outcome) return [];
  const matter = state.matter ? (bundle.get('matter', state.matter)?.body ?? null) : null;
  const calendar = await calendarInForce(deps, state.tenant, bundle);
  const formFacts = factsOfForm(bundle, form.body, data, {
    instant,
    actor: person.id,
    matter: state.matter,
    calendar,
    known: state.facts,
  });
  const verdict = await judge(deps, {
    bundle,
    instant,
    person,
    state,
    matter,
    parent: await parentOf(deps, state),
    action,
    data,
    formFacts,
    overrides: [],
  });
  const input: TransitionInput = {
    bundle,
    instant,
    tenant: tenantOf(deps, state.tenant),
    actor: person,
    state,
    matter,
    actionId,
    action,
    outcome,
    data,
    verdict,
    formFacts,
    openings: [],
    numbers: new Map(),
    people: await peopleOf(deps, { bundle, action, outcome, state, person, data }),
    calendar,
    checkUrl: deps.checkUrl,
  };
  // A clock whose first day is not filled in yet is no reason to show nothing.
  const { clocks } = clockChanges({ ...input, rules: rulesOf(bundle, calendar) });
  const context = { ...paperContext(input, clocks), number: null };
  const filled: Filled[] = [];
  for (const id of [...(outcome.papers ?? []), ...(outcome.publish ? [outcome.publish] : [])]) {
    const template = bundle.get('template', id);
    const papers = [...context.papers, ...filled.map(({ paper }) => numberedLater(bundle, paper))];
    if (template) filled.push(fillPaper(template.body, template.hash, { ...context, papers }));
  }
  return filled;
}
