import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import { denied, go, noon, type Step, servedDecision } from './steps.ts';

/** The matter is one the township itself enforces; the story is the same in all else. */
const start = (enforcement: 'self_demolish' | 'court' = 'self_demolish') =>
  new Walk(noon('2026-03-02'), { enforcement });
const urge = (over = {}) =>
  fill.urge({ path: 'own', obligation: '拆除擅自修建的房屋', amount: 0, until: '2026-10-31', ...over });
const urged: Step[] = [
  ['leader', 'urge', urge(), '2026-10-12'],
  ['officer', 'serve-enforcement', fill.service('urge-own', '2026-10-13'), '2026-10-13'],
];
const enforce = (over = {}) => ({
  decisionNumber: '楚大综执罚决〔2026〕1号',
  urging: '已送达催告书',
  statement: '没有提出',
  reason: '逾期仍不履行',
  basis: '城乡规划法第六十五条',
  manner: '强制拆除',
  time: '2026年12月1日',
  concealment: false,
  night: false,
  ...over,
});
const announced = {
  object: '擅自修建的房屋一处',
  place: '大过口乡××村',
  decisionNumber: '楚大综执罚决〔2026〕1号',
  basis: '城乡规划法第六十五条',
  until: '2026-11-20',
  contact: '综合执法局',
};
const ordered: Step[] = [
  ...servedDecision,
  ...urged,
  ['leader', 'decide-enforcement', enforce(), '2026-11-02'],
  ['officer', 'serve-enforcement', fill.service('enforcement-decision', '2026-11-03'), '2026-11-03'],
];

describe('本机关强制执行', () => {
  it('催告书送达以前、写明的期限届满以前，不能作出强制执行决定', async () => {
    const walk = await go(start(), [...servedDecision, ['leader', 'urge', urge(), '2026-10-12']]);
    const decide = (day: string, over = {}) =>
      walk.file('leader', 'decide-enforcement', enforce(over), noon(day));
    expect(denied(await decide('2026-11-02'))).toEqual(['ED-URGED']);
    await go(walk, urged.slice(1));
    expect(denied(await decide('2026-10-31'))).toEqual(['ED-PERIOD']);
    await go(walk, [['leader', 'decide-enforcement', enforce(), '2026-11-01']]);
    const paper = walk.issued.find((p) => p.template === 'DOC-42');
    expect(JSON.stringify(paper?.lines)).not.toContain('人民法院');
  });

  it('催告期间有转移、隐匿财物迹象的，可以立即作出决定', async () => {
    const walk = await go(start(), [...servedDecision, ...urged]);
    await go(walk, [['leader', 'decide-enforcement', enforce({ concealment: true }), '2026-10-20']]);
    expect(walk.state.marks).toContain('enforcement-decided');
  });

  it('送达时期限已经届满的催告书不算催告', async () => {
    const walk = await go(start(), [...servedDecision, ['leader', 'urge', urge(), '2026-10-12']]);
    const late = await walk.file(
      'officer',
      'serve-enforcement',
      fill.service('urge-own', '2026-10-31'),
      noon('2026-10-31'),
    );
    expect(denied(late)).toEqual(['SE-OVER']);
  });

  it('没有强制执行决定的，不能公告限期拆除', async () => {
    const walk = await go(start(), [...servedDecision, ...urged]);
    expect(denied(await walk.file('leader', 'announce-demolition', announced, noon('2026-11-02')))).toEqual([
      'DM-DECIDED',
    ]);
  });

  it('公告的期限、复议诉讼期限都已届满，才能拆除', async () => {
    const walk = await go(start(), ordered);
    const raze = (day: string, over = {}) =>
      walk.file('officer', 'record-demolition', fill.demolished(day, over), noon(day));
    expect(await raze('2026-11-05')).toMatchObject({ kind: 'refused', rules: ['DR-ANNOUNCED'] });
    await go(walk, [['leader', 'announce-demolition', announced, '2026-11-04']]);
    expect(denied(await raze('2026-11-20'))).toEqual(['DR-UNTIL']);
    expect(denied(await raze('2026-11-21', { night: true, urgent: false }))).toEqual(['DR-NIGHT']);
    expect((await raze('2026-11-21')).kind).toBe('done');
  });

  it('起诉期限没有届满的不能拆除；正在诉讼的也不能', async () => {
    const early: Step[] = [
      ...servedDecision,
      ['leader', 'urge', urge({ until: '2026-05-31' }), '2026-05-12'],
      ['officer', 'serve-enforcement', fill.service('urge-own', '2026-05-13'), '2026-05-13'],
      ['leader', 'decide-enforcement', enforce(), '2026-06-01'],
      ['officer', 'serve-enforcement', fill.service('enforcement-decision', '2026-06-02'), '2026-06-02'],
      ['leader', 'announce-demolition', { ...announced, until: '2026-06-20' }, '2026-06-03'],
    ];
    const walk = await go(start(), early);
    expect(
      denied(
        await walk.file('officer', 'record-demolition', fill.demolished('2026-09-30'), noon('2026-09-30')),
      ),
    ).toEqual(['DR-REMEDY']);
    const sued = { kind: 'suit', suitOn: '2026-09-29', body: '示例人民法院' };
    await go(walk, [['officer', 'record-remedy', sued, '2026-10-08']]);
    expect(
      denied(
        await walk.file('officer', 'record-demolition', fill.demolished('2026-10-20'), noon('2026-10-20')),
      ),
    ).toEqual(['DR-PENDING']);
  });

  it('中止执行期间不继续执行；满三年未恢复的才能以此终结', async () => {
    const stopped = { ground: 'hardship', reason: '当事人暂无履行能力', onDay: '2026-11-10' };
    const walk = await go(start(), [...ordered, ['leader', 'suspend-execution', stopped, '2026-11-10']]);
    expect(denied(await walk.file('leader', 'announce-demolition', announced, noon('2026-11-11')))).toEqual([
      'XN-SUSPENDED',
    ]);
    await go(walk, [['reviewer', 'publish', fill.publicity(), '2026-11-12']]);
    const proof = {
      id: 'F-00000000000000000001',
      name: '证明.pdf',
      type: 'application/pdf',
      size: 1,
      sha256: 'a'.repeat(64),
    };
    const closing = (over = {}) =>
      fill.closing({
        ground: 'terminated',
        termination: 'suspended-3y',
        paidIn: 0,
        evidence: [proof],
        ...over,
      });
    const close = (over: object, day: string) => walk.file('leader', 'close-case', closing(over), noon(day));
    expect(denied(await close({}, '2029-11-10'))).toEqual(['CL-TERM-3Y']);
    expect(denied(await close({ evidence: [] }, '2029-11-12'))).toEqual(['CL-TERM-PROOF']);
    expect(denied(await close({ termination: 'revoked' }, '2029-11-12'))).toEqual(['CL-TERM-REVOKED']);
    expect((await close({}, '2029-11-12')).kind).toBe('done');
  });
});

describe('代履行', () => {
  const substitute = {
    decisionNumber: '楚大综执罚决〔2026〕1号',
    reason: '经催告仍不恢复植被，已经造成水土流失。',
    basis: '森林法第81条',
    danger: true,
    subject: '恢复三亩林地的植被',
    manner: '委托第三人补种',
    onDay: '2026-11-20',
    performer: '某造林公司',
    cost: 12000,
  };
  const last = { decidedOn: '2026-11-10', obligation: '恢复三亩林地的植被', performer: '某造林公司' };
  const record = {
    officers: ['officer', 'officer-2'],
    performer: '某造林公司',
    onDay: '2026-11-20',
    from: '09:00',
    to: '17:00',
    place: '大过口乡××村',
    course: '清运砂石后补种苗木六百株。',
    cost: 11800,
    signer: '村民小组长',
  };
  const toSubstitute: Step[] = [
    ...servedDecision,
    ['leader', 'urge', urge({ path: 'substitute', obligation: '恢复三亩林地的植被' }), '2026-10-12'],
    ['officer', 'serve-enforcement', fill.service('urge-own', '2026-10-13'), '2026-10-13'],
  ];

  it('只能申请法院的事项不能自行强制执行；危害自然资源的，催告期满后可以代履行', async () => {
    const walk = await go(start('court'), toSubstitute);
    expect(denied(await walk.file('leader', 'decide-enforcement', enforce(), noon('2026-11-10')))).toEqual([
      'ED-POWER',
    ]);
    const harmless = { ...substitute, danger: false };
    expect(denied(await walk.file('leader', 'decide-substitute', harmless, noon('2026-11-10')))).toEqual([
      'SU-DANGER',
    ]);
    expect(denied(await walk.file('leader', 'decide-substitute', substitute, noon('2026-10-31')))).toEqual([
      'SU-PERIOD',
    ]);
    await go(walk, [['leader', 'decide-substitute', substitute, '2026-11-10']]);
    expect(walk.state.clocks.AEL_SUBSTITUTE_3WD?.due).toBe('2026-11-16');
  });

  it('决定书和三个工作日前的催告书都送达以后，才能实施', async () => {
    const walk = await go(start('court'), [
      ...toSubstitute,
      ['leader', 'decide-substitute', substitute, '2026-11-10'],
      ['leader', 'urge-substitute', last, '2026-11-10'],
    ]);
    expect(denied(await walk.file('officer', 'record-substitute', record, noon('2026-11-20')))).toEqual([
      'SR-URGED',
      'SR-SERVED',
    ]);
    const serve = (document: string, day: string) =>
      walk.file('officer', 'serve-enforcement', fill.service(document, day), noon(day));
    expect(denied(await serve('substitute-urge', '2026-11-17'))).toEqual(['SE-3WD']);
    await go(walk, [
      ['officer', 'serve-enforcement', fill.service('substitute-decision', '2026-11-10'), '2026-11-11'],
      ['officer', 'serve-enforcement', fill.service('substitute-urge', '2026-11-16'), '2026-11-16'],
      ['officer', 'record-substitute', record, '2026-11-20'],
    ]);
    expect(walk.state.papers.map((p) => p.template)).toEqual(
      expect.arrayContaining(['DOC-44', 'DOC-44-URGE', 'DOC-44-RECORD', 'DOC-31']),
    );
  });
});
