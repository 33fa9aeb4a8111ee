import { describe, expect, test } from 'vitest';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Bundle } from '../../functions/core/release/bundle.ts';
import { type Change, judgeAgain, replayDecision } from '../../functions/core/release/replay/replay.ts';
import { body, changed, DAY, decided, QUIET, releaseOf, rule, SCREEN, SMALL, set } from './replay-world.ts';

/** What a draft makes of one decision of the small township. */
const under = (draft: Bundle, told: Facts, base = SMALL) =>
  replayDecision(base, draft, decided(base, SCREEN, told));
const change = (draft: Bundle, told: Facts, base = SMALL): Change => {
  const answer = under(draft, told, base);
  if (answer === null || answer === 'restated') throw new Error(`no change: ${answer}`);
  return answer;
};
/** The draft that writes one rule of a set otherwise. */
const withRule = (set: string, id: string, write: (rule: Record<string, never>) => unknown) => {
  const whole = body(SMALL, 'ruleset', set);
  const rules = whole.rules.map((r) => (r.id === id ? write(r as never) : r));
  return changed(SMALL, { [`ruleset/${set}`]: { ...whole, rules } });
};
const landFrom = (mu: number) =>
  withRule('crime', 'CR-LAND', (r) => ({
    ...(r as object),
    conditions: {
      any: [
        { fact: 'land.mu', operator: 'atLeast', value: mu },
        { fact: 'land.total', operator: 'atLeast', value: 30 },
      ],
    },
  }));

describe('重演一次判定：哪里变了，由哪一处修改引起', () => {
  test('规则没有改动时，什么都不变，逐字得回原来的判定', () => {
    for (const told of [QUIET, { ...QUIET, 'land.mu': 12 }, { 'officers.count': 3 }, {}]) {
      const decision = decided(SMALL, SCREEN, told);
      expect(replayDecision(SMALL, SMALL, decision)).toBeNull();
      expect(JSON.parse(JSON.stringify(judgeAgain(SMALL, decision)?.verdict))).toEqual(decision.verdict);
    }
  });

  test('界限由 10 亩降为 8 亩：8 亩以上不满 10 亩的由放行变为冻结，其余不变', () => {
    const draft = landFrom(8);
    expect(under(draft, { ...QUIET, 'land.mu': 7.9 })).toBeNull();
    expect(under(draft, { ...QUIET, 'land.mu': 10 })).toBeNull();
    const at = change(draft, { ...QUIET, 'land.mu': 8 });
    expect(at).toEqual({
      before: 'allowed',
      after: 'allowed',
      shifts: [
        {
          rule: 'CR-LAND',
          from: 'nothing',
          to: 'freeze',
          causes: [
            {
              kind: 'rule-changed',
              definition: 'ruleset/crime',
              rule: 'CR-LAND',
              say: '规则“规则CR-LAND”的界限（占地面积（亩））10→8',
            },
          ],
        },
      ],
    });
  });

  test('新增的规则只在它起作用的判定中算变化', () => {
    const crime = body(SMALL, 'ruleset', 'crime');
    const added = rule('CR-NEW', { all: [{ fact: 'land.priorMu', operator: 'moreThan', value: 2 }] });
    const draft = changed(SMALL, { 'ruleset/crime': { ...crime, rules: [...crime.rules, added] } });
    expect(under(draft, QUIET)).toBeNull();
    expect(change(draft, { ...QUIET, 'land.priorMu': 3 })).toMatchObject({
      after: 'refused',
      shifts: [
        {
          rule: 'CR-NEW',
          from: 'nothing',
          to: 'deny',
          causes: [{ kind: 'rule-added', definition: 'ruleset/crime' }],
        },
      ],
    });
  });

  test('删去的规则只在它起过作用的判定中算变化', () => {
    const crime = body(SMALL, 'ruleset', 'crime');
    const draft = changed(SMALL, { 'ruleset/crime': { ...crime, rules: crime.rules.slice(1) } });
    expect(under(draft, QUIET)).toBeNull();
    expect(change(draft, { ...QUIET, 'land.mu': 10 }).shifts).toMatchObject([
      { rule: 'CR-LAND', from: 'freeze', to: 'nothing', causes: [{ kind: 'rule-removed' }] },
    ]);
  });

  test('参数由 1 万元改为 2 万元、改为未确认', () => {
    const params = body(SMALL, 'params', 'small');
    const large = (value: number | null) => {
      const values = [{ from: '2026-01-01', value, source: '某办法', verified: true }];
      const entry = { ...(params.params.large as object), values };
      return changed(SMALL, { 'params/small': { ...params, params: { large: entry } } });
    };
    const told = { ...QUIET, 'fine.amount': 1_500_000 };
    expect(change(large(2_000_000), told).shifts).toEqual([
      {
        rule: 'FN-LARGE',
        from: 'require',
        to: 'nothing',
        causes: [
          {
            kind: 'param-changed',
            definition: 'params/small',
            fact: 'param.large',
            say: '参数“较大数额罚款的起点”由 10000元 改为 20000元',
          },
        ],
      },
    ]);
    expect(under(large(2_000_000), QUIET)).toBeNull();
    expect(change(large(null), QUIET).shifts).toMatchObject([
      { from: 'nothing', to: 'require', causes: [{ say: expect.stringContaining('改为 未确认') }] },
    ]);
  });

  test('推导方法改变：以往面积不再累计', () => {
    const facts = body(SMALL, 'facts', 'small');
    const total = { ...(facts.facts['land.total'] as object), derive: { sum: ['land.mu'] } };
    const draft = changed(SMALL, {
      'facts/small': { ...facts, facts: { ...facts.facts, 'land.total': total } },
    });
    expect(change(draft, { ...QUIET, 'land.priorMu': 29 }).shifts).toMatchObject([
      {
        rule: 'CR-LAND',
        from: 'freeze',
        to: 'nothing',
        causes: [{ kind: 'fact-changed', definition: 'facts/small', fact: 'land.total' }],
      },
    ]);
    expect(under(draft, QUIET)).toBeNull();
  });

  test('常用条件改变，指出是哪一个常用条件', () => {
    const conditions = body(SMALL, 'conditions', 'small');
    const is = { fact: 'land.mu', operator: 'atLeast', value: 5 };
    const draft = changed(SMALL, {
      'conditions/small': { ...conditions, conditions: { 'many-mu': { label: '面积大', is } } },
    });
    expect(change(draft, QUIET).shifts).toMatchObject([
      {
        rule: 'CR-MANY',
        from: 'nothing',
        to: 'flag',
        causes: [
          {
            kind: 'condition-changed',
            definition: 'conditions/small',
            say: '常用条件“面积大”（规则“规则CR-MANY”）的界限（占地面积（亩））20→5',
          },
        ],
      },
    ]);
  });

  test('步骤适用的规则集增减；步骤整个取消', () => {
    const procedure = body(SMALL, 'procedure', 'penalty');
    const screen = procedure.actions.screen as object;
    const rules = (list: string[]) =>
      changed(SMALL, {
        'procedure/penalty': { ...procedure, actions: { screen: { ...screen, rules: list } } },
      });
    const told = { ...QUIET, 'land.mu': 12 };
    expect(change(rules(['fine', 'people']), told).shifts).toMatchObject([
      {
        rule: 'CR-LAND',
        from: 'freeze',
        to: 'nothing',
        causes: [{ kind: 'rules-list-changed', definition: 'procedure/penalty' }],
      },
    ]);
    expect(under(rules(['people', 'crime', 'fine']), told)).toBeNull();
    const gone = changed(SMALL, { 'procedure/penalty': { ...procedure, actions: {} } });
    expect(change(gone, told)).toMatchObject({
      before: 'allowed',
      after: 'absent',
      shifts: [{ rule: null, causes: [{ kind: 'action-gone', definition: 'procedure/penalty' }] }],
    });
  });

  test('条件改写、事实不明时的处理改变、后果改变，都指向那条规则', () => {
    const rewritten = withRule('people', 'PP-TWO', (r) => ({
      ...(r as object),
      conditions: {
        all: [
          { fact: 'officers.count', operator: 'lessThan', value: 2 },
          { fact: 'weather.rain', operator: 'is', value: true },
        ],
      },
    }));
    expect(change(rewritten, { ...QUIET, 'officers.count': 1 }).shifts).toMatchObject([
      { from: 'deny', to: 'held', causes: [{ say: '规则“规则PP-TWO”的条件改写' }] },
    ]);
    const safe = withRule('crime', 'CR-LAND', (r) => ({ ...(r as object), whenUnknown: 'hold' }));
    expect(change(safe, { 'officers.count': 2 })).toMatchObject({
      after: 'unknown',
      shifts: [{ to: 'held', causes: [{ say: '规则“规则CR-LAND”的事实不明时的处理改变' }] }],
    });
    const softer = withRule('people', 'PP-TWO', (r) => ({
      ...(r as object),
      event: { type: 'flag', params: { flag: 'few', say: '人少' } },
    }));
    expect(change(softer, { ...QUIET, 'officers.count': 1 })).toMatchObject({
      before: 'refused',
      after: 'allowed',
      shifts: [{ from: 'deny', to: 'flag', causes: [{ say: '规则“规则PP-TWO”的后果改变' }] }],
    });
    const worded = withRule('people', 'PP-TWO', (r) => ({
      ...(r as object),
      event: { type: 'deny', params: { say: '换一句话' } },
    }));
    expect(under(worded, { ...QUIET, 'officers.count': 1 })).toBeNull();
  });

  test('规则没有问过、案件知道的事实是已知的；没有写下来的是不明，并且说明', () => {
    const rain = withRule('people', 'PP-TWO', (r) => ({
      ...(r as object),
      conditions: { all: [{ fact: 'weather.rain', operator: 'is', value: true }] },
    }));
    expect(change(rain, { ...QUIET, 'weather.rain': true })).toMatchObject({ after: 'refused' });
    const certified = withRule('people', 'PP-TWO', (r) => ({
      ...(r as object),
      conditions: { all: [{ fact: 'actor.certified', operator: 'is', value: false }] },
    }));
    const decision = decided(SMALL, SCREEN, QUIET);
    expect(replayDecision(SMALL, certified, decision)).toMatchObject({ after: 'unknown' });
    expect(judgeAgain(certified, decision)?.unrecorded).toEqual(['actor.certified']);
    expect(judgeAgain(rain, decision)?.unrecorded).toEqual([]);
  });

  test('有理由越过的规则，重演时仍然越过；改为不可越过，就是变化', () => {
    const overridable = { role: 'TOWN_LEADER', reasonRequired: true };
    const soft = withRule('people', 'PP-TWO', (r) => ({ ...(r as object), overridable }));
    const passed = [{ rule: 'PP-TWO', reason: '情况紧急', by: 'town-leader' }];
    const decision = decided(soft, SCREEN, { ...QUIET, 'officers.count': 1 }, passed);
    expect(decision.verdict.outcome).toBe('allowed');
    expect(replayDecision(soft, soft, decision)).toBeNull();
    expect(replayDecision(soft, SMALL, decision)).toMatchObject({
      before: 'allowed',
      after: 'refused',
      shifts: [{ causes: [{ say: '规则“规则PP-TWO”的能否越过改变' }] }],
    });
  });

  test('按更早版本作出的判定，与现行规则的结论相比，不把已经发布的修改算在草案头上', () => {
    const live = landFrom(8);
    const early = decided(SMALL, SCREEN, { ...QUIET, 'land.mu': 9 });
    expect(replayDecision(live, live, early)).toBeNull();
    const people = set(
      'people',
      rule('PP-TWO', { all: [{ fact: 'officers.count', operator: 'lessThan', value: 3 }] }),
    );
    const draft = changed(live, { 'ruleset/people': people });
    expect(replayDecision(live, draft, early)).toMatchObject({
      shifts: [{ rule: 'PP-TWO', causes: [{ definition: 'ruleset/people' }] }],
    });
  });

  test('判断变了而后果不变的，只记为重述', () => {
    const unknown = withRule('crime', 'CR-LAND', (r) => ({
      ...(r as object),
      conditions: {
        any: [
          { fact: 'land.mu', operator: 'atLeast', value: 10 },
          { fact: 'weather.rain', operator: 'is', value: true },
        ],
      },
    }));
    expect(under(unknown, QUIET)).toBe('restated');
  });

  test('与版本不符的记录不被当作没有变化', () => {
    const decision = decided(SMALL, SCREEN, QUIET);
    expect(() => replayDecision(SMALL, SMALL, { ...decision, release: landFrom(8) })).toThrow(
      'not of release',
    );
  });

  test('生效期间以外的规则不起作用', () => {
    const later = withRule('crime', 'CR-LAND', (r) => ({
      ...(r as object),
      effective: { from: '2027-01-01' },
    }));
    expect(DAY < '2027-01-01').toBe(true);
    expect(change(later, { ...QUIET, 'land.mu': 12 }).shifts).toMatchObject([
      { from: 'freeze', to: 'nothing', causes: [{ say: '规则“规则CR-LAND”的施行期间改变' }] },
    ]);
    expect(releaseOf({}).hash).not.toBe(later.hash);
  });
});
