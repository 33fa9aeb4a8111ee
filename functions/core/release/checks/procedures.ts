import type { Action, Outcome, Procedure } from '../../../contract/definitions/procedures.ts';
import { schemaAt } from '../../forms/schema-at.ts';
import type { Bundle } from '../bundle.ts';
import { checkClocks } from './clocks.ts';
import { checkTakesOver } from './linked.ts';
import type { Report } from './report.ts';

/** Everything an action names exists: form, rule sets, papers, deadlines, stages, fields, procedures to open. */
export function checkProcedures(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id, body } of bundle.all('procedure')) {
    const say = report(`procedure/${id}`);
    if (
      body.subject === 'linked' &&
      body.opensAt === undefined &&
      !Object.values(body.actions).some((a) => a.start)
    )
      say('/opensAt', 'no-beginning', '关联程序应写明从哪个阶段开始，或有一个发起步骤');
    for (const [i, ruleSet] of (body.rules ?? []).entries())
      checkRuleSet(bundle, ruleSet, `/rules/${i}`, say);
    checkTakesOver(bundle, body, say);
    if (body.opensAt !== undefined) checkStage(body, body.opensAt, '/opensAt', say);
    for (const [actionId, action] of Object.entries(body.actions))
      checkAction(bundle, body, action, `/actions/${actionId}`, say);
  }
}

function checkAction(bundle: Bundle, procedure: Procedure, action: Action, path: string, say: Report): void {
  const form = bundle.get('form', action.form);
  if (!form) say(`${path}/form`, 'unknown-form', `表单“${action.form}”不存在`);
  for (const [i, id] of action.rules.entries()) checkRuleSet(bundle, id, `${path}/rules/${i}`, say);
  for (const [i, stage] of (action.in ?? []).entries()) checkStage(procedure, stage, `${path}/in/${i}`, say);
  if (!action.start && !action.in?.length) say(path, 'unreachable', '步骤既不能发起案件，也不在任何阶段开放');
  const field = (pointer: string, at: string) => {
    if (form && !schemaAt(form.body.schema, pointer))
      say(at, 'unknown-field', `表单“${action.form}”里没有 ${pointer}`);
  };
  if (action.officersAt) field(action.officersAt, `${path}/officersAt`);
  if (action.officersOn) field(action.officersOn, `${path}/officersOn`);
  for (const [i, outcome] of action.leadsTo.entries())
    checkOutcome(bundle, procedure, outcome, `${path}/leadsTo/${i}`, field, say);
}

function checkRuleSet(bundle: Bundle, id: string, path: string, say: Report): void {
  if (!bundle.get('ruleset', id) && !bundle.get('table', id))
    say(path, 'unknown-ruleset', `规则集“${id}”不存在`);
}

function checkOutcome(
  bundle: Bundle,
  procedure: Procedure,
  outcome: Outcome,
  path: string,
  field: (pointer: string, at: string) => void,
  say: Report,
): void {
  if (outcome.stage) checkStage(procedure, outcome.stage, `${path}/stage`, say);
  for (const pointer of Object.keys(outcome.if ?? {})) field(pointer, `${path}/if`);
  for (const pointer of [
    outcome.moveTo,
    outcome.shareAt,
    outcome.withdraw,
    outcome.parent?.moveTo,
    outcome.gives?.at,
    outcome.void?.paper,
    outcome.void?.reason,
  ])
    if (pointer) field(pointer, path);
  const papers = [...(outcome.papers ?? []), ...(outcome.publish ? [outcome.publish] : [])];
  for (const id of papers)
    if (!bundle.get('template', id)) say(`${path}/papers`, 'unknown-template', `文书模板“${id}”不存在`);
  checkClocks(bundle, outcome, path, field, say);
  if (outcome.open) checkOpens(bundle, outcome.open.procedure, `${path}/open`, say);
}

function checkStage(procedure: Procedure, stage: string, path: string, say: Report): void {
  if (!procedure.stages.some((s) => s.id === stage))
    say(path, 'unknown-stage', `程序“${procedure.title}”没有阶段“${stage}”`);
}

/** A procedure a rule or an outcome opens exists, and says where a case of it begins. */
export function checkOpens(bundle: Bundle, id: string, path: string, say: Report): void {
  const procedure = bundle.get('procedure', id)?.body;
  if (!procedure) say(path, 'unknown-procedure', `程序“${id}”不存在`);
  else if (procedure.opensAt === undefined)
    say(
      path,
      'not-openable',
      `程序“${procedure.title}”没有写明从哪个阶段开始（opensAt），不能由规则或者步骤开启`,
    );
}
