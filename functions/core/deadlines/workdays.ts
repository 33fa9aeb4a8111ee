import type { Calendar } from '../../contract/definitions/deadlines.ts';
import { addDays, weekday } from '../time/days.ts';

/** What a day is; `provisional` when its year's holidays are not published. */
export type DayKind = { workday: boolean; why: string | null; provisional: boolean };
/** Days off of the prefecture counted as days off, or not: no law says which, so both are worked out. */
export type Reading = 'national' | 'with-local';

type Index = {
  years: Map<string, { off: Map<string, string>; makeUp: Set<string> }>;
  fixed: Map<string, string>;
  local: Map<string, string>;
};
const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  let index = indexes.get(calendar);
  if (!index) {
    index = {
      years: new Map(
        Object.entries(calendar.years).map(([y, { offDays, makeUpWorkdays }]) => [
          y,
          { off: new Map(offDays.map((d) => [d.date, d.name])), makeUp: new Set(makeUpWorkdays) },
        ]),
      ),
      fixed: new Map(calendar.fixed.days.map((d) => [d.monthDay, d.name])),
      local: localDays(calendar),
    };
    indexes.set(calendar, index);
  }
  return index;
}

function localDays({ local }: Calendar): Map<string, string> {
  const days = new Map<string, string>();
  for (const { holidays } of Object.values(local.years))
    for (const { name, from, to } of holidays)
      for (let day = from; day <= to; day = addDays(day, 1))
        days.set(day, `${name}（${local.region}地方假日）`);
  return days;
}

/**
 * 工作日: Monday to Friday less the days off, plus the make-up workdays (调休) of the yearly notice. Of a year without
 * a notice only weekends and the holidays fixed by law are known.
 */
export function dayKind(calendar: Calendar, day: string, reading: Reading = 'national'): DayKind {
  const { years, fixed, local } = indexOf(calendar);
  const year = years.get(day.slice(0, 4));
  const provisional = year === undefined;
  if (year?.makeUp.has(day)) return { workday: true, why: '调休上班', provisional };
  const holiday = year ? year.off.get(day) : fixed.get(day.slice(5));
  if (holiday !== undefined) return { workday: false, why: holiday, provisional };
  if (weekday(day) === 0 || weekday(day) === 6) return { workday: false, why: '周末', provisional };
  const festival = reading === 'with-local' ? local.get(day) : undefined;
  return festival === undefined
    ? { workday: true, why: null, provisional }
    : { workday: false, why: festival, provisional };
}

/** Festivals of the prefecture whose days of a year nobody has confirmed. */
export const unconfirmedLocal = (calendar: Calendar, year: string): string[] =>
  calendar.local.years[year]?.unconfirmed ?? [];
