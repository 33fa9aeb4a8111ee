import type { CaseState } from '../../contract/case.ts';
import type { Procedure } from '../../contract/definitions/procedures.ts';
import type { Fault } from '../../contract/errors.ts';
import { typeFault } from '../../contract/fact-types.ts';
import { deadlineOf } from '../deadlines/clocks.ts';
import type { Bundle } from '../release/bundle.ts';
import { bundleDifferences } from '../release/telling/sentences.ts';
import { rulesOfStep } from '../rules/of-step.ts';

/**
 * What of a case another release has no place for: its procedure and stage, its matter, the deadlines of clocks that still
 * run, milestones it has reached, facts that are of another type there. Empty: the case can go on there.
 */
export function moveFaults(state: CaseState, to: Bundle): Fault[] {
  const faults: Fault[] = [];
  const fault = (path: string, say: string) => faults.push({ path, say });
  const procedure = to.get('procedure', state.procedure)?.body;
  if (!procedure) fault('/procedure', `该版本没有程序“${state.procedure}”`);
  else if (!procedure.stages.some((s) => s.id === state.stage))
    fault('/stage', `该版本的程序“${procedure.title}”没有案件所在的阶段“${state.stage}”`);
  if (state.matter !== null && !to.get('matter', state.matter))
    fault('/matter', `该版本没有案件的事项 ${state.matter}`);
  for (const clock of Object.values(state.clocks))
    if (clock.stoppedAt === undefined && !deadlineOf(to, clock.id))
      fault(`/clocks/${clock.id}`, `该版本没有正在计算的期限 ${clock.id}`);
  const marks = marksKnown(to);
  for (const mark of state.marks)
    if (!marks.has(mark)) fault(`/marks/${mark}`, `该版本没有案件已经记下的节点“${mark}”`);
  for (const [name, value] of Object.entries(state.facts)) {
    const definition = to.dictionary.get(name);
    const unfit = definition && typeFault(definition, value);
    if (unfit) fault(`/facts/${name}`, `该版本的事实“${definition.label}”容不下案件记下的值：${unfit}`);
  }
  return faults;
}

/** Every milestone any procedure of a release can set, on its own case or on the one it was opened from. */
function marksKnown(bundle: Bundle): Set<string> {
  const outcomes = bundle
    .all('procedure')
    .flatMap(({ body }) => Object.values(body.actions).flatMap((action) => action.leadsTo));
  return new Set(outcomes.flatMap((o) => [...(o.mark ?? []), ...(o.parent?.mark ?? [])]));
}

/** What differs between two releases for a case: its procedure, the rules and forms of its steps, and its matter. */
export function moveDifferences(state: CaseState, from: Bundle, to: Bundle): string[] {
  const procedures = [from, to]
    .map((b) => b.get('procedure', state.procedure)?.body)
    .filter((p) => p !== undefined);
  const concerned = new Set(procedures.flatMap(definitionsOf));
  if (state.matter !== null) concerned.add(`matter/${state.matter}`);
  return bundleDifferences(from, to)
    .filter((d) => concerned.has(d.definition))
    .map((d) => d.say);
}

const definitionsOf = (procedure: Procedure): string[] => [
  `procedure/${procedure.id}`,
  ...Object.values(procedure.actions).flatMap((action) => [
    `form/${action.form}`,
    ...rulesOfStep(procedure, action).flatMap((id) => [`ruleset/${id}`, `table/${id}`]),
  ]),
];
