import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { isOverdue, rulesOf, startClock, stopClock } from '../../functions/core/deadlines/clocks.ts';
import { calendarOf, deadlineOf, NotCountable } from '../../functions/core/deadlines/definitions.ts';
import { dayKind } from '../../functions/core/deadlines/workdays.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { addDays } from '../../functions/core/time/days.ts';
import { upTo } from '../support/calendar.ts';

const pack = bundle(loadPacks('.').entries);
const { body, hash } = calendarOf(pack);
const calendar = upTo(body, '2026');
const rules = rulesOf(pack, { body: calendar, hash });
const clockOf = (id: string, from: string) =>
  startClock(rules, id, `${from.slice(0, 10)}T01:00:00.000Z`, from);
const due = (id: string, from: string) => clockOf(id, from).due;

describe('the worked dates of the deadline handbook', () => {
  test('five workdays to ask for a hearing run over Spring Festival and count the make-up Saturday', () => {
    expect(due('APL_HEARING_REQ_5WD', '2026-02-11')).toBe('2026-02-25');
  });
  test('seven workdays to deal with preserved evidence run over the May holiday', () => {
    expect(due('APL_REG_PRESERVE_7WD', '2026-04-28')).toBe('2026-05-11');
  });
  test('fifteen days to pay that end in the May holiday move to the next workday', () => {
    expect(due('APL_PAY_15D', '2026-04-20')).toBe('2026-05-06');
  });
  test('sixty days to ask for reconsideration that end in the May holiday move to the next workday', () => {
    expect(due('ARL_APPLY_60D', '2026-03-06')).toBe('2026-05-06');
  });
  test('ninety days to decide end on a Sunday and do not move, for the agency', () => {
    expect(due('APL_DECIDE_90D', '2026-06-15')).toBe('2026-09-13');
    expect(clockOf('APL_DECIDE_90D', '2026-06-15').derivation.join()).toContain('末日 2026-09-13 为周末');
  });
  test('ten workdays of demand before the court end on 12 May: the court may be asked from the 13th', () => {
    expect(due('AEL_DEMAND_COURT_10WD', '2026-04-24')).toBe('2026-05-12');
  });
  test('a decision received on 15 December may be brought to court till 15 June and enforced till 15 September', () => {
    expect(due('ALL_SUE_6M', '2025-12-15')).toBe('2026-06-15');
    expect(due('AEL_APPLY_COURT_3M', '2026-06-15')).toBe('2026-09-15');
  });
  test('thirty days of sealing end on Tomb-Sweeping Day and do not move', () => {
    expect(due('AEL_SEIZE_30D', '2026-03-05')).toBe('2026-04-04');
  });
  test('a decision of 12 February is published by 28 February', () => {
    expect(due('PUB_PENALTY_7WD', '2026-02-12')).toBe('2026-02-28');
  });
  test('a record is withdrawn within three workdays over the Dragon Boat holiday', () => {
    expect(due('APL_PUBLICITY_WITHDRAW_3WD', '2026-06-18')).toBe('2026-06-24');
  });
  test('seven workdays from 28 December 2026 cross into a year nobody has published: provisional, and it says so', () => {
    const clock = clockOf('PUB_PENALTY_7WD', '2026-12-28');
    expect(clock.provisional).toBe(true);
    expect(clock.due).toBe('2027-01-07');
    expect(clock.derivation.join()).toContain('2027 年节假日安排尚未公布');
    expect(clock.derivation.join()).toContain('2027-01-01 元旦，不计入');
  });
});

describe('what is easily miscounted', () => {
  test('one law has seven workdays, fifteen days and ninety days', () => {
    const units = ['APL_SERVE_7WD', 'APL_PAY_15D', 'APL_DECIDE_90D'].map((id) => deadlineOf(pack, id));
    expect(units.map((d) => d && 'unit' in d && d.unit)).toEqual(['workday', 'calendar_day', 'calendar_day']);
  });
  test('in the coercion law ten days are workdays and thirty are not', () => {
    const units = ['AEL_DEMAND_COURT_10WD', 'AEL_SEIZE_30D'].map((id) => deadlineOf(pack, id));
    expect(units.map((d) => d && 'unit' in d && d.unit)).toEqual(['workday', 'calendar_day']);
  });
  test('six months from 31 August end on the last day of February', () => {
    const six = startClock(rules, 'ALL_SUE_6M', '2024-08-31T01:00:00.000Z', '2024-08-31');
    expect(six.due).toBe('2025-02-28');
    expect(six.derivation.join()).toContain('没有对应日的为月末（民法典第202条）');
  });
  test('two years of time bar end on the corresponding day, a Saturday too; a leap day on 28 February', () => {
    expect(due('APL_TIMEBAR_2Y', '2022-05-02')).toBe('2024-05-02');
    expect(due('APL_TIMEBAR_2Y', '2024-02-29')).toBe('2026-02-28');
    expect(due('APL_TIMEBAR_5Y', '2021-05-01')).toBe('2026-05-01');
  });
  test('the twenty-four hours of a referral run from the moment of approval through night and holiday', () => {
    expect(due('R310_TRANSFER_24H', '2026-05-01T14:30:00.000Z')).toBe('2026-05-02T14:30:00.000Z');
  });
  test('hours cannot be counted from a day', () => {
    expect(() => due('R310_TRANSFER_24H', '2026-05-01')).toThrow(NotCountable);
  });
  test('the three days of order 310 are calendar days and do not move', () => {
    expect(due('R310_APPROVE_3D', '2026-05-01')).toBe('2026-05-04');
  });
  test('between the notice of a hearing and the hearing lie seven whole workdays', () => {
    // 20 May: 19, 18, 15, 14, 13, 12 and 11 May are whole workdays in between; 9 May is one too, a make-up Saturday
    const clock = clockOf('APL_HEARING_NOTICE_7WD', '2026-05-20');
    expect(clock.due).toBe('2026-05-10');
    expect(due('APL_HEARING_NOTICE_7WD', '2026-06-12')).toBe('2026-06-02');
    const between = [];
    for (let day = addDays(clock.due, 1); day < '2026-05-20'; day = addDays(day, 1))
      if (dayKind(calendar, day).workday) between.push(day);
    expect(between).toHaveLength(7);
  });
  test('service by announcement takes thirty days, sixty in agriculture', () => {
    expect(due('CPL_PUBLIC_SERVE_30D', '2026-03-01')).toBe('2026-03-31');
    expect(due('AGR_PUBLIC_SERVE_60D', '2026-03-01')).toBe('2026-04-30');
  });
  test('the yearly report is due on the next 31 January', () => {
    expect(due('PUB_ANNUAL_0131', '2026-01-01')).toBe('2026-01-31');
    expect(due('PUB_ANNUAL_0131', '2026-01-31')).toBe('2027-01-31');
  });
  test('a period the law gives no days for takes them from a dated parameter, and says from where', () => {
    const clock = clockOf('APL_STATEMENT_NO_LIMIT', '2026-02-11');
    expect(clock.due).toBe('2026-02-25');
    expect(clock.derivation.join()).toContain('按配置 5 计');
  });
  test('a duty without a number of days, a prohibition and an unset parameter lead to no date', () => {
    for (const id of ['APL_FILE_PROMPT', 'AEL_FREEZE_NA', 'APL_LATE_FEE_3PCT', 'CPL_CALC', 'AEL_DEMAND'])
      expect(() => due(id, '2026-05-20'), id).toThrow(NotCountable);
  });
});

describe('days off of the prefecture are counted both ways', () => {
  // 16–18 July 2025: 火把节
  test('an authority gets the earlier day', () => {
    const clock = clockOf('APL_SERVE_7WD', '2025-07-11');
    expect(clock.due).toBe('2025-07-22');
    expect(clock.derivation.join()).toContain('计入 2025-07-25，不计入 2025-07-22；对机关取较早');
  });
  test('a party gets the later day', () => {
    const clock = clockOf('APL_HEARING_REQ_5WD', '2025-07-11');
    expect(clock.due).toBe('2025-07-23');
    expect(clock.derivation.join()).toContain('2025-07-16 火把节（楚雄彝族自治州地方假日），不计入');
    expect(clock.derivation.join()).toContain('对当事人取较晚');
  });
  test('whoever waits in a party’s favour waits for the later day', () => {
    expect(due('AEL_DEMAND_COURT_10WD', '2025-07-10')).toBe('2025-07-29');
  });
  test('a last day on a local holiday moves for the party', () => {
    expect(due('APL_PAY_15D', '2025-07-01')).toBe('2025-07-21');
  });
  test('a year whose local days nobody confirmed says so to the party, and stays a date', () => {
    const clock = clockOf('APL_HEARING_REQ_5WD', '2026-02-11');
    expect(clock.provisional).toBe(false);
    expect(clock.derivation.at(-1)).toContain('放假日期未确认');
  });
  test('and to an authority that counts backwards: its true last day may be earlier', () => {
    const clock = clockOf('APL_HEARING_NOTICE_7WD', '2026-11-20');
    expect(clock.derivation.at(-1)).toContain('确认后最迟之日可能更早');
    // counted forwards, an authority's period only grows
    expect(clockOf('APL_REG_PRESERVE_7WD', '2026-11-10').derivation.join()).not.toContain('放假日期未确认');
  });
});

test('every skipped day is named with its reason', () => {
  const { derivation } = clockOf('APL_REG_PRESERVE_7WD', '2026-04-28');
  for (const day of ['05-01', '05-02', '05-03', '05-04', '05-05'])
    expect(derivation).toContain(`2026-${day} 劳动节，不计入`);
  expect(derivation).toContain('2026-05-09 调休上班，计入');
  expect(derivation).toContain('2026-05-10 周末，不计入');
  expect(derivation[0]).toContain('行政处罚法（2021修订）第56条');
  expect(derivation.join()).toContain('行政处罚法第85条');
});

test('the last day lasts until midnight in Shanghai, and an authority’s lateness is recorded', () => {
  const clock = clockOf('APL_SERVE_7WD', '2026-05-08');
  expect(clock.due).toBe('2026-05-18');
  expect(isOverdue(clock, '2026-05-18T15:59:59.000Z')).toBe(false);
  expect(isOverdue(clock, '2026-05-18T16:00:00.000Z')).toBe(true);
  expect(stopClock(pack, clock, '2026-05-19T01:00:00.000Z').overdue).toBe(true);
  const right = clockOf('APL_STATEMENT_NO_LIMIT', '2026-05-08');
  expect(stopClock(pack, right, '2026-06-19T01:00:00.000Z').overdue).toBe(false);
});

test('a make-up Saturday is a workday and a holiday Monday is not', () => {
  expect(dayKind(calendar, '2026-02-14').workday).toBe(true);
  expect(dayKind(calendar, '2026-05-04').workday).toBe(false);
});

test('beyond the years of four figures there is no day to walk to: nothing counts for ever', () => {
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  expect(() => addDays('0000-01-01', -1)).toThrow(RangeError);
});
