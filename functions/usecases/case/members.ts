/** What the members of the facts the kernel supplies about a case are called; the packs say it, no dictionary repeats it. */
import type { Action, Outcome, Procedure } from '../../contract/definitions/procedures.ts';
import { type Schema, schemaAt } from '../../core/forms/schema-at.ts';
import type { Bundle } from '../../core/release/bundle.ts';

/** By fact: its members and what each is called. */
export type MemberNames = Record<string, Record<string, string>>;
type Named = [code: string, title: string];

const made = new WeakMap<Bundle, MemberNames>();

/** A milestone is called by the steps that reach it, a step by its title, a demand by the rule set that makes it. */
export function memberNames(bundle: Bundle): MemberNames {
  const known = made.get(bundle);
  if (known) return known;
  const procedures = bundle.all('procedure').map(({ body }) => body);
  const steps = procedures.flatMap(({ actions }) => Object.entries(actions));
  const marks = called(steps.flatMap(([, action]) => milestones(action, bundle)));
  const sets = bundle.ruleSets().map(({ ruleSet }) => ruleSet);
  const names: MemberNames = {
    'case.marks': marks,
    'parent.marks': marks,
    'case.done': called(steps.map(([id, { title }]) => [id, title])),
    'case.stage': called(procedures.flatMap(stages)),
    'case.voidPapers': called(bundle.all('template').map(({ id, body }) => [id, body.title])),
    'case.requires': called(
      sets.flatMap(({ title, rules }) =>
        rules.flatMap(({ event }): Named[] => (event.type === 'require' ? [[event.params.need, title]] : [])),
      ),
    ),
    'case.flags': called(
      sets.flatMap(({ rules }) =>
        rules.flatMap(({ title, event }): Named[] =>
          event.type === 'flag' ? [[event.params.flag, title]] : [],
        ),
      ),
    ),
  };
  made.set(bundle, names);
  return names;
}

const stages = ({ stages }: Procedure): Named[] => stages.map(({ id, title }) => [id, title]);

/** What goes by several titles has them all. */
function called(named: Named[]): Record<string, string> {
  const titles = new Map<string, Set<string>>();
  for (const [code, title] of named) titles.set(code, (titles.get(code) ?? new Set()).add(title));
  return Object.fromEntries([...titles].map(([code, all]) => [code, [...all].join('／')]));
}

/** What every outcome of a step reaches is called by the step; what only some reach, also by what was chosen there. */
function milestones({ title, form, leadsTo }: Action, bundle: Bundle): Named[] {
  const schema = bundle.get('form', form)?.body.schema as Schema | undefined;
  const reached = leadsTo.flatMap(({ mark = [], parent }) => [...mark, ...(parent?.mark ?? [])]);
  return [...new Set(reached)].map((mark): Named => {
    const by = leadsTo.filter(
      (outcome) => outcome.mark?.includes(mark) || outcome.parent?.mark?.includes(mark),
    );
    if (by.length === leadsTo.length) return [mark, title];
    const answers = by.map((outcome) => answersOf(outcome, schema));
    const shared = answers[0]?.filter((one) => answers.every((all) => all.includes(one))) ?? [];
    const told = shared.length > 0 ? shared.join('，') : [...new Set(answers.flat())].join('／');
    return [mark, `${title}（${told}）`];
  });
}

type Choice = { const?: unknown; title?: string };

/** The answers an outcome follows from, as the form asks for them. */
function answersOf({ if: answers }: Outcome, schema: Schema | undefined): string[] {
  if (!answers) return ['其他情形'];
  return Object.entries(answers).map(([pointer, value]) => {
    const field = schema && schemaAt(schema, pointer);
    const choice = ((field?.oneOf ?? []) as Choice[]).find((one) => one.const === value)?.title;
    if (typeof value !== 'boolean') return choice ?? String(value);
    return `${field?.title ?? pointer}：${choice ?? (value ? '是' : '否')}`;
  });
}
