import { z } from 'zod';
import type { ClockState } from '../../contract/case.ts';
import { ROLES, Role } from '../../contract/ids.ts';
import { type Changed, extendClock, resumeClock, suspendClock } from '../../core/deadlines/change.ts';
import { type ClockRules, isOverdue, isSuspended, rulesOf, startClock } from '../../core/deadlines/clocks.ts';
import { deadlineOf, NotCountable, takesLater } from '../../core/deadlines/definitions.ts';
import { shapeFaults } from '../../core/forms/shape-faults.ts';
import { profileFault } from '../../core/matters/profiles.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { dayOf, endOfDay, isDay, startOfDay } from '../../core/time/days.ts';
import { BadInput, type Command, jsonOf, optionsOf } from './command.ts';
import { readPacks } from './packs.ts';

const When = z.string().min(10);
const approval = {
  approver: Role.describe('批准人的角色'),
  notice: z.string().describe('告知文书的文号'),
};
/** What else bears on the period. */
const Context = z.strictObject({
  /** The procedure profile of the matter: agriculture, housing … */
  profile: z.string().optional(),
  suspend: z
    .array(z.strictObject({ ground: z.string(), from: When, to: When.optional(), ...approval }))
    .optional(),
  extend: z.array(z.strictObject({ on: When, ...approval })).optional(),
  /** When the thing was done. */
  end: When.optional(),
});
type Context = z.infer<typeof Context>;

/** The due day of a statutory period by the packs on disk; no server is asked. */
export const deadline: Command = {
  usage: "deadline --id <期限> --start <日期或时刻> [--context '<JSON>']",
  about: '推算一个法定期限的届满日，逐日写明理由和依据',
  async run(args) {
    const options = optionsOf(args, ['id', 'start', 'context']);
    const context = contextOf(options.context);
    if (options.start === undefined) throw new BadInput('请用 --start 给出起算的日期或时刻，例如 2026-05-20');
    const start = momentOf(options.start, '--start');
    const end = context.end === undefined ? null : momentOf(context.end, 'end');
    if (end !== null && firstInstant(start) > lastInstant(end))
      throw new BadInput(`起算（${options.start}）晚于结束（${context.end}），请核对`);
    const pack = readPacks();
    const profile = context.profile === undefined ? null : profileFault(pack, context.profile);
    if (profile !== null) throw new BadInput(`--context 不正确：/profile ${profile}`);
    const rules = rulesOf(pack);
    const clock = countedClock(rules, idOf(pack, options.id), start, context);
    const derivation = [
      ...clock.derivation,
      ...standingStill(clock),
      ...(end === null ? [] : [doneOn(pack, clock, end)]),
    ];
    return { json: { due: clock.due, provisional: clock.provisional, derivation } };
  },
};

function idOf(pack: Bundle, id: string | undefined): string {
  if (id === undefined) throw new BadInput('请用 --id 指明期限，例如 APL_HEARING_REQ_5WD');
  if (!deadlineOf(pack, id)) throw new BadInput(`没有期限 ${id}；全部期限见 docs/deadlines.md`);
  return id;
}

function contextOf(source: string | undefined): Context {
  if (source === undefined) return {};
  const parsed = Context.safeParse(jsonOf('--context ', source));
  if (parsed.success) return parsed.data;
  throw new BadInput(
    `--context 不正确：${shapeFaults(parsed.error, Context)
      .map(({ path, say }) => `${path} ${say}`)
      .join('；')}`,
  );
}

const MOMENT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?$/;

/** A day, or an instant; without an offset the time is Beijing's. @throws BadInput */
function momentOf(text: string, name: string): string {
  const day = isDay(text) ? text : (MOMENT.exec(text)?.[1] ?? '');
  if (!isDay(day))
    throw new BadInput(`${name} ${text} 不是日期或时刻，应如 2026-05-20 或者 2026-05-20T09:30:00+08:00`);
  if (day < '1950-01-01' || day > '2150-12-31')
    throw new BadInput(`${name} ${text} 不在 1950 至 2150 年之间`);
  if (isDay(text)) return text;
  const zoned = MOMENT.exec(text)?.[5] === undefined ? `${text}+08:00` : text;
  return new Date(zoned).toISOString();
}

const firstInstant = (moment: string): string => (isDay(moment) ? startOfDay(moment) : moment);
const lastInstant = (moment: string): string => (isDay(moment) ? endOfDay(moment) : moment);

/** The clock as a case would hold it, with every suspension and extension put to the law first. */
function countedClock(rules: ClockRules, id: string, start: string, context: Context): ClockState {
  const profile = context.profile ?? null;
  try {
    let clocks = { [id]: startClock(rules, id, firstInstant(start), start) };
    const take = (changed: Changed) => {
      if ('fault' in changed) throw new BadInput(withBasis(changed.fault, changed.basis));
      clocks = { [id]: changed.clock };
    };
    for (const { ground, from, to, ...by } of context.suspend ?? []) {
      const begins = dayIn(from, 'suspend.from');
      take(
        suspendClock(rules, clocks, id, { ground, from: begins, profile, approval: approved(by, begins) }),
      );
      if (to === undefined) continue;
      const ends = dayIn(to, 'suspend.to');
      take(resumeClock(rules, clocks, id, { to: ends, at: endOfDay(ends) }));
    }
    for (const { on, ...by } of context.extend ?? []) {
      const day = dayIn(on, 'extend.on');
      if (endOfDay(day) < firstInstant(start))
        throw new BadInput(`extend.on ${on} 早于起算之日 ${start}，期限还没有开始，不能延长`);
      take(extendClock(rules, clocks, id, { profile, approval: approved(by, day) }));
    }
    return clocks[id] as ClockState;
  } catch (error) {
    if (error instanceof NotCountable) throw new BadInput(error.message);
    throw error;
  }
}

const withBasis = (fault: string, basis: string[]): string =>
  basis.length > 0 ? `${fault}（${basis.join('、')}）` : fault;

const dayIn = (text: string, name: string): string => {
  const moment = momentOf(text, name);
  return isDay(moment) ? moment : dayOf(moment);
};

const approved = ({ approver, notice }: { approver: Role; notice: string }, day: string) => ({
  by: { id: ROLES[approver], roles: [approver] },
  at: endOfDay(day),
  notice,
});

/** The due day of a clock that stands still is open: what was counted is the day without this suspension. */
function standingStill(clock: ClockState): string[] {
  const open = clock.pauses?.find((p) => p.to === null);
  if (!open) return [];
  return [
    `自 ${open.from} 起停计（${open.say}，${open.basis}），尚未恢复计算：届满日未定，上述 ${clock.due} 没有扣除停计的期间`,
  ];
}

function doneOn(pack: Bundle, clock: ClockState, end: string): string {
  const shown = isDay(end) ? end : `${dayOf(end)}`;
  if (isSuspended(clock)) return `${shown} 期限正在停计，没有届满`;
  const definition = deadlineOf(pack, clock.id);
  if (!isOverdue(clock, firstInstant(end))) return `${shown} 在期限之内`;
  return definition && takesLater(definition) ? `${shown} 期限已经届满` : `${shown} 已经逾期`;
}
