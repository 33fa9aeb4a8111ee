import { describe, expect, it } from 'vitest';
import * as fill from './data.ts';
import { Walk } from './driver.ts';
import { denied, filed, go, investigated, noon, reported, reviewed, served, waived } from './steps.ts';

describe('普通程序从线索走到结案', () => {
  it('三亩商品林地：退回一次再通过审核，集体讨论后决定、送达、公示、缴款、结案', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...waived,
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
      ['reviewer', 'give-legal-opinion', fill.opinion('correct'), '2026-03-20'],
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-23'],
      ['reviewer', 'give-legal-opinion', fill.opinion('pass', '2026-03-24'), '2026-03-24'],
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
      ['leader', 'decide', fill.decision(), '2026-03-27'],
      ['officer', 'serve-decision', fill.service('decision', '2026-03-30'), '2026-03-30'],
      ['reviewer', 'publish', fill.publicity(), '2026-03-31'],
      ['officer', 'record-performance', fill.paid(), '2026-04-10'],
      ['leader', 'close-case', fill.closing(), '2026-04-13'],
    ]);
    expect(walk.state.closed).toBe('结案');
    const paper = walk.state.papers.find((p) => p.template === 'DOC-27');
    expect(paper?.number).toBe('楚大综执罚决〔2026〕1号');
    expect(paper?.seal).toBe('TOWN_GOV');
    expect(walk.state.published?.number).toBe(paper?.number);
    const shown = walk.state.published?.lines.map((l) => l.text).join() ?? '';
    expect(shown).toContain('某建筑公司');
    expect(shown).not.toContain('村1号');
    expect(shown).toContain('楚大综执罚决〔2026〕1号');
    expect(walk.state.clocks.PUB_PENALTY_7WD?.overdue).toBe(false);
  });

  it('要求听证的：确定时间、提前七个工作日通知、举行之后一律须审核', async () => {
    const plan = { hearingOn: '2026-04-02', at: '09:30', place: '乡政府', hostName: '主持人', public: true };
    const record = {
      held: true,
      heldOn: '2026-04-02',
      recorder: '书记员',
      participants: '双方',
      proceedings: '质证、辩论',
      report: '事实清楚',
    };
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...served,
      ['officer', 'request-hearing', { requestedOn: '2026-03-19', by: '张某', accept: true }, '2026-03-19'],
      ['leader', 'schedule-hearing', plan, '2026-03-19'],
    ]);
    expect(denied(await walk.file('leader', 'notify-hearing', {}, noon('2026-03-25')))).toEqual(['HN-SHORT']);
    const receipt = (day: string) => fill.service('hearing-notice', day);
    await go(walk, [['leader', 'notify-hearing', {}, '2026-03-20']]);
    const late = await walk.file(
      'officer',
      'serve-hearing-notice',
      receipt('2026-03-25'),
      noon('2026-03-25'),
    );
    expect(denied(late)).toEqual(['SH-SHORT']);
    await go(walk, [
      ['officer', 'serve-hearing-notice', receipt('2026-03-20'), '2026-03-20'],
      ['host', 'hold-hearing', record, '2026-04-02'],
    ]);
    expect(walk.state.stage).toBe('notified');
    expect(walk.state.requires).toContain('legal-review');
    const answer = await walk.file('leader', 'decide', fill.decision(), noon('2026-04-03'));
    expect(denied(answer)).toEqual(['GD-HEARING-RECORD', 'GD-REVIEW-MISSING', 'GD-DISCUSSION']);
  });

  it('十亩商品林地：筛查冻结告知；公安不予立案后案件继续', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...filed,
      ['officer', 'site-record', fill.siteRecord(), '2026-03-04'],
      ['officer', 'screen-crime', fill.screening(10), '2026-03-05'],
      ['officer', 'conclude-investigation', fill.report(), '2026-03-12'],
    ]);
    const frozen = await walk.file('leader', 'prior-notice', fill.notice(), noon('2026-03-16'));
    expect(frozen.kind).toBe('not-open');
    walk.liftFreeze(noon('2026-03-20'));
    await go(walk, [['leader', 'prior-notice', fill.notice(), '2026-03-23']]);
    expect(walk.state.stage).toBe('notified');
  });
});

describe('每道关口的拒绝都写明条文，案件不变', () => {
  it('只有一名有效持证人员，笔录不能入卷', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), filed);
    const before = walk.state;
    const answer = await walk.file(
      'officer',
      'site-record',
      fill.siteRecord(['officer', 'officer-expired']),
      noon('2026-03-04'),
    );
    expect(denied(answer)).toEqual(['TO-LESS-THAN-TWO']);
    expect(answer.kind === 'refused' && answer.basis).toContain('行政处罚法第42条第1款');
    expect(walk.state).toBe(before);
  });

  it('没有法制审核，不得决定', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), waived);
    const answer = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-25'));
    expect(denied(answer)).toEqual(['GD-REVIEW-MISSING', 'GD-DISCUSSION']);
    expect(answer.kind === 'refused' && answer.basis).toContain('行政处罚法第58条第1款');
  });

  it('法制审核未通过，不得决定', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...waived,
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
      ['reviewer', 'give-legal-opinion', fill.opinion('correct'), '2026-03-20'],
    ]);
    const answer = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-25'));
    expect(denied(answer)).toEqual(['GD-REVIEW-FAILED', 'GD-DISCUSSION']);
  });

  it('承办人兼审核人，不得审核自己的案件', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...filed,
      ['officer', 'site-record', fill.siteRecord(['officer', 'officer-reviewer']), '2026-03-04'],
      ...investigated.slice(filed.length + 1),
      ...waived.slice(investigated.length),
      ['officer', 'submit-legal-review', fill.reviewRequest(), '2026-03-19'],
    ]);
    const answer = await walk.file(
      'officer-reviewer',
      'give-legal-opinion',
      fill.opinion('pass'),
      noon('2026-03-20'),
    );
    expect(denied(answer)).toContain('DS-REVIEWER');
  });

  it('陈述申辩和听证期限未满，不得决定', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), served);
    const answer = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-24'));
    expect(denied(answer)).toEqual([
      'GD-STATEMENT',
      'GD-HEARING-PERIOD',
      'GD-REVIEW-MISSING',
      'GD-DISCUSSION',
    ]);
    const after = await walk.file('leader', 'decide', fill.decision(), noon('2026-03-25'));
    expect(denied(after)).toEqual(['GD-REVIEW-MISSING', 'GD-DISCUSSION']);
  });

  it('决定重于告知，须重新告知', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), [
      ...reviewed,
      ['leader', 'collective-discussion', fill.meeting(), '2026-03-26'],
    ]);
    const heavier = fill.decision({ kinds: ['fine', 'order', 'confiscate-goods'], fine: 20001 });
    const answer = await walk.file('leader', 'decide', heavier, noon('2026-03-27'));
    expect(denied(answer)).toEqual(['GD-KINDS', 'GD-FINE']);
    await go(walk, [['leader', 'decide', fill.decision({ fine: 15000 }), '2026-03-27']]);
    expect(walk.state.facts['decision.fine']).toBe(1500000);
  });

  it('应当告知听证而没有告知的，告知书发不出去', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), investigated);
    const answer = await walk.file(
      'leader',
      'prior-notice',
      fill.notice({ hearingRight: false }),
      noon('2026-03-16'),
    );
    expect(denied(answer)).toEqual(['GN-HEARING-UNTOLD']);
  });

  it('行为发生之日没有赋权或者已过时效，不能申请立案', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), reported);
    const act = { ...(fill.application().act as object), day: '2022-12-31' };
    const answer = await walk.file('officer', 'apply-filing', fill.application({ act }), noon('2026-03-03'));
    expect(denied(answer)).toEqual(['J1-ACT', 'TB-2Y']);
  });

  it('违法行为仍在继续的，时效没有起算', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), reported);
    const act = {
      ...(fill.application().act as object),
      day: '2023-02-01',
      continuing: true,
      ongoing: true,
    };
    const answer = await walk.file('officer', 'apply-filing', fill.application({ act }), noon('2026-03-03'));
    expect(answer.kind).toBe('done');
  });

  it('不能填写表单里没有的内容，也不能漏填必填项', async () => {
    const walk = await go(new Walk(noon('2026-03-02')), reported);
    const { preliminary: _, ...rest } = fill.application({ stray: 1 });
    const answer = await walk.file('officer', 'apply-filing', rest, noon('2026-03-03'));
    expect(answer.kind === 'invalid' && answer.faults.sort()).toEqual([
      '/preliminary 必须填写',
      '/stray 表单中没有这一项',
    ]);
  });
});
