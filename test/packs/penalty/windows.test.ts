import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import { decidedAfter, denied, go, noon, reviewed, type Step, servedDecision, urgedOn } from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const clock = (walk: Walk, id: string) => walk.state.clocks[id];
const running = (walk: Walk, id: string) => clock(walk, id)?.due !== undefined && !clock(walk, id)?.stoppedAt;
const apply = (walk: Walk, day: string, over = {}) =>
  walk.file('leader', 'apply-court-enforcement', fill.courtApplication(over), noon(day));
const instalmentTo = (endsOn: string, appliedOn: string) => ({
  decisionNumber: '楚大综执罚决〔2026〕1号',
  applied: true,
  appliedOn,
  reason: '经营困难，一次缴纳影响职工工资发放',
  kind: 'instalments',
  plan: [{ dueOn: endsOn, amount: 20000 }],
  endsOn,
  opinion: '情况属实，同意',
});
const review = (on: string, registered: string): Step => [
  'officer',
  'record-remedy',
  { kind: 'reconsideration', reconsiderationOn: on, body: '楚雄市人民政府' },
  registered,
];
const reviewEnded = (result: string, on: string, registered = on): Step => [
  'officer',
  'record-remedy-end',
  { kind: 'reconsideration', result, reconsiderationEndedOn: on, document: '楚市政行复决〔2026〕1号' },
  registered,
];
const suit = (on: string): Step => [
  'officer',
  'record-remedy',
  { kind: 'suit', suitOn: on, body: '示例人民法院' },
  on,
];
const suitEnded = (result: string, on: string): Step => [
  'officer',
  'record-remedy-end',
  { kind: 'suit', result, suitEndedOn: on, document: '裁判文书' },
  on,
];
const reversal = (kind: string, effectiveOn: string): Step => [
  'head',
  'record-reversal',
  {
    kind,
    effectiveOn,
    document: '楚市政行复决〔2026〕1号',
    ...(kind === 'changed' ? { fine: 15000 } : {}),
  },
  effectiveOn,
];
const fineOf = (kinds: string[]) => (kinds.includes('fine') ? 20000 : 0);
/** A decision of these kinds, served on 30 March. */
const servedOf = (kinds: string[], over = {}): Step[] => [
  ...decidedAfter(
    reviewed.map(([who, action, data, day]) => [
      who,
      action,
      action === 'prior-notice' ? fill.notice({ kinds, fine: fineOf(kinds) }) : data,
      day,
    ]),
    { kinds, fine: fineOf(kinds), ...over },
  ),
  ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
];
const urgedFor = (part: string, day: string): Step[] =>
  urgedOn(day).map(([who, action, data, on]) => [
    who,
    action,
    action === 'urge' ? fill.urge({ part, amount: 0, obligation: '自行拆除违法建筑物' }) : data,
    on,
  ]);

describe('复议维持以后，原来的起诉期限不再算数', () => {
  const maintained: Step[] = [
    ...servedDecision,
    review('2026-04-08', '2026-04-09'),
    reviewEnded('maintained', '2026-04-30', '2026-05-06'),
  ];

  it('维持以后批准分期的，自分期结束之日起三个月，不等原来的六个月起诉期限', async () => {
    const walk = await go(start(), [
      ...maintained,
      ['leader', 'approve-instalment', instalmentTo('2026-06-30', '2026-05-07'), '2026-05-08'],
    ]);
    expect(clock(walk, 'ALL_SUE_AFTER_REVIEW_15D')?.due).toBe('2026-05-15');
    expect(clock(walk, 'APL_INSTALMENT_EXEC')).toMatchObject({ from: '2026-06-30', due: '2026-09-30' });
  });

  it('维持以后起诉被驳回起诉的，自裁定生效之日起三个月', async () => {
    const walk = await go(start(), [...maintained, suit('2026-05-12'), suitEnded('dismissed', '2026-07-20')]);
    expect(clock(walk, 'AEL_APPLY_COURT_3M')).toMatchObject({ from: '2026-07-20', due: '2026-10-20' });
  });

  it('没有经过复议、起诉被驳回的，仍要等原来的复议、起诉期限都届满', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      suit('2026-05-12'),
      suitEnded('dismissed', '2026-07-20'),
    ]);
    expect(clock(walk, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-09-30');
  });
});

describe('复议变更的，由行政复议机关强制执行', () => {
  const changed: Step[] = [
    ...servedDecision,
    ...urgedOn('2026-05-06'),
    review('2026-05-20', '2026-05-21'),
    reversal('changed', '2026-09-25'),
    reviewEnded('changed', '2026-09-28'),
  ];

  it('自收到复议决定书之日起算十五日起诉期限；本机关不能申请法院，也不能再催告', async () => {
    const walk = await go(start(), changed);
    expect(clock(walk, 'ALL_SUE_AFTER_REVIEW_15D')?.due).toBe('2026-10-13');
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(false);
    for (const day of ['2026-10-01', '2026-10-14', '2027-01-13']) {
      const answer = await apply(walk, day);
      expect(denied(answer), day).toContain('RC-CHANGED');
      expect(answer).toMatchObject({ basis: expect.arrayContaining(['行政复议法第78条第（二）项']) });
    }
    expect(denied(await walk.file('leader', 'urge', fill.urge(), noon('2026-10-14')))).toEqual([
      'RC-CHANGED',
    ]);
  });

  it('当事人按变更后的数额缴纳的，登记履行以后结案；变更后的决定先公示', async () => {
    const walk = await go(start(), [
      ...changed,
      [
        'officer',
        'record-performance',
        fill.paid({ onDay: '2026-10-08', amount: 15000, paidTotal: 15000 }),
        '2026-10-08',
      ],
    ]);
    const close = () =>
      walk.file('leader', 'close-case', fill.closing({ paidIn: 15000 }), noon('2026-10-14'));
    expect(denied(await close())).toEqual(['CL-PUBLISHED']);
    await go(walk, [['reviewer', 'publish', fill.publicity(), '2026-10-09']]);
    expect((await close()).kind).toBe('done');
  });

  it('逾期不起诉又不履行的，起诉期限届满以后以由行政复议机关强制执行结案；没有催告过的也可以', async () => {
    const byReview = fill.closing({ ground: 'review', paidIn: 0, performance: '已函告行政复议机关' });
    const urged = await go(start(), [...changed, ['reviewer', 'publish', fill.publicity(), '2026-09-29']]);
    const close = (day: string) => urged.file('leader', 'close-case', byReview, noon(day));
    expect(denied(await close('2026-10-13'))).toEqual(['CL-REVIEW']);
    expect((await close('2026-10-14')).kind).toBe('done');
    const served = await go(start(), [
      ...changed.filter(([, action]) => action !== 'urge' && action !== 'serve-enforcement'),
      ['reviewer', 'publish', fill.publicity(), '2026-09-29'],
      ['leader', 'close-reversed', byReview, '2026-10-14'],
    ]);
    expect(served.state.closed).toBe('结案');
  });

  it('变更后批准分期、起诉被驳回，都不恢复本机关申请法院的期限', async () => {
    const walk = await go(start(), [
      ...changed,
      ['leader', 'approve-instalment', instalmentTo('2026-12-31', '2026-09-28'), '2026-09-29'],
      suit('2026-10-09'),
      suitEnded('dismissed', '2026-11-20'),
    ]);
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(false);
    expect(clock(walk, 'APL_INSTALMENT_EXEC')).toBeUndefined();
    expect(denied(await apply(walk, '2026-12-01'))).toContain('RC-CHANGED');
  });

  it('登记的结果与登记的变动须一致：变更对变更，撤销对撤销', async () => {
    const pending = [...servedDecision, review('2026-05-20', '2026-05-21')];
    const end = async (steps: Step[], result: string) => {
      const [who, action, data, day] = reviewEnded(result, '2026-09-28');
      return denied(await (await go(start(), steps)).file(who, action, data, noon(day)));
    };
    expect(await end(pending, 'changed')).toEqual(['RE-CHANGED']);
    expect(await end([...pending, reversal('revoked', '2026-09-25')], 'changed')).toEqual(['RE-CHANGED']);
    expect(await end([...pending, reversal('changed', '2026-09-25')], 'reversed')).toEqual(['RE-REVERSED']);
  });

  it('法院判决变更的，由本机关自判决生效之日起三个月内申请', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ...urgedOn('2026-05-06'),
      suit('2026-06-01'),
      reversal('changed', '2026-09-25'),
      suitEnded('changed', '2026-09-25'),
    ]);
    expect(clock(walk, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-09-25');
    expect((await apply(walk, '2026-10-09')).kind).toBe('done');
  });
});

describe('土地限期拆除的起诉期限只缩短拆除部分', () => {
  const land = (kinds: string[]) => servedOf(kinds, { landDemolish: true });

  it('只责令限期拆除的，起诉十五日、复议六十日，取较晚的', async () => {
    const walk = await go(start(), [
      ...servedOf(['demolish', 'order'], { landDemolish: true, lateFee: false }),
    ]);
    expect(clock(walk, 'ALL_SUE_LAND_DEMOLISH_15D')?.due).toBe('2026-04-14');
    expect(clock(walk, 'ALL_SUE_6M')).toBeUndefined();
    expect(clock(walk, 'AEL_APPLY_COURT_LAND_3M')).toBeUndefined();
    expect(clock(walk, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-05-29');
  });

  it('同时罚款的，罚款的起诉期限仍是六个月，两部分各自推算申请法院的期限', async () => {
    const walk = await go(start(), land(['fine', 'order', 'demolish']));
    expect(clock(walk, 'ALL_SUE_LAND_DEMOLISH_15D')?.due).toBe('2026-04-14');
    expect(clock(walk, 'ALL_SUE_6M')?.due).toBe('2026-09-30');
    expect(clock(walk, 'AEL_APPLY_COURT_LAND_3M')).toMatchObject({ from: '2026-05-29', due: '2026-08-31' });
    expect(clock(walk, 'AEL_APPLY_COURT_3M')).toMatchObject({ from: '2026-09-30', due: '2026-12-30' });
  });

  it('拆除部分期满可以先申请，罚款等到六个月届满；先受理的一部分不结束案件', async () => {
    const walk = await go(start(), [...land(['fine', 'order', 'demolish']), ...urgedOn('2026-05-06')]);
    expect(denied(await apply(walk, '2026-05-29', { part: 'demolish' }))).toEqual(['EX-REMEDY-DEMOLISH']);
    for (const part of ['all', 'fine'])
      expect(denied(await apply(walk, '2026-06-01', { part })), part).toEqual(['EX-REMEDY']);
    expect((await apply(walk, '2026-06-01', { part: 'demolish' })).kind).toBe('done');
    expect(running(walk, 'AEL_APPLY_COURT_LAND_3M')).toBe(false);
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(true);
    const accepted = { result: 'accepted', remaining: true, on: '2026-06-08', document: '受理通知书' };
    await go(walk, [['officer', 'record-court-answer', accepted, '2026-06-08']]);
    expect(walk.state.stage).toBe('enforcing');
    expect((await apply(walk, '2026-10-09', { part: 'fine' })).kind).toBe('done');
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(false);
    expect(walk.state.flags.map((f) => f.flag)).not.toContain('execution-late');
  });

  it('拆除部分超过三个月的，提示拆除部分已经逾期', async () => {
    const walk = await go(start(), [...land(['fine', 'order', 'demolish']), ...urgedOn('2026-08-03')]);
    expect((await apply(walk, '2026-09-01', { part: 'demolish' })).kind).toBe('done');
    expect(walk.state.flags.map((f) => f.flag)).toContain('execution-late');
  });

  it('决定书把十五日限于责令限期拆除，对其他内容写明六个月', async () => {
    const walk = await go(start(), land(['fine', 'order', 'demolish']));
    const paper = JSON.stringify(walk.issued.find((p) => p.template === 'DOC-27-LAND')?.lines);
    expect(paper).toContain('对责令限期拆除不服的，自接到本决定之日起十五日内');
    expect(paper).toContain('对其他内容不服的，自收到本决定书之日起六个月内');
  });

  it('撤回复议申请的，两部分仍各自推算', async () => {
    const walk = await go(start(), [
      ...land(['fine', 'order', 'demolish']),
      review('2026-04-20', '2026-04-22'),
      reviewEnded('withdrawn', '2026-05-10', '2026-05-11'),
    ]);
    expect(clock(walk, 'AEL_APPLY_COURT_LAND_3M')?.from).toBe('2026-05-29');
    expect(clock(walk, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-09-30');
  });
});

describe('分期只延缓罚款', () => {
  const approved: Step[] = [
    ...servedOf(['fine', 'demolish']),
    ['leader', 'approve-instalment', instalmentTo('2026-12-31', '2026-04-05'), '2026-04-07'],
  ];

  it('决定另有限期拆除的，申请法院的期限照常计算；分期期间可以催告、申请拆除，罚款不可以', async () => {
    const walk = await go(start(), approved);
    expect(clock(walk, 'AEL_APPLY_COURT_3M')).toMatchObject({ from: '2026-09-30', due: '2026-12-30' });
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(true);
    expect(clock(walk, 'APL_INSTALMENT_EXEC')?.from).toBe('2026-12-31');
    for (const part of ['all', 'fine'])
      expect(
        denied(await walk.file('leader', 'urge', fill.urge({ part }), noon('2026-09-14'))),
        part,
      ).toEqual(['UR-INSTALMENT']);
    await go(walk, urgedFor('demolish', '2026-09-14'));
    expect(denied(await apply(walk, '2026-10-09', { part: 'fine' }))).toEqual([
      'EX-URGED-PART',
      'EX-INSTALMENT',
    ]);
    expect((await apply(walk, '2026-10-09', { part: 'demolish' })).kind).toBe('done');
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(false);
    expect(running(walk, 'APL_INSTALMENT_EXEC')).toBe(true);
  });

  it('只有罚款的，批准分期以后只按分期结束之日推算', async () => {
    const walk = await go(start(), [
      ...servedOf(['fine']),
      ['leader', 'approve-instalment', instalmentTo('2026-12-31', '2026-04-05'), '2026-04-07'],
    ]);
    expect(running(walk, 'AEL_APPLY_COURT_3M')).toBe(false);
    expect(clock(walk, 'APL_INSTALMENT_EXEC')?.from).toBe('2026-12-31');
  });

  it('分期以后又经复议维持的，罚款自分期结束起算，拆除自起诉期限届满起算', async () => {
    const walk = await go(start(), [
      ...approved,
      review('2026-04-20', '2026-04-22'),
      reviewEnded('maintained', '2026-06-15', '2026-06-16'),
    ]);
    expect(clock(walk, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-06-30');
    expect(clock(walk, 'APL_INSTALMENT_EXEC')?.from).toBe('2026-12-31');
    const fineOnly = await go(start(), [
      ...servedOf(['fine']),
      ['leader', 'approve-instalment', instalmentTo('2026-12-31', '2026-04-05'), '2026-04-07'],
      review('2026-04-20', '2026-04-22'),
      reviewEnded('maintained', '2026-06-15', '2026-06-16'),
    ]);
    expect(clock(fineOnly, 'AEL_APPLY_COURT_3M')?.from).toBe('2026-12-31');
  });
});

describe('变更后的决定同样在七个工作日内公示', () => {
  const selfChanged = reversal('changed', '2026-04-01');

  it('自变更之日起算，公示以后停止；没有公示的不能结案', async () => {
    const walk = await go(start(), [...servedDecision, selfChanged]);
    expect(clock(walk, 'PUB_PENALTY_7WD')).toMatchObject({ from: '2026-04-01', due: '2026-04-13' });
    expect(running(walk, 'PUB_PENALTY_7WD')).toBe(true);
    await go(walk, [
      ['officer', 'record-performance', fill.paid({ amount: 15000, paidTotal: 15000 }), '2026-04-10'],
    ]);
    const close = () =>
      walk.file('leader', 'close-case', fill.closing({ paidIn: 15000 }), noon('2026-04-13'));
    expect(denied(await close())).toEqual(['CL-PUBLISHED']);
    await go(walk, [['reviewer', 'publish', fill.publicity(), '2026-04-10']]);
    expect(running(walk, 'PUB_PENALTY_7WD')).toBe(false);
    expect((await close()).kind).toBe('done');
  });

  it('原来的公示期限在变更之日终止，以后登记的不算逾期', async () => {
    const [who, action, data] = reversal('changed', '2026-04-07');
    const walk = await go(start(), [...servedDecision, [who, action, data, '2026-04-10']]);
    expect(clock(walk, 'PUB_PENALTY_7WD')).toMatchObject({ from: '2026-04-07', due: '2026-04-16' });
    expect(clock(walk, 'PUB_PENALTY_7WD')?.earlier).toBeUndefined();
    const late = await go(start(), [
      ...servedDecision,
      [who, action, { ...(data as object), effectiveOn: '2026-04-09' }, '2026-04-10'],
    ]);
    expect(clock(late, 'PUB_PENALTY_7WD')?.earlier).toMatchObject([{ due: '2026-04-08' }]);
  });

  it('已经批准不予公示的，变更以后不再起算公示期限', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'exempt-publicity', { code: 'privacy', reason: '涉及个人隐私' }, '2026-03-31'],
      selfChanged,
    ]);
    expect(running(walk, 'PUB_PENALTY_7WD')).toBe(false);
  });
});

describe('劳动保障监察的调查期限', () => {
  const labor = () => new Walk(noon('2026-03-02'), { procedureProfile: 'labor' });

  it('调查终结不停止计算，作出决定才停止', async () => {
    const walk = await go(labor(), reviewed);
    expect(running(walk, 'LAB_INVEST_60WD')).toBe(true);
    await go(walk, decidedAfter([]));
    expect(clock(walk, 'LAB_INVEST_60WD')).toMatchObject({ stoppedAt: expect.any(String), overdue: false });
  });

  it('情况复杂的，经批准并告知当事人延长三十个工作日；不是劳动保障监察案件的不能延长', async () => {
    const extend: Step = [
      'leader',
      'extend-investigation',
      { reason: '情况复杂，需要继续调查' },
      '2026-03-25',
    ];
    const walk = await go(labor(), reviewed);
    const before = clock(walk, 'LAB_INVEST_60WD')?.due ?? '';
    await go(walk, [extend]);
    expect(clock(walk, 'LAB_INVEST_60WD')?.extensions).toMatchObject([{ length: 30, unit: 'workday' }]);
    expect((clock(walk, 'LAB_INVEST_60WD')?.due ?? '') > before).toBe(true);
    expect(walk.issued.at(-1)?.template).toBe('DOC-18-EXT-LABOR');
    const other = await go(start(), reviewed);
    const [who, action, data, day] = extend;
    expect(denied(await other.file(who, action, data, noon(day)))).toEqual(['EXL-LAW']);
  });
});
