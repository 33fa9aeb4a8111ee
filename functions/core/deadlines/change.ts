import type { ClockExtension, ClockPause, ClockState } from '../../contract/case.ts';
import type { ExclusionGround, ExtensionStep } from '../../contract/definitions/deadlines.ts';
import type { Role } from '../../contract/ids.ts';
import { ROLES } from '../../contract/ids.ts';
import { addDays, dayOf, isDay } from '../time/days.ts';
import { type ClockRules, counted, deadlineOf, isOverdue, isSuspended } from './clocks.ts';

/** Who approves a change of a clock, when, and the paper that tells the party: without any of them it has no effect. */
export type Approval = { by: { id: string; roles: readonly Role[] }; at: string; notice: string };
/** The changed clock, or why the law does not allow it. */
export type Changed = { clock: ClockState } | { fault: string; basis: string[] };

const refused = (fault: string, ...basis: string[]): Changed => ({ fault, basis });

/** Why no change at all may be made to this clock now; null when one may. */
function inTheWay(
  rules: ClockRules,
  clock: ClockState | undefined,
  id: string,
  { by, at, notice }: Approval,
  approver: readonly Role[],
): Changed | null {
  const name = deadlineOf(rules.bundle, id)?.name ?? id;
  if (!clock || clock.stoppedAt !== undefined) return refused(`“${name}”没有在计算，不能停计或者延长`);
  if (isOverdue(clock, at)) return refused(`“${name}”已于 ${clock.due} 届满，届满后不得停计或者延长`);
  if (!by.roles.some((role) => approver.includes(role)))
    return refused(`停计或者延长“${name}”须由${approver.map((r) => ROLES[r]).join('或')}批准`);
  if (notice.trim() === '') return refused(`停计或者延长“${name}”须书面告知，请填写告知文书的文号`);
  return null;
}

const fits = (profile: string | null) => (rule: { profiles?: string[] | undefined }) =>
  rule.profiles === undefined || (profile !== null && rule.profiles.includes(profile));

/** The steps of extension the law of this matter still allows, and the grounds it knows for not counting days. */
export function extensionSteps(
  rules: ClockRules,
  clock: ClockState,
  profile: string | null,
): ExtensionStep[] {
  const steps = deadlineOf(rules.bundle, clock.id)?.extension?.steps ?? [];
  const taken = (id: string) => (clock.extensions ?? []).filter((e) => e.step === id).length;
  return steps.filter(fits(profile)).filter((s) => taken(s.id) < s.times);
}
export const exclusionGrounds = (rules: ClockRules, id: string, profile: string | null): ExclusionGround[] =>
  (deadlineOf(rules.bundle, id)?.exclusion?.grounds ?? []).filter(fits(profile));

/**
 * Let a clock stand still on a ground the law names. Never after it has run out, never twice at once, and never where no day
 * would be left out: the day it begins on still counts (民法典201), so from the last day on nothing is left to put off.
 * @param request.from the day the ground began; it still counts, the days after it do not
 * @param request.to the last day that does not count, where the period was fixed beforehand: the clock runs on after it
 */
export function suspendClock(
  rules: ClockRules,
  clocks: Record<string, ClockState>,
  id: string,
  request: { ground: string; from: string; to?: string; profile: string | null; approval: Approval },
): Changed {
  const clock = clocks[id];
  const { ground: wanted, from, to, profile, approval } = request;
  const law = deadlineOf(rules.bundle, id)?.exclusion?.say ?? '法律没有规定不计入的期间';
  const ground = exclusionGrounds(rules, id, profile).find((g) => g.id === wanted);
  if (!ground) return refused(`没有法律依据可以按“${wanted}”停计：${law}`);
  const stop = inTheWay(rules, clock, id, approval, ground.approver);
  if (stop || !clock) return stop ?? refused(`没有期限 ${id}`);
  if (isSuspended(clock)) return refused('该期限已经停计，不能再次停计；请先恢复计算', ground.basis);
  const today = dayOf(approval.at);
  const earliest =
    [clock.from.slice(0, 10), ...(clock.pauses ?? []).map((p) => p.to ?? '')].sort().at(-1) ?? '';
  const latest =
    to === undefined ? { day: today, say: `今天（${today}）` } : { day: clock.due, say: ` ${clock.due} ` };
  if (!isDay(from) || from < earliest || from > latest.day)
    return refused(`停计的起始日应在 ${earliest} 与${latest.say}之间，不能是 ${from}`, ground.basis);
  if (to !== undefined && (!isDay(to) || to < from))
    return refused(`不计入的期间应当明确，届满之日不得早于 ${from}`, ground.basis);
  if (clock.from.length > 10) return refused('按小时计算的期限不能停计', ground.basis);
  const pause: ClockPause = {
    ground: ground.id,
    say: ground.say,
    from,
    ...(to === undefined ? { to: null } : { to, fixed: true as const }),
    ...signed(ground.basis, approval),
  };
  const pauses = clock.pauses ?? [];
  const { due } = counted(rules, clock);
  const shown = counted(rules, { ...clock, pauses: [...pauses, { ...pause, to: to ?? addDays(due, 1) }] });
  if (shown.due <= due) return refused(noEffect(clock, due, from, to), ground.basis);
  return { clock: to === undefined ? { ...clock, pauses: [...pauses, pause] } : shown };
}

/** Nobody is told of days left out of a period that ends when it would have ended anyway. */
function noEffect(clock: ClockState, due: string, from: string, to: string | undefined): string {
  const counts = `停计开始的当日（${from}）仍计入期限，自次日起才不计入（民法典第201条）`;
  if (from >= due)
    return `${counts}，而期限于 ${clock.due} 当日届满，停计不能使它推后；应当在届满以前办结、解除或者依法延长`;
  return `${counts}，${to === undefined ? '其后' : `至 ${to} `}没有可以扣除的日子，届满之日仍为 ${clock.due}，停计没有效果`;
}

/**
 * Let it run again; the days in between are added. A period fixed beforehand is shortened, never lengthened: what was not
 * told is not left out.
 * @param request.to the last day that does not count
 */
export function resumeClock(
  rules: ClockRules,
  clocks: Record<string, ClockState>,
  id: string,
  request: { to: string; at: string },
): Changed {
  const clock = clocks[id];
  const open = clock?.pauses?.findLast((p) => p.to === null || p.fixed);
  if (!clock || clock.stoppedAt !== undefined || !open) return refused('该期限没有停计，不能恢复计算');
  const today = dayOf(request.at);
  if (!isDay(request.to) || request.to < open.from || request.to > today)
    return refused(
      `恢复计算的日期应在停计之日（${open.from}）与今天（${today}）之间，不能是 ${request.to}`,
      open.basis,
    );
  const { fixed: _, ...ended } = open;
  const to = open.to !== null && open.to < request.to ? open.to : request.to;
  const pauses = (clock.pauses ?? []).map((p) => (p === open ? { ...ended, to } : p));
  return { clock: counted(rules, { ...clock, pauses }) };
}

/** Let it run longer by the next step the law of this matter allows; each step as often as the law says and no more. */
export function extendClock(
  rules: ClockRules,
  clocks: Record<string, ClockState>,
  id: string,
  request: { profile: string | null; approval: Approval },
): Changed {
  const clock = clocks[id];
  const { profile, approval } = request;
  const definition = deadlineOf(rules.bundle, id);
  const lawful = (definition?.extension?.steps ?? []).filter(fits(profile));
  if (lawful.length === 0)
    return refused(`没有法律依据可以延长：${definition?.extension?.say ?? '法律没有规定延长'}`);
  const [step] = clock ? extensionSteps(rules, clock, profile) : lawful;
  if (!step) return refused('该期限已经延长到法律允许的上限，不能再延长', ...lawful.map((s) => s.basis));
  const stop = inTheWay(rules, clock, id, approval, step.approver);
  if (stop || !clock) return stop ?? refused(`没有期限 ${id}`);
  const { id: stepId, length, unit, say, basis } = step;
  const extension: ClockExtension = { step: stepId, length, unit, say, ...signed(basis, approval) };
  return { clock: counted(rules, { ...clock, extensions: [...(clock.extensions ?? []), extension] }) };
}

const signed = (basis: string, { by, at, notice }: Approval) => ({
  basis,
  approvedBy: by.id,
  approvedAt: at,
  notice: notice.trim(),
});
