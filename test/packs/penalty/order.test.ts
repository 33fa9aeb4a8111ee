import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { procedure, Walk } from './driver.ts';
import { denied, filed, go, investigated, noon, reviewed, type Step, served, waived } from './steps.ts';

const start = () => new Walk(noon('2026-03-02'));
const screened: Step[] = [...filed, ...investigated.slice(filed.length, -1)];
const statement = {
  officers: ['officer', 'officer-2'],
  madeOn: '2026-03-25',
  manner: 'written',
  waived: false,
  content: '面积有误',
  review: '经复测无误',
  adopted: 'not',
};
const noPenalty = {
  facts: '未经审核同意，将商品林地 3 亩平整后堆放砂石，已及时恢复。',
  ground: 'minor-corrected',
  basis: '行政处罚法第33条第1款',
  reason: '违法行为轻微并及时改正',
  educated: true,
  education: '当面教育并签名',
};
const discussed: Step[] = [...reviewed, ['leader', 'collective-discussion', fill.meeting(), '2026-03-26']];
const decided: Step[] = [...discussed, ['leader', 'decide', fill.decision(), '2026-03-27']];
/** The usual road, each step as it is except where `changes` says otherwise. */
const changed = (steps: Step[], changes: Record<string, object>): Step[] =>
  steps.map(([who, action, data, day]) => [who, action, { ...(data as object), ...changes[action] }, day]);

describe('告知、审核、讨论的顺序', () => {
  it('收到审核材料的日期早于送审之日或者晚于今天的，不能出具审核意见', async () => {
    const walk = await go(start(), reviewed.slice(0, -1));
    for (const [received, rule] of [
      ['2026-03-18', 'RO-RECEIVED-UNSENT'],
      ['2026-03-25', 'RO-RECEIVED-FUTURE'],
    ] as const) {
      const opinion = fill.opinion('pass', received);
      expect(denied(await walk.file('reviewer', 'give-legal-opinion', opinion, noon('2026-03-24')))).toEqual([
        rule,
      ]);
    }
  });

  it('陈述申辩期没有届满、当事人也没有放弃的，不能送法制审核；期满可以', async () => {
    const walk = await go(start(), served);
    const early = await walk.file('officer', 'submit-legal-review', fill.reviewRequest(), noon('2026-03-24'));
    expect(denied(early)).toEqual(['RV-NOTICE']);
    await go(walk, [['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-25']]);
    expect(walk.state.stage).toBe('reviewing');
  });

  it('审核通过、讨论以后当事人又提出意见：退回告知阶段，重新送审、重新讨论才能决定', async () => {
    const walk = await go(start(), [
      ...discussed,
      ['officer', 'record-late-statement', statement, '2026-03-26'],
    ]);
    expect(walk.state.stage).toBe('notified');
    for (const mark of ['legal-review-passed', 'legal-review-submitted', 'collectively-discussed'])
      expect(walk.state.marks).not.toContain(mark);
    const early = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-27'));
    expect(denied(early)).toEqual(['GD-REVIEW-MISSING', 'GD-DISCUSSION']);
    await go(walk, [
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-27'],
      ['reviewer', 'give-legal-opinion', fill.opinion('pass', '2026-03-30'), '2026-03-30'],
      ['leader', 'collective-discussion', { ...fill.meeting(), heldOn: '2026-03-31' }, '2026-03-31'],
      ['leader', 'decide', fill.decision(), '2026-03-31'],
    ]);
    expect(walk.state.stage).toBe('decided');
  });

  it('讨论日期不得早于审核意见，也不得在将来', async () => {
    const walk = await go(start(), reviewed);
    for (const heldOn of ['2026-03-23', '2026-03-27']) {
      const answer = await walk.file(
        'leader',
        'collective-discussion',
        { ...fill.meeting(), heldOn },
        noon('2026-03-26'),
      );
      expect(denied(answer), heldOn).toEqual(['CM-DATE']);
    }
  });
});

describe('法制审核的意见不能绕过', () => {
  const failed = (opinion: object): Step[] => [
    ...waived,
    ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
    ['reviewer', 'give-legal-opinion', opinion, '2026-03-20'],
  ];

  it('审核建议纠正的，不得改作不予处罚了结；建议不予处罚的可以', async () => {
    const corrected = await go(start(), failed(fill.opinion('correct')));
    const answer = await corrected.file('leader', 'decide-no-penalty', noPenalty, noon('2026-03-23'));
    expect(denied(answer)).toEqual(['NP-REVIEW-FAILED']);
    const lenient = await go(start(), failed(fill.opinion('no-penalty')));
    await go(lenient, [['leader', 'decide-no-penalty', noPenalty, '2026-03-23']]);
    expect(lenient.state.marks).toContain('no-penalty');
  });

  it('审核人发现涉嫌犯罪：不得写别的意见；建议移送的，处罚冻结并开启移送，须重新筛查', async () => {
    const crime = (opinion: string) => {
      const whole = fill.opinion('pass') as { items: object };
      return {
        ...whole,
        items: { ...whole.items, crime: { conclusion: 'problem', note: '面积存疑' } },
        opinion,
      };
    };
    const walk = await go(start(), failed(fill.opinion('correct')).slice(0, -1));
    const soft = await walk.file('reviewer', 'give-legal-opinion', crime('supplement'), noon('2026-03-20'));
    expect(denied(soft)).toEqual(['RO-REFER']);
    await go(walk, [['reviewer', 'give-legal-opinion', crime('refer'), '2026-03-20']]);
    expect(walk.state.links.map((l) => l.procedure)).toEqual(['criminal-referral']);
    expect(walk.state.freezes).toMatchObject([{ by: 'RO-OPEN' }]);
    expect(walk.state.marks).not.toContain('crime-screened');
    const out = await walk.file(
      'leader',
      'withdraw-case',
      { ground: 'not-proved', basis: '无', opinion: '事实不能成立' },
      noon('2026-03-23'),
    );
    expect(out.kind).toBe('not-open');
  });

  it('争议较大的不予处罚，没有告知处罚也可以先送审；不能借此略过告知作出处罚', async () => {
    const disputed = { ...fill.reviewRequest(), proposal: '拟不予处罚', concerns: ['no-penalty-disputed'] };
    const walk = await go(start(), investigated);
    const penalty = await walk.file(
      'officer',
      'submit-no-penalty-review',
      fill.reviewRequest(),
      noon('2026-03-13'),
    );
    expect(denied(penalty)).toEqual(['RV-NOTICE']);
    await go(walk, [
      ['officer', 'submit-no-penalty-review', disputed, '2026-03-13'],
      ['reviewer', 'give-legal-opinion', fill.opinion('pass'), '2026-03-20'],
    ]);
    const answer = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-23'));
    expect(denied(answer)).toEqual(expect.arrayContaining(['GD-NOTICE', 'GD-STATEMENT']));
    await go(walk, [['leader', 'decide-no-penalty', noPenalty, '2026-03-23']]);
    expect(walk.state.stage).toBe('decided');
  });
});

describe('新的证据要重新筛查涉嫌犯罪', () => {
  it('筛查以后又作现场笔录的，重新筛查才能终结调查', async () => {
    const walk = await go(start(), [
      ...screened,
      ['officer', 'site-record', fill.siteRecord(), '2026-03-06'],
    ]);
    const early = await walk.file('officer', 'conclude-investigation', fill.report(), noon('2026-03-12'));
    expect(denied(early)).toEqual(['GC-CRIME']);
    await go(walk, [
      ['officer', 'screen-crime', fill.screening(3), '2026-03-12'],
      ['officer', 'conclude-investigation', fill.report(), '2026-03-12'],
    ]);
  });

  it('询问、抽样、委托鉴定以后都要重新筛查', () => {
    for (const id of ['site-record', 'inquiry-record', 'sample-evidence', 'commission-appraisal'])
      for (const outcome of procedure?.actions[id]?.leadsTo ?? [])
        expect(outcome.unmark, id).toContain('crime-screened');
  });

  it('审核、讨论退回补充调查的，重新筛查才能终结调查', async () => {
    const walk = await go(start(), [
      ...waived,
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
      ['reviewer', 'give-legal-opinion', fill.opinion('supplement'), '2026-03-20'],
    ]);
    expect(
      denied(await walk.file('officer', 'conclude-investigation', fill.report(), noon('2026-03-23'))),
    ).toEqual(['GC-CRIME']);
    const again = await go(start(), [
      ...reviewed,
      ['leader', 'collective-discussion', { ...fill.meeting(), result: 'return' }, '2026-03-26'],
    ]);
    expect(
      denied(await again.file('officer', 'conclude-investigation', fill.report(), noon('2026-03-27'))),
    ).toEqual(['GC-CRIME']);
  });
});

describe('应当不予处罚的和不随赋权转移的', () => {
  const child: Step[] = [
    ...screened,
    [
      'officer',
      'conclude-investigation',
      {
        ...fill.report(),
        minor: true,
        mustNot: ['under-14'],
        proposal: { kinds: [], fine: 0, confiscatedValue: 0, text: '不予处罚，责令监护人加以管教' },
      },
      '2026-03-12',
    ],
  ];

  it('查明当事人不满十四周岁：报告不得建议处罚，不得告知处罚，可以不予处罚', async () => {
    const walk = await go(start(), screened);
    const harsh = await walk.file(
      'officer',
      'conclude-investigation',
      { ...fill.report(), mustNot: ['under-14'] },
      noon('2026-03-12'),
    );
    expect(denied(harsh)).toEqual(['GC-MUST-NOT']);
    const spared = await go(start(), child);
    const told = await spared.file('leader', 'prior-notice', fill.notice(), noon('2026-03-16'));
    expect(denied(told)).toContain('GN-MUST-NOT');
    await go(spared, [
      [
        'leader',
        'decide-no-penalty',
        { ...noPenalty, ground: 'under-14', basis: '行政处罚法第30条' },
        '2026-03-16',
      ],
    ]);
    expect(spared.state.marks).toContain('no-penalty');
  });

  it('没有填写有没有这些情形的报告不收；填错的更正报告以后可以告知', async () => {
    const walk = await go(start(), screened);
    const { mustNot: _, ...silent } = fill.report();
    const answer = await walk.file('officer', 'conclude-investigation', silent, noon('2026-03-12'));
    expect(answer).toMatchObject({ kind: 'invalid', faults: ['/mustNot 必须填写'] });
    const amended = await go(start(), [
      ...child,
      ['officer', 'amend-report', { ...fill.report(), minor: false }, '2026-03-13'],
      ['leader', 'prior-notice', fill.notice(), '2026-03-16'],
    ]);
    expect(amended.state.stage).toBe('notified');
  });

  it.each(['revoke-permit', 'close'])(
    '%s：没有写明权力由谁行使的不能提交，不由本机关行使的不得告知、不得决定',
    async (kind) => {
      const kinds = ['fine', 'order', kind];
      const walk = await go(start(), investigated);
      const silent = await walk.file('leader', 'prior-notice', fill.notice({ kinds }), noon('2026-03-16'));
      expect(silent).toMatchObject({ kind: 'invalid', faults: ['/reservedPowerHeld 必须填写'] });
      const ours = fill.notice({ kinds, reservedPowerHeld: false });
      expect(denied(await walk.file('leader', 'prior-notice', ours, noon('2026-03-16')))).toEqual([
        'GN-RESERVED',
      ]);
      const held = changed(discussed, { 'prior-notice': { kinds, reservedPowerHeld: true } });
      const later = await go(start(), held);
      const decision = fill.decision({ kinds, reservedPowerHeld: false });
      expect(denied(await later.file('leader', 'decide', decision, noon('2026-03-27')))).toEqual([
        'GD-RESERVED',
      ]);
    },
  );

  it('未成年人只受警告的，也要从轻或者减轻；成年人不得以未成年为由减轻', async () => {
    const young = changed(filed, {
      'apply-filing': { party: { kind: 'individual', name: '示例某', minor: true, address: '大过口乡' } },
    });
    const warning = { kinds: ['warning'], fine: 0, confiscatedValue: 0, text: '给予警告' };
    const report = (tier: string) => ({
      ...fill.report(),
      proposal: warning,
      discretion: { tier, reason: '未满十八周岁' },
    });
    const steps = [...young, ...screened.slice(filed.length)];
    const walk = await go(start(), steps);
    expect(
      denied(await walk.file('officer', 'conclude-investigation', report('normal'), noon('2026-03-12'))),
    ).toEqual(['DB-MINOR']);
    const { discretion: _, ...rest } = report('lenient');
    const untold = await walk.file(
      'officer',
      'conclude-investigation',
      { ...rest, discretion: { reason: '没有写阶次' } },
      noon('2026-03-12'),
    );
    expect(untold).toEqual({ kind: 'unknown', missing: ['discretion.tier'] });
    await go(walk, [['officer', 'conclude-investigation', report('lenient'), '2026-03-12']]);
    const grown = await go(start(), screened);
    const pretended = {
      ...fill.report(),
      discretion: { min: 0, max: 60000, tier: 'mitigate', ground: 'minor', reason: '按未成年减轻' },
    };
    expect(
      denied(await grown.file('officer', 'conclude-investigation', pretended, noon('2026-03-12'))),
    ).toEqual(['DB-ADULT']);
  });
});

describe('决定以后发现涉嫌犯罪', () => {
  const servedDecision: Step[] = [
    ...decided,
    ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
    ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
  ];

  it('照样筛查和移送：不得重新制作决定书、不得结案，缴款照常登记', async () => {
    const walk = await go(start(), [
      ...servedDecision,
      ['officer', 'screen-crime', fill.screening(10), '2026-04-01'],
    ]);
    expect(walk.state.links.map((l) => l.procedure)).toContain('criminal-referral');
    expect(walk.state.flags.map((f) => f.flag)).toContain('screened-after-decision');
    await go(walk, [['officer', 'record-performance', fill.paid(), '2026-04-10']]);
    const close = await walk.file('leader', 'close-case', fill.closing(), noon('2026-04-13'));
    expect(close).toMatchObject({ kind: 'not-open', say: expect.stringContaining('不得以罚代移') });
    walk.liftFreeze(noon('2026-04-20'));
    await go(walk, [['leader', 'close-case', fill.closing(), '2026-04-21']]);
    expect(walk.state.closed).toBe('结案');
  });

  it('已送达、催告、待结案的案件都可以筛查', () => {
    const open = procedure?.actions['screen-crime']?.in ?? [];
    expect(open).toEqual(expect.arrayContaining(['suspended', 'decided', 'served', 'enforcing', 'closing']));
  });
});
