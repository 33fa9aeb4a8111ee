import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import {
  decided,
  decidedAfter,
  denied,
  go,
  noon,
  reviewed,
  type Step,
  servedDecision,
  urgedOn,
} from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const due = (walk: Walk, id: string) => walk.state.clocks[id]?.due;
const apply = (walk: Walk, day: string, over = {}) =>
  walk.file('leader', 'apply-court-enforcement', fill.courtApplication(over), noon(day));
const instalment = {
  decisionNumber: '楚大综执罚决〔2026〕1号',
  applied: true,
  appliedOn: '2026-04-05',
  reason: '经营困难，一次缴纳影响职工工资发放',
  kind: 'instalments',
  plan: [{ dueOn: '2026-10-31', amount: 20000 }],
  endsOn: '2026-10-31',
  opinion: '情况属实，同意',
};
const reconsidered = {
  kind: 'reconsideration',
  reconsiderationOn: '2026-04-20',
  body: '楚雄市人民政府',
};
const reconsiderationEnded = (over = {}) => ({
  kind: 'reconsideration',
  result: 'maintained',
  reconsiderationEndedOn: '2026-06-15',
  document: '楚市政行复决〔2026〕1号',
  ...over,
});
const sued = { kind: 'suit', suitOn: '2026-07-20', body: '示例人民法院' };

describe('申请法院强制执行的期限由系统自送达之日推算', () => {
  it('复议六十日、起诉六个月，较晚的届满之日起三个月；催告满十个工作日才可以申请', async () => {
    const walk = await go(start(), servedDecision);
    expect([due(walk, 'ARL_APPLY_60D'), due(walk, 'ALL_SUE_6M')]).toEqual(['2026-05-29', '2026-09-30']);
    expect(walk.state.clocks.AEL_APPLY_COURT_3M).toMatchObject({ from: '2026-09-30', due: '2026-12-30' });
    await go(walk, urgedOn('2026-09-14'));
    expect(due(walk, 'AEL_DEMAND_COURT_10WD')).toBe('2026-09-28');
    expect(denied(await apply(walk, '2026-09-30'))).toEqual(['EX-REMEDY']);
    expect((await apply(walk, '2026-10-01')).kind).toBe('done');
    expect(walk.state.clocks.AEL_APPLY_COURT_3M?.stoppedAt).toBeDefined();
  });

  it('起诉期限因地方假日有两种算法的：较晚之日以前不得申请，本机关的三个月自较早之日起算', async () => {
    const dated = JSON.parse(JSON.stringify(decided).replaceAll('2026-', '2023-')) as Step[];
    const walk = await go(new Walk(noon('2023-03-02')), [
      ...dated,
      ['officer', 'serve-decision', fill.service('decision', '2024-01-29'), '2024-01-29'],
      ...urgedOn('2024-07-01'),
    ]);
    expect(due(walk, 'ALL_SUE_6M')).toBe('2024-08-01');
    expect(walk.state.clocks.AEL_APPLY_COURT_3M).toMatchObject({ from: '2024-08-01', due: '2024-10-29' });
    expect(denied(await apply(walk, '2024-07-31'))).toEqual(['EX-REMEDY']);
    expect(denied(await apply(walk, '2024-08-01'))).toEqual(['EX-REMEDY']);
    await apply(walk, '2024-10-30');
    expect(walk.state.flags.map((f) => f.flag)).toContain('execution-late');
  });

  it('第十个工作日当天还不能申请', async () => {
    const walk = await go(start(), [...servedDecision, ...urgedOn('2026-10-12')]);
    expect(denied(await apply(walk, '2026-10-26'))).toEqual(['EX-10WD']);
    expect((await apply(walk, '2026-10-27')).kind).toBe('done');
  });

  it('批准分期的，自分期结束之日起三个月（处罚法第72条第2款）', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'approve-instalment', instalment, '2026-04-07'],
    ]);
    expect(walk.state.clocks.APL_INSTALMENT_EXEC).toMatchObject({ from: '2026-10-31', due: '2027-02-01' });
    await go(walk, urgedOn('2026-12-01'));
    const answer = await apply(walk, '2027-01-20', { part: 'fine' });
    expect(answer.kind).toBe('done');
    expect(walk.state.flags.map((f) => f.flag)).not.toContain('execution-late');
  });

  it('分期比起诉期限结束得早的，仍要等起诉期限届满', async () => {
    const short = { ...instalment, endsOn: '2026-05-31', plan: [{ dueOn: '2026-05-31', amount: 20000 }] };
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'approve-instalment', short, '2026-04-07'],
      ...urgedOn('2026-06-10'),
    ]);
    expect(walk.state.clocks.APL_INSTALMENT_EXEC?.from).toBe('2026-09-30');
    expect(denied(await apply(walk, '2026-09-30'))).toEqual(['EX-REMEDY']);
  });

  it('超过三个月的只提示，由法院判断有无正当理由', async () => {
    const walk = await go(start(), [...servedDecision, ...urgedOn('2026-10-12')]);
    expect((await apply(walk, '2026-12-31')).kind).toBe('done');
    expect(walk.state.flags.map((f) => f.flag)).toContain('execution-late');
  });

  it('批准的最后到期日不能早于法定的缴款期限', async () => {
    const walk = await go(start(), servedDecision);
    const shorter = { ...instalment, endsOn: '2026-04-13' };
    expect(denied(await walk.file('leader', 'approve-instalment', shorter, noon('2026-04-07')))).toEqual([
      'IN-SHORTER',
    ]);
  });
});

describe('复议、诉讼登记以后', () => {
  it('期间不能申请法院强制执行，结果登记以后才恢复', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'record-remedy', reconsidered, '2026-04-22'],
      ...urgedOn('2026-05-12'),
    ]);
    expect(walk.state.clocks.AEL_APPLY_COURT_3M?.stoppedAt).toBeDefined();
    expect(denied(await apply(walk, '2026-10-09'))).toEqual(['EX-PENDING']);
  });

  it('复议维持的：自收到复议决定书起十五日内可以起诉，届满之日起三个月内申请', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'record-remedy', reconsidered, '2026-04-22'],
      ...urgedOn('2026-05-12'),
      ['officer', 'record-remedy-end', reconsiderationEnded(), '2026-06-16'],
    ]);
    expect(due(walk, 'ALL_SUE_AFTER_REVIEW_15D')).toBe('2026-06-30');
    expect(walk.state.clocks.AEL_APPLY_COURT_3M).toMatchObject({ from: '2026-06-30', due: '2026-09-30' });
    expect(denied(await apply(walk, '2026-06-30'))).toEqual(['EX-REMEDY']);
    expect((await apply(walk, '2026-07-01')).kind).toBe('done');
  });

  it('复议申请撤回的，仍按原来的起诉期限', async () => {
    const ended = reconsiderationEnded({ result: 'withdrawn', reconsiderationEndedOn: '2026-05-10' });
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'record-remedy', reconsidered, '2026-04-22'],
      ['officer', 'record-remedy-end', ended, '2026-05-11'],
    ]);
    expect(walk.state.clocks.AEL_APPLY_COURT_3M?.from).toBe('2026-09-30');
  });

  it('诉讼终结的，自裁判生效之日起算', async () => {
    const lost = { kind: 'suit', result: 'maintained', suitEndedOn: '2026-11-20', document: '判决书' };
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'record-remedy', sued, '2026-07-22'],
      ['officer', 'record-remedy-end', lost, '2026-11-23'],
    ]);
    expect(walk.state.clocks.AEL_APPLY_COURT_3M?.from).toBe('2026-11-20');
  });

  it('没有登记过的、种类不符的、还没有到的结果都不能登记；被撤销的先登记变动', async () => {
    const walk = await go(start(), servedDecision);
    const end = (over: object, day: string) =>
      walk.file('officer', 'record-remedy-end', reconsiderationEnded(over), noon(day));
    expect(denied(await end({}, '2026-06-16'))).toContain('RE-PENDING');
    await go(walk, [['officer', 'record-remedy', reconsidered, '2026-04-22']]);
    expect(denied(await walk.file('officer', 'record-remedy', sued, noon('2026-07-22')))).toEqual([
      'RB-PENDING',
    ]);
    const suitEnded = { kind: 'suit', result: 'maintained', suitEndedOn: '2026-06-15', document: '判决书' };
    expect(denied(await walk.file('officer', 'record-remedy-end', suitEnded, noon('2026-06-16')))).toEqual([
      'RE-KIND',
    ]);
    expect(denied(await end({}, '2026-06-14'))).toEqual(['RE-DAY']);
    expect(denied(await end({ result: 'reversed' }, '2026-06-16'))).toEqual(['RE-REVERSED']);
  });
});

describe('加处罚款', () => {
  const late = (over: object) => fill.paid({ paidTotal: 40000, ...over });

  it('自缴款的最后一日次日起计到缴款之日，不计到登记之日', async () => {
    const walk = await go(start(), servedDecision);
    expect(due(walk, 'APL_PAY_15D')).toBe('2026-04-14');
    const more = late({ onDay: '2026-04-15', lateFee: 600.01 });
    expect(denied(await walk.file('officer', 'record-performance', more, noon('2026-05-20')))).toEqual([
      'PF-LATE-DAYS',
    ]);
    await go(walk, [
      ['officer', 'record-performance', late({ onDay: '2026-04-15', lateFee: 600 }), '2026-05-20'],
    ]);
    expect(walk.state.stage).toBe('closing');
  });

  it('复议期间不计算，结果登记以后继续计算', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'record-remedy', reconsidered, '2026-04-22'],
    ]);
    // 4 月 15 日至 19 日五日,4 月 20 日起复议
    const during = (lateFee: number) => late({ onDay: '2026-06-01', lateFee });
    expect(
      denied(await walk.file('officer', 'record-performance', during(3600), noon('2026-06-01'))),
    ).toEqual(['PF-LATE-DAYS']);
    await go(walk, [['officer', 'record-remedy-end', reconsiderationEnded(), '2026-06-16']]);
    const afterwards = (lateFee: number) => late({ onDay: '2026-06-17', lateFee });
    expect(
      denied(await walk.file('officer', 'record-performance', afterwards(4200.01), noon('2026-06-17'))),
    ).toEqual(['PF-LATE-DAYS']);
    await go(walk, [['officer', 'record-performance', afterwards(4200), '2026-06-17']]);
  });

  it('批准分期的，最后到期日以前不加处', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'approve-instalment', instalment, '2026-04-07'],
    ]);
    const early = late({ onDay: '2026-10-31', lateFee: 600 });
    expect(denied(await walk.file('officer', 'record-performance', early, noon('2026-11-02')))).toEqual([
      'PF-LATE-DAYS',
    ]);
  });

  it('决定没有写明的不得加处', async () => {
    const walk = await go(start(), [
      ...decidedAfter(reviewed, { lateFee: false }),
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
    ]);
    const charged = late({ onDay: '2026-04-15', lateFee: 600 });
    expect(denied(await walk.file('officer', 'record-performance', charged, noon('2026-04-15')))).toEqual([
      'PF-IMPOSED',
    ]);
  });

  it('没有缴清的不能登记履行完毕；入库不足的不能结案', async () => {
    const walk = await go(start(), servedDecision);
    const short = fill.paid({ paidTotal: 19999.99 });
    expect(denied(await walk.file('officer', 'record-performance', short, noon('2026-04-10')))).toEqual([
      'PF-SHORT',
    ]);
    await go(walk, [
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      ['reviewer', 'publish', fill.publicity(), '2026-04-10'],
    ]);
    const closing = fill.closing({ paidIn: 19999.99 });
    expect(denied(await walk.file('leader', 'close-case', closing, noon('2026-04-13')))).toEqual(['CL-PAID']);
  });
});

describe('催告书', () => {
  it('签发以后另行送达，期限自送达之日起算；送达早于签发的不收', async () => {
    const walk = await go(start(), [...servedDecision, ['leader', 'urge', fill.urge(), '2026-10-12']]);
    expect(walk.state.clocks.AEL_DEMAND_COURT_10WD).toBeUndefined();
    const serve = (over: object, day: string) =>
      walk.file('officer', 'serve-enforcement', { ...fill.service('urge-court', day), ...over }, noon(day));
    expect(denied(await serve({ servedOn: '2026-10-11' }, '2026-10-13'))).toEqual(['SE-BEFORE']);
    expect(denied(await serve({ servedOn: '2026-10-14' }, '2026-10-13'))).toContain('GS-FUTURE');
    const left = { method: 'left', witnessed: false, note: '拒绝签收' };
    expect(denied(await serve(left, '2026-10-13'))).toEqual(['GS-LEFT']);
    expect(denied(await serve({ method: 'electronic' }, '2026-10-13'))).toEqual(['GS-ELECTRONIC']);
    expect(denied(await apply(walk, '2026-12-01'))).toEqual(['EX-URGED']);
    expect((await serve({}, '2026-10-13')).kind).toBe('done');
    expect(walk.state.clocks.AEL_DEMAND_COURT_10WD?.from).toBe('2026-10-13');
    expect(walk.state.papers.at(-1)?.template).toBe('DOC-31');
  });

  it('公告送达催告书的，公告期满次日起算', async () => {
    const announcement = {
      document: 'urge-court',
      number: '楚大综执催〔2026〕1号',
      otherMeansFailed: true,
      reason: '直接送达、邮寄送达均被退回，经村民委员会证明下落不明。',
      content: '催告缴纳罚款二万元。',
      postedOn: '2026-10-12',
      days: 30,
      channel: '公告栏和政府网站',
      contact: '综合执法局',
    };
    const receipt = {
      ...fill.service('urge-court', '2026-10-12'),
      method: 'public',
      otherMeansFailed: true,
      recipient: '无',
    };
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'urge', fill.urge(), '2026-10-12'],
      ['leader', 'announce-service', announcement, '2026-10-12'],
      ['officer', 'serve-enforcement', receipt, '2026-11-12'],
    ]);
    expect(walk.state.clocks.AEL_DEMAND_COURT_10WD?.from).toBe('2026-11-12');
  });

  it('没有强制执行权的，催告书不能写由本机关强制执行', async () => {
    const walk = await go(start(), servedDecision);
    const own = fill.urge({ path: 'own', until: '2026-10-31' });
    expect(denied(await walk.file('leader', 'urge', own, noon('2026-10-12')))).toEqual(['UR-PATH']);
  });
});

it('没有申请法院强制执行的，不能登记法院的处理结果', async () => {
  const walk = await go(start(), [...servedDecision, ...urgedOn('2026-10-12')]);
  const answer = { result: 'accepted', on: '2026-11-02', document: '受理通知书' };
  expect(denied(await walk.file('officer', 'record-court-answer', answer, noon('2026-11-02')))).toEqual([
    'CA-APPLIED',
  ]);
});

it('缴款通知写明期限推算的最后一日；送达以前不写日期', async () => {
  const notice = {
    decisionNumber: '楚大综执罚决〔2026〕1号',
    amount: 20000,
    bank: '某代收银行',
    account: '演示账户',
    code: '演示-1',
  };
  const walk = await go(start(), [...decided, ['officer', 'payment-notice', notice, '2026-03-27']]);
  await go(walk, [
    ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
    ['officer', 'payment-notice', notice, '2026-03-31'],
  ]);
  const shown = walk.issued.filter((p) => p.template === 'DOC-40').map((p) => JSON.stringify(p.lines));
  expect(shown.map((text) => text.includes('2026年4月14日'))).toEqual([false, true]);
});
