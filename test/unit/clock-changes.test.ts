import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { CaseState, ClockState } from '../../functions/contract/case.ts';
import type { Calendar } from '../../functions/contract/definitions/deadlines.ts';
import type { ClockRead } from '../../functions/contract/definitions/facts.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { Outcome } from '../../functions/contract/definitions/procedures.ts';
import type { Person } from '../../functions/contract/people.ts';
import { clockChanges } from '../../functions/core/case/clock-changes.ts';
import { emptyState } from '../../functions/core/case/fold.ts';
import {
  type Changed,
  extendClock,
  resumeClock,
  suspendClock,
} from '../../functions/core/deadlines/change.ts';
import {
  begunAgain,
  countedAfter,
  isOverdue,
  isSuspended,
  rulesOf,
  startClock,
  stopClock,
} from '../../functions/core/deadlines/clocks.ts';
import { calendarOf } from '../../functions/core/deadlines/definitions.ts';
import { heldAgainst } from '../../functions/core/deadlines/doubt.ts';
import { lateFee } from '../../functions/core/deadlines/late-fee.ts';
import { isOpenDate, recount } from '../../functions/core/deadlines/recount.ts';
import { alerted, nextWake } from '../../functions/core/deadlines/watch.ts';
import { clockFact } from '../../functions/core/facts/kernel.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { upTo } from '../support/calendar.ts';

const pack = bundle(loadPacks('.').entries);
const { body, hash } = calendarOf(pack);
const rules = rulesOf(pack, { body: upTo(body, '2026'), hash });
const noon = (day: string) => `${day}T04:00:00.000Z`;
const start = (id: string, day: string) => startClock(rules, id, noon(day), day);
const approval = (day: string, more = {}) => ({
  by: { id: 'leader', roles: ['TOWN_LEADER' as const] },
  at: noon(day),
  notice: '楚大综执延〔2026〕1号',
  ...more,
});
const done = (changed: Changed): ClockState => {
  if ('fault' in changed) throw new Error(changed.fault);
  return changed.clock;
};
const fault = (changed: Changed) => ('fault' in changed ? changed.fault : changed.clock);
const extend = (clock: ClockState, day: string, profile: string | null = null, more = {}) =>
  extendClock(rules, { [clock.id]: clock }, clock.id, { profile, approval: approval(day, more) });
const suspend = (
  clock: ClockState,
  ground: string,
  from: string,
  day = from,
  profile: string | null = null,
  more = {},
) =>
  suspendClock(rules, { [clock.id]: clock }, clock.id, {
    ground,
    from,
    profile,
    approval: approval(day, more),
  });
const resume = (clock: ClockState, to: string, day = to) =>
  resumeClock(rules, { [clock.id]: clock }, clock.id, { to, at: noon(day) });

describe('sealing and seizing: thirty days, and thirty more', () => {
  const sealed = start('AEL_SEIZE_30D', '2026-03-05');
  test('is extended once, to 4 May, with article, approver and notice on the clock', () => {
    const longer = done(extend(sealed, '2026-04-01'));
    expect([sealed.due, longer.due]).toEqual(['2026-04-04', '2026-05-04']);
    expect(longer.extensions).toEqual([
      expect.objectContaining({
        length: 30,
        basis: '行政强制法第25条',
        approvedBy: 'leader',
        notice: '楚大综执延〔2026〕1号',
      }),
    ]);
    expect(longer.derivation.join()).toContain('延长 30 日');
  });
  test('is not extended a second time', () => {
    const longer = done(extend(sealed, '2026-04-01'));
    expect(fault(extend(longer, '2026-04-20'))).toContain('上限');
  });
  test('is not extended after its last day, without a notice, or by an officer', () => {
    expect(fault(extend(sealed, '2026-04-05'))).toContain('届满后不得');
    expect(fault(extend(sealed, '2026-04-01', null, { notice: ' ' }))).toContain('书面告知');
    const officer = { by: { id: 'officer', roles: ['OFFICER' as const] } };
    expect(fault(extend(sealed, '2026-04-01', null, officer))).toContain('乡镇人民政府负责人');
  });
  test('stands still while an appraisal runs, and the days are added', () => {
    const still = done(suspend(sealed, 'examination', '2026-03-10'));
    expect(isSuspended(still)).toBe(true);
    expect(isOverdue(still, noon('2026-12-31'))).toBe(false);
    const again = done(resume(still, '2026-03-20'));
    expect(again.due).toBe('2026-04-14');
    expect(again.derivation.join()).toContain('2026-03-11 至 2026-03-20 检测、检验、检疫或者技术鉴定期间');
  });
  test('does not stand still from its last day on, until further notice neither: no day is left to put off', () => {
    expect(fault(suspend(sealed, 'examination', '2026-04-04'))).toContain('期限于 2026-04-04 当日届满');
    expect(isSuspended(done(suspend(sealed, 'examination', '2026-04-03')))).toBe(true);
  });
  test('does not stand still twice at once, on a ground no law names, or once it is over', () => {
    const still = done(suspend(sealed, 'examination', '2026-03-10'));
    expect(fault(suspend(still, 'examination', '2026-03-12'))).toContain('不能再次停计');
    expect(fault(suspend(sealed, 'holiday', '2026-03-12'))).toContain('没有法律依据');
    expect(fault(suspend(sealed, 'examination', '2026-04-01', '2026-04-06'))).toContain('届满后不得');
    expect(fault(suspend(sealed, 'examination', '2026-03-01', '2026-03-10'))).toContain('2026-03-05');
    expect(
      fault(suspend(stopClock(pack, sealed, noon('2026-03-09')), 'examination', '2026-03-10')),
    ).toContain('没有在计算');
    expect(fault(resume(sealed, '2026-03-12'))).toContain('没有停计');
    expect(fault(resume(still, '2026-03-09', '2026-03-12'))).toContain('2026-03-10');
  });
  describe('an appraisal of a period fixed and told beforehand （强制法25③）', () => {
    const fixed = (from: string, to: string, day = from, clock = sealed) =>
      suspendClock(rules, { [clock.id]: clock }, clock.id, {
        ground: 'examination',
        from,
        to,
        profile: null,
        approval: approval(day),
      });
    const told = () => done(fixed('2026-03-09', '2026-03-23'));
    test('moves the due day at once and ends by itself, so that nobody has to remember it', () => {
      expect(told()).toMatchObject({ due: '2026-04-18', pauses: [{ to: '2026-03-23', fixed: true }] });
      expect(isSuspended(told())).toBe(false);
      expect(isOverdue(told(), noon('2026-04-18'))).toBe(false);
      expect(isOverdue(told(), noon('2026-04-19'))).toBe(true);
    });
    test('is shortened when the result comes early, and never lengthened when it comes late', () => {
      const early = done(resume(told(), '2026-03-16'));
      expect(early.due).toBe('2026-04-11');
      expect(early.pauses?.[0]).not.toHaveProperty('fixed');
      expect(fault(resume(early, '2026-03-18'))).toContain('没有停计');
      expect(done(resume(told(), '2026-03-30')).due).toBe('2026-04-18');
    });
    test('is refused where no day would be left out: begun on the last day, or over on the day it begins', () => {
      expect(fault(fixed('2026-04-04', '2026-04-20', '2026-04-01'))).toContain(
        '当日（2026-04-04）仍计入期限，自次日起才不计入（民法典第201条），而期限于 2026-04-04 当日届满，停计不能使它推后',
      );
      expect(fault(fixed('2026-03-10', '2026-03-10'))).toContain(
        '没有可以扣除的日子，届满之日仍为 2026-04-04',
      );
      expect(done(fixed('2026-04-03', '2026-04-20', '2026-04-01')).due).toBe('2026-04-21');
      const longer = done(extend(sealed, '2026-04-04'));
      expect(done(fixed('2026-04-04', '2026-04-20', '2026-04-04', longer)).due).toBe('2026-05-20');
    });
    test('may begin later than today, but not after the last day, before the seizure or before its own end', () => {
      expect(done(fixed('2026-03-12', '2026-03-22', '2026-03-09')).due).toBe('2026-04-14');
      expect(fault(fixed('2026-04-05', '2026-04-08', '2026-04-01'))).toContain('2026-04-04 之间');
      expect(fault(fixed('2026-03-04', '2026-03-09', '2026-03-09'))).toContain('2026-03-05');
      expect(fault(fixed('2026-03-09', '2026-03-08'))).toContain('应当明确');
      expect(fault(fixed('2026-03-20', '2026-03-30', '2026-03-20', told()))).toContain('2026-03-23');
    });
  });
});

describe('twenty-four hours to report a seizure at once （强制法19）', () => {
  const begun = (data: unknown, instant = '2026-03-05T07:00:00.000Z') =>
    clockChanges({
      rules,
      instant,
      actor: { id: 'officer' } as Person,
      state: emptyState({
        tenant: 'daguokou',
        caseId: 'C-1',
        procedure: 'ordinary-penalty',
        matter: null,
        release: pack.hash,
        at: instant,
      }),
      matter: null,
      outcome: { clocks: { start: [{ id: 'AEL_EMERGENCY_24H', from: '/onDay', at: '/from' }] } },
      data,
      formFacts: {},
    });
  test('run from the Shanghai time of the act, not from its record', () => {
    const [clock] = begun({ onDay: '2026-03-05', from: '14:30' }).clocks;
    expect(clock).toMatchObject({ from: '2026-03-05T06:30:00.000Z', due: '2026-03-06T06:30:00.000Z' });
  });
  test('are refused where the time has not come yet or is not told', () => {
    for (const data of [{ onDay: '2026-03-05', from: '15:01' }, { onDay: '2026-03-05' }])
      expect(begun(data)).toMatchObject({ clocks: [], faults: [{ path: '/from', code: 'clock-refused' }] });
  });
});

describe('ninety days to decide', () => {
  const filed = start('APL_DECIDE_90D', '2026-06-15');
  test('know no extension in the penalty law itself', () => {
    expect(fault(extend(filed, '2026-08-01', 'default'))).toContain('本法无延长规定');
  });
  test('are extended by thirty where the rules of the ministry allow it', () => {
    for (const profile of ['agriculture', 'housing', 'transport'])
      expect(done(extend(filed, '2026-08-01', profile)).due).toBe('2026-10-13');
  });
  test('leave out a hearing in agriculture and nowhere else', () => {
    const still = done(suspend(filed, 'hearing', '2026-07-01', '2026-07-01', 'agriculture'));
    expect(done(resume(still, '2026-07-21')).due).toBe('2026-10-03');
    expect(fault(suspend(filed, 'hearing', '2026-07-01', '2026-07-01', 'housing'))).toContain('没有法律依据');
  });
});

describe('a clock begun again', () => {
  const served = start('APL_SERVE_7WD', '2026-06-10');
  const again = (before: ClockState, day: string) =>
    begunAgain(pack, start('APL_SERVE_7WD', day), before, noon(day));
  test('keeps that an authority was late before, however often it is begun', () => {
    const late = again(served, '2026-07-01');
    expect(late.earlier).toEqual([
      { startedAt: served.startedAt, from: '2026-06-10', due: served.due, stoppedAt: noon('2026-07-01') },
    ]);
    expect(late.overdue).toBeUndefined();
    expect(again(late, '2026-07-02').earlier).toEqual(late.earlier);
    expect(again(stopClock(pack, late, noon('2026-08-03')), '2026-09-01').earlier).toHaveLength(2);
  });
  test('says nothing of a run that was in time', () => {
    expect(again(served, '2026-06-12').earlier).toBeUndefined();
    expect(again(stopClock(pack, served, noon('2026-06-11')), '2026-07-20').earlier).toBeUndefined();
  });
  test('says nothing of a right that was not used: that was no lateness', () => {
    const asked = start('APL_HEARING_REQ_5WD', '2026-06-10');
    const anew = start('APL_HEARING_REQ_5WD', '2026-07-10');
    expect(begunAgain(pack, anew, asked, noon('2026-07-10')).earlier).toBeUndefined();
  });
});

describe('legal review', () => {
  const procedure = pack.get('procedure', 'ordinary-penalty')?.body;
  const [outcome] = procedure?.actions['submit-legal-review']?.leadsTo ?? [];
  const begun = (profile: Matter['procedureProfile']) => {
    const matter = pack.all('matter').find((m) => m.body.procedureProfile === profile)?.body;
    const first = { tenant: 'daguokou', caseId: 'C-1', procedure: 'ordinary-penalty', matter: null };
    const state = emptyState({ ...first, release: pack.hash, at: noon('2026-06-15') });
    const [clock] = clockChanges({
      rules,
      instant: noon('2026-06-15'),
      actor: { id: 'officer' } as Person,
      state,
      matter: matter as Matter,
      outcome: outcome as Outcome,
      data: {},
      formFacts: {},
    }).clocks;
    return clock as ClockState;
  };
  test('runs by the rules of agriculture or housing in those fields, as law', () => {
    expect(begun('agriculture')).toMatchObject({ id: 'AGR_REVIEW_5WD', due: '2026-06-23' });
    expect(begun('housing')).toMatchObject({ id: 'HUD_REVIEW_10WD', due: '2026-06-30' });
    expect([begun('agriculture').reference, begun('housing').reference]).toEqual([undefined, undefined]);
  });
  test('elsewhere runs as a reference and says so in its derivation and its warnings', () => {
    const clock = begun('transport');
    expect(clock).toMatchObject({ id: 'HUD_REVIEW_10WD', reference: true });
    expect(clock.derivation[0]).toMatch(/^参照住房和城乡建设行政处罚程序规定.*非法定期限/);
    const state = emptyState({
      tenant: 'daguokou',
      caseId: 'C-1',
      procedure: 'ordinary-penalty',
      matter: null,
      release: pack.hash,
      at: noon('2026-06-15'),
    });
    expect(alerted(pack, state, clock, noon('2026-06-29'))?.alerts?.[0]?.say).toContain('参照');
  });
});

describe('加处罚款', () => {
  const PRINCIPAL = 1_000_000;
  const owed = (until: string, remedies?: { from: string; to: string }[]) =>
    lateFee(PRINCIPAL, '2026-05-06', until, remedies).fen / PRINCIPAL;
  test('runs from the day after the last day to pay, three per cent a day, not compound', () => {
    expect(owed('2026-05-06')).toBe(0);
    expect(owed('2026-05-07')).toBe(0.03);
    expect(owed('2026-05-16')).toBe(0.3);
  });
  test('is 99 % after 33 days and the fine itself from the 34th', () => {
    expect(owed('2026-06-08')).toBe(0.99);
    expect(owed('2026-06-09')).toBe(1);
    expect(owed('2027-06-09')).toBe(1);
    expect(lateFee(PRINCIPAL, '2026-05-06', '2026-06-09').derivation.at(-1)).toContain('行政强制法第45条');
  });
  test('does not run during a reconsideration or a lawsuit, and goes on afterwards', () => {
    const remedies = [{ from: '2026-05-17', to: '2026-07-15' }];
    expect(owed('2026-07-15', remedies)).toBe(0.3);
    expect(owed('2026-07-16', remedies)).toBe(0.33);
  });
});

describe('a clock on a case speaks up', () => {
  const state: CaseState = {
    ...emptyState({
      tenant: 'daguokou',
      caseId: 'C-0000000000000000000a',
      procedure: 'ordinary-penalty',
      matter: 'LC-001',
      release: pack.hash,
      at: noon('2026-06-15'),
    }),
    duties: { investigator: ['li-zheng'] },
  };
  const filed = start('APL_DECIDE_90D', '2026-06-15');
  const look = (clock: ClockState, day: string) => alerted(pack, state, clock, noon(day));
  test('to the officers on the case before, at the beginning of the days the data names', () => {
    expect(nextWake(pack, filed)).toBe('2026-08-13T16:00:00.000Z');
    expect(look(filed, '2026-08-13')).toBeNull();
    const warned = look(filed, '2026-08-14') as ClockState;
    expect(warned.alerts).toEqual([expect.objectContaining({ kind: 'warning', to: ['person:li-zheng'] })]);
    expect(look(warned, '2026-08-14')).toBeNull();
    expect(nextWake(pack, warned)).toBe('2026-08-28T16:00:00.000Z');
  });
  test('once, where several days of warning have passed unseen', () => {
    const warned = look(filed, '2026-09-10') as ClockState;
    expect(warned.alerts).toHaveLength(1);
    expect(nextWake(pack, warned)).toBe('2026-09-13T16:00:00.000Z');
  });
  test('to the head of the bureau and the leader after, and the lateness stays', () => {
    const late = look(filed, '2026-09-14') as ClockState;
    expect(late.alerts?.[0]).toMatchObject({
      kind: 'overdue',
      to: ['role:BUREAU_HEAD', 'role:TOWN_LEADER', 'person:li-zheng'],
    });
    expect(late.overdue).toBe(true);
    expect(nextWake(pack, late)).toBeNull();
    expect(stopClock(pack, late, noon('2026-09-20')).overdue).toBe(true);
  });
  test('unless the act came in time and only its record late: what was told stays, the lateness does not', () => {
    const told = look(filed, '2026-09-14') as ClockState;
    const act = (on: string) => ({ on, by: 'officer', version: 9 });
    const inTime = stopClock(pack, told, noon('2026-09-20'), act(told.due));
    expect(inTime.overdue).toBe(false);
    expect(inTime.alerts).toEqual(told.alerts);
    expect(stopClock(pack, told, noon('2026-09-20'), act('2026-09-14')).overdue).toBe(true);
  });
  test('anew for the new last day after an extension', () => {
    const warned = look(filed, '2026-09-10') as ClockState;
    const longer = done(extend(warned, '2026-09-11', 'housing'));
    expect(longer.due).toBe('2026-10-13');
    expect(nextWake(pack, longer)).toBe('2026-09-12T16:00:00.000Z');
  });
  test('not at all while it stands still', () => {
    const still = done(suspend(filed, 'appraisal', '2026-07-01', '2026-07-01', 'agriculture'));
    expect(nextWake(pack, still)).toBeNull();
    expect(look(still, '2026-12-01')).toBeNull();
  });
  test('of a right not used without calling it late, and is then over', () => {
    const asked = start('APL_HEARING_REQ_5WD', '2026-06-15');
    const over = look(asked, '2026-06-24') as ClockState;
    expect(over.overdue).toBeUndefined();
    expect(over.alerts?.[0]?.say).toContain('视为放弃听证');
  });
  test('to the team leads while nobody has the case', () => {
    const nobody = { ...state, duties: {} };
    expect(alerted(pack, nobody, filed, noon('2026-08-14'))?.alerts?.[0]?.to).toEqual(['role:TEAM_LEAD']);
  });

  test('when the calendar is published: the provisional day is counted again, with the reason', () => {
    const provisional = start('PUB_PENALTY_7WD', '2026-12-28');
    const body: Calendar = {
      ...rules.calendar.body,
      years: {
        ...rules.calendar.body.years,
        '2027': {
          status: 'published',
          notice: null,
          offDays: ['01', '02', '03', '04'].map((d) => ({
            date: `2027-01-${d}`,
            name: '元旦',
            statutory: d === '01',
          })),
          makeUpWorkdays: [],
        },
      },
    };
    const newer = rulesOf(pack, { body, hash: 'f'.repeat(64) });
    const again = recount(
      newer,
      state,
      provisional,
      noon('2026-12-30'),
      '依据第 2 号发布版本中的工作日历',
    ) as ClockState;
    expect([provisional.due, again.due, again.provisional]).toEqual(['2027-01-07', '2027-01-08', false]);
    expect(again.calendar).toBe('f'.repeat(64));
    expect(again.alerts?.[0]).toMatchObject({
      kind: 'recounted',
      say: expect.stringContaining('由 2027-01-07 改为 2027-01-08'),
    });
    expect(recount(newer, state, again, noon('2026-12-31'), '')).toBeNull();
    expect(recount(rules, state, provisional, noon('2026-12-31'), '')).toBeNull();
  });

  test('and what runs from the last day of others moves with them', () => {
    const suit = start('ALL_SUE_6M', '2026-07-03');
    const window = countedAfter(rules, start('AEL_APPLY_COURT_3M', suit.due), [
      start('ARL_APPLY_60D', '2026-07-03'),
      suit,
    ]);
    expect([suit.due, suit.provisional]).toEqual(['2027-01-04', true]);
    expect(window).toMatchObject({ from: '2027-01-04', due: '2027-04-05', provisional: true });
    expect(window.derivation.at(-1)).toContain('2027-01-04 为暂定');
    const longer = {
      status: 'published' as const,
      notice: null,
      offDays: ['2027-01-01', '2027-01-02', '2027-01-03', '2027-01-04'].map((date) => ({
        date,
        name: '元旦',
        statutory: date === '2027-01-01',
      })),
      makeUpWorkdays: [],
    };
    const body: Calendar = {
      ...rules.calendar.body,
      years: { ...rules.calendar.body.years, '2027': longer },
    };
    const newer = rulesOf(pack, { body, hash: 'f'.repeat(64) });
    const clocks = { ALL_SUE_6M: suit, ARL_APPLY_60D: start('ARL_APPLY_60D', '2026-07-03') };
    const again = recount(newer, { ...state, clocks }, window, noon('2026-12-01'), '');
    expect(again).toMatchObject({ from: '2027-01-05', due: '2027-04-05', provisional: false });
  });
});

describe('when the prefecture confirms its days off', () => {
  const state = emptyState({
    tenant: 'daguokou',
    caseId: 'C-1',
    procedure: 'ordinary-penalty',
    matter: null,
    release: pack.hash,
    at: noon('2026-07-01'),
  });
  const { local } = rules.calendar.body;
  const confirming = (from: string, to: string, hash = 'f'.repeat(64)) =>
    rulesOf(pack, {
      body: {
        ...rules.calendar.body,
        local: {
          ...local,
          years: {
            ...local.years,
            '2026': { holidays: [{ name: '火把节', from, to, source: '测试' }], unconfirmed: [] },
          },
        },
      },
      hash,
    });
  const torch = confirming('2026-08-05', '2026-08-07');
  const again = (clock: ClockState, by = torch, clocks: Record<string, ClockState> = {}) =>
    recount(
      by,
      { ...state, clocks: { ...clocks, [clock.id]: clock } },
      clock,
      noon('2026-08-03'),
      '依据新的日历',
    );

  test('a party’s period, a wait and a count backwards move, though nothing about them was provisional', () => {
    const asked = start('APL_HEARING_REQ_5WD', '2026-07-31');
    expect([asked.due, asked.provisional]).toEqual(['2026-08-07', false]);
    expect(again(asked)).toMatchObject({
      due: '2026-08-12',
      calendar: torch.calendar.hash,
      alerts: [
        { kind: 'recounted', say: expect.stringContaining('的日期重新计算：由 2026-08-07 改为 2026-08-12') },
      ],
    });
    expect(again(again(asked) as ClockState)).toBeNull();
    expect(again(stopClock(pack, asked, noon('2026-08-01')))?.due).toBe('2026-08-12');
    expect(again(start('AEL_DEMAND_COURT_10WD', '2026-07-30'))?.due).toBe('2026-08-18');
    const notice = start('APL_HEARING_NOTICE_7WD', '2026-08-14');
    expect([notice.due, again(notice)?.due]).toEqual(['2026-08-04', '2026-07-30']);
  });
  test('an authority’s own period stays: it goes by the national days', () => {
    for (const id of ['APL_REG_PRESERVE_7WD', 'APL_SERVE_7WD', 'APL_DECIDE_90D']) {
      const clock = start(id, '2026-07-30');
      expect([isOpenDate(pack, state, clock), again(clock)]).toEqual([false, null]);
    }
  });
  test('what rests on the party’s period begins later and ends no later', () => {
    const suit = start('ALL_SUE_6M', '2026-02-05');
    const others = [start('ARL_APPLY_60D', '2026-02-05'), suit];
    const window = countedAfter(rules, start('AEL_APPLY_COURT_3M', suit.due), others);
    expect(window).toMatchObject({ from: '2026-08-05', due: '2026-11-05' });
    expect(again(window, torch, Object.fromEntries(others.map((c) => [c.id, c])))).toMatchObject({
      from: '2026-08-10',
      countedFrom: '2026-08-05',
      due: '2026-11-05',
    });
  });
  test('nobody’s right becomes shorter than it was told, not even where the days turn out to be others', () => {
    const told = again(start('APL_HEARING_REQ_5WD', '2026-07-31')) as ClockState;
    const corrected = confirming('2026-09-05', '2026-09-07', 'e'.repeat(64));
    expect(again(told, corrected)).toBeNull();
    const provisional = {
      ...start('APL_HEARING_REQ_5WD', '2026-07-31'),
      due: '2026-08-11',
      provisional: true,
    };
    const kept = again(provisional, corrected);
    expect(kept).toMatchObject({ due: '2026-08-11', provisional: false });
    expect(kept?.derivation.at(-1)).toContain('重新计算为 2026-08-07；此前计算的 2026-08-11 较晚');
  });
  test('a period the days off do not touch says nothing', () => {
    expect(again(start('APL_HEARING_REQ_5WD', '2026-06-15'))).toBeNull();
  });
});

describe('what an authority counts from the last day of a party’s periods', () => {
  const remedies = (day: string) => [start('ARL_APPLY_60D', day), start('ALL_SUE_6M', day)];
  const windowOf = (day: string) => {
    const others = remedies(day);
    return countedAfter(rules, start('AEL_APPLY_COURT_3M', others[1]?.due as string), others);
  };
  test('begins for the party on the later day of the local holidays and ends for the authority by the earlier', () => {
    const window = windowOf('2024-01-29');
    expect(remedies('2024-01-29')[1]?.due).toBe('2024-08-01');
    expect(window).toMatchObject({ from: '2024-08-01', countedFrom: '2024-07-29', due: '2024-10-29' });
    expect(window.derivation.join()).toContain('至较晚的 2024-08-01 届满，此前不得办理');
    expect(window.derivation.join()).toContain('自较早的 2024-07-29 起算');
    expect(window.derivation.join()).toContain('对应日届满（民法典第202条）：2024-10-29');
  });
  test('has one start where both readings agree', () => {
    const window = windowOf('2026-03-30');
    expect(window).toMatchObject({ from: '2026-09-30', due: '2026-12-30' });
    expect(window).not.toHaveProperty('countedFrom');
  });
  test('keeps the earlier start when it is counted again, and loses it with the doubt', () => {
    const others = remedies('2024-01-29');
    expect(countedAfter(rules, windowOf('2024-01-29'), others).due).toBe('2024-10-29');
    const plain = countedAfter(rules, windowOf('2024-01-29'), remedies('2026-03-30'));
    expect(plain).not.toHaveProperty('countedFrom');
  });
});

describe('a provisional date', () => {
  const asked = start('APL_HEARING_REQ_5WD', '2026-12-29');
  const open = emptyState({
    tenant: 'daguokou',
    caseId: 'C-1',
    procedure: 'ordinary-penalty',
    matter: null,
    release: pack.hash,
    at: noon('2026-12-29'),
  });
  const askedAt = (read: ClockRead, day: string, clock = asked, facts = {}) =>
    clockFact(clock, read, {
      instant: noon(day),
      clocks: { [clock.id]: clock },
      against: heldAgainst(noon(day), facts),
    });
  test('that has passed is neither over nor not over; until then it is not over', () => {
    expect(asked).toMatchObject({ due: '2027-01-06', provisional: true });
    expect(askedAt('expired', '2027-01-06')).toBe(false);
    expect(askedAt('expired', '2027-01-07')).toBeUndefined();
    expect(askedAt('expired', '2027-01-07', { ...asked, provisional: false })).toBe(true);
  });
  test('is told while no day it is held against can turn out to lie on its other side', () => {
    expect(askedAt('due', '2027-01-06')).toBe('2027-01-06');
    expect(askedAt('due', '2027-01-07')).toBeUndefined();
    expect(askedAt('due', '2027-01-04', asked, { 'instalment.endsOn': '2027-01-08' })).toBeUndefined();
    expect(askedAt('due', '2027-01-04', asked, { 'instalment.endsOn': '2027-06-30' })).toBe('2027-01-06');
    expect(askedAt('due', '2027-01-07', { ...asked, provisional: false })).toBe('2027-01-06');
  });
  test('counted backwards is told only to whoever acts so early that no notice of days off can make it too late', () => {
    const notice = start('APL_HEARING_NOTICE_7WD', '2027-02-22');
    expect(notice).toMatchObject({ due: '2027-02-10', provisional: true });
    expect(askedAt('due', '2027-01-20', notice)).toBe('2027-02-10');
    expect(askedAt('due', '2027-01-21', notice)).toBeUndefined();
    expect(askedAt('due', '2027-02-15', notice)).toBeUndefined();
    expect(askedAt('due', '2027-01-04', notice, { 'service.effectiveOn': '2027-02-05' })).toBeUndefined();
    expect(askedAt('start', '2027-02-15', notice)).toBe('2027-02-22');
    const firm = start('APL_HEARING_NOTICE_7WD', '2026-12-21');
    expect(askedAt('due', '2026-12-11', firm)).toBe(firm.due);
  });
  test('is no start either: what runs from it may not have begun; a firm start stays one though its end is provisional', () => {
    const window = {
      ...asked,
      id: 'AEL_APPLY_COURT_3M',
      from: asked.due,
      due: '2027-04-06',
      after: [asked.id],
    };
    const startAt = (day: string, other: ClockState) =>
      clockFact(window, 'start', {
        instant: noon(day),
        clocks: { [asked.id]: other },
        against: heldAgainst(noon(day), {}),
      });
    expect([startAt('2027-01-06', asked), startAt('2027-01-07', asked)]).toEqual(['2027-01-06', undefined]);
    expect(startAt('2027-01-07', { ...asked, provisional: false })).toBe('2027-01-06');
  });
  test('of a right is counted again though the right was used, as rules go on asking; not once the case is closed', () => {
    const used = stopClock(pack, asked, noon('2026-12-30'));
    expect(isOpenDate(pack, open, used)).toBe(true);
    expect(isOpenDate(pack, { ...open, closed: '结案' }, used)).toBe(false);
    expect(
      isOpenDate(pack, open, stopClock(pack, start('PUB_PENALTY_7WD', '2026-12-28'), noon('2026-12-30'))),
    ).toBe(false);
  });
  test('of a right is said to be provisional when it has passed', () => {
    const said = alerted(pack, open, asked, noon('2027-01-07'))?.alerts?.[0]?.say;
    expect(said).toContain('已于 2027-01-06 届满（暂定，放假安排公布后重新计算）');
  });
});

describe('the paper that tells of a change', () => {
  const clocks = { APL_DECIDE_90D: start('APL_DECIDE_90D', '2026-06-15') };
  const first = { tenant: 'daguokou', caseId: 'C-1', procedure: 'ordinary-penalty', matter: null };
  const papers = [
    { template: 'DOC-18-EXT', number: '楚大综执延〔2026〕1号' },
    {
      template: 'DOC-18-EXT',
      number: '楚大综执延〔2026〕2号',
      voided: { day: '2026-07-02', reason: '有误', by: 'leader' },
    },
  ] as CaseState['papers'];
  const extended = (notice: string) =>
    clockChanges({
      rules,
      instant: noon('2026-08-01'),
      actor: { id: 'leader', roles: ['TOWN_LEADER'] } as unknown as Person,
      state: { ...emptyState({ ...first, release: pack.hash, at: noon('2026-06-15') }), clocks, papers },
      matter: pack.all('matter').find((m) => m.body.procedureProfile === 'housing')?.body as Matter,
      outcome: { clocks: { extend: [{ id: 'APL_DECIDE_90D', notice: '/notice' }] } },
      data: { notice },
      formFacts: {},
    }).faults.map((f) => f.say);
  test('has to be one of the case that stands', () => {
    expect(extended('楚大综执延〔2026〕1号')).toEqual([]);
    expect(extended('楚大综执延〔2026〕2号').join()).toContain('有效文书');
    expect(extended('随便写的文号').join()).toContain('有效文书');
    expect(extended('').join()).toContain('书面告知');
  });
});

describe('a lateness put right', () => {
  test('stays on the clock however often it is begun again', () => {
    const late = { ...start('APL_SERVE_7WD', '2026-06-10'), overdue: true };
    const act = { on: '2026-06-22', by: 'officer', version: 9 };
    const stopped = stopClock(pack, late, noon('2026-06-24'), act);
    expect(stopped).toMatchObject({ overdue: false, corrected: [{ on: '2026-06-22', by: 'officer' }] });
    const again = begunAgain(pack, start('APL_SERVE_7WD', '2026-07-01'), stopped, noon('2026-07-01'));
    expect(again.corrected).toEqual(stopped.corrected);
    expect(again.earlier).toBeUndefined();
  });
});
