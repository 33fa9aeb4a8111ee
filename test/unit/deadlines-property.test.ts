import chineseDays from 'chinese-days';
import dayjs from 'dayjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Calendar, PeriodDeadline, Unit } from '../../functions/contract/definitions/deadlines.ts';
import { countDeadline, type Pause } from '../../functions/core/deadlines/count.ts';
import { calendarOf, deadlineOf } from '../../functions/core/deadlines/definitions.ts';
import { MOST_MOVED } from '../../functions/core/deadlines/doubt.ts';
import { dayKind } from '../../functions/core/deadlines/workdays.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { addDays, daysBetween } from '../../functions/core/time/days.ts';
import { upTo } from '../support/calendar.ts';

/** The package reads the same notices on its own; it knows nothing of the prefecture. */
const { isWorkday, getWorkdaysInRange } = chineseDays;
const pack = bundle(loadPacks('.').entries);
const calendar = upTo(calendarOf(pack).body, '2026');
const national: Calendar = { ...calendar, local: { ...calendar.local, years: {} } };

const FIRST = '2023-01-01';
const LAST = '2026-12-31';
const dayFrom = (first: string, last: string) =>
  fc.integer({ min: 0, max: daysBetween(first, last) }).map((n) => addDays(first, n));
/** Starts from which sixty workdays stay inside the published years. */
const starts = dayFrom(FIRST, '2026-09-01');
/** Hearing days before which thirty workdays lie inside them. */
const hearings = dayFrom('2023-03-01', LAST);
const lengths = fc.integer({ min: 1, max: 60 });

const period = (unit: Unit, more: Partial<PeriodDeadline> = {}): PeriodDeadline =>
  ({
    ...(deadlineOf(pack, 'APL_SERVE_7WD') as PeriodDeadline),
    kind: 'period',
    unit,
    ...more,
  }) as PeriodDeadline;
const due = (
  p: PeriodDeadline,
  from: string,
  length: number,
  by: Calendar = national,
  pauses: Pause[] = [],
) => countDeadline(p, from, by, { length, pauses });

test('every day of 2023 to 2026 is a workday for the engine exactly where it is one for the independent reading', () => {
  const different = [];
  for (let day = FIRST; day <= LAST; day = addDays(day, 1))
    if (dayKind(national, day).workday !== isWorkday(day)) different.push(day);
  expect(different).toEqual([]);
});

describe('for any start and length', () => {
  test('the nth workday is a workday with exactly n workdays after the start', () => {
    fc.assert(
      fc.property(starts, lengths, (start, n) => {
        const counted = due(period('workday'), start, n);
        const between = getWorkdaysInRange(addDays(start, 1), counted.due, true);
        expect([between.length, isWorkday(counted.due), counted.provisional]).toEqual([n, true, false]);
      }),
      { numRuns: 400 },
    );
  });

  test('every day between start and end is either counted or named with its reason', () => {
    fc.assert(
      fc.property(starts, lengths, (start, n) => {
        const { due: end, derivation } = due(period('workday'), start, n);
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1))
          if (!isWorkday(day))
            expect(derivation.some((l) => l.startsWith(day) && l.endsWith('，不计入'))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('backwards, n whole workdays lie between, and one day later there would be too few', () => {
    fc.assert(
      fc.property(hearings, fc.integer({ min: 1, max: 30 }), (hearing, n) => {
        const last = due(period('workday', { direction: 'before' }), hearing, n).due;
        const between = (from: string) =>
          getWorkdaysInRange(addDays(from, 1), addDays(hearing, -1), true).length;
        expect(between(last)).toBe(n);
        expect(between(addDays(last, 1))).toBe(n - 1);
      }),
      { numRuns: 300 },
    );
  });

  test('calendar days, months and years end where another date library says', () => {
    fc.assert(
      fc.property(starts, lengths, fc.constantFrom('calendar_day', 'month', 'year'), (start, n, unit) => {
        const other = dayjs(start).add(n, unit === 'calendar_day' ? 'day' : unit);
        expect(due(period(unit), start, n).due).toBe(other.format('YYYY-MM-DD'));
      }),
      { numRuns: 300 },
    );
  });

  test('a last day off moves to the first workday after it, and only where the law says so', () => {
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 100 }), (start, n) => {
        const plain = due(period('calendar_day'), start, n).due;
        let workday = plain;
        while (!isWorkday(workday)) workday = addDays(workday, 1);
        expect(plain).toBe(addDays(start, n));
        expect(due(period('calendar_day', { roll: 'next_workday' }), start, n).due).toBe(workday);
      }),
      { numRuns: 300 },
    );
  });

  test('hours run on whatever the day is', () => {
    const instants = fc.date({
      min: new Date('2023-01-01T00:00:00Z'),
      max: new Date('2026-12-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 72 }), (instant, n) => {
        const end = due(period('hour'), instant.toISOString(), n).due;
        expect(Date.parse(end) - instant.getTime()).toBe(n * 3_600_000);
      }),
    );
  });

  test('the day for an authority is never later than the day for a party', () => {
    fc.assert(
      fc.property(starts, lengths, fc.constantFrom<Unit>('workday', 'calendar_day'), (start, n, unit) => {
        const p = { roll: 'next_workday' as const };
        const agency = due(period(unit, { ...p, boundParty: 'agency' }), start, n, calendar).due;
        const party = due(period(unit, { ...p, boundParty: 'party' }), start, n, calendar).due;
        const plain = due(period(unit, p), start, n).due;
        expect(agency <= plain && plain <= party).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('days that do not count move a period in days by exactly their number', () => {
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 10, max: 90 }),
        fc.nat(9),
        fc.integer({ min: 1, max: 40 }),
        (start, n, at, days) => {
          const from = addDays(start, at);
          const pause = { from, to: addDays(from, days), say: '鉴定期间', basis: '行政强制法第25条' };
          const counted = due(period('calendar_day'), start, n, national, [pause]);
          expect(counted.due).toBe(addDays(start, n + days));
          expect(counted.derivation.join()).toContain(`${days} 日不计入`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a date is provisional exactly when the count looked into a year nobody has published', () => {
    fc.assert(
      fc.property(dayFrom('2026-10-01', '2027-03-01'), lengths, (start, n) => {
        const counted = due(period('workday'), start, n);
        expect(counted.provisional).toBe(counted.due > LAST);
        expect(counted.derivation.some((l) => l.includes('尚未公布'))).toBe(counted.provisional);
      }),
      { numRuns: 200 },
    );
  });

  test('no notice of days off moved a day counted without it by more than a provisional day is doubted for', () => {
    const cases = fc.constantFrom<Partial<PeriodDeadline>>(
      { direction: 'after' },
      { direction: 'before' },
      { unit: 'calendar_day', roll: 'next_workday' },
    );
    fc.assert(
      fc.property(dayFrom('2024-01-01', '2026-09-01'), lengths, cases, (start, n, more) => {
        const unpublished = { ...national, years: {} };
        const known = due(period('workday', more), start, n).due;
        const guessed = due(period('workday', more), start, n, unpublished).due;
        expect(Math.abs(daysBetween(guessed, known))).toBeLessThan(MOST_MOVED);
      }),
      { numRuns: 400 },
    );
  });
});
