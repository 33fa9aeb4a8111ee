import { describe, expect, it } from 'vitest';
import { viewsOf } from '../../../functions/core/case/views.ts';
import * as fill from './data.ts';
import { pack, Walk } from './driver.ts';
import { decided, denied, go, noon, type Step, servedDecision } from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const reversal = (over = {}) => ({
  kind: 'revoked',
  effectiveOn: '2026-06-18',
  document: '楚市政行复决〔2026〕1号',
  ...over,
});
const reversed: Step = ['leader', 'record-reversal', reversal(), '2026-06-18'];
const published: Step = ['reviewer', 'publish', fill.publicity(), '2026-03-31'];
const withdrawal = (over = {}) => ({
  ground: 'reversed',
  reason: '行政复议决定撤销原处罚决定',
  creditNotified: true,
  ...over,
});
const closing = (over = {}) =>
  fill.closing({ ground: 'reversed', performance: '决定已被撤销', paidIn: 0, ...over });
const shown = (walk: Walk) => viewsOf(walk.state, pack).decision;

describe('决定被撤销以后', () => {
  it('不能再催告、收缴、分期、制作缴款通知，也不能送达', async () => {
    const walk = await go(start(), [...servedDecision, published, reversed]);
    const instalment = {
      decisionNumber: '楚大综执罚决〔2026〕1号',
      applied: true,
      appliedOn: '2026-06-20',
      reason: '经营困难',
      kind: 'defer',
      plan: [{ dueOn: '2026-12-31', amount: 20000 }],
      endsOn: '2026-12-31',
      opinion: '同意',
    };
    const notice = {
      decisionNumber: '楚大综执罚决〔2026〕1号',
      amount: 20000,
      bank: '某银行',
      account: '演示',
      code: '1',
    };
    for (const [who, action, data] of [
      ['leader', 'urge', fill.urge()],
      ['officer', 'record-performance', fill.paid({ onDay: '2026-06-20', lateFee: 0 })],
      ['leader', 'approve-instalment', instalment],
      ['officer', 'payment-notice', notice],
    ] as const)
      expect(denied(await walk.file(who, action, data, noon('2026-06-22'))), action).toEqual(['DV-REVERSED']);
    const unserved = await go(start(), [...decided, ['leader', 'record-reversal', reversal(), '2026-06-18']]);
    const receipt = fill.service('decision', '2026-06-19');
    expect(denied(await unserved.file('officer', 'serve-decision', receipt, noon('2026-06-19')))).toContain(
      'DV-REVERSED',
    );
  });

  it('被依法变更的，按变更后的数额继续收缴', async () => {
    const changed = reversal({ kind: 'changed', fine: 10000 });
    const walk = await go(start(), [
      ...servedDecision,
      ['leader', 'record-reversal', changed, '2026-06-18'],
      ['officer', 'record-performance', fill.paid({ amount: 10000, paidTotal: 10000 }), '2026-06-22'],
    ]);
    expect(walk.state.marks).toContain('performed');
  });

  it('送达以前、送达以后都可以结案；还在公示的先撤回', async () => {
    const unserved = await go(start(), [
      ...decided,
      reversed,
      ['leader', 'close-reversed', closing(), '2026-06-22'],
    ]);
    expect(unserved.state.closed).toBe('结案');
    const walk = await go(start(), [...servedDecision, published, reversed]);
    const close = (over = {}) => walk.file('leader', 'close-reversed', closing(over), noon('2026-06-24'));
    expect(denied(await close())).toEqual(['CL-PUBLIC']);
    await go(walk, [['reviewer', 'withdraw-publicity', withdrawal(), '2026-06-24']]);
    expect((await close()).kind).toBe('done');
    expect(Object.values(walk.state.clocks).every((c) => c.stoppedAt !== undefined)).toBe(true);
  });

  it('决定有效的、只是变更的，不能以被撤销结案', async () => {
    const valid = await go(start(), servedDecision);
    expect(denied(await valid.file('leader', 'close-reversed', closing(), noon('2026-06-24')))).toContain(
      'CL-REVERSED',
    );
    const changed = reversal({ kind: 'changed', fine: 10000 });
    const walk = await go(start(), [...servedDecision, ['leader', 'record-reversal', changed, '2026-06-18']]);
    expect(denied(await walk.file('leader', 'close-reversed', closing(), noon('2026-06-24')))).toEqual([
      'CL-PUBLISHED',
      'CL-REVERSED',
    ]);
  });

  it('变动之日不能晚于今天，也不能早于决定', async () => {
    const walk = await go(start(), servedDecision);
    const record = (effectiveOn: string) =>
      walk.file('leader', 'record-reversal', reversal({ effectiveOn }), noon('2026-06-18'));
    expect(denied(await record('2026-06-19'))).toEqual(['RV-FUTURE']);
    expect(denied(await record('2026-03-26'))).toEqual(['RV-BEFORE']);
  });
});

describe('公示和撤回', () => {
  it('公示过的，登记变动起三个工作日内撤回；没有公示的不起算，公示期限就此停止', async () => {
    const walk = await go(start(), [...servedDecision, published, reversed]);
    expect(walk.state.clocks.APL_PUBLICITY_WITHDRAW_3WD?.due).toBe('2026-06-24');
    const early: Step = ['leader', 'record-reversal', reversal({ effectiveOn: '2026-03-31' }), '2026-03-31'];
    const unpublished = await go(start(), [...servedDecision, early]);
    expect(unpublished.state.clocks.APL_PUBLICITY_WITHDRAW_3WD).toBeUndefined();
    expect(unpublished.state.clocks.PUB_PENALTY_7WD).toMatchObject({
      stoppedAt: expect.any(String),
      overdue: false,
    });
  });

  it('不能重复公示；决定变更的，撤回以后公示变更后的决定，新的代替旧的', async () => {
    const walk = await go(start(), [...servedDecision, published]);
    const again = await walk.file('reviewer', 'publish', fill.publicity(), noon('2026-04-01'));
    expect(denied(again)).toEqual(['PB-TWICE']);
    await go(walk, [
      ['leader', 'record-reversal', reversal({ kind: 'changed', fine: 10000 }), '2026-06-18'],
      ['reviewer', 'withdraw-publicity', withdrawal({ reason: '行政复议决定变更罚款数额' }), '2026-06-22'],
    ]);
    expect(shown(walk)?.lines).toEqual([]);
    await go(walk, [['reviewer', 'publish', fill.publicity(), '2026-06-23']]);
    expect(shown(walk)).toMatchObject({ day: '2026-06-23', withdrawn: null });
    expect(JSON.stringify(shown(walk)?.lines)).toContain('10000元');
  });

  it('误公示的，批准不予公示以后撤回；没有批准的不能以此为由', async () => {
    const walk = await go(start(), [...servedDecision, published]);
    const mistake = withdrawal({ ground: 'exempted', reason: '涉及个人隐私，公示有误' });
    const withdraw = () => walk.file('reviewer', 'withdraw-publicity', mistake, noon('2026-04-02'));
    expect(denied(await withdraw())).toEqual(['PW-EXEMPTED']);
    await go(walk, [
      ['leader', 'exempt-publicity', { code: 'privacy', reason: '涉及个人隐私' }, '2026-04-02'],
    ]);
    expect((await withdraw()).kind).toBe('done');
    expect(denied(await withdraw())).toEqual(['PW-PUBLISHED']);
    const paper = walk.issued.findLast((p) => p.template === 'DOC-35');
    expect(JSON.stringify(paper?.lines)).toContain('第五十条');
  });

  it('决定书作废的，可以撤回；重新制作以后公示新的决定书', async () => {
    const walk = await go(start(), [
      ...decided,
      ['reviewer', 'publish', fill.publicity(), '2026-03-30'],
      ['leader', 'void-paper', { paper: '楚大综执罚决〔2026〕1号', reason: '当事人名称有误' }, '2026-03-31'],
      ['leader', 'reissue-decision', fill.decision(), '2026-03-31'],
    ]);
    const voided = withdrawal({ ground: 'voided', reason: '决定书已经声明作废' });
    await go(walk, [
      ['reviewer', 'withdraw-publicity', voided, '2026-03-31'],
      ['reviewer', 'publish', fill.publicity(), '2026-04-01'],
    ]);
    expect(shown(walk)).toMatchObject({ withdrawn: null, number: '楚大综执罚决〔2026〕2号' });
    expect(JSON.stringify(shown(walk)?.lines)).toContain('楚大综执罚决〔2026〕2号');
  });

  it('告知书作废的，不能重新制作决定书', async () => {
    const walk = await go(start(), decided);
    const notice = walk.state.papers.find((p) => p.template === 'DOC-20')?.number;
    await go(walk, [
      ['leader', 'void-paper', { paper: '楚大综执罚决〔2026〕1号', reason: '当事人名称有误' }, '2026-03-30'],
      ['leader', 'void-paper', { paper: notice, reason: '拟处罚内容有误' }, '2026-03-30'],
    ]);
    expect(
      denied(await walk.file('leader', 'reissue-decision', fill.decision(), noon('2026-03-31'))),
    ).toContain('NV-VOID');
  });
});

describe('公告送达须与送达公告一致', () => {
  const announcement = (over = {}) => ({
    document: 'decision',
    number: '楚大综执罚决〔2026〕1号',
    otherMeansFailed: true,
    reason: '直接送达、邮寄送达均被退回，经村民委员会证明下落不明。',
    content: '对某建筑公司罚款二万元，责令限期恢复植被。',
    postedOn: '2026-03-30',
    days: 30,
    channel: '公告栏和政府网站',
    contact: '综合执法局',
    ...over,
  });
  const receipt = (over = {}) => ({
    ...fill.service('decision', '2026-03-30'),
    method: 'public',
    otherMeansFailed: true,
    recipient: '无',
    ...over,
  });
  const serve = (walk: Walk, over: object, day: string) =>
    walk.file('officer', 'serve-decision', receipt(over), noon(day));

  it('公告的是另一份文书、日期与公告不同的，不能登记送达', async () => {
    const walk = await go(start(), [
      ...decided,
      ['leader', 'announce-service', announcement(), '2026-03-30'],
    ]);
    expect(denied(await serve(walk, { servedOn: '2026-03-27' }, '2026-05-20'))).toEqual(['GS-POSTED']);
    const other = await go(start(), [
      ...decided,
      ['leader', 'announce-service', announcement({ document: 'notice' }), '2026-03-30'],
    ]);
    expect(denied(await serve(other, {}, '2026-05-20'))).toEqual(['GS-ANNOUNCED-OTHER']);
    // the notice announced makes no decision served in time
    expect(other.state.clocks.APL_SERVE_7WD?.stoppedAt).toBeUndefined();
  });

  it('公告的期限比法定的长的，从其长', async () => {
    const longer = announcement({ days: 60 });
    const walk = await go(start(), [...decided, ['leader', 'announce-service', longer, '2026-03-30']]);
    expect(denied(await serve(walk, {}, '2026-05-29'))).toEqual(['GS-PERIOD']);
    expect((await serve(walk, {}, '2026-05-30')).kind).toBe('done');
    expect(walk.state.clocks.APL_PAY_15D?.from).toBe('2026-05-30');
  });

  it('以后登记公告的，七个工作日的送达期限停在发出公告之日', async () => {
    const walk = await go(start(), [
      ...decided,
      ['leader', 'announce-service', announcement({ postedOn: '2026-04-08' }), '2026-04-15'],
    ]);
    expect(walk.state.clocks.APL_SERVE_7WD).toMatchObject({ due: '2026-04-08', overdue: false });
    const early = await go(start(), decided);
    const file = (over: object) =>
      early.file('leader', 'announce-service', announcement(over), noon('2026-03-30'));
    expect(denied(await file({ postedOn: '2026-03-31' }))).toEqual(['AN-FUTURE']);
    expect(denied(await file({ postedOn: '2026-03-26' }))).toEqual(['AN-BEFORE']);
  });

  it('重新告知、重新制作决定书以后，原来的公告不再算数', async () => {
    const walk = await go(start(), [
      ...decided,
      ['leader', 'announce-service', announcement(), '2026-03-30'],
      ['leader', 'void-paper', { paper: '楚大综执罚决〔2026〕1号', reason: '当事人名称有误' }, '2026-03-31'],
      ['leader', 'reissue-decision', fill.decision(), '2026-03-31'],
    ]);
    expect(denied(await serve(walk, { servedOn: '2026-03-31' }, '2026-05-20'))).toEqual(['GS-ANNOUNCED']);
  });
});
