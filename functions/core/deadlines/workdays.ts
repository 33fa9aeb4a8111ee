import type { Calendar } from '../../contract/definitions/papers.ts';
import { weekday } from '../time/days.ts';

/** What a day is; `provisional` when its year's holidays are not published. */
export type DayKind = { workday: boolean; why: string | null; provisional: boolean };

type YearIndex = { off: Map<string, string>; makeUp: Set<string> };
const indexes = new WeakMap<Calendar, Map<string, YearIndex>>();

function yearIndex(calendar: Calendar, year: string): YearIndex | undefined {
  let years = indexes.get(calendar);
  if (!years) {
    years = new Map(
      Object.entries(calendar.years).map(([y, { offDays, makeUpWorkdays }]) => [
        y,
        { off: new Map(offDays.map((d) => [d.date, d.name])), makeUp: new Set(makeUpWorkdays) },
      ]),
    );
    indexes.set(calendar, years);
  }
  return years.get(year);
}

/** 工作日: Monday to Friday less the days off, plus the make-up workdays (调休) of the yearly notice. */
export function dayKind(calendar: Calendar, day: string): DayKind {
  const year = yearIndex(calendar, day.slice(0, 4));
  const provisional = year === undefined;
  const weekend = weekday(day) === 0 || weekday(day) === 6;
  if (year?.makeUp.has(day)) return { workday: true, why: '调休上班', provisional };
  const holiday = year?.off.get(day);
  if (holiday !== undefined) return { workday: false, why: holiday, provisional };
  return { workday: !weekend, why: weekend ? '周末' : null, provisional };
}
