import { describe, expect, it } from 'vitest';
import * as s from '../../support/seizure-forms.ts';
import * as fill from './data.ts';
import { type Answer, Walk } from './driver.ts';
import { denied, filed, go, investigated, noon, reported, reviewed, type Step } from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const papers = (walk: Walk) => walk.state.papers.map((p) => p.template);
const clock = (walk: Walk, id = 'AEL_SEIZE_30D') => walk.state.clocks[id];
const flags = (walk: Walk) => walk.state.flags.map((f) => f.flag);
const articles = (answer: Answer) => (answer.kind === 'refused' ? answer.basis : []);
/** What stood in the way of a filing: rules, or the sentences of the clock engine and the papers. */
const tried = async (walk: Walk, who: string, action: string, data: unknown, day: string) =>
  denied(await walk.file(who, action, data, noon(day)));

const approved: Step[] = [
  ['officer', 'request-seizure', s.aSeizureRequest(), '2026-03-05'],
  ['leader', 'approve-seizure', s.aSeizureApproval(), '2026-03-05'],
];
/** Seized on 5 March: the last day is 4 April (a holiday, and nothing is put off). */
const seized: Step[] = [...filed, ...approved, ['officer', 'seize', s.aSeizure('2026-03-05'), '2026-03-05']];
const atOnce: Step[] = [
  ...filed,
  ['officer', 'seize-at-once', s.aSeizureAtOnce('2026-03-05', { from: '09:30' }), '2026-03-05'],
];

describe('查封、扣押的申请和批准', () => {
  it('没有写明单行法授权条款、只有规章作依据的，申请即被拒绝', async () => {
    const walk = await go(start(), filed);
    const none = s.aSeizureRequest({ clauses: [], rank: 'none' });
    const answer = await walk.file('officer', 'request-seizure', none, noon('2026-03-05'));
    expect(denied(answer)).toEqual(['SZ-CLAUSE', 'SZ-RANK']);
    expect(articles(answer)).toEqual(expect.arrayContaining(['行政强制法第17条第2款', '行政强制法第22条']));
    const byRules = s.aSeizureRequest({ rank: 'lower' });
    expect(await tried(walk, 'officer', 'request-seizure', byRules, '2026-03-05')).toEqual(['SZ-RANK']);
  });

  it('无关的财物、生活必需品、他机关已查封的、本案解除过的、不必强制的，都不得查封、扣押', async () => {
    const walk = await go(start(), filed);
    for (const [field, value, rule] of [
      ['related', false, 'SZ-RELATED'],
      ['necessities', true, 'SZ-NECESSITIES'],
      ['sealedElsewhere', true, 'SZ-ELSEWHERE'],
      ['milderEnough', true, 'SZ-MILDER'],
      ['seizedBefore', true, 'SZ-AGAIN'],
    ] as const) {
      const data = s.aSeizureRequest({ [field]: value });
      expect(await tried(walk, 'officer', 'request-seizure', data, '2026-03-05'), field).toEqual([rule]);
    }
  });

  it('负责人不能确认授权的，结论是“待查明”而不是“可以”；确认没有授权的，拒绝', async () => {
    const walk = await go(start(), [...filed, approved[0] as Step]);
    const unclear = s.aSeizureApproval({ conferral: 'unclear' });
    expect(await walk.file('leader', 'approve-seizure', unclear, noon('2026-03-05'))).toEqual({
      kind: 'unknown',
      missing: ['matter.seizureConferred'],
    });
    const denial = s.aSeizureApproval({ conferral: 'not-conferred' });
    expect(await tried(walk, 'leader', 'approve-seizure', denial, '2026-03-05')).toEqual(['SZV-DENIED']);
    expect(walk.state.marks).not.toContain('seizure-approved');
    await go(walk, [['leader', 'approve-seizure', s.aSeizureApproval({ decision: 'reject' }), '2026-03-05']]);
    expect(walk.state.marks).not.toContain('seizure-requested');
  });

  it('没有申请的不能批准，没有批准的不能实施', async () => {
    const walk = await go(start(), filed);
    expect(await tried(walk, 'leader', 'approve-seizure', s.aSeizureApproval(), '2026-03-05')).toEqual([
      'SZA-REQUESTED',
    ]);
    const answer = await walk.file('officer', 'seize', s.aSeizure('2026-03-05'), noon('2026-03-05'));
    expect(answer).toEqual({
      kind: 'refused',
      rules: ['SZO-APPROVED'],
      basis: ['行政强制法第18条第（一）项'],
    });
  });
});

describe('实施查封、扣押', () => {
  it('经批准后由两名持证人员实施，当场交付决定书、清单和笔录，期限三十日', async () => {
    const walk = await go(start(), seized);
    expect(walk.state.marks).toContain('goods-seized');
    expect(clock(walk)).toMatchObject({ from: '2026-03-05', due: '2026-04-04' });
    const [decision, list, record] = walk.state.papers.slice(-3);
    expect(decision).toMatchObject({ template: 'DOC-09-DETAIN', number: '楚大综执扣〔2026〕1号' });
    expect([list?.template, record?.template]).toEqual(['DOC-10', 'DOC-09-RECORD']);
  });

  it('查封的制作查封决定书', async () => {
    const seal = { kind: 'seal' };
    const walk = await go(start(), [
      ...filed,
      ['officer', 'request-seizure', s.aSeizureRequest(seal), '2026-03-05'],
      approved[1] as Step,
      ['officer', 'seize', s.aSeizure('2026-03-05', seal), '2026-03-05'],
    ]);
    expect(papers(walk)).toContain('DOC-09');
    expect(papers(walk)).not.toContain('DOC-09-DETAIN');
  });

  it('少一名持证人员、少一道程序都不行，拒绝时写明第十八条的哪一项', async () => {
    const walk = await go(start(), [...filed, ...approved]);
    const absent = { present: false, told: [], heard: false, signature: 'absent', delivery: 'later' };
    for (const [over, rules] of [
      [{ officers: ['officer', 'officer-expired'] }, ['TO-LESS-THAN-TWO', 'SZC-OFFICERS']],
      [{ certificate: { shown: false, numbers: '没有出示' } }, ['SZC-SHOWN']],
      [{ called: false }, ['SZC-CALLED']],
      [{ told: ['reason', 'basis', 'rights'] }, ['SZC-TOLD']],
      [{ heard: false }, ['SZC-HEARD']],
      [{ signature: 'none' }, ['SZC-SIGNED']],
      [absent, ['SZC-WITNESS']],
      [{ delivery: 'none' }, ['SZC-DELIVERED']],
      [{ delivery: 'later' }, ['SZC-DELIVERED']],
      [{ kind: 'seal' }, ['SZO-KIND']],
      [{ withinApproval: false }, ['SZO-SCOPE']],
      [{ source: 'preserved' }, ['SZO-PRESERVED']],
    ] as const) {
      const data = s.aSeizure('2026-03-05', over);
      expect(await tried(walk, 'officer', 'seize', data, '2026-03-05'), JSON.stringify(over)).toEqual(rules);
    }
    const heldIn = s.aSeizure('2026-03-05', { ...absent, witnessed: true, witness: '村民小组长' });
    await go(walk, [['officer', 'seize', heldIn, '2026-03-05']]);
    expect(walk.state.marks).toContain('goods-seized');
  });

  it('批准以前已经实施的，不能按批准实施登记', async () => {
    const walk = await go(start(), [...filed, ...approved]);
    expect(await tried(walk, 'officer', 'seize', s.aSeizure('2026-03-04'), '2026-03-05')).toEqual([
      'SZO-BEFORE',
    ]);
  });

  it('前一次没有处理的不能再次查封、扣押', async () => {
    const walk = await go(start(), [...seized, ...approved]);
    expect(await tried(walk, 'officer', 'seize', s.aSeizure('2026-03-06'), '2026-03-06')).toEqual([
      'SZC-OPEN',
    ]);
  });

  it('立案以前也可以，但决定书须写明当事人的姓名、地址', async () => {
    const walk = await go(start(), [...reported, ...approved]);
    await expect(walk.file('officer', 'seize', s.aSeizure('2026-03-05'), noon('2026-03-05'))).rejects.toThrow(
      '缺少“当事人”',
    );
    const party = { name: '某建筑公司', address: '楚雄市大过口乡××村1号' };
    await go(walk, [['officer', 'seize', s.aSeizure('2026-03-05', { party }), '2026-03-05']]);
    const declined = {
      ground: 'not-illegal',
      facts: '已取得审核同意书',
      basis: '行政处罚法第54条第2款',
      opinion: '同意',
      reporterAnswer: 'none',
    };
    expect(await tried(walk, 'leader', 'decline-filing', declined, '2026-03-06')).toEqual(['SZN-OPEN']);
    await go(walk, [['officer', 'apply-filing', fill.application(), '2026-03-06']]);
    expect(await tried(walk, 'leader', 'decline-filing', declined, '2026-03-06')).toEqual(['SZN-OPEN']);
    await go(walk, [
      ['leader', 'lift-seizure', s.aLift('2026-03-06'), '2026-03-06'],
      ['leader', 'decline-filing', declined, '2026-03-06'],
    ]);
    expect(walk.state.closed).toBe('不予立案');
  });
});

describe('情况紧急当场实施', () => {
  it('不紧急的不能当场实施；紧急的从实施的时刻起算二十四小时', async () => {
    const walk = await go(start(), filed);
    const calm = s.aSeizureAtOnce('2026-03-05', { from: '09:30', urgent: false });
    expect(await tried(walk, 'officer', 'seize-at-once', calm, '2026-03-05')).toEqual(['SZE-URGENT']);
    const noClause = s.aSeizureAtOnce('2026-03-05', { from: '09:30', clauses: [] });
    expect(await tried(walk, 'officer', 'seize-at-once', noClause, '2026-03-05')).toEqual(['SZ-CLAUSE']);
    await go(walk, atOnce.slice(filed.length));
    expect(clock(walk, 'AEL_EMERGENCY_24H')?.due).toBe('2026-03-06T01:30:00.000Z');
    expect(clock(walk)?.due).toBe('2026-04-04');
  });

  it('二十四小时内补办批准的不逾期，晚一小时的记录在案', async () => {
    const [inTime, late] = [await go(start(), atOnce), await go(start(), atOnce)];
    for (const [walk, at] of [
      [inTime, '2026-03-06T01:30:00.000Z'],
      [late, '2026-03-06T02:30:00.000Z'],
    ] as const)
      expect(await walk.file('leader', 'ratify-seizure', s.aRatification(), at)).toMatchObject({
        kind: 'done',
      });
    expect([clock(inTime, 'AEL_EMERGENCY_24H')?.overdue, clock(late, 'AEL_EMERGENCY_24H')?.overdue]).toEqual([
      false,
      true,
    ]);
    expect([flags(inTime), flags(late)]).toEqual([[], ['seizure-report-late']]);
    expect(await tried(late, 'leader', 'ratify-seizure', s.aRatification(), '2026-03-07')).toEqual([
      'SZR-PENDING',
    ]);
  });

  it('尚未补办批准的不得延长、送检；负责人不能确认授权的，补办不了', async () => {
    const walk = await go(start(), atOnce);
    expect(await tried(walk, 'leader', 'extend-seizure', s.aSeizureExtension(), '2026-03-06')).toEqual([
      'SZX-STANDING',
    ]);
    const appraisal = s.anAppraisal('2026-03-06', '2026-03-16');
    expect(await tried(walk, 'leader', 'commission-appraisal', appraisal, '2026-03-06')).toEqual([
      'SZT-STANDING',
    ]);
    const unclear = s.aRatification({ conferral: 'unclear' });
    expect((await walk.file('leader', 'ratify-seizure', unclear, noon('2026-03-06'))).kind).toBe('unknown');
  });

  it('负责人认为不应当采取的，只能立即全部解除', async () => {
    const walk = await go(start(), [
      ...atOnce,
      ['leader', 'ratify-seizure', s.aRatification({ decision: 'reject' }), '2026-03-05'],
    ]);
    expect(clock(walk, 'AEL_EMERGENCY_24H')).toMatchObject({ overdue: false });
    expect(await tried(walk, 'leader', 'extend-seizure', s.aSeizureExtension(), '2026-03-06')).toEqual([
      'SZX-STANDING',
    ]);
    const part = s.aLift('2026-03-05', { ground: 'refused', scope: 'part' });
    expect(await tried(walk, 'leader', 'lift-seizure', part, '2026-03-05')).toEqual(['SZL-PART-REFUSED']);
    await go(walk, [['leader', 'lift-seizure', s.aLift('2026-03-05', { ground: 'refused' }), '2026-03-05']]);
    expect(walk.state.marks).not.toContain('goods-seized');
    expect(walk.state.marks).not.toContain('seizure-refused');
  });
});

describe('延长和送检', () => {
  it('最后一日仍可延长一次至六十日，不能有第二次', async () => {
    const walk = await go(start(), [
      ...seized,
      ['leader', 'extend-seizure', s.aSeizureExtension(), '2026-04-04'],
    ]);
    expect(clock(walk)?.due).toBe('2026-05-04');
    expect(papers(walk)).toContain('DOC-11');
    const again = await walk.file('leader', 'extend-seizure', s.aSeizureExtension(), noon('2026-04-20'));
    expect(denied(again)).toEqual(['SZX-ONCE']);
    expect(articles(again)).toEqual(['行政强制法第25条第1款']);
  });

  it('届满以后不能延长，也不能以送检扣除；案情不复杂的不能延长', async () => {
    const walk = await go(start(), seized);
    const simple = s.aSeizureExtension({ complex: false });
    expect(await tried(walk, 'leader', 'extend-seizure', simple, '2026-04-01')).toEqual(['SZX-COMPLEX']);
    expect(await tried(walk, 'leader', 'extend-seizure', s.aSeizureExtension(), '2026-04-05')).toEqual([
      'SZX-EXPIRED',
    ]);
    const late = s.anAppraisal('2026-04-05', '2026-04-15');
    expect(await tried(walk, 'leader', 'commission-appraisal', late, '2026-04-05')).toEqual(['SZT-EXPIRED']);
  });

  it('明确并书面告知的送检期间不计入，提前有结果的缩短，没有告知的日子照算', async () => {
    const walk = await go(start(), [
      ...seized,
      ['leader', 'commission-appraisal', s.anAppraisal('2026-03-09', '2026-03-23'), '2026-03-09'],
    ]);
    expect(clock(walk)?.due).toBe('2026-04-18');
    expect(papers(walk)).toContain('DOC-12-TERM');
    const second = s.anAppraisal('2026-03-10', '2026-03-30');
    expect(await tried(walk, 'leader', 'commission-appraisal', second, '2026-03-10')).toEqual(['SZT-TWICE']);
    await go(walk, [['officer', 'record-appraisal', s.anAppraisalResult('2026-03-16'), '2026-03-17']]);
    expect(clock(walk)?.due).toBe('2026-04-11');
    expect(
      await tried(walk, 'officer', 'record-appraisal', s.anAppraisalResult('2026-03-16'), '2026-03-18'),
    ).toEqual(['SZU-NONE']);
  });

  it('结果晚于告知的期间，超过的日子不扣除并提示', async () => {
    const walk = await go(start(), [
      ...seized,
      ['leader', 'commission-appraisal', s.anAppraisal('2026-03-09', '2026-03-19'), '2026-03-09'],
      ['officer', 'record-appraisal', s.anAppraisalResult('2026-03-30'), '2026-03-30'],
    ]);
    expect(clock(walk)?.due).toBe('2026-04-14');
    expect(flags(walk)).toContain('appraisal-overrun');
  });

  it('没有扣押的不能扣除，告知以前的日子不能倒扣，没有告知文书的表单不收', async () => {
    const free = await go(start(), filed);
    const appraisal = s.anAppraisal('2026-03-09', '2026-03-23');
    expect(await tried(free, 'leader', 'commission-appraisal', appraisal, '2026-03-09')).toEqual([
      'SZT-SEIZED',
    ]);
    const walk = await go(start(), seized);
    expect(await tried(walk, 'leader', 'commission-appraisal', appraisal, '2026-03-10')).toEqual([
      'SZT-RETRO',
    ]);
    const untold = { ...appraisal, notice: undefined };
    expect(await walk.file('leader', 'commission-appraisal', untold, noon('2026-03-09'))).toMatchObject({
      kind: 'invalid',
      faults: [expect.stringContaining('/notice')],
    });
  });
});

describe('解除和处理', () => {
  it('解除须立即退还；按实际解除之日判断是否逾期', async () => {
    const walk = await go(start(), seized);
    const kept = s.aLift('2026-04-03', { returned: false });
    expect(await tried(walk, 'leader', 'lift-seizure', kept, '2026-04-03')).toEqual(['SZL-RETURNED']);
    expect(await tried(walk, 'leader', 'lift-seizure', s.aLift('2026-04-04'), '2026-04-03')).toEqual([
      'SZL-FUTURE',
    ]);
    expect(await tried(walk, 'leader', 'lift-seizure', s.aLift('2026-03-04'), '2026-04-03')).toEqual([
      'SZL-EARLY',
    ]);
    await go(walk, [['leader', 'lift-seizure', s.aLift('2026-04-03'), '2026-04-07']]);
    expect(clock(walk)).toMatchObject({ overdue: false, stoppedAt: expect.any(String) });
    expect(papers(walk)).toContain('DOC-11-LIFT');
    expect(await tried(walk, 'leader', 'lift-seizure', s.aLift('2026-04-07'), '2026-04-07')).toContain(
      'SZL-NONE',
    );
  });

  it('期内可以先退还一部分；届满以后须全部解除，逾期记录在案', async () => {
    const part = { scope: 'part', ground: 'unrelated' };
    const walk = await go(start(), [
      ...seized,
      ['leader', 'lift-seizure', s.aLift('2026-03-20', part), '2026-03-20'],
    ]);
    expect(walk.state.marks).toContain('goods-seized');
    const late = s.aLift('2026-04-06', { ...part, ground: 'expired' });
    expect(await tried(walk, 'leader', 'lift-seizure', late, '2026-04-06')).toEqual(['SZL-PART-EXPIRED']);
    await go(walk, [['leader', 'lift-seizure', s.aLift('2026-04-06', { ground: 'expired' }), '2026-04-06']]);
    expect(clock(walk)?.overdue).toBe(true);
    expect(flags(walk)).toContain('seizure-overdue');
  });

  it('还有扣押的财物，不能撤销立案，也不能移送其他机关', async () => {
    const walk = await go(start(), [...seized, ['officer', 'screen-crime', fill.screening(3), '2026-03-10']]);
    const withdrawal = { ground: 'not-proved', basis: '行政处罚法第57条', opinion: '违法事实不能成立' };
    expect(await tried(walk, 'leader', 'withdraw-case', withdrawal, '2026-03-11')).toEqual(['SZN-OPEN']);
    const transfer = {
      receivingOrg: 'city-forestry',
      receivingOrgName: '楚雄市林业和草原局',
      reason: '属于市级管辖',
      stop: 'ordered',
      evidenceFixed: true,
      informedBy: 'letter',
      materials: '案卷一册',
    };
    expect(await tried(walk, 'leader', 'transfer-out', transfer, '2026-03-11')).toEqual(['SZM-OPEN']);
    await go(walk, [
      ['leader', 'lift-seizure', s.aLift('2026-03-11'), '2026-03-11'],
      ['leader', 'withdraw-case', withdrawal, '2026-03-11'],
    ]);
    expect(walk.state.closed).toBe('撤销立案');
  });

  it('期限届满仍未解除的，不能作出处罚决定，也不能作出不予处罚决定', async () => {
    const nothing = {
      facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石，已及时恢复。',
      ground: 'minor-corrected',
      basis: '行政处罚法第33条第1款',
      reason: '违法行为轻微并及时改正',
      educated: true,
      education: '当面教育并签名',
    };
    const [punished, spared] = [
      await go(start(), [
        ...seized,
        ...reviewed.slice(filed.length),
        ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ]),
      await go(start(), [...seized, ...investigated.slice(filed.length)]),
    ];
    expect(await tried(punished, 'leader', 'decide', fill.decision(), '2026-04-07')).toEqual(['SZD-EXPIRED']);
    expect(await tried(spared, 'leader', 'decide-no-penalty', nothing, '2026-04-07')).toEqual([
      'SZD-EXPIRED',
    ]);
    await go(punished, [
      ['leader', 'lift-seizure', s.aLift('2026-04-07', { ground: 'expired' }), '2026-04-07'],
      ['leader', 'decide', fill.decision(), '2026-04-07'],
    ]);
    expect(punished.state.marks).toContain('decided');
  });

  it('期内决定没收的，送达后没收并以决定之日计期；没有没收的不得没收；结案前须处理完毕', async () => {
    const confiscating = { kinds: ['fine', 'order', 'confiscate-goods'], confiscatedValue: 50000 };
    const story = (over: Record<string, unknown>): Step[] => [
      ...seized,
      ...investigated.slice(filed.length, -1),
      [
        'officer',
        'conclude-investigation',
        { ...fill.report(), proposal: { ...(fill.report().proposal as object), ...over } },
        '2026-03-12',
      ],
      ['leader', 'prior-notice', fill.notice(over), '2026-03-16'],
      ...reviewed.slice(investigated.length + 1),
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ['leader', 'decide', fill.decision(over), '2026-03-27'],
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
    ];
    const [taken, kept] = [await go(start(), story(confiscating)), await go(start(), story({}))];
    for (const walk of [taken, kept]) {
      expect(flags(walk)).toContain('seized-goods-to-settle');
      expect(await tried(walk, 'leader', 'close-case', fill.closing(), '2026-04-13')).toEqual(['SZN-OPEN']);
    }
    const away = s.aDisposal('2026-04-13');
    expect(await tried(kept, 'officer', 'confiscate-seized', away, '2026-04-13')).toEqual(['SZS-DECIDED']);
    const destroyed = s.aDisposal('2026-04-13', { result: 'destroyed', destructionLawful: false });
    expect(await tried(kept, 'officer', 'confiscate-seized', destroyed, '2026-04-13')).toEqual([
      'SZS-DESTROY',
    ]);
    await go(taken, [
      ['officer', 'confiscate-seized', away, '2026-04-13'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(clock(taken)).toMatchObject({ overdue: false });
    await go(kept, [
      ['leader', 'lift-seizure', s.aLift('2026-04-13', { ground: 'decided' }), '2026-04-13'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(clock(kept)).toMatchObject({ overdue: true });
  });
});

describe('先行登记保存转为查封、扣押', () => {
  const release = (result: string) => ({
    originalNumber: '楚大综执登存〔2026〕1号',
    result,
    goods: '挖掘机1台',
  });
  const preserved: Step[] = [
    ...filed,
    ['officer', 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' }, '2026-03-04'],
    ['leader', 'approve-preserve', { decision: 'approve', opinion: '同意' }, '2026-03-04'],
    [
      'officer',
      'preserve-evidence',
      {
        officers: ['officer', 'officer-2'],
        goods: [{ name: '挖掘机', quantity: '1台' }],
        place: '乡政府仓库',
        manner: 'moved',
        onDay: '2026-03-04',
        signature: 'signed',
        witnessed: false,
      },
      '2026-03-04',
    ],
  ];

  it('没有依法扣押的，不能写“依法转为查封、扣押”；扣押以后可以', async () => {
    const walk = await go(start(), preserved);
    expect(await tried(walk, 'leader', 'release-preserved', release('seize'), '2026-03-05')).toEqual([
      'SZP-SEIZED',
    ]);
    await go(walk, [
      ...approved,
      ['officer', 'seize', s.aSeizure('2026-03-05', { source: 'preserved' }), '2026-03-05'],
      ['leader', 'release-preserved', release('seize'), '2026-03-06'],
    ]);
    expect(walk.state.marks).toEqual(expect.arrayContaining(['goods-seized', 'preserve-handled']));
    expect(walk.state.marks).not.toContain('evidence-preserved');
    expect(clock(walk, 'APL_REG_PRESERVE_7WD')).toMatchObject({ overdue: false });
  });

  it('另外扣押的财物不算，登记保存的物品解除以后也不算', async () => {
    const walk = await go(start(), [
      ...preserved,
      ...approved,
      ['officer', 'seize', s.aSeizure('2026-03-05'), '2026-03-05'],
    ]);
    expect(await tried(walk, 'leader', 'release-preserved', release('seize'), '2026-03-06')).toEqual([
      'SZP-SEIZED',
    ]);
    await go(walk, [['leader', 'release-preserved', release('return'), '2026-03-06']]);
    expect(walk.state.marks).toContain('goods-seized');
  });
});

describe('随案移送', () => {
  it('公安机关立案以前不办，没有告知当事人、没有全部移送的不行', async () => {
    const walk = await go(start(), seized);
    const given = s.aGoodsHandover('2026-03-20');
    expect(await tried(walk, 'officer', 'hand-over-seized', given, '2026-03-20')).toEqual(['SZH-FILED']);
    walk.state = { ...walk.state, marks: [...walk.state.marks, 'criminal-filed'] };
    const silent = s.aGoodsHandover('2026-03-20', { partyTold: false, notice: undefined });
    expect(await tried(walk, 'officer', 'hand-over-seized', silent, '2026-03-20')).toEqual(['SZH-TOLD']);
    const half = s.aGoodsHandover('2026-03-20', { whole: false });
    expect(await tried(walk, 'officer', 'hand-over-seized', half, '2026-03-20')).toEqual(['SZH-WHOLE']);
    const dated = (day: string) =>
      tried(walk, 'officer', 'hand-over-seized', s.aGoodsHandover(day), '2026-03-20');
    expect([await dated('2026-03-21'), await dated('2026-03-04')]).toEqual([['SZH-FUTURE'], ['SZH-EARLY']]);
    await go(walk, [['officer', 'hand-over-seized', given, '2026-03-20']]);
    expect(walk.state.marks).not.toContain('goods-seized');
    expect(clock(walk)).toMatchObject({ overdue: false, stoppedAt: expect.any(String) });
  });
});
