import type { CaseState } from '../../contract/case.ts';
import type { Action, Procedure } from '../../contract/definitions/procedures.ts';
import type { ErrorCode } from '../../contract/errors.ts';
import { ROLES, type Role } from '../../contract/ids.ts';
import type { Person } from '../../contract/people.ts';
import { actionOf } from './action-of.ts';

/** Why a person may not take an action now; `code` is the refusal's. */
export type WhyNot = { code: ErrorCode; say: string };

const SEES_ALL: readonly Role[] = [
  'OFFICER',
  'TEAM_LEAD',
  'BUREAU_HEAD',
  'LEGAL_REVIEWER',
  'TOWN_LEADER',
  'COLLECTIVE',
  'HEARING_HOST',
];

/** The township's own people; everybody else sees only what is shared with their office. */
export const isOurs = (person: Person): boolean => person.org === 'town';

/**
 * May this person see the case? Handlers, reviewers and leaders of the township see its cases; offices see what is shared
 * with them; hotline and auxiliaries only what they reported; the archivist closed cases; administrators none (roles.md §1).
 */
export function maySee(person: Person, state: CaseState): boolean {
  if (!person.active || !person.tenants.includes(state.tenant)) return false;
  if (!isOurs(person)) return state.sharedWith.includes(person.org);
  if (person.roles.some((r) => SEES_ALL.includes(r))) return true;
  if (person.roles.includes('ARCHIVIST')) return state.closed !== null;
  return state.duties.registrar?.includes(person.id) ?? false;
}

/**
 * The register the person reads: of all cases of the township, of the closed ones, or of those shared with an office. It
 * lists no case `maySee` would refuse them; who sees only single cases has none.
 */
export function registerOf(person: Person): 'all' | 'closed' | { office: string } | null {
  if (!isOurs(person)) return { office: person.org };
  if (person.roles.some((r) => SEES_ALL.includes(r))) return 'all';
  return person.roles.includes('ARCHIVIST') ? 'closed' : null;
}

const REPORTS_ONLY: readonly Role[] = ['HOTLINE', 'AUXILIARY'];

/** Hotline operators and auxiliaries follow what they reported; the file itself is not theirs to read (roles.md §1). */
export const onlyReports = (person: Person): boolean =>
  isOurs(person) && person.roles.every((r) => REPORTS_ONLY.includes(r));

/** A case as the person may see it: who only reported it learns how far it is, not what is in the file. */
export const visibleState = (person: Person, state: CaseState): CaseState =>
  onlyReports(person)
    ? {
        ...state,
        facts: {},
        papers: [],
        duties: {},
        flags: [],
        requires: [],
        freezes: [],
        links: [],
        sharedWith: [],
      }
    : state;

/** Roles, duty and office for an action, whatever the stage. */
export function mayHold(person: Person, action: Action, state: CaseState | null): WhyNot | null {
  if (!action.who.roles.some((r) => person.roles.includes(r)))
    return { code: 'forbidden', say: `须由${action.who.roles.map((r) => ROLES[r]).join('或')}办理` };
  if (state === null) return null;
  const { duty } = action.who;
  if (duty && isOurs(person) && !state.duties[duty]?.includes(person.id))
    return { code: 'forbidden', say: '须由本案承办人员办理' };
  if (!isOurs(person) && !state.sharedWith.includes(person.org))
    return { code: 'forbidden', say: '案件未向本单位开放' };
  return null;
}

/** Everything that stands in the way of an action on this case now; null when it may be taken. Rules come after this. */
export function whyNot(
  person: Person,
  procedure: Procedure,
  actionId: string,
  state: CaseState,
): WhyNot | null {
  const action = actionOf(procedure, actionId);
  if (!action) return { code: 'action-not-open', say: `程序“${procedure.title}”没有这个步骤` };
  if (state.custodian !== 'town')
    return { code: 'case-moved', say: '案件已连同案卷移送其他机关，本机关不再办理' };
  if (state.archived && !action.afterArchive)
    return { code: 'case-archived', say: `案卷已于 ${state.archived.day} 归档，任何人不得改动` };
  // what the law asks for after the end (withdrawing a publication, 处罚法48②) names the final stage
  const final = procedure.stages.some((s) => s.id === state.stage && s.final);
  if (state.closed !== null && !(final && action.in?.includes(state.stage)))
    return { code: 'case-closed', say: `案件已结束：${state.closed}` };
  const held = mayHold(person, action, state);
  if (held) return held;
  const frozen = state.freezes.find((f) => f.actions.includes(actionId));
  if (frozen) return { code: 'action-frozen', say: frozen.say };
  if (!action.in?.includes(state.stage))
    return { code: 'action-not-open', say: `当前阶段是“${stageTitle(procedure, state.stage)}”` };
  if (!action.repeatable && state.done[actionId])
    return { code: 'action-not-open', say: '该步骤已经办理，不能重复' };
  return null;
}

/** Actions whose stage is open, in the order the procedure lists them. */
export const actionsIn = (procedure: Procedure, state: CaseState): [string, Action][] =>
  Object.entries(procedure.actions).filter(
    ([id, action]) => action.in?.includes(state.stage) && (action.repeatable || !state.done[id]),
  );

export const stageTitle = (procedure: Procedure, id: string): string =>
  procedure.stages.find((s) => s.id === id)?.title ?? id;
