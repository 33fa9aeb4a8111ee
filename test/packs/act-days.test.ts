import { describe, expect, test } from 'vitest';
import type { CaseState, ClockState } from '../../functions/contract/case.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import type { Person } from '../../functions/contract/people.ts';
import { clockChanges } from '../../functions/core/case/clock-changes.ts';
import { emptyState } from '../../functions/core/case/fold.ts';
import { parentTransition } from '../../functions/core/case/linked.ts';
import { chooseOutcome } from '../../functions/core/case/transition.ts';
import { rulesOf, startClock } from '../../functions/core/deadlines/clocks.ts';
import { alerted } from '../../functions/core/deadlines/watch.ts';
import { factsOfForm } from '../../functions/core/facts/of-form.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';
import { pack } from './penalty/driver.ts';

/** 移送、争议、劳动案件中的期限:自行为之日起止,案件结束随之终止。 */
const rules = rulesOf(pack);
const at = (day: string, time = '12:00') => new Date(`${day}T${time}:00+08:00`).toISOString();
const matterOf = (profile: string) =>
  pack.all('matter').find((m) => m.body.procedureProfile === profile)?.body as Matter;

/** One case of a procedure with nothing in it but its clocks. */
class Clocks {
  state: CaseState;
  private matter: Matter;
  constructor(procedure: string, profile = 'default') {
    this.matter = matterOf(profile);
    const first = {
      tenant: 'daguokou',
      caseId: 'C-1',
      procedure,
      matter: this.matter.id,
      release: pack.hash,
    };
    this.state = { ...emptyState({ ...first, at: at('2026-05-20') }), version: 3 };
  }
  file(actionId: string, data: unknown, instant: string): { faults: string[] } {
    const action = pack.get('procedure', this.state.procedure)?.body.actions[actionId];
    const form = action && pack.get('form', action.form);
    const outcome = action && chooseOutcome(action, data);
    if (!form || !outcome) throw new Error(actionId);
    expect(dataFaults(form.body, form.hash, data)).toEqual([]);
    const formFacts = factsOfForm(pack, form.body, data, { instant, actor: 'officer', matter: null });
    const { clocks, faults } = clockChanges({
      rules,
      instant,
      actor: { id: 'officer' } as Person,
      state: this.state,
      matter: this.matter,
      outcome,
      data,
      formFacts,
    });
    if (faults.length === 0)
      this.state = {
        ...this.state,
        version: this.state.version + 1,
        facts: { ...this.state.facts, ...formFacts },
        clocks: { ...this.state.clocks, ...Object.fromEntries(clocks.map((c) => [c.id, c])) },
      };
    return { faults: faults.map((f) => f.say) };
  }
  start(id: string, from: string): void {
    this.state = {
      ...this.state,
      clocks: { ...this.state.clocks, [id]: startClock(rules, id, at(from.slice(0, 10)), from) },
    };
  }
  /** What the daily look finds. */
  look(id: string, instant: string): void {
    const found = alerted(pack, this.state, this.of(id) as ClockState, instant);
    if (found) this.state = { ...this.state, clocks: { ...this.state.clocks, [id]: found } };
  }
  of = (id: string): ClockState | undefined => this.state.clocks[id];
}

const accepted = (time: string) => ({ acceptedAt: at('2026-05-27', time), receiver: '秦民警' });
const reply = (over: object) => ({
  replyNo: '楚公（演）立字〔2026〕1号',
  repliedOn: '2026-05-30',
  receivedOn: '2026-05-30',
  ...over,
});

describe('移送公安机关以后', () => {
  test('公安机关的三日自接受移送之日起算，不自本机关登记之日', () => {
    const c = new Clocks('criminal-referral');
    c.file('record-acceptance', accepted('09:40'), at('2026-05-29'));
    expect(c.of('R310_POLICE_DECIDE_3D')).toMatchObject({ from: '2026-05-27', due: '2026-05-30' });
  });

  test('公安机关三日内答复、以后才登记的，不记公安机关逾期；第四日才答复的记为逾期', () => {
    const overdue = (repliedOn: string) => {
      const c = new Clocks('criminal-referral');
      c.file('record-acceptance', accepted('09:40'), at('2026-05-27'));
      c.file(
        'police-reply',
        reply({ decision: 'filed', repliedOn, receivedOn: '2026-06-02' }),
        at('2026-06-02'),
      );
      return c.of('R310_POLICE_DECIDE_3D')?.overdue;
    };
    expect(overdue('2026-05-30')).toBe(false);
    expect(overdue('2026-05-31')).toBe(true);
  });

  test('不属其管辖的，二十四小时内转送：按接受和转送的时刻计算', () => {
    const forwarded = (day: string, time: string) => {
      const c = new Clocks('criminal-referral');
      c.file('record-acceptance', accepted('09:40'), at('2026-05-27'));
      const data = reply({ decision: 'forwarded', forwardedAt: at(day, time), reason: '转送双柏县公安局' });
      c.file('police-reply', data, at('2026-06-01'));
      return c;
    };
    const inTime = forwarded('2026-05-28', '09:40');
    expect(inTime.of('R310_POLICE_FORWARD_24H')).toMatchObject({
      overdue: false,
      stoppedAt: at('2026-06-01'),
    });
    expect(inTime.of('R310_POLICE_DECIDE_3D')).toMatchObject({ overdue: false });
    expect(forwarded('2026-05-28', '09:41').of('R310_POLICE_FORWARD_24H')?.overdue).toBe(true);
  });

  test('没有登记接受移送的，不能登记转送', () => {
    const c = new Clocks('criminal-referral');
    const data = reply({ decision: 'forwarded', forwardedAt: at('2026-05-28'), reason: '转送双柏县公安局' });
    expect(c.file('police-reply', data, at('2026-06-01')).faults.join()).toContain('公安机关接受移送的时刻');
  });

  test('公安机关复议三日内作出、以后才登记的，不记逾期', () => {
    const c = new Clocks('criminal-referral');
    c.start('R310_POLICE_RECON_3D', '2026-06-01');
    const upheld = reply({
      decision: 'upheld',
      repliedOn: '2026-06-04',
      receivedOn: '2026-06-08',
      reason: '维持',
    });
    c.file('reconsideration-reply', upheld, at('2026-06-08'));
    expect(c.of('R310_POLICE_RECON_3D')).toMatchObject({ due: '2026-06-04', overdue: false });
  });

  test('三日内移交物品材料、以后才登记的，不记逾期；还没有到的移交日不能登记', () => {
    const c = new Clocks('criminal-referral');
    c.start('R310_HANDOVER_3D', '2026-06-01');
    const goods = (handedOverOn: string) => ({ items: '砂石样品一袋', receiver: '秦民警', handedOverOn });
    expect(c.file('hand-over', goods('2026-06-09'), at('2026-06-08')).faults.join()).toContain(
      '不得晚于今天',
    );
    c.file('hand-over', goods('2026-06-04'), at('2026-06-08'));
    expect(c.of('R310_HANDOVER_3D')).toMatchObject({ due: '2026-06-04', overdue: false });
  });

  test('公安机关逾期不作决定而建议立案监督的，审查期限届止，逾期记录在案', () => {
    const c = new Clocks('criminal-referral');
    c.file('record-acceptance', accepted('09:40'), at('2026-05-27'));
    const objection = { addressedTo: '楚雄市人民检察院', grounds: '公安机关逾期没有作出决定。' };
    c.file('ask-prosecutor', objection, at('2026-06-02'));
    expect(c.of('R310_POLICE_DECIDE_3D')).toMatchObject({ stoppedAt: at('2026-06-02'), overdue: true });
  });
});

describe('期限内协商、以后才登记的', () => {
  const negotiated = (heldOn: string) => ({
    heldOn,
    place: '乡政府会议室',
    townAttendees: [{ name: '褚演示', title: '乡长' }],
    claimantAttendees: [{ name: '秦演示', title: '科员' }],
    minutes: '双方各自说明了管辖的依据，一致同意由乡镇办理',
    result: 'town',
    conclusion: '由乡镇办理',
    signed: true,
  });
  test('不记逾期', () => {
    const c = new Clocks('jurisdiction-dispute', 'housing');
    c.start('HUD_JURIS_7WD', '2026-05-20');
    c.file('negotiate', negotiated('2026-05-29'), at('2026-06-08'));
    expect(c.of('HUD_JURIS_7WD')).toMatchObject({ due: '2026-05-29', overdue: false });
  });
});

describe('代履行前的催告', () => {
  test('三个工作日前送达、以后才登记的，不记逾期', () => {
    const c = new Clocks('ordinary-penalty');
    c.start('AEL_SUBSTITUTE_3WD', '2026-11-20');
    const service = {
      officers: ['officer', 'officer-2'],
      document: 'substitute-urge',
      method: 'direct',
      servedOn: '2026-11-16',
      place: '某建筑公司',
      recipient: '张某',
    };
    c.file('serve-enforcement', service, at('2026-11-18'));
    expect(c.of('AEL_SUBSTITUTE_3WD')).toMatchObject({ due: '2026-11-16', overdue: false });
  });
});

describe('劳动保障案件', () => {
  const approval = { reason: '同意', bureauOpinion: '建议立案', reviewedBy: 'head' };
  test('自立案之日起六十个工作日内完成调查；其他领域没有这个期限', () => {
    const labor = new Clocks('ordinary-penalty', 'labor');
    labor.file('approve-filing', approval, at('2026-05-20'));
    expect(labor.of('LAB_INVEST_60WD')).toMatchObject({ from: '2026-05-20', due: '2026-08-13' });
    const other = new Clocks('ordinary-penalty', 'agriculture');
    other.file('approve-filing', approval, at('2026-05-20'));
    expect(other.of('LAB_INVEST_60WD')).toBeUndefined();
  });
});

describe('线索的核查期限', () => {
  const clue = {
    source: 'inspection',
    foundOn: '2026-05-18',
    place: '大过口乡某村',
    target: '某商店',
    summary: '检查发现涉嫌违法',
    firstHandler: '赵演示',
  };
  test.each([
    ['agriculture', 'AGR_CHECK_7WD', '2026-05-27'],
    ['housing', 'HUD_CHECK_15WD', '2026-06-08'],
  ])('%s 案件依本领域的规章 %s', (profile, id, due) => {
    const c = new Clocks('ordinary-penalty', profile);
    c.file('register-clue', clue, at('2026-05-20'));
    expect(c.of(id)).toMatchObject({ from: '2026-05-18', due });
    expect(c.of(id)?.reference).toBeUndefined();
  });
});

describe('认定过的逾期', () => {
  test('后来凭回证更正的，原来的认定、更正的人、时间和凭据都留在案里', () => {
    const c = new Clocks('ordinary-penalty');
    c.start('APL_SERVE_7WD', '2026-06-10');
    c.look('APL_SERVE_7WD', at('2026-06-23', '00:10'));
    expect(c.of('APL_SERVE_7WD')?.overdue).toBe(true);
    const service = {
      officers: ['officer', 'officer-2'],
      document: 'decision',
      method: 'direct',
      servedOn: '2026-06-22',
      place: '某建筑公司',
      recipient: '张某',
    };
    c.file('serve-decision', service, at('2026-06-24'));
    expect(c.of('APL_SERVE_7WD')).toMatchObject({
      overdue: false,
      corrected: [
        {
          due: '2026-06-22',
          found: at('2026-06-23', '00:10'),
          on: '2026-06-22',
          at: at('2026-06-24'),
          by: 'officer',
          receipt: { version: 4 },
        },
      ],
    });
  });
});

describe('原案件由关联案件终结的', () => {
  const child = emptyState({
    tenant: 'daguokou',
    caseId: 'C-2',
    procedure: 'criminal-referral',
    matter: null,
    release: pack.hash,
    at: at('2026-09-01'),
  });
  test('正在计算的期限终止，写明原因；已经超过的仍是逾期', () => {
    const c = new Clocks('ordinary-penalty');
    c.start('APL_DECIDE_90D', '2026-06-15');
    c.start('APL_REG_PRESERVE_7WD', '2026-09-14');
    const close = '已由司法机关追究刑事责任，行政处罚程序终结';
    const effect = parentTransition(
      { close, say: '人民法院已判处刑罚，不再作出行政处罚' },
      child,
      {},
      {
        state: c.state,
        bundle: pack,
        instant: at('2026-09-20'),
      },
    );
    expect(effect.closed).toBe(close);
    expect(effect.clocks).toMatchObject([
      { id: 'APL_DECIDE_90D', stoppedAt: at('2026-09-20'), ended: `案件结束：${close}`, overdue: true },
      {
        id: 'APL_REG_PRESERVE_7WD',
        stoppedAt: at('2026-09-20'),
        ended: `案件结束：${close}`,
        overdue: false,
      },
    ]);
  });

  test('只恢复办理、没有终结的，期限照常计算', () => {
    const c = new Clocks('ordinary-penalty');
    c.start('APL_DECIDE_90D', '2026-06-15');
    const effect = parentTransition(
      { unfreeze: true, say: '恢复行政处理' },
      child,
      {},
      {
        state: c.state,
        bundle: pack,
        instant: at('2026-09-20'),
      },
    );
    expect(effect.clocks).toBeUndefined();
  });
});
