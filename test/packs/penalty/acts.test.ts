import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import {
  denied,
  filed,
  go,
  investigated,
  noon,
  reported,
  reviewed,
  type Step,
  served,
  servedDecision,
  waived,
} from './steps.ts';

const OFFICERS = ['officer', 'officer-2'];
const start = () => new Walk(noon('2026-03-02'));
const walked = (steps: Step[]) => go(start(), steps);
const clock = (walk: Walk, id: string) => walk.state.clocks[id];
const told = (days: number, more = {}): Step[] => [
  ...investigated,
  ['leader', 'prior-notice', fill.notice({ statementDays: days, ...more }), '2026-03-16'],
  ['officer', 'serve-notice', fill.service('notice', '2026-03-17'), '2026-03-17'],
];
const keep = (onDay: string, over = {}) => ({
  officers: OFFICERS,
  onDay,
  goods: [{ name: '挖掘机', quantity: '1台' }],
  place: '乡政府仓库',
  manner: 'moved',
  signature: 'signed',
  witnessed: false,
  ...over,
});
const mayKeep = (day: string): Step[] => [
  ['officer', 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' }, day],
  ['leader', 'approve-preserve', { decision: 'approve', opinion: '同意' }, day],
];
const transfer = {
  receivingOrg: 'city-forestry',
  receivingOrgName: '楚雄市林业和草原局',
  reason: '属于市级管辖',
  stop: 'ordered',
  evidenceFixed: true,
  informedBy: 'letter',
  materials: '线索登记表一份',
};

describe('陈述申辩期按告知书写明的期限计算', () => {
  it('告知书写明十个工作日的，十个工作日届满以后才能决定', async () => {
    const walk = await walked(told(10));
    expect(clock(walk, 'APL_STATEMENT_NO_LIMIT')).toMatchObject({ told: 10, due: '2026-03-31' });
    expect(clock(walk, 'APL_STATEMENT_NO_LIMIT')?.derivation.join()).toContain('文书告知当事人的期限');
    const on = (day: string) => walk.file('leader', 'decide', fill.decision(), noon(day));
    expect(denied(await on('2026-03-31'))).toContain('GD-STATEMENT');
    expect(denied(await on('2026-04-01'))).not.toContain('GD-STATEMENT');
  });

  it('告知书写得比规定的短，仍按规定的五个工作日', async () => {
    const walk = await walked(told(3));
    expect(clock(walk, 'APL_STATEMENT_NO_LIMIT')?.due).toBe('2026-03-24');
  });
});

describe('没有告知的权利，期限不起算，也不能放弃', () => {
  it('没有告知听证权的，要求听证的期限不起算', async () => {
    const warned = { kinds: ['warning', 'order'], fine: 0, confiscatedValue: 0 };
    const proposal = { ...warned, text: '警告，限期恢复植被' };
    const report = { ...fill.report(), proposal, complex: false };
    const warning = { ...warned, content: '警告，限期恢复植被', hearingRight: false };
    const walk = await walked([
      ...investigated.slice(0, -1),
      ['officer', 'conclude-investigation', report, '2026-03-12'],
      ...told(5, warning).slice(investigated.length),
    ]);
    expect(clock(walk, 'APL_STATEMENT_NO_LIMIT')).toBeDefined();
    expect(clock(walk, 'APL_HEARING_REQ_5WD')).toBeUndefined();
    expect(clock(await walked(served), 'APL_HEARING_REQ_5WD')?.due).toBe('2026-03-24');
  });

  it('告知书送达以前，不能登记放弃陈述申辩，也不能登记放弃听证', async () => {
    const walk = await walked(investigated);
    await go(walk, [['leader', 'prior-notice', fill.notice(), '2026-03-16']]);
    const early = { ...fill.waiver(), madeOn: '2026-03-16' };
    expect(denied(await walk.file('officer', 'record-statement', early, noon('2026-03-16')))).toEqual([
      'ST-NOTICE',
    ]);
    const hearing = { ...fill.hearingWaiver(), waivedOn: '2026-03-16' };
    expect(denied(await walk.file('officer', 'waive-hearing', hearing, noon('2026-03-16')))).toEqual([
      'HW-TOLD',
    ]);
  });

  it('送达以后登记的放弃，日期写在送达以前的不算', async () => {
    const walk = await walked(served);
    const early = { ...fill.waiver(), madeOn: '2026-03-16' };
    expect(denied(await walk.file('officer', 'record-statement', early, noon('2026-03-18')))).toEqual([
      'ST-BEFORE',
    ]);
    const hearing = { ...fill.hearingWaiver(), waivedOn: '2026-03-16' };
    expect(denied(await walk.file('officer', 'waive-hearing', hearing, noon('2026-03-18')))).toEqual([
      'HW-BEFORE',
    ]);
  });

  it('听证要求写成明天提出的，不能登记，免得把期内的要求写成逾期', async () => {
    const walk = await walked(served);
    const late = { requestedOn: '2026-03-25', by: '张某', accept: false, reason: '逾期' };
    expect(denied(await walk.file('officer', 'request-hearing', late, noon('2026-03-24')))).toContain(
      'HR-FUTURE',
    );
  });
});

describe('执法行为按行为之日', () => {
  it('听证通知在七个工作日前送达、以后才登记的，不算逾期', async () => {
    const schedule = {
      hearingOn: '2026-04-10',
      at: '09:00',
      place: '乡政府',
      hostName: '沈演示',
      public: true,
    };
    const walk = await walked([
      ...served,
      ['officer', 'request-hearing', { requestedOn: '2026-03-19', by: '张某', accept: true }, '2026-03-19'],
      ['leader', 'schedule-hearing', schedule, '2026-03-20'],
      ['leader', 'notify-hearing', {}, '2026-03-20'],
      ['officer', 'serve-hearing-notice', fill.service('hearing-notice', '2026-03-30'), '2026-04-08'],
    ]);
    expect(clock(walk, 'APL_HEARING_NOTICE_7WD')).toMatchObject({ due: '2026-03-30', overdue: false });
  });

  it('先行登记保存自实际保存之日起算，还没有到的日子不能登记', async () => {
    const walk = await walked([...filed, ...mayKeep('2026-03-04')]);
    const ahead = await walk.file('officer', 'preserve-evidence', keep('2026-03-10'), noon('2026-03-09'));
    expect(denied(ahead)).toEqual(['TO-FUTURE']);
    await go(walk, [['officer', 'preserve-evidence', keep('2026-03-04'), '2026-03-09']]);
    expect(clock(walk, 'APL_REG_PRESERVE_7WD')).toMatchObject({ from: '2026-03-04', due: '2026-03-13' });
  });

  it('立案以前也可以登记保存，通知书写线索涉及的对象', async () => {
    const walk = await walked([
      ...reported,
      ...mayKeep('2026-03-03'),
      ['officer', 'preserve-evidence', keep('2026-03-03'), '2026-03-03'],
      [
        'leader',
        'release-preserved',
        { originalNumber: '楚大综执登存〔2026〕1号', result: 'return', goods: '挖掘机1台' },
        '2026-03-05',
      ],
    ]);
    expect(walk.state.papers.map((p) => p.template)).toEqual(['DOC-01', 'DOC-07', 'DOC-08']);
  });

  it('抽样取证、整改复查按行为之日核对证件，不按登记之日', async () => {
    const walk = await walked(filed);
    const sample = {
      officers: ['officer', 'officer-expired'],
      certificate: { shown: true, numbers: '演示甲、演示乙' },
      rightsTold: true,
      reason: '需要鉴定土壤受损情况',
      basis: '行政处罚法第56条',
      onDay: '2026-03-05',
      place: '大过口乡××村',
      method: '五点取样法',
      samples: [{ name: '表层土', quantity: '5袋' }],
      backup: '每点留存备份样一袋',
      institution: '某检测公司',
      av: { recorded: true, number: 'AV-2' },
      signature: 'signed',
      witnessed: false,
    };
    const on = (onDay: string) => ({ ...sample, onDay });
    const file = (onDay: string) => walk.file('officer', 'sample-evidence', on(onDay), noon('2026-03-06'));
    expect(denied(await file('2026-03-05'))).toEqual(['TO-LESS-THAN-TWO']);
    // the certificate of one of them held until 1 January 2026
    expect((await file('2026-01-01')).kind).toBe('done');
  });

  it('终了日写在今天以后的，不能立案', async () => {
    const walk = await walked(reported);
    const act = {
      facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
      day: '2026-02-20',
      continuing: true,
      ongoing: false,
      endedOn: '2026-03-04',
      lifeHealthFinance: false,
      harm: true,
    };
    const answer = await walk.file('officer', 'apply-filing', fill.application({ act }), noon('2026-03-03'));
    expect(denied(answer)).toEqual(['TB-ORDER']);
  });
});

describe('登记保存的证据没有处理的，不能移送案件', () => {
  it('先决定移送有权机关，再移送案件；立案审批期间也可以处理', async () => {
    const walk = await walked([
      ...reported,
      ...mayKeep('2026-03-03'),
      ['officer', 'preserve-evidence', keep('2026-03-03'), '2026-03-03'],
      ['officer', 'apply-filing', fill.application(), '2026-03-03'],
    ]);
    const file = () => walk.file('leader', 'transfer-out', transfer, noon('2026-03-04'));
    expect(denied(await file())).toEqual(['GT-PRESERVED']);
    const handedOver = { originalNumber: '楚大综执登存〔2026〕1号', result: 'transfer', goods: '挖掘机1台' };
    await go(walk, [['leader', 'release-preserved', handedOver, '2026-03-04']]);
    expect((await file()).kind).toBe('done');
    expect(walk.state.custodian).toBe('city-forestry');
  });
});

describe('法律起算的期限', () => {
  it('线索的核查期限自发现之日起算，作出立案决定时届止；本领域没有规定的只作参照', async () => {
    const walk = await walked(reported);
    expect(clock(walk, 'HUD_CHECK_15WD')).toMatchObject({
      from: '2026-03-02',
      due: '2026-03-23',
      reference: true,
    });
    expect(clock(walk, 'AGR_CHECK_7WD')).toBeUndefined();
    await go(walk, filed.slice(reported.length));
    expect(clock(walk, 'HUD_CHECK_15WD')).toMatchObject({ stoppedAt: noon('2026-03-03'), overdue: false });
  });

  it('发现线索之日写在今天以后的，不能登记', async () => {
    const early = { ...fill.clue(), foundOn: '2026-03-03' };
    expect(denied(await start().file('hotline', 'register-clue', early, noon('2026-03-02')))).toEqual([
      'CL-FUTURE',
    ]);
  });

  it('协查函的回复期限自发函起算，按回复之日届止；逾期没有回复的记为逾期', async () => {
    const letter = {
      to: '市林草局',
      facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
      request: '出具林地性质证明',
      materials: '林地图斑',
      replyBy: '2026-03-25',
      contact: '综合执法局',
    };
    const answered = (result: string, repliedOn: string) => ({
      from: '市林草局',
      repliedOn,
      result,
      summary: '见附件',
    });
    const asked: Step[] = [...filed, ['leader', 'request-assistance', letter, '2026-03-06']];
    const inTime = await walked([
      ...asked,
      ['officer', 'record-assistance-answer', answered('provided', '2026-03-27'), '2026-04-02'],
    ]);
    expect(clock(inTime, 'SEED_ASSIST')).toMatchObject({ due: '2026-03-27', overdue: false });
    const never = await walked([
      ...asked,
      ['officer', 'record-assistance-answer', answered('none', '2026-04-02'), '2026-04-02'],
    ]);
    expect(clock(never, 'SEED_ASSIST')).toMatchObject({ overdue: true });
    expect(never.state.marks).toContain('assist-unanswered');
    expect(never.state.marks).not.toContain('assist-answered');
  });

  it('履行完毕之日起算结案期限，不从登记之日', async () => {
    const walk = await walked([
      ...reviewed,
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ['leader', 'decide', fill.decision(), '2026-03-27'],
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['officer', 'record-performance', fill.paid(), '2026-04-16'],
    ]);
    expect(clock(walk, 'HUD_CLOSE_15WD')?.from).toBe('2026-04-10');
  });
});

describe('案件结束，期限随之终止', () => {
  it('不予立案的，正在计算的期限写明因何终止；超过的仍记为逾期', async () => {
    const letter = {
      to: '市林草局',
      facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
      request: '出具林地性质证明',
      materials: '林地图斑',
      replyBy: '2026-03-25',
      contact: '综合执法局',
    };
    const declined = {
      ground: 'not-illegal',
      facts: '已取得使用林地审核同意书',
      basis: '行政处罚法第54条第2款',
      opinion: '同意',
      reporterAnswer: 'none',
    };
    const ended = async (day: string) =>
      walked([
        ...reported,
        ['leader', 'request-assistance', letter, '2026-03-03'],
        ['leader', 'decline-filing', declined, day],
      ]);
    expect(clock(await ended('2026-03-06'), 'SEED_ASSIST')).toMatchObject({
      stoppedAt: noon('2026-03-06'),
      ended: '案件结束：不予立案',
      overdue: false,
    });
    expect(clock(await ended('2026-04-10'), 'SEED_ASSIST')).toMatchObject({ overdue: true });
  });

  it('缴款之日早于作出决定之日的不能登记，决定当日可以；多缴的提醒核对', async () => {
    const walk = await walked(servedDecision);
    const paying = (over: object) =>
      walk.file('officer', 'record-performance', { ...fill.paid(), ...over }, noon('2026-04-16'));
    expect(denied(await paying({ onDay: '2026-03-26' }))).toEqual(['PF-BEFORE']);
    await paying({ onDay: '2026-03-27', amount: 2_000_000, paidTotal: 2_000_000 });
    expect(walk.state.flags.map(({ flag }) => flag)).toContain('overpaid');
  });

  it('结案以后法律仍然要求的照样计算：撤回公示的三个工作日，公示变更后的决定的七个工作日', async () => {
    const walk = await walked([
      ...reviewed,
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ['leader', 'decide', fill.decision(), '2026-03-27'],
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      [
        'leader',
        'record-reversal',
        { kind: 'changed', effectiveOn: '2026-04-10', document: '复议决定书', fine: 10000 },
        '2026-04-10',
      ],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(walk.state.closed).toBe('结案');
    expect(clock(walk, 'APL_PUBLICITY_WITHDRAW_3WD')?.stoppedAt).toBeUndefined();
    const open = () => Object.values(walk.state.clocks).filter((c) => c.stoppedAt === undefined);
    expect(open().map((c) => c.id)).toEqual(['PUB_PENALTY_7WD', 'APL_PUBLICITY_WITHDRAW_3WD']);
    const publish = () => walk.file('reviewer', 'publish-changed', fill.publicity(), noon('2026-04-14'));
    expect(await publish()).toMatchObject({ kind: 'refused', rules: ['PB-TWICE'] });
    const withdrawn = { ground: 'reversed', reason: '复议变更罚款数额', creditNotified: true };
    await walk.file('reviewer', 'withdraw-publicity', withdrawn, noon('2026-04-14'));
    expect((await publish()).kind).toBe('done');
    expect(open()).toEqual([]);
  });
});

describe('暂定日期不能断了当事人的权利', () => {
  /** The same case with its clocks put off into a year whose days off nobody has published. */
  const inUnpublishedYear = async () => {
    const walk = await walked(served);
    const provisional = { due: '2027-01-05', provisional: true };
    for (const id of ['APL_STATEMENT_NO_LIMIT', 'APL_HEARING_REQ_5WD'])
      walk.state = {
        ...walk.state,
        clocks: { ...walk.state.clocks, [id]: { ...clock(walk, id), ...provisional } as never },
      };
    return walk;
  };

  it('暂定的最后一日过了，不能当作陈述申辩期已满作出决定', async () => {
    const walk = await inUnpublishedYear();
    const before = await walk.file('leader', 'decide', fill.decision(), noon('2027-01-05'));
    expect(denied(before)).toContain('GD-STATEMENT');
    const later = await walk.file('leader', 'decide', fill.decision(), noon('2027-01-06'));
    expect(denied(later)).not.toContain('GD-STATEMENT');
    expect(later.kind).not.toBe('done');
  });

  it('暂定的最后一日过了，不能以逾期为由不受理听证要求', async () => {
    const walk = await inUnpublishedYear();
    const refusal = { requestedOn: '2027-01-06', by: '张某', accept: false, reason: '逾期' };
    expect(await walk.file('officer', 'request-hearing', refusal, noon('2027-01-06'))).toEqual({
      kind: 'unknown',
      missing: ['clock.hearingRequestDue', 'clock.hearingRequestExpired'],
    });
  });
});

describe('回避', () => {
  const recuse = (person: string, role: string, decision = 'granted') => ({
    applicant: '某建筑公司',
    appliedOn: '2026-03-06',
    person,
    role,
    reason: '系近亲属',
    decision,
    decidedBy: role === 'head' ? 'collective' : 'head',
    opinion: '情况属实',
  });
  const recused = (person: string, role: string): Step => [
    'leader',
    'decide-recusal',
    recuse(person, role),
    '2026-03-18',
  ];

  it('准予回避的承办人员不能再调查，也不能列入执法人员名单', async () => {
    const walk = await walked([
      ...filed,
      ['leader', 'decide-recusal', recuse('officer-2', 'investigator'), '2026-03-06'],
    ]);
    expect(walk.state.duties.recused).toEqual(['officer-2']);
    const screening = await walk.file('officer-2', 'screen-crime', fill.screening(3), noon('2026-03-07'));
    expect(denied(screening)).toEqual(['NRC-ACTOR']);
    const record = await walk.file('officer', 'site-record', fill.siteRecord(), noon('2026-03-07'));
    expect(denied(record)).toEqual(expect.arrayContaining(['NRC-NAMED', 'TO-LESS-THAN-TWO']));
    const three = fill.siteRecord([...OFFICERS, 'officer-reviewer']);
    expect(denied(await walk.file('officer', 'site-record', three, noon('2026-03-07')))).toEqual([
      'NRC-NAMED',
    ]);
    const others = fill.siteRecord(['officer', 'officer-reviewer']);
    expect((await walk.file('officer', 'site-record', others, noon('2026-03-07'))).kind).toBe('done');
  });

  it.each([
    ['法制审核人员', 'reviewer', 'reviewer', 'give-legal-opinion', () => fill.opinion('pass')],
    ['听证主持人', 'host', 'hearing-host', 'hold-hearing', null],
    ['作出决定的负责人', 'deputy', 'head', 'decide', () => fill.decision()],
  ] as const)('准予回避的%s不能再办理本案', async (_, person, role, action, data) => {
    const request: Step[] = [
      ['officer', 'request-hearing', { requestedOn: '2026-03-19', by: '张某', accept: true }, '2026-03-19'],
    ];
    const before: Record<string, Step[]> = {
      'give-legal-opinion': [
        ...waived,
        recused(person, role),
        ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
      ],
      'hold-hearing': [...served, recused(person, role), ...request],
      decide: [...waived, recused(person, role)],
    };
    const walk = await walked(before[action] as Step[]);
    const hearing = {
      held: false,
      heldOn: '2026-03-20',
      recorder: '蒋演示',
      absence: '当事人无正当理由未到',
    };
    const answer = await walk.file(person, action, data?.() ?? hearing, noon('2026-03-20'));
    expect(denied(answer)).toContain('NRC-ACTOR');
  });

  it('驳回申请的，继续办理；决定作出以前不停止调查', async () => {
    const walk = await walked([
      ...filed,
      ['leader', 'decide-recusal', recuse('officer-2', 'investigator', 'refused'), '2026-03-06'],
    ]);
    expect(walk.state.duties.recused).toBeUndefined();
    expect((await walk.file('officer-2', 'screen-crime', fill.screening(3), noon('2026-03-07'))).kind).toBe(
      'done',
    );
  });
});

describe('文书上的签批', () => {
  const paper = (walk: Walk, template: string) => walk.issued.findLast((p) => p.template === template);
  const text = (walk: Walk, template: string) =>
    (paper(walk, template)?.lines ?? []).map((l) => `${l.label ?? ''}${l.text}`).join('\n');

  it('立案审批表写案件来源、局负责人意见和审核人，时效、管辖判断出自逐条核对的结果', async () => {
    const walk = await walked(filed);
    const table = text(walk, 'DOC-02');
    expect(table).toContain('案件来源投诉举报');
    expect(table).toContain(
      '时效判断超过二年未被发现：否；超过五年未被发现：否；日期相互矛盾：否（依据：行政处罚法第36条',
    );
    expect(table).toContain('违法行为发生地不在本乡镇：否');
    expect(table).toContain('综合执法局负责人意见建议立案');
    expect(table).toContain('审核人：head');
  });

  it('陈述申辩笔录由两名执法人员签名，不足两名的不能登记', async () => {
    const walk = await walked(served);
    const one = { ...fill.waiver(), officers: ['officer', 'officer-expired'] };
    expect(denied(await walk.file('officer', 'record-statement', one, noon('2026-03-18')))).toEqual([
      'TO-LESS-THAN-TWO',
    ]);
    await go(walk, [['officer', 'record-statement', fill.waiver(), '2026-03-18']]);
    expect(text(walk, 'DOC-22')).toContain(
      '执法人员：officer（执法证号：演示）、officer-2（执法证号：演示）',
    );
  });

  it('集体讨论笔录由参加人全体签名；结案审批表由承办、审核、负责人三方签批', async () => {
    const walk = await walked([
      ...reviewed,
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ['leader', 'decide', fill.decision(), '2026-03-27'],
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(text(walk, 'DOC-26')).toContain('参加人：乡长、副乡长');
    expect(text(walk, 'DOC-25')).toContain('负责人：');
    for (const sign of ['承办人：officer、officer-2', '审核人：head', '乡镇人民政府负责人：leader'])
      expect(text(walk, 'DOC-56')).toContain(sign);
  });
});
