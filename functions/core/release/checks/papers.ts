import type { Part, Template } from '../../../contract/definitions/papers.ts';
import { deadlineOf } from '../../deadlines/clocks.ts';
import { paramNamed } from '../../facts/params.ts';
import { type Schema, schemaAt } from '../../forms/schema-at.ts';
import { anatomy, type Placed } from '../../papers/parts.ts';
import type { Bundle } from '../bundle.ts';
import type { Report } from './report.ts';

/** Everything a template reads exists: facts, parameters, clocks, other papers, its remedy, and the fields of every form it is issued on. */
export function checkPapers(bundle: Bundle, report: (id: string) => Report): void {
  const forms = formsIssuing(bundle);
  for (const { id, body } of bundle.all('template')) {
    const say = report(`template/${id}`);
    const { parts, pointers, facts } = anatomy(body);
    for (const placed of parts) checkPart(bundle, placed, say);
    for (const { path, fact } of facts) checkFact(bundle, fact, path, say);
    checkRemedy(bundle, body, say);
    const fields = [...pointers, ...parts.flatMap(fieldOf)];
    for (const [form, schema] of forms.get(id) ?? [])
      for (const { path, pointer } of fields)
        if (!schemaAt(schema, pointer)) say(path, 'unknown-field', `表单“${form}”里没有 ${pointer}`);
  }
  checkService(bundle, report);
}

/** The pointer a part reads in the form, through the first row where it stands in a list. */
function fieldOf({ path, part, rows }: Placed): { path: string; pointer: string }[] {
  if (typeof part === 'string') return [];
  if ('field' in part) return [{ path, pointer: part.field }];
  if ('people' in part) return [{ path, pointer: part.people }];
  return 'item' in part && rows !== undefined ? [{ path, pointer: `${rows}/0${part.item}` }] : [];
}

/** For each template the forms of the actions that issue it. */
function formsIssuing(bundle: Bundle): Map<string, Map<string, Schema>> {
  const found = new Map<string, Map<string, Schema>>();
  for (const { body } of bundle.all('procedure'))
    for (const action of Object.values(body.actions)) {
      const schema = bundle.get('form', action.form)?.body.schema as Schema | undefined;
      if (!schema) continue;
      for (const outcome of action.leadsTo)
        for (const id of [...(outcome.papers ?? []), ...(outcome.publish ? [outcome.publish] : [])])
          found.set(id, (found.get(id) ?? new Map()).set(action.form, schema));
    }
  return found;
}

function checkPart(bundle: Bundle, { path, part, rows }: Placed, say: Report): void {
  if (typeof part === 'string') return;
  if ('fact' in part) checkFact(bundle, part.fact, path, say);
  if ('item' in part && rows === undefined)
    say(path, 'no-rows', 'item 只能用在清单（table）或者逐项（each）之内');
  const tables = bundle.all('params').map(({ body }) => body);
  if ('param' in part && !paramNamed(tables, part.param))
    say(path, 'unknown-param', `参数“${part.param}”不存在`);
  if ('clock' in part && !deadlineOf(bundle, part.clock))
    say(path, 'unknown-deadline', `期限“${part.clock}”不存在`);
  if ('verdict' in part && !bundle.get('ruleset', part.verdict) && !bundle.get('table', part.verdict))
    say(path, 'unknown-ruleset', `规则集“${part.verdict}”不存在`);
  if ('paper' in part && !bundle.get('template', part.paper))
    say(path, 'unknown-template', `文书模板“${part.paper}”不存在`);
}

function checkFact(bundle: Bundle, fact: string, path: string, say: Report): void {
  if (!bundle.dictionary.has(fact)) say(path, 'unknown-fact', `事实词典中没有“${fact}”`);
}

/** A template that prints 救济告知 names a profile there is, and one that names a profile prints it. */
function checkRemedy(bundle: Bundle, template: Template, say: Report): void {
  const profiles = bundle.all('remedies').flatMap((t) => t.body.profiles);
  const { remedy } = template;
  if (remedy !== undefined && !profiles.some((p) => p.id === remedy))
    say(
      '/remedy',
      'unknown-remedy',
      `救济告知“${remedy}”不存在，现有：${profiles.map((p) => p.id).join('、')}`,
    );
  const prints = (part: Part) => typeof part === 'object' && 'kernel' in part && part.kernel === 'remedy';
  if ((remedy !== undefined) !== anatomy(template).parts.some(({ part }) => prints(part)))
    say('/remedy', 'remedy-unused', '写明救济告知类型的，正文应有救济告知；正文有救济告知的，应写明类型');
}

/** Each method a form can name is known with its law, and the periods it waits for exist. */
function checkService(bundle: Bundle, report: (id: string) => Report): void {
  const methods = bundle.dictionary.get('service.method')?.values;
  for (const { id, body } of bundle.all('service')) {
    const say = report(`service/${id}`);
    for (const [i, method] of body.methods.entries()) {
      if (methods && !methods.includes(method.id))
        say(`/methods/${i}/id`, 'unknown-member', `“送达方式”没有“${method.id}”，应为 ${methods.join('、')}`);
      for (const [j, { deadline }] of (method.after ?? []).entries())
        if (!deadlineOf(bundle, deadline))
          say(`/methods/${i}/after/${j}/deadline`, 'unknown-deadline', `期限“${deadline}”不存在`);
    }
  }
  const known = new Set(bundle.all('service').flatMap((t) => t.body.methods.map((m) => m.id)));
  for (const method of known.size > 0 ? (methods ?? []) : [])
    if (!known.has(method))
      report('service')('/methods', 'method-missing', `送达方式“${method}”没有规定送达之日`);
}
