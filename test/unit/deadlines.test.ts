import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Calendar, DeadlineDefinition } from '../../functions/contract/definitions/papers.ts';
import { isOverdue, stopClock } from '../../functions/core/deadlines/clocks.ts';
import { countDeadline } from '../../functions/core/deadlines/count.ts';
import { dayKind } from '../../functions/core/deadlines/workdays.ts';
import { bundle } from '../../functions/core/release/bundle.ts';

const release = bundle(loadPacks('.').entries);
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const calendar: Calendar = read('rules/calendar/national.json');
const table: DeadlineDefinition[] = ['penalty', 'referral'].flatMap(
  (n) => read(`rules/deadlines/${n}.json`).deadlines,
);
const deadline = (id: string) => table.find((d) => d.id === id) as DeadlineDefinition;
const due = (id: string, from: string) => countDeadline(deadline(id), from, calendar).due;

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
  test('ninety days to decide end on a Sunday and do not move, for the agency', () => {
    expect(due('APL_DECIDE_90D', '2026-06-15')).toBe('2026-09-13');
  });
  test('a decision of 12 February is published by 28 February', () => {
    expect(due('PUB_PENALTY_7WD', '2026-02-12')).toBe('2026-02-28');
  });
  test('a record is withdrawn within three workdays over the Dragon Boat holiday', () => {
    expect(due('APL_PUBLICITY_WITHDRAW_3WD', '2026-06-18')).toBe('2026-06-24');
  });
  test('ten workdays of demand before the court end on 12 May', () => {
    expect(due('AEL_DEMAND_COURT_10WD', '2026-04-24')).toBe('2026-05-12');
  });
});

test('a count that crosses into a year without a published calendar is provisional and says so', () => {
  const counted = countDeadline(deadline('PUB_PENALTY_7WD'), '2026-12-28', calendar);
  expect(counted.provisional).toBe(true);
  expect(counted.derivation.join()).toContain('尚未公布');
});

test('twenty-four hours run through night and holiday', () => {
  expect(due('R310_TRANSFER_24H', '2026-05-01T14:30:00.000Z')).toBe('2026-05-02T14:30:00.000Z');
});

test('every skipped day is named with its reason', () => {
  const { derivation } = countDeadline(deadline('APL_REG_PRESERVE_7WD'), '2026-04-28', calendar);
  expect(derivation.some((line) => line.includes('2026-05-01') && line.includes('劳动节'))).toBe(true);
  expect(derivation.some((line) => line.includes('2026-05-09') && line.includes('调休上班'))).toBe(true);
});

test('the last day lasts until midnight in Shanghai, and lateness is recorded', () => {
  const clock = {
    id: 'X',
    startedAt: '2026-05-01T00:00:00.000Z',
    from: '2026-05-01',
    due: '2026-05-11',
    provisional: false,
    derivation: [],
  };
  expect(isOverdue(clock, '2026-05-11T15:59:59.000Z')).toBe(false);
  expect(isOverdue(clock, '2026-05-11T16:00:00.000Z')).toBe(true);
  const late = '2026-05-12T01:00:00.000Z';
  expect(stopClock(release, { ...clock, id: 'PUB_PENALTY_7WD' }, late).overdue).toBe(true);
  expect(
    stopClock(release, { ...clock, id: 'APL_PAY_15D' }, late).overdue,
    'a right not used is no lateness',
  ).toBe(false);
});

test('a make-up Saturday is a workday and a holiday Monday is not', () => {
  expect(dayKind(calendar, '2026-02-14').workday).toBe(true);
  expect(dayKind(calendar, '2026-05-04').workday).toBe(false);
});
