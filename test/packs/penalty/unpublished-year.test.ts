import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../functions/core/deadlines/definitions.ts';
import { addDays } from '../../../functions/core/time/days.ts';
import { upTo } from '../../support/calendar.ts';
import * as fill from './data.ts';
import { pack, Walk } from './driver.ts';
import { decided, denied, go, noon, type Step, served, servedDecision, urgedOn } from './steps.ts';

/** 2027 年放假安排没有公布:暂定的日期不能放过任何保护当事人的关口,也不无故拦住其他办理。 */
const { body, hash } = calendarOf(pack);
const calendar = { body: upTo(body, '2026'), hash };
const start = (over = {}) => new Walk(noon('2026-03-02'), over, calendar);
/** The same steps so many days later. */
const later = (steps: Step[], days: number): Step[] =>
  JSON.parse(JSON.stringify(steps).replace(/\d{4}-\d\d-\d\d/g, (day) => addDays(day, days)));
const printed = (walk: Walk, template: string) =>
  JSON.stringify(walk.issued.findLast((p) => p.template === template)?.lines);

describe('起诉期限的末日是暂定的', () => {
  const untilSued: Step[] = [
    ...decided,
    ['officer', 'serve-decision', fill.service('decision', '2026-08-07'), '2026-08-07'],
  ];
  const apply = (walk: Walk, day: string) =>
    walk.file('leader', 'apply-court-enforcement', fill.courtApplication(), noon(day));

  it('暂定的末日以前不得申请法院强制执行；暂定的末日过了，也不能当作已经届满', async () => {
    const walk = await go(start(), [...untilSued, ...urgedOn('2026-11-02')]);
    expect(walk.state.clocks.ALL_SUE_6M).toMatchObject({ due: '2027-02-08', provisional: true });
    expect(denied(await apply(walk, '2027-02-08'))).toEqual(['EX-REMEDY']);
    expect(await apply(walk, '2027-02-09')).toEqual({ kind: 'unknown', missing: ['execution.remedyEndsOn'] });
  });

  it('暂定的末日过了，也不能强制拆除', async () => {
    const walk = await go(start({ enforcement: 'self_demolish' }), untilSued);
    const raze = (onDay: string) =>
      walk.file('officer', 'record-demolition', fill.demolished(onDay), noon(onDay));
    await go(walk, [
      ['leader', 'urge', fill.urge({ path: 'own', amount: 0, until: '2026-10-31' }), '2026-10-12'],
      ['officer', 'serve-enforcement', fill.service('urge-own', '2026-10-13'), '2026-10-13'],
      [
        'leader',
        'decide-enforcement',
        {
          decisionNumber: '楚大综执罚决〔2026〕1号',
          urging: '已送达催告书',
          statement: '没有提出',
          reason: '逾期仍不履行',
          basis: '城乡规划法第六十五条',
          manner: '强制拆除',
          time: '2027年3月1日',
          concealment: false,
          night: false,
        },
        '2026-11-02',
      ],
      ['officer', 'serve-enforcement', fill.service('enforcement-decision', '2026-11-03'), '2026-11-03'],
      [
        'leader',
        'announce-demolition',
        {
          object: '擅自修建的房屋一处',
          place: '大过口乡××村',
          decisionNumber: '楚大综执罚决〔2026〕1号',
          basis: '城乡规划法第六十五条',
          until: '2026-11-20',
          contact: '综合执法局',
        },
        '2026-11-04',
      ],
    ]);
    expect(denied(await raze('2026-12-01'))).toEqual(['DR-REMEDY']);
    expect(await raze('2027-02-09')).toEqual({ kind: 'unknown', missing: ['execution.remedyEndsOn'] });
  });

  it('届满之日确定的，不因申请期限的末日暂定而受影响', async () => {
    const walk = await go(start(), [...servedDecision, ...urgedOn('2026-09-14')]);
    expect((await apply(walk, '2026-10-01')).kind).toBe('done');
    const open = await go(start(), [
      ...decided,
      ['officer', 'serve-decision', fill.service('decision', '2026-05-15'), '2026-05-15'],
      ...urgedOn('2026-10-12'),
    ]);
    expect(open.state.clocks.AEL_APPLY_COURT_3M).toMatchObject({ from: '2026-11-16', provisional: true });
    expect(denied(await apply(open, '2026-11-16'))).toEqual(['EX-REMEDY']);
    expect((await apply(open, '2026-11-17')).kind).toBe('done');
  });
});

describe('听证在放假安排没有公布的年份举行', () => {
  const plan = (hearingOn: string) => ({
    hearingOn,
    at: '09:30',
    place: '乡政府',
    hostName: '主持人',
    public: true,
  });
  const scheduled = (hearingOn: string) =>
    go(start(), [
      ...later(served, 280),
      ['officer', 'request-hearing', { requestedOn: '2026-12-23', by: '张某', accept: true }, '2026-12-23'],
      ['leader', 'schedule-hearing', plan(hearingOn), '2026-12-23'],
    ]);
  const notify = (walk: Walk, day: string) => walk.file('leader', 'notify-hearing', {}, noon(day));
  const serve = (walk: Walk, day: string) =>
    walk.file('officer', 'serve-hearing-notice', fill.service('hearing-notice', day), noon(day));
  const open = { kind: 'unknown', missing: ['clock.hearingNoticeDue'] };

  it('无论怎样放假都够七个工作日的，可以通知和送达', async () => {
    const walk = await scheduled('2027-02-22');
    expect(walk.state.clocks.APL_HEARING_NOTICE_7WD).toMatchObject({ due: '2027-02-10', provisional: true });
    expect((await notify(walk, '2026-12-24')).kind).toBe('done');
    expect((await serve(walk, '2026-12-25')).kind).toBe('done');
  });

  it('春节放假公布以前，不能断定够不够七个工作日的，不放行', async () => {
    const walk = await scheduled('2027-02-22');
    expect(await notify(walk, '2027-02-01')).toEqual(open);
    expect(await notify(walk, '2027-02-11')).toEqual(open);
    await go(walk, [['leader', 'notify-hearing', {}, '2026-12-24']]);
    expect(await serve(walk, '2027-02-01')).toEqual(open);
  });

  it('代履行以前的催告书也一样', async () => {
    const walk = await go(start({ enforcement: 'court' }), [
      ...servedDecision,
      ['leader', 'urge', fill.urge({ path: 'substitute', amount: 0, until: '2026-10-31' }), '2026-10-12'],
      ['officer', 'serve-enforcement', fill.service('urge-own', '2026-10-13'), '2026-10-13'],
      [
        'leader',
        'decide-substitute',
        {
          decisionNumber: '楚大综执罚决〔2026〕1号',
          reason: '经催告仍不恢复植被，已经造成水土流失。',
          basis: '森林法第81条',
          danger: true,
          subject: '恢复三亩林地的植被',
          manner: '委托第三人补种',
          onDay: '2027-02-19',
          performer: '某造林公司',
          cost: 12000,
        },
        '2026-11-10',
      ],
    ]);
    expect(walk.state.clocks.AEL_SUBSTITUTE_3WD).toMatchObject({ due: '2027-02-15', provisional: true });
    const last = { decidedOn: '2026-11-10', obligation: '恢复三亩林地的植被', performer: '某造林公司' };
    const missing = { kind: 'unknown', missing: ['clock.substituteNoticeDue'] };
    expect(await walk.file('leader', 'urge-substitute', last, noon('2027-02-08'))).toEqual(missing);
    await go(walk, [['leader', 'urge-substitute', last, '2026-11-12']]);
    const receipt = (day: string) =>
      walk.file('officer', 'serve-enforcement', fill.service('substitute-urge', day), noon(day));
    expect(await receipt('2027-02-08')).toEqual(missing);
    expect((await receipt('2026-11-13')).kind).toBe('done');
  });
});

describe('缴款的最后一日是暂定的', () => {
  const toPay = later(servedDecision, 269);
  const notice = {
    decisionNumber: '楚大综执罚决〔2026〕1号',
    amount: 20000,
    bank: '某代收银行',
    account: '演示账户',
    code: '演示-1',
  };
  const instalment = (endsOn: string) => ({
    decisionNumber: '楚大综执罚决〔2026〕1号',
    applied: true,
    appliedOn: '2026-12-28',
    reason: '经营困难，一次缴纳影响职工工资发放',
    kind: 'instalments',
    plan: [{ dueOn: endsOn, amount: 20000 }],
    endsOn,
    opinion: '情况属实，同意',
  });
  const approve = (walk: Walk, endsOn: string) =>
    walk.file('leader', 'approve-instalment', instalment(endsOn), noon('2026-12-29'));

  it('印在缴款通知书上时注明暂定；日期确定的不注明', async () => {
    const walk = await go(start(), [...toPay, ['officer', 'payment-notice', notice, '2026-12-25']]);
    expect(walk.state.clocks.APL_PAY_15D).toMatchObject({ due: '2027-01-08', provisional: true });
    expect(printed(walk, 'DOC-40')).toContain('2027年1月8日（暂定）');
    const firm = await go(start(), [...servedDecision, ['officer', 'payment-notice', notice, '2026-03-31']]);
    expect(printed(firm, 'DOC-40')).not.toContain('暂定');
  });

  it('暂定的最后一日过了，不能当作逾期不履行催告、加处罚款；缴款照常登记', async () => {
    const walk = await go(start(), toPay);
    const urge = (day: string) => walk.file('leader', 'urge', fill.urge(), noon(day));
    expect(denied(await urge('2027-01-08'))).toEqual(['UR-EARLY']);
    expect(await urge('2027-01-11')).toEqual({ kind: 'unknown', missing: ['clock.payExpired'] });
    const pay = (over: object) =>
      walk.file(
        'officer',
        'record-performance',
        fill.paid({ onDay: '2027-01-11', ...over }),
        noon('2027-01-11'),
      );
    expect((await pay({ paidTotal: 21800, amount: 21800, lateFee: 1800 })).kind).toBe('unknown');
    expect((await pay({})).kind).toBe('done');
  });

  it('分期的最后到期日可能早于缴款期限的，不放行；明显晚于的，可以批准', async () => {
    const walk = await go(start(), toPay);
    expect(denied(await approve(walk, '2027-01-07'))).toEqual(['IN-SHORTER']);
    expect(await approve(walk, '2027-01-11')).toEqual({ kind: 'unknown', missing: ['clock.payDue'] });
    expect((await approve(walk, '2027-06-30')).kind).toBe('done');
  });
});
