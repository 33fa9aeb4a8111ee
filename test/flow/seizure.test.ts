import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PaperPreview, TimelineEntry } from '../../functions/contract/api.ts';
import { type App, type Client, startApp } from '../support/app.ts';
import * as a from '../support/scenario.ts';
import * as s from '../support/seizure-forms.ts';

/** 查封、扣押:批准、实施、送检、延长、解除,情况紧急的补办批准,以及没有处理完毕不能结案、移送。 */
let app: App;
let officer: Client;
let leader: Client;
let police: Client;
beforeAll(async () => {
  app = await startApp();
  [officer, leader, police] = (await Promise.all(['officer', 'town-leader', 'police'].map(app.as))) as [
    Client,
    Client,
    Client,
  ];
  await a.empower(app, 'LC-001');
});
afterAll(() => app?.stop());

const stateOf = async (id: string) => (await officer.case(id)).state;
const clockOf = async (id: string, clock = 'AEL_SEIZE_30D') => (await stateOf(id)).clocks[clock];
const codes = (problem: { errors: { code?: string | undefined }[] }) => problem.errors.map((e) => e.code);
const sweep = async () => {
  await app.local.caughtUp();
  return app.local.sweep();
};

/** A filed case with the excavator detained on 22 May: the last day is 21 June. */
async function seized(caseId?: string): Promise<string> {
  const id = caseId ?? (await a.caseAfter(app, 'approve-filing'));
  app.on('2026-05-22', '09:00');
  await officer.files(id, 'request-seizure', s.aSeizureRequest());
  await leader.files(id, 'approve-seizure', s.aSeizureApproval());
  app.on('2026-05-22', '16:00');
  await officer.files(id, 'seize', s.aSeizure('2026-05-22'));
  return id;
}

describe('扣押、送检、延长、解除', () => {
  let id: string;

  test('没有写明授权条款的申请被拒绝，写明第十七条，案件不变', async () => {
    id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22');
    const none = s.aSeizureRequest({ clauses: [], rank: 'none' });
    const problem = await a.stopped(app, 'officer', id, 'request-seizure', none);
    expect(codes(problem)).toEqual(['SZ-CLAUSE', 'SZ-RANK']);
    expect(a.articlesOf(problem)).toContain('行政强制法第17条第2款');
  });

  test('负责人尚不能确认授权的，答复是“待查明”，并说明缺什么', async () => {
    await officer.files(id, 'request-seizure', s.aSeizureRequest());
    const problem = await leader.refused(id, 'approve-seizure', s.aSeizureApproval({ conferral: 'unclear' }));
    expect(problem.code).toBe('facts-missing');
    expect(problem.verdict?.missingFacts).toEqual(['matter.seizureConferred']);
    expect((await stateOf(id)).marks).not.toContain('seizure-approved');
  });

  test('经批准后可以预览决定书、清单和笔录，什么都不缺', async () => {
    await leader.files(id, 'approve-seizure', s.aSeizureApproval());
    app.on('2026-05-22', '16:00');
    const answer = await officer.call('staff.paper-preview', {
      params: { caseId: id },
      body: { action: 'seize', data: s.aSeizure('2026-05-22'), format: 'pdf' },
    });
    const { papers } = answer.body as PaperPreview;
    expect(papers.map((p) => [p.template, p.faults])).toEqual([
      ['DOC-09-DETAIN', []],
      ['DOC-10', []],
      ['DOC-09-RECORD', []],
    ]);
  });

  test('两名持证人员实施；写成将来的日子的不能登记', async () => {
    const tomorrow = await officer.refused(id, 'seize', s.aSeizure('2026-05-23'));
    expect(codes(tomorrow)).toEqual(['TO-FUTURE']);
    const alone = s.aSeizure('2026-05-22', { officers: ['officer', 'officer-expired'] });
    const problem = await a.stopped(app, 'officer', id, 'seize', alone);
    expect(a.articlesOf(problem)).toEqual(
      expect.arrayContaining(['行政强制法第17条第3款', '行政强制法第18条第（二）项']),
    );
    const done = await officer.files(id, 'seize', s.aSeizure('2026-05-22'));
    expect(done.papers.map((p) => [p.template, p.number])).toEqual([
      ['DOC-09-DETAIN', '楚大综执扣〔2026〕1号'],
      ['DOC-10', null],
      ['DOC-09-RECORD', null],
    ]);
    expect(await clockOf(id)).toMatchObject({ from: '2026-05-22', due: '2026-06-21' });
  });

  test('清单写有决定书的文号，决定书写明期限的最后一日', async () => {
    const entries = await a.timeline(officer, id);
    const papers = entries.flatMap((e: TimelineEntry) => e.event.transition.papers ?? []);
    const text = (template: string) =>
      papers
        .find((p) => p.template === template)
        ?.lines.map((l) => l.text)
        .join('\n');
    expect(text('DOC-10')).toContain('楚大综执扣〔2026〕1号');
    expect(text('DOC-09-DETAIN')).toContain('自2026年5月22日起至2026年6月21日止');
  });

  test('送检的期间明确并书面告知的不计入；提前收到结果的，自次日起恢复计算', async () => {
    app.on('2026-05-25');
    await leader.files(id, 'commission-appraisal', s.anAppraisal('2026-05-25', '2026-06-04'));
    expect((await clockOf(id))?.due).toBe('2026-07-01');
    app.on('2026-06-02');
    await officer.files(id, 'record-appraisal', s.anAppraisalResult('2026-06-02'));
    expect((await clockOf(id))?.due).toBe('2026-06-29');
    expect((await clockOf(id))?.derivation.join()).toContain('8 日不计入');
  });

  test('承办人员不能延长；负责人在届满以前延长一次，决定书写明延长至哪一天', async () => {
    app.on('2026-06-29', '17:00');
    expect((await officer.refused(id, 'extend-seizure', s.aSeizureExtension())).code).toBe('forbidden');
    const done = await leader.files(id, 'extend-seizure', s.aSeizureExtension());
    expect(done.papers.map((p) => p.template)).toEqual(['DOC-11']);
    expect(await clockOf(id)).toMatchObject({
      due: '2026-07-29',
      extensions: [expect.objectContaining({ basis: '行政强制法第25条', approvedBy: 'town-leader' })],
    });
  });

  test('第二次延长被拒绝，写明第二十五条', async () => {
    app.on('2026-07-20');
    const problem = await a.stopped(app, 'town-leader', id, 'extend-seizure', s.aSeizureExtension());
    expect(codes(problem)).toEqual(['SZX-ONCE']);
    expect(a.articlesOf(problem)).toEqual(['行政强制法第25条第1款']);
  });

  test('最后一日解除并退还，次日登记的不算逾期', async () => {
    app.on('2026-07-30');
    const kept = await leader.refused(id, 'lift-seizure', s.aLift('2026-07-29', { returned: false }));
    expect(codes(kept)).toEqual(['SZL-RETURNED']);
    const done = await leader.files(id, 'lift-seizure', s.aLift('2026-07-29'));
    expect(done.papers.map((p) => p.template)).toEqual(['DOC-11-LIFT']);
    expect(await clockOf(id)).toMatchObject({ overdue: false, stoppedAt: expect.any(String) });
    const state = await stateOf(id);
    expect(state.marks).not.toContain('goods-seized');
    expect(state.flags.map((f) => f.flag)).not.toContain('seizure-overdue');
  });

  test('解除以后再扣押同一台机械被拒绝：不得突破三十日加三十日', async () => {
    app.on('2026-07-31');
    const problem = await officer.refused(id, 'request-seizure', s.aSeizureRequest({ seizedBefore: true }));
    expect(codes(problem)).toEqual(['SZ-AGAIN']);
  });
});

describe('期限届满', () => {
  let id: string;

  test('送检结果没有登记，告知的期间一到也照样恢复计算，届满后督办', async () => {
    id = await seized();
    app.on('2026-05-25');
    await leader.files(id, 'commission-appraisal', s.anAppraisal('2026-05-25', '2026-05-30'));
    app.on('2026-06-27', '00:10');
    expect((await sweep()).alerted).toBeGreaterThan(0);
    expect(await clockOf(id)).toMatchObject({ due: '2026-06-26', overdue: true });
  });

  test('届满以后不能延长，也不能再以送检扣除', async () => {
    const problem = await a.stopped(app, 'town-leader', id, 'extend-seizure', s.aSeizureExtension());
    expect(codes(problem)).toEqual(['SZX-EXPIRED']);
    const again = await leader.refused(id, 'commission-appraisal', s.anAppraisal('2026-06-27', '2026-07-07'));
    expect(codes(again)).toContain('SZT-EXPIRED');
  });

  test('届满后才解除的，逾期记录在案', async () => {
    await leader.files(id, 'lift-seizure', s.aLift('2026-06-27', { ground: 'expired' }));
    expect(await clockOf(id)).toMatchObject({ overdue: true, stoppedAt: expect.any(String) });
    expect((await stateOf(id)).flags.map((f) => f.flag)).toContain('seizure-overdue');
  });
});

describe('情况紧急当场扣押', () => {
  let id: string;

  test('不紧急的不能当场实施；开始的时刻还没有到的不收', async () => {
    id = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22', '15:00');
    const calm = s.aSeizureAtOnce('2026-05-22', { urgent: false });
    expect(codes(await officer.refused(id, 'seize-at-once', calm))).toEqual(['SZE-URGENT']);
    const later = s.aSeizureAtOnce('2026-05-22', { from: '15:30', to: '15:50' });
    expect(await officer.refused(id, 'seize-at-once', later)).toMatchObject({
      code: 'clock-refused',
      errors: [{ path: '/from' }],
    });
  });

  test('自实施的时刻起算二十四小时，决定书写明第十九条', async () => {
    await officer.files(id, 'seize-at-once', s.aSeizureAtOnce('2026-05-22', { to: '14:55' }));
    expect(await clockOf(id, 'AEL_EMERGENCY_24H')).toMatchObject({
      from: '2026-05-22T06:30:00.000Z',
      due: '2026-05-23T06:30:00.000Z',
    });
    const entries = await a.timeline(officer, id);
    const lines = entries.at(-1)?.event.transition.papers?.[0]?.lines.map((l) => l.text) ?? [];
    expect(lines.join()).toContain('第十九条');
    expect(lines.join()).not.toContain('经本机关负责人批准，决定对');
  });

  test('晚一小时补办批准的可以补办，逾期记录在案', async () => {
    app.on('2026-05-23', '15:30');
    await leader.files(id, 'ratify-seizure', s.aRatification());
    expect(await clockOf(id, 'AEL_EMERGENCY_24H')).toMatchObject({ overdue: true });
    const state = await stateOf(id);
    expect(state.marks).toContain('seizure-ratified');
    expect(state.flags.map((f) => f.flag)).toContain('seizure-report-late');
  });

  test('负责人认为不应当采取的，不能延长，只能立即全部解除', async () => {
    const other = await a.caseAfter(app, 'approve-filing');
    app.on('2026-05-22', '15:00');
    await officer.files(other, 'seize-at-once', s.aSeizureAtOnce('2026-05-22', { to: '14:55' }));
    await leader.files(other, 'ratify-seizure', s.aRatification({ decision: 'reject' }));
    const longer = await leader.refused(other, 'extend-seizure', s.aSeizureExtension());
    expect(a.articlesOf(longer)).toEqual(['行政强制法第19条']);
    await leader.files(other, 'lift-seizure', s.aLift('2026-05-22', { ground: 'refused' }));
    expect(await clockOf(other, 'AEL_EMERGENCY_24H')).toMatchObject({ overdue: false });
  });
});

test('扣押的财物还在，履行完毕也不能结案；退还以后可以', async () => {
  const id = await a.caseAfter(app, 'record-performance', {}, await seized());
  app.on('2026-06-16');
  const problem = await a.stopped(app, 'town-leader', id, 'close-case', a.aClosing());
  expect(codes(problem)).toEqual(['SZN-OPEN']);
  expect(a.articlesOf(problem)).toEqual(['行政强制法第27条', '行政强制法第28条']);
  await leader.files(id, 'lift-seizure', s.aLift('2026-06-16', { ground: 'decided' }));
  await leader.files(id, 'close-case', a.aClosing());
  expect((await stateOf(id)).closed).toBe('结案');
});

describe('涉嫌犯罪移送', () => {
  let penalty: string;
  let referral: string;

  test('移送时漏报扣押的财物被拒绝，写明第二十一条', async () => {
    penalty = await a.caseAfter(app, 'site-record', {}, await seized());
    app.on('2026-05-25');
    const { links } = await officer.files(
      penalty,
      'screen-crime',
      a.aScreening({ forest: { commercialMu: 10 } }),
    );
    referral = links.find((l) => l.procedure === 'criminal-referral')?.caseId as string;
    await officer.files(referral, 'form-team', a.aReferralTeam());
    await officer.files(referral, 'report', a.aReferralReport());
    await leader.files(referral, 'approve-referral', a.aReferralApproval());
    const hidden = await a.stopped(app, 'officer', referral, 'transfer-to-police', a.aTransferToPolice());
    expect(codes(hidden)).toEqual(['SZQ-DECLARED']);
    expect(a.articlesOf(hidden)).toContain('中华人民共和国行政强制法第21条');
    const goods = { goodsSeized: true, goodsMoved: true, partyNotified: true, goodsList: 'attached' };
    await officer.files(
      referral,
      'transfer-to-police',
      a.aTransferToPolice({ ...goods, goods: '挖掘机1台' }),
    );
  });

  test('公安机关立案以后，先在原案件随案移送财物并书面告知当事人，再登记移交', async () => {
    app.on('2026-05-28');
    const given = s.aGoodsHandover('2026-05-29');
    expect(codes(await officer.refused(penalty, 'hand-over-seized', given))).toContain('SZH-FILED');
    const filed = a.aPoliceDecline({ decision: 'filed', reason: undefined });
    await police.files(referral, 'police-reply', filed, { zone: 'partner' });
    app.on('2026-05-29');
    const moved = { items: '挖掘机1台、案卷材料', receiver: '演示丙', handedOverOn: '2026-05-29' };
    const problem = await a.stopped(app, 'officer', referral, 'hand-over', moved);
    expect(codes(problem)).toEqual(['SZQ-HANDED']);
    const silent = s.aGoodsHandover('2026-05-29', { partyTold: false, notice: undefined });
    expect(codes(await officer.refused(penalty, 'hand-over-seized', silent))).toEqual(['SZH-TOLD']);
    await officer.files(penalty, 'hand-over-seized', given);
    await officer.files(referral, 'hand-over', moved);
    expect(await clockOf(penalty)).toMatchObject({ overdue: false, stoppedAt: expect.any(String) });
    expect((await stateOf(referral)).stage).toBe('in-justice');
  });
});

test('确定由其他机关管辖的，移送案卷以前须解除扣押', async () => {
  const penalty = await seized();
  const started = await officer.start('jurisdiction-dispute', 'claim-jurisdiction', a.aClaim(), {
    parent: penalty,
  });
  const dispute = (started.body as { caseId: string }).caseId;
  await officer.files(dispute, 'negotiate', a.aFailedNegotiation());
  await leader.files(dispute, 'escalate', a.anEscalation());
  const city = await app.as('city-gov');
  await city.files(dispute, 'designate', a.aDesignation(), { zone: 'partner' });
  const problem = await a.stopped(app, 'town-leader', dispute, 'hand-over', a.aHandover());
  expect(codes(problem)).toEqual(['SZJ-OPEN']);
  app.on('2026-05-28');
  await leader.files(penalty, 'lift-seizure', s.aLift('2026-05-28'));
  await leader.files(dispute, 'hand-over', a.aHandover());
  expect((await stateOf(penalty)).closed).toBe('移送有管辖权机关');
});

test('这一切之后，哈希链、判定和视图都对得上', () => a.everythingAddsUp(app));
