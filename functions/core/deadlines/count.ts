import type {
  Calendar,
  CountedDeadline,
  PeriodDeadline,
  Unit,
} from '../../contract/definitions/deadlines.ts';
import { UNITS } from '../../contract/definitions/deadlines.ts';
import { addDays, addHours, addMonths, dayOf, daysBetween, isDay, shanghaiTime } from '../time/days.ts';
import { citation, NotCountable, takesLater } from './definitions.ts';
import { dayKind, type Reading, unconfirmedLocal } from './workdays.ts';

/** A date with its reasons. `due` is a day, or an instant for periods in hours. */
export type Counted = { due: string; provisional: boolean; derivation: string[] };

/** Days that do not count: after `from` up to and with `to`, the day it begins on not counted (民法典201). */
export type Pause = { from: string; to: string; say: string; basis: string };
export type Extension = { length: number; unit: Unit; say: string; basis: string };
export type CountOptions = {
  /** In the deadline's unit, and where it comes from when not from the law. */
  length: number;
  source?: string | null;
  pauses?: Pause[];
  extensions?: Extension[];
  /** In place of the plain article, where the period is only a reference in the case. */
  basis?: string;
  /** The earlier day whoever is bound: what an authority counts from must not be put off by the party's doubt. */
  earlier?: boolean;
};

/**
 * Count a statutory period. The day it starts on is not counted (民法典201、民诉法85). Workdays where the law says so
 * (处罚法85、强制法69、复议法88), else calendar days; months and years end on the corresponding day (民法典202); hours run
 * through nights and holidays. Backwards (七日前), the whole length lies between the two days. A last day off moves to the
 * next workday only where the table says so. With the prefecture's days off and without, authorities get the earlier
 * day and people the later. A count through a year whose holidays are not published is provisional.
 * @param from a day, or an instant for hours
 * @throws NotCountable when hours are to run from a day
 */
export function countDeadline(
  definition: CountedDeadline,
  from: string,
  calendar: Calendar,
  options: CountOptions,
): Counted {
  const head = [
    `${options.basis ?? citation(definition)}：${definition.name}，自${definition.startEvent ? `“${definition.startEvent}”` : ''} ${shown(from)} 起算`,
    ...(options.source ? [`法律没有规定天数，按配置 ${options.length} 计：${options.source}`] : []),
    ...(definition.kind !== 'annual' && definition.unitBasis ? [`单位依据：${definition.unitBasis}`] : []),
    '开始的时或日不计入（民法典第201条）',
  ];
  const counted =
    definition.kind === 'annual'
      ? annual(definition.monthDay, isDay(from) ? from : dayOf(from))
      : definition.unit === 'hour'
        ? hours(definition, from, options)
        : days(definition, isDay(from) ? from : dayOf(from), calendar, options);
  return { ...counted, derivation: [...head, ...counted.derivation] };
}

const shown = (from: string): string => (isDay(from) ? from : shanghaiTime(from));

function annual(monthDay: string, start: string): Counted {
  const year = Number(start.slice(0, 4));
  const due = `${start.slice(5) < monthDay ? year : year + 1}-${monthDay}`;
  return {
    due,
    provisional: false,
    derivation: [`每年 ${monthDay.replace('-', ' 月 ')} 日，其后第一个为 ${due}`],
  };
}

function hours(
  { id, name }: PeriodDeadline,
  from: string,
  { length, extensions = [] }: CountOptions,
): Counted {
  if (isDay(from))
    throw new NotCountable(`${id}“${name}”按小时计算，起算须为时刻，例如 ${from}T09:00:00+08:00`);
  const total = extensions.reduce((sum, e) => sum + e.length, length);
  const due = addHours(from, total);
  return {
    due,
    provisional: false,
    derivation: [`连续计算 ${total} 小时，不因夜间和节假日停止，至 ${shanghaiTime(due)}`],
  };
}

type Walk = Counted & { years: Set<string> };

/** Both readings of the prefecture's days off, and the one that goes for whoever is bound. */
function days(definition: PeriodDeadline, start: string, calendar: Calendar, options: CountOptions): Counted {
  const national = read(definition, start, calendar, options, 'national');
  const local = read(definition, start, calendar, options, 'with-local');
  const later = takesLater(definition) && !options.earlier;
  const takesLocal = later ? local.due > national.due : local.due < national.due;
  const { due, provisional, derivation, years } = takesLocal ? local : national;
  const region = calendar.local.region;
  const both =
    local.due === national.due
      ? []
      : [
          `${region}地方假日是否属于法定节假日没有统一解释，两种算法：计入 ${local.due}，不计入 ${national.due}；${later ? '对当事人取较晚' : '对机关取较早'}`,
        ];
  // more days off move a period's end on; counted backwards, they move the last day to act further back
  const before = definition.direction === 'before';
  const may = before ? '确认后最迟之日可能更早，应当提前办理' : later ? '确认后对当事人可能更晚' : null;
  const open = [...years].flatMap((year) => {
    const names = unconfirmedLocal(calendar, year);
    return may === null || names.length === 0
      ? []
      : [`${year} 年${region}${names.join('、')}的放假日期未确认，没有计入；${may}`];
  });
  return { due, provisional, derivation: [...derivation, ...both, ...open] };
}

function read(
  definition: PeriodDeadline,
  start: string,
  calendar: Calendar,
  { length, pauses = [], extensions = [] }: CountOptions,
  reading: Reading,
): Walk {
  const day = { calendar, reading, pauses, years: new Set<string>() };
  const legs = [leg(definition, start, length, definition.unit, day)];
  for (const extension of extensions) {
    const more = leg(definition, (legs.at(-1) as Counted).due, extension.length, extension.unit, day);
    legs.push({
      ...more,
      derivation: [
        `延长 ${extension.length} ${UNITS[extension.unit]}：${extension.say}（${extension.basis}）`,
        ...more.derivation,
      ],
    });
  }
  if (definition.roll === 'next_workday') legs.push(roll((legs.at(-1) as Counted).due, day));
  const due = (legs.at(-1) as Counted).due;
  const provisional = legs.some((l) => l.provisional);
  return {
    due,
    provisional,
    derivation: [
      ...legs.flatMap((l) => l.derivation),
      ...(definition.roll === 'none' ? restDay(due, calendar) : []),
      ...(provisional ? [unpublished(calendar, day.years)] : []),
    ],
    years: day.years,
  };
}

const unpublished = (calendar: Calendar, years: Set<string>): string =>
  `${[...years].filter((y) => !calendar.years[y]).join('、')} 年节假日安排尚未公布，只计周末和法律固定的节日，日期为暂定，公布后重新计算`;

/** A last day that does not move though the office is closed: a hint, not a later date. */
function restDay(due: string, calendar: Calendar): string[] {
  const { workday, why } = dayKind(calendar, due);
  return workday ? [] : [`末日 ${due} 为${why}，法律没有规定顺延，应在此前办理`];
}

type DayContext = { calendar: Calendar; reading: Reading; pauses: Pause[]; years: Set<string> };

function leg(
  { direction }: PeriodDeadline,
  start: string,
  length: number,
  unit: Unit,
  context: DayContext,
): Counted {
  if (unit === 'month' || unit === 'year') return corresponding(start, length, unit, direction, context);
  return walk(start, length, unit, direction, context);
}

/** Day by day: a day counts unless it is excluded or, for workdays, a day off. */
function walk(
  start: string,
  n: number,
  unit: Unit,
  direction: 'after' | 'before',
  context: DayContext,
): Counted {
  const derivation: string[] = [];
  const sign = direction === 'before' ? -1 : 1;
  let [day, provisional, paused] = [start, false, null as Pause | null];
  for (let left = n; left > 0; ) {
    day = addDays(day, sign);
    const pause = pauseOn(day, context.pauses);
    if (pause) {
      if (pause !== paused) derivation.push(sayPause(pause));
      paused = pause;
      continue;
    }
    if (unit !== 'workday') {
      left -= 1;
      continue;
    }
    const kind = seen(day, context);
    provisional ||= kind.provisional;
    if (kind.workday) left -= 1;
    if (kind.why !== null) derivation.push(`${day} ${kind.why}${kind.workday ? '，计入' : '，不计入'}`);
  }
  derivation.push(`第 ${n} ${UNITS[unit]}：${day}`);
  if (direction === 'after') return { due: day, provisional, derivation };
  const due = addDays(day, -1);
  derivation.push(`两个日期之间须满 ${n} 个整${unit === 'workday' ? '工作日' : '日'}，最迟为 ${due}`);
  return { due, provisional, derivation };
}

/** The corresponding day n months or years on, and as many days more as were excluded. */
function corresponding(
  start: string,
  n: number,
  unit: 'month' | 'year',
  direction: 'after' | 'before',
  { pauses }: DayContext,
): Counted {
  const months = (unit === 'year' ? 12 * n : n) * (direction === 'before' ? -1 : 1);
  const plain = addMonths(start, months);
  const derivation = [
    `${n} ${UNITS[unit]}，对应日届满${plain.slice(8) === start.slice(8) ? '' : '，没有对应日的为月末'}（民法典第202条）：${plain}`,
  ];
  let due = plain;
  for (const pause of [...pauses].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const from = pause.from < start ? start : pause.from;
    const days = daysBetween(from, pause.to);
    if (from >= due || days <= 0) continue;
    due = addDays(due, days);
    derivation.push(`${sayPause(pause)}，届满日顺延 ${days} 日至 ${due}`);
  }
  return { due, provisional: false, derivation };
}

/** 期间的最后一日是法定休假日的,以其后的第一个工作日为届满之日 (民法典203、民诉法85③). */
function roll(due: string, context: DayContext): Counted {
  const derivation: string[] = [];
  let [day, provisional] = [due, false];
  for (;;) {
    const kind = seen(day, context);
    provisional ||= kind.provisional;
    if (kind.workday) break;
    derivation.push(`${day} ${kind.why}，末日顺延`);
    day = addDays(day, 1);
  }
  if (day !== due)
    derivation.push(`末日为休假日的，以其后第一个工作日 ${day} 届满（民法典第203条、民事诉讼法第85条）`);
  return { due: day, provisional, derivation };
}

function seen(day: string, { calendar, reading, years }: DayContext) {
  years.add(day.slice(0, 4));
  return dayKind(calendar, day, reading);
}

const pauseOn = (day: string, pauses: Pause[]): Pause | null =>
  pauses.find((p) => p.from < day && day <= p.to) ?? null;

const sayPause = ({ from, to, say, basis }: Pause): string =>
  `${addDays(from, 1)} 至 ${to} ${say}（${basis}），${daysBetween(from, to)} 日不计入`;
