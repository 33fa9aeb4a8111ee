import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import { denied, filed, go, noon, reported, reviewed, type Step } from './steps.ts';

const OFFICERS = ['officer', 'officer-2'];
const start = () => new Walk(noon('2026-03-02'));
const papers = (walk: Walk) => walk.state.papers.map((p) => p.template);
const decided: Step[] = [
  ...reviewed,
  ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
  ['leader', 'decide', fill.decision(), '2026-03-27'],
];
const served: Step[] = [
  ...decided,
  ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
  ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
];
const correction = {
  officers: OFFICERS,
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石。',
  violated: '森林法第15条第3款',
  basis: '森林法第73条第1款',
  mode: 'stop-correct',
  content: '停止堆放砂石，清运并恢复植被',
  until: '2026-03-31',
  consequence: '逾期不改正的，依法给予行政处罚',
  contact: '综合执法局',
};
const announcement = {
  document: 'decision',
  number: '楚大综执罚决〔2026〕1号',
  otherMeansFailed: true,
  reason: '直接送达、邮寄送达均被退回，经村民委员会证明下落不明。',
  content: '对某建筑公司罚款二万元，责令限期恢复植被。',
  postedOn: '2026-03-30',
  days: 30,
  channel: '公告栏和政府网站',
  contact: '综合执法局',
};
const instalment = {
  decisionNumber: '楚大综执罚决〔2026〕1号',
  applied: true,
  appliedOn: '2026-04-05',
  reason: '经营困难，一次缴纳影响职工工资发放',
  kind: 'instalments',
  plan: [
    { dueOn: '2026-05-31', amount: 10000 },
    { dueOn: '2026-07-31', amount: 10000 },
  ],
  endsOn: '2026-07-31',
  opinion: '情况属实，同意',
};
describe('普通程序中的其他文书', () => {
  it('立案前发现违法即可责令停止，由两名持证人员承办，期满复查', async () => {
    const walk = await go(start(), reported);
    const one = { ...correction, officers: ['officer', 'officer-expired'] };
    expect(denied(await walk.file('leader', 'order-correction', one, noon('2026-03-03')))).toEqual([
      'GC-TWO',
    ]);
    const check = {
      officers: OFFICERS,
      subject: '某建筑公司',
      onDay: '2026-03-31',
      place: '大过口乡××村',
      requirement: '停止堆放砂石，清运并恢复植被',
      scene: '砂石已清运，已补种苗木。',
      conclusion: 'corrected',
    };
    expect(denied(await walk.file('officer', 'check-correction', check, noon('2026-03-31')))).toEqual([
      'CC-ORDERED',
    ]);
    await go(walk, [
      ['leader', 'order-correction', correction, '2026-03-03'],
      ['officer', 'check-correction', check, '2026-03-31'],
    ]);
    expect(walk.state.papers.find((p) => p.template === 'DOC-13')?.number).toBe('楚大综执责改〔2026〕1号');
    expect(papers(walk)).toContain('DOC-64');
  });

  it('抽样、送检、协查、到场协助和回避各有文书', async () => {
    const contact = '综合执法局';
    const facts = '未经审核同意，将商品林地 3 亩平整后堆放砂石。';
    const sample = {
      officers: OFFICERS,
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
    const appraisal = {
      institution: '某检测公司',
      subject: '鉴定植被受损程度',
      samples: [{ name: '表层土', quantity: '5袋' }],
      requirement: '写明鉴定方法和结论',
      from: '2026-03-06',
      to: '2026-03-20',
      seized: false,
      contact,
    };
    const backwards = { ...appraisal, to: '2026-03-05' };
    const recusal = {
      applicant: '某建筑公司',
      appliedOn: '2026-03-06',
      person: 'deputy',
      role: 'head',
      reason: '系近亲属',
      decision: 'granted',
      decidedBy: 'head',
      opinion: '情况属实',
    };
    const walk = await go(start(), filed);
    expect(denied(await walk.file('leader', 'commission-appraisal', backwards, noon('2026-03-06')))).toEqual([
      'AP-PERIOD',
    ]);
    expect(denied(await walk.file('leader', 'decide-recusal', recusal, noon('2026-03-06')))).toEqual([
      'RC-HEAD',
    ]);
    await go(walk, [
      ['officer', 'sample-evidence', sample, '2026-03-05'],
      ['leader', 'commission-appraisal', appraisal, '2026-03-06'],
      [
        'leader',
        'request-assistance',
        {
          to: '市林草局',
          facts,
          request: '出具林地性质证明',
          materials: '林地图斑',
          replyBy: '2026-03-25',
          contact,
        },
        '2026-03-06',
      ],
      [
        'officer',
        'record-assistance-answer',
        { from: '市林草局', repliedOn: '2026-03-20', result: 'provided', summary: '证明一份' },
        '2026-03-20',
      ],
      [
        'leader',
        'call-assistance',
        {
          to: '市林草局',
          facts,
          ground: 'professional',
          onDay: '2026-03-23',
          at: '09:30',
          place: '大过口乡××村',
          request: '参与林地界址勘验',
          contact,
        },
        '2026-03-20',
      ],
      ['leader', 'decide-recusal', { ...recusal, decidedBy: 'collective' }, '2026-03-20'],
    ]);
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-06', 'DOC-12', 'DOC-14', 'DOC-15', 'DOC-16']));
    expect(walk.state.flags.map((f) => f.flag)).toContain('recusal-granted');
  });

  it('签订确认书之后才可以电子送达', async () => {
    const walk = await go(start(), decided);
    const electronic = { ...fill.service('decision', '2026-03-30'), method: 'electronic' };
    const address = {
      officers: OFFICERS,
      address: '楚雄市大过口乡××村1号',
      recipient: '张某',
      phone: '000-0000000',
      electronic: true,
      electronicAddress: '电子邮箱 demo@example.invalid',
    };
    const unconfirmed = await walk.file('officer', 'serve-decision', electronic, noon('2026-03-30'));
    expect(denied(unconfirmed)).toEqual(['GS-ELECTRONIC']);
    const unwilling = { ...address, electronic: false, electronicAddress: undefined };
    await go(walk, [['officer', 'confirm-address', unwilling, '2026-03-27']]);
    const unagreed = await walk.file('officer', 'serve-decision', electronic, noon('2026-03-30'));
    expect(denied(unagreed)).toEqual(['GS-ELECTRONIC']);
    await go(walk, [
      ['officer', 'confirm-address', address, '2026-03-27'],
      ['officer', 'serve-decision', electronic, '2026-03-30'],
    ]);
    expect(papers(walk)).toContain('DOC-32');
    expect(walk.state.facts['service.effectiveOn']).toBe('2026-03-30');
  });

  it('公告送达：先发公告、期满之日的次日视为送达，缴款期限从那一天起算', async () => {
    const walk = await go(start(), decided);
    const receipt = {
      ...fill.service('decision', '2026-03-30'),
      method: 'public',
      otherMeansFailed: true,
      recipient: '无',
    };
    expect(denied(await walk.file('officer', 'serve-decision', receipt, noon('2026-03-30')))).toEqual([
      'GS-ANNOUNCED',
      'GS-PERIOD',
    ]);
    const short = { ...announcement, days: 29 };
    expect(denied(await walk.file('leader', 'announce-service', short, noon('2026-03-30')))).toEqual([
      'AN-DAYS',
    ]);
    await go(walk, [['leader', 'announce-service', announcement, '2026-03-30']]);
    // put out in time: that the notice has to run for thirty days makes nobody late
    expect(walk.state.clocks.APL_SERVE_7WD).toMatchObject({ stoppedAt: expect.any(String), overdue: false });
    expect(denied(await walk.file('officer', 'serve-decision', receipt, noon('2026-04-29')))).toEqual([
      'GS-PERIOD',
    ]);
    await go(walk, [['officer', 'serve-decision', receipt, '2026-04-30']]);
    expect(walk.state.facts['service.effectiveOn']).toBe('2026-04-30');
    expect(walk.state.clocks.APL_PAY_15D).toMatchObject({ from: '2026-04-30', due: '2026-05-15' });
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-33', 'DOC-31']));
  });

  it('经申请批准分期缴纳的，期间届满前不得催告', async () => {
    const walk = await go(start(), served);
    const notice = {
      decisionNumber: '楚大综执罚决〔2026〕1号',
      amount: 20000,
      bank: '某代收银行',
      account: '演示账户',
      code: '演示-1',
    };
    const unasked = { ...instalment, applied: false };
    expect(denied(await walk.file('leader', 'approve-instalment', unasked, noon('2026-04-07')))).toEqual([
      'IN-APPLIED',
    ]);
    await go(walk, [
      ['officer', 'payment-notice', notice, '2026-03-31'],
      ['leader', 'approve-instalment', instalment, '2026-04-07'],
    ]);
    expect(denied(await walk.file('leader', 'urge', fill.urge(), noon('2026-07-31')))).toEqual([
      'UR-INSTALMENT',
    ]);
    await go(walk, [['leader', 'urge', fill.urge(), '2026-08-03']]);
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-40', 'DOC-41', 'DOC-42']));
  });

  it('立案、决定之后向市级部门抄告，没有发生的不能抄告', async () => {
    const copy = (occasion: string) => ({
      org: 'city-forestry',
      to: '楚雄市林业和草原局',
      occasion,
      summary: '某建筑公司擅自改变林地用途案',
      contact: '综合执法局',
    });
    const walk = await go(start(), filed);
    expect(denied(await walk.file('leader', 'copy-notice', copy('decision'), noon('2026-03-05')))).toEqual([
      'CN-DECIDED',
    ]);
    await go(walk, [['leader', 'copy-notice', copy('filing'), '2026-03-05']]);
    expect(walk.state.sharedWith).toContain('city-forestry');
    expect(walk.state.marks).toContain('copied-filing');
    expect(papers(walk)).toContain('DOC-51');
  });

  it('移送投诉举报的线索，同时制作给投诉人的告知书', async () => {
    const transfer = {
      receivingOrg: 'city-forestry',
      receivingOrgName: '楚雄市林业和草原局',
      reason: '属于市级管辖',
      stop: 'ordered',
      evidenceFixed: true,
      informedBy: 'letter',
      materials: '线索登记表一份',
      tellReporter: true,
    };
    const walk = await go(start(), [...reported, ['leader', 'transfer-out', transfer, '2026-03-03']]);
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-50', 'DOC-52']));
    expect(walk.state.closed).toBe('移送有管辖权的机关');
  });

  it('结案后立卷归档；归档的案卷不再改动', async () => {
    const archive = {
      title: '某建筑公司擅自改变林地用途案',
      filer: '甲',
      checker: '乙',
      filedOn: '2026-04-15',
      retention: '十年',
      pages: 36,
      remarks: '无',
    };
    const walk = await go(start(), [
      ...served,
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
      ['officer', 'archive-case', archive, '2026-04-15'],
    ]);
    expect(papers(walk)).toContain('DOC-57');
    expect(walk.state.archived?.retention.term).toBe(10);
    const again = await walk.file(
      'leader',
      'void-paper',
      { paper: '楚大综执罚决〔2026〕1号', reason: '文书有误' },
      noon('2026-04-16'),
    );
    expect(again.kind).toBe('not-open');
  });

  it('签发的文书有误的，声明作废，原文号不再使用', async () => {
    const paper = '楚大综执立〔2026〕1号';
    const walk = await go(start(), [
      ...filed,
      ['leader', 'void-paper', { paper, reason: '当事人名称有误' }, '2026-03-06'],
    ]);
    expect(walk.state.papers.find((p) => p.number === paper)?.voided?.reason).toBe('当事人名称有误');
  });
});
