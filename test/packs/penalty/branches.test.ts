import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import { denied, filed, go, investigated, noon, reported, reviewed, type Step } from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const decided: Step[] = [
  ...reviewed,
  ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
  ['leader', 'decide', fill.decision(), '2026-03-27'],
];
const servedDecision: Step[] = [
  ...decided,
  ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
  ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
];
const papers = (walk: Walk) => walk.state.papers.map((p) => p.template);

describe('普通程序的旁支', () => {
  it('不予立案：核查后写明理由，案件结束', async () => {
    const declined = {
      ground: 'not-illegal',
      facts: '已取得使用林地审核同意书',
      basis: '行政处罚法第54条第2款',
      opinion: '同意',
      reporterAnswer: 'none',
    };
    const walk = await go(start(), [...reported, ['leader', 'decline-filing', declined, '2026-03-03']]);
    expect(walk.state.closed).toBe('不予立案');
    expect(papers(walk)).toContain('DOC-02-NO');
  });

  it('不属本机关管辖：未责令停止的不能移送；移送后本机关不再办理', async () => {
    const transfer = {
      receivingOrg: 'city-forestry',
      receivingOrgName: '楚雄市林业和草原局',
      reason: '属于市级管辖',
      stop: 'none',
      evidenceFixed: true,
      informedBy: 'letter',
      materials: '线索登记表一份',
    };
    const walk = await go(start(), reported);
    const refused = await walk.file('leader', 'transfer-out', transfer, noon('2026-03-03'));
    expect(denied(refused)).toEqual(['GT-STOP']);
    await go(walk, [['leader', 'transfer-out', { ...transfer, stop: 'ordered' }, '2026-03-03']]);
    expect(walk.state.custodian).toBe('city-forestry');
    expect(papers(walk)).toContain('DOC-50');
  });

  it('先行登记保存：经批准才能实施，处理之后才能撤销立案', async () => {
    const goods = [{ name: '挖掘机', quantity: '1台' }];
    const keep = {
      officers: ['officer', 'officer-2'],
      onDay: '2026-03-04',
      goods,
      place: '乡政府仓库',
      manner: 'moved',
      signature: 'signed',
      witnessed: false,
    };
    const withdrawal = { ground: 'not-proved', basis: '行政处罚法第57条', opinion: '违法事实不能成立' };
    const walk = await go(start(), filed);
    expect(denied(await walk.file('officer', 'preserve-evidence', keep, noon('2026-03-04')))).toEqual([
      'GPR-APPROVAL',
    ]);
    await go(walk, [
      ['officer', 'request-preserve', { ground: '机械可能转移', goods: '挖掘机1台' }, '2026-03-04'],
      ['leader', 'approve-preserve', { decision: 'approve', opinion: '同意' }, '2026-03-04'],
      ['officer', 'preserve-evidence', keep, '2026-03-04'],
    ]);
    expect(walk.state.clocks.APL_REG_PRESERVE_7WD?.due).toBe('2026-03-13');
    const early = await walk.file('leader', 'withdraw-case', withdrawal, noon('2026-03-05'));
    expect(denied(early)).toEqual(['WC-CRIME', 'WC-PRESERVED']);
    const release = { originalNumber: '楚大综执登存〔2026〕1号', result: 'return', goods: '挖掘机1台' };
    await go(walk, [
      ['leader', 'release-preserved', release, '2026-03-10'],
      ['officer', 'screen-crime', fill.screening(3), '2026-03-10'],
      ['leader', 'withdraw-case', withdrawal, '2026-03-11'],
    ]);
    expect(walk.state.closed).toBe('撤销立案');
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-07', 'DOC-08', 'DOC-30']));
  });

  it('询问、中止和恢复调查各有笔录和决定书', async () => {
    const inquiry = {
      officers: ['officer', 'officer-2'],
      onDay: '2026-03-04',
      from: '14:00',
      to: '15:00',
      place: '乡政府',
      person: { name: '张某', relation: '法定代表人' },
      certificate: { shown: true, numbers: '演示甲、演示乙' },
      rightsTold: true,
      withdrawalAsked: false,
      questions: [{ q: '是否经审核同意？', a: '没有。' }],
      av: { recorded: false },
      signature: 'refused',
      witnessed: false,
    };
    const walk = await go(start(), [
      ...filed,
      ['officer', 'inquiry-record', inquiry, '2026-03-04'],
      ['leader', 'suspend', { reason: '等待鉴定意见', resumeWhen: '收到鉴定意见', told: true }, '2026-03-05'],
      ['leader', 'resume', { reason: '已收到鉴定意见', told: true }, '2026-03-20'],
    ]);
    expect(walk.state.stage).toBe('investigating');
    expect(walk.state.flags.map((f) => f.flag)).toEqual(
      expect.arrayContaining(['av-missing', 'unsigned-record']),
    );
  });

  it('不予处罚：须教育，送达后直接结案，不公示、不起算缴款期限', async () => {
    const decision = {
      facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石，已及时恢复。',
      ground: 'minor-corrected',
      basis: '行政处罚法第33条第1款',
      reason: '违法行为轻微并及时改正',
      educated: false,
    };
    const walk = await go(start(), investigated);
    const refused = await walk.file('leader', 'decide-no-penalty', decision, noon('2026-03-13'));
    expect(denied(refused)).toEqual(['NP-EDUCATION']);
    await go(walk, [
      [
        'leader',
        'decide-no-penalty',
        { ...decision, educated: true, education: '当面教育并签名' },
        '2026-03-13',
      ],
      ['officer', 'serve-decision', fill.service('no-penalty', '2026-03-16'), '2026-03-16'],
    ]);
    expect(denied(await walk.file('reviewer', 'publish', fill.publicity(), noon('2026-03-16')))).toEqual([
      'PB-DECIDED',
    ]);
    await go(walk, [['leader', 'close-case', { ...fill.closing(), ground: 'no-penalty' }, '2026-03-17']]);
    expect(walk.state.clocks.APL_PAY_15D).toBeUndefined();
    expect(walk.state.closed).toBe('结案');
  });

  it('逾期不履行：催告满十个工作日、复议起诉期届满后申请法院执行', async () => {
    const urge = fill.urge();
    const apply = fill.courtApplication();
    const walk = await go(start(), servedDecision);
    expect(denied(await walk.file('leader', 'urge', urge, noon('2026-04-10')))).toEqual(['UR-EARLY']);
    await go(walk, [
      ['leader', 'urge', urge, '2026-10-12'],
      ['officer', 'serve-enforcement', fill.service('urge-court', '2026-10-12'), '2026-10-12'],
    ]);
    const early = await walk.file('leader', 'apply-court-enforcement', apply, noon('2026-10-26'));
    expect(denied(early)).toEqual(['EX-10WD']);
    await go(walk, [
      ['leader', 'apply-court-enforcement', apply, '2026-10-27'],
      [
        'officer',
        'record-court-answer',
        { result: 'accepted', on: '2026-11-02', document: '受理通知书' },
        '2026-11-02',
      ],
      ['leader', 'close-case', { ...fill.closing(), ground: 'court' }, '2026-11-03'],
    ]);
    expect(papers(walk)).toEqual(expect.arrayContaining(['DOC-42', 'DOC-46', 'DOC-56']));
  });

  it('决定被撤销：登记后三个工作日内撤回公示并说明理由', async () => {
    const withdrawal = { ground: 'reversed', reason: '行政复议决定撤销原处罚决定', creditNotified: true };
    const walk = await go(start(), servedDecision);
    const early = await walk.file('reviewer', 'withdraw-publicity', withdrawal, noon('2026-06-18'));
    expect(denied(early)).toEqual(['PW-REVERSED']);
    await go(walk, [
      [
        'leader',
        'record-reversal',
        { kind: 'revoked', effectiveOn: '2026-06-18', document: '复议决定书' },
        '2026-06-18',
      ],
      ['reviewer', 'withdraw-publicity', withdrawal, '2026-06-24'],
    ]);
    expect(walk.state.withdrawn?.reason).toBe(withdrawal.reason);
    expect(walk.state.clocks.APL_PUBLICITY_WITHDRAW_3WD).toMatchObject({ due: '2026-06-24', overdue: false });
  });

  it('不予公示须由负责人批准，批准后不再公示，也可以结案', async () => {
    const walk = await go(start(), decided);
    const secret = { ...fill.publicity(), exempt: 'trade-secret' };
    expect(denied(await walk.file('reviewer', 'publish', secret, noon('2026-03-30')))).toEqual(['PB-EXEMPT']);
    await go(walk, [
      ['leader', 'exempt-publicity', { code: 'trade-secret', reason: '涉及生产工艺' }, '2026-03-30'],
    ]);
    expect(denied(await walk.file('reviewer', 'publish', fill.publicity(), noon('2026-03-31')))).toEqual([
      'PB-EXEMPTED',
    ]);
    await go(walk, [
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(walk.state.closed).toBe('结案');
  });
});
