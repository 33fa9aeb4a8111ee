import type { Calendar, DeadlineDefinition } from '../../contract/definitions/papers.ts';
import { addDays, addHours, addMonths, addYears, dayOf, isDay } from '../time/days.ts';
import { dayKind } from './workdays.ts';

/** A date with its reasons. `due` is a day, or an instant for periods in hours. */
export type Counted = { due: string; provisional: boolean; derivation: string[] };

/**
 * Count a statutory period. The day it starts on is not counted (民法典201、民诉法85); 二日、三日、五日、七日 of 处罚法 and
 * 十日以内 of 强制法 are workdays as the table says; months and years end on the corresponding day (民法典202); hours run
 * through nights and holidays. A last day off moves to the next workday only where the table says so. Where the count
 * crosses a year whose holidays are not published the result is provisional.
 * @param from a day, or an instant for hours
 */
export function countDeadline(definition: DeadlineDefinition, from: string, calendar: Calendar): Counted {
  const { length, unit, law, article } = definition;
  const derivation = [`${law}第${article}条:${definition.name},自 ${from} 起算,开始的时或日不计入`];
  if (unit === 'hour') {
    const start = isDay(from) ? `${from}T00:00:00.000Z` : from;
    return {
      due: addHours(start, length),
      provisional: false,
      derivation: [...derivation, `连续计算 ${length} 小时,不因夜间和节假日停止`],
    };
  }
  const start = isDay(from) ? from : dayOf(from);
  const sign = definition.direction === 'before' ? -1 : 1;
  const counted =
    unit === 'workday' ? workdays(start, length, sign, calendar) : plain(start, sign * length, unit);
  const rolled =
    definition.roll === 'next_workday'
      ? roll(counted.due, calendar)
      : { due: counted.due, provisional: false, derivation: [] };
  return {
    due: rolled.due,
    provisional: counted.provisional || rolled.provisional,
    derivation: [...derivation, ...counted.derivation, ...rolled.derivation],
  };
}

function plain(start: string, n: number, unit: DeadlineDefinition['unit']): Counted {
  const due =
    unit === 'month' ? addMonths(start, n) : unit === 'year' ? addYears(start, n) : addDays(start, n);
  const words =
    unit === 'month'
      ? '个月,对应日届满'
      : unit === 'year'
        ? '年,对应日届满'
        : unit === 'day_undefined'
          ? '日(法规未定义,按自然日)'
          : '个自然日';
  return { due, provisional: false, derivation: [`${Math.abs(n)} ${words}:${due}`] };
}

function workdays(start: string, n: number, sign: 1 | -1, calendar: Calendar): Counted {
  const derivation: string[] = [];
  let day = start;
  let provisional = false;
  for (let left = n; left > 0; ) {
    day = addDays(day, sign);
    const kind = dayKind(calendar, day);
    provisional ||= kind.provisional;
    if (kind.workday) left -= 1;
    if (kind.why !== null) derivation.push(`${day} ${kind.why}${kind.workday ? ',计入' : ',不计入'}`);
  }
  if (provisional) derivation.push(`${day.slice(0, 4)} 年节假日安排尚未公布,日期为暂定`);
  return { due: day, provisional, derivation: [...derivation, `第 ${n} 个工作日:${day}`] };
}

function roll(due: string, calendar: Calendar): Counted {
  const derivation: string[] = [];
  let day = due;
  let provisional = false;
  for (;;) {
    const kind = dayKind(calendar, day);
    provisional ||= kind.provisional;
    if (kind.workday) break;
    derivation.push(`${day} ${kind.why},顺延至其后第一个工作日`);
    day = addDays(day, 1);
  }
  return { due: day, provisional, derivation };
}
