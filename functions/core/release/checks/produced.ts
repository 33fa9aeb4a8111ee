import type { Procedure } from '../../../contract/definitions/procedures.ts';
import type { WrittenRule } from '../../../contract/definitions/rules.ts';
import { emptyState } from '../../case/fold.ts';
import { rulesOfStep } from '../../rules/of-step.ts';
import type { Bundle } from '../bundle.ts';

/** What a kernel fact can hold in cases of some procedures, and what its members are called. */
export type Vocabulary = { what: string; members: Set<string> };

/** The stage of a case before its first event. */
const FIRST_STAGE = emptyState({
  tenant: '',
  caseId: '',
  procedure: '',
  matter: null,
  release: '',
  at: '',
}).stage;

/**
 * The kernel facts whose members procedures and rules bring about. What is done to a case by the cases opened from it counts
 * whichever procedure does it.
 */
export function vocabularyOf(bundle: Bundle, procedures: Procedure[]): Map<string, Vocabulary> {
  const all = bundle.all('procedure').map(({ body }) => body);
  const rules = rulesOf(bundle, procedures);
  const marks = [
    ...outcomesOf(procedures).flatMap((o) => o.mark ?? []),
    ...outcomesOf(all).flatMap((o) => o.parent?.mark ?? []),
  ];
  const effects = rules.map(({ event }) => event);
  const words: Record<string, [what: string, members: string[]]> = {
    'case.marks': ['里程碑', marks],
    'parent.marks': [
      '里程碑',
      outcomesOf(all).flatMap((o) => [...(o.mark ?? []), ...(o.parent?.mark ?? [])]),
    ],
    'case.stage': ['阶段', [FIRST_STAGE, ...procedures.flatMap(({ stages }) => stages.map(({ id }) => id))]],
    'case.done': ['步骤', procedures.flatMap(({ actions }) => Object.keys(actions))],
    'case.requires': [
      '须先办理的事项',
      effects.flatMap((e) => (e.type === 'require' ? [e.params.need] : [])),
    ],
    'case.flags': [
      '标记',
      [
        ...effects.flatMap((e) => (e.type === 'flag' ? [e.params.flag] : [])),
        ...openersOf(bundle, procedures),
      ],
    ],
    'case.voidPapers': ['文书模板', outcomesOf(procedures).flatMap((o) => o.papers ?? [])],
    'actor.duties': [
      '职责',
      [
        'registrar',
        ...all.flatMap(({ actions }) => Object.values(actions).flatMap(({ duty }) => duty ?? [])),
        ...outcomesOf(all).flatMap((o) => o.gives?.duty ?? []),
      ],
    ],
  };
  return new Map(
    Object.entries(words).map(([fact, [what, members]]) => [fact, { what, members: new Set(members) }]),
  );
}

const outcomesOf = (procedures: Procedure[]) =>
  procedures.flatMap(({ actions }) => Object.values(actions).flatMap(({ leadsTo }) => leadsTo));

/** A linked case carries as a flag what opened it: the rule, or the outcome itself. */
function openersOf(bundle: Bundle, procedures: Procedure[]): string[] {
  const opened = new Set(procedures.map(({ id }) => id));
  const rules = [...bundle.all('ruleset'), ...bundle.all('table')].flatMap(({ id }) =>
    writtenRules(bundle, id),
  );
  return [
    ...rules.flatMap(({ id, event }) =>
      (event.type === 'freeze' || event.type === 'open') && opened.has(event.params.open) ? [id] : [],
    ),
    'outcome',
  ];
}

/** The procedures whose actions judge a rule set. */
export const usersOf = (bundle: Bundle, ruleSet: string): Procedure[] =>
  bundle
    .all('procedure')
    .map(({ body }) => body)
    .filter((procedure) =>
      Object.values(procedure.actions).some((action) => rulesOfStep(procedure, action).includes(ruleSet)),
    );

/**
 * The rules of a set as they are written, whether or not what their conditions name can be resolved: what a rule brings about
 * does not depend on it, and one misspelt name must not make everything the set does look undone.
 */
export function writtenRules(bundle: Bundle, id: string): Pick<WrittenRule, 'id' | 'event'>[] {
  return bundle.get('ruleset', id)?.body.rules ?? bundle.get('table', id)?.body.rows ?? [];
}

/** The rule sets that procedures have their steps judged by. */
export const setsOf = (procedures: Procedure[]): string[] => [
  ...new Set(
    procedures.flatMap((procedure) =>
      Object.values(procedure.actions).flatMap((action) => rulesOfStep(procedure, action)),
    ),
  ),
];

const rulesOf = (bundle: Bundle, procedures: Procedure[]) =>
  setsOf(procedures).flatMap((id) => writtenRules(bundle, id));
