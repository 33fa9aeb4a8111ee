import { describe, expect, test } from 'vitest';
import type { LegalResult } from '../../functions/contract/api.ts';
import type { JudgedRule, Verdict } from '../../functions/contract/case.ts';
import type { Matter } from '../../functions/contract/definitions/matters.ts';
import { type Bearing, compareWholes, weighed } from '../../functions/core/release/lenity.ts';

type Stage = Matter['stages'][number];
type Sanction = Stage['sanctions'][number];

const fine = (min: number | null, max: number | null, over: object = {}): Sanction =>
  ({ kind: 'fine', target: 'any', min, max, may: true, ...over }) as Sanction;
const stage = (condition: string | null, ...sanctions: Sanction[]): Stage => ({ condition, sanctions });
const rule = (id: string, status: JudgedRule['status'], over: Partial<JudgedRule> = {}): JudgedRule => ({
  id,
  ruleSet: 'discretion',
  title: id,
  severity: 'block',
  status,
  fired: status === 'satisfied',
  holds: false,
  legalBasis: ['行政处罚法第36条'],
  say: `${id}成立`,
  conditions: { status: status === 'not-in-force' ? 'unsatisfied' : status },
  ...over,
});
type Effect = Verdict['effects'][number]['effect'];

/** What a law makes of one act: its sanctions, and the rules it holds against it. */
function law(
  stages: Stage[],
  rules: JudgedRule[] = [],
  effect: Effect = { type: 'deny', params: { say: '不予处罚' } },
): LegalResult {
  return {
    day: '2026-05-01',
    release: { number: 1, hash: 'a'.repeat(64) },
    matter: { id: 'LC-001', name: '对擅自改变林地用途的处罚', stages },
    text: 'in-force',
    verdict: {
      outcome: 'allowed',
      effects: rules.filter((r) => r.fired).map((r) => ({ rule: r.id, ruleSet: r.ruleSet, effect })),
      rules,
      missingFacts: [],
      ruleSets: {},
      release: 'a'.repeat(64),
      facts: {},
      days: { act: '2026-05-01', decision: '2026-05-01' },
    },
  };
}
const BEARINGS: Record<string, Bearing> = { GATE: 'conduct', MEASURE: 'measure' };
const compare = (old: LegalResult, now: LegalResult) =>
  compareWholes(old, now, (r) => BEARINGS[r.id] ?? 'act');

describe('从旧兼从轻：整体比较', () => {
  test('新法罚款上限降低，其余相同：新法较轻，适用新法', () => {
    const answer = compare(law([stage(null, fine(100, 1_000))]), law([stage(null, fine(100, 500))]));
    expect(answer).toMatchObject({ lighter: 'new', applies: 'new' });
    expect(answer.why).toEqual(['新法在“不分情形：罚款的上限”上较轻，其余相同，适用新法']);
    expect(answer.respects.map((r) => [r.what, r.old, r.new, r.lighter])).toEqual([
      ['不分情形：罚款的上限', '1000 元', '500 元', 'new'],
      ['不分情形：罚款的下限', '100 元', '100 元', 'same'],
      ['不分情形：罚款是否必须处以', '可以处罚', '可以处罚', 'same'],
    ]);
  });

  test('新法加重：适用旧法', () => {
    const harsher = [stage(null, fine(100, 1_000), { kind: 'confiscate', what: '违法所得' })];
    expect(compare(law([stage(null, fine(100, 1_000))]), law(harsher))).toMatchObject({
      lighter: 'old',
      applies: 'old',
    });
    const must = law([stage(null, fine(100, 1_000, { may: false }))]);
    expect(compare(law([stage(null, fine(100, 1_000))]), must)).toMatchObject({ lighter: 'old' });
  });

  test('两法相同：适用旧法', () => {
    const same = () =>
      law([stage('逾期不改正', { kind: 'warning' }, fine(0, 200))], [rule('BAR', 'unsatisfied')]);
    expect(compare(same(), same())).toMatchObject({
      lighter: 'same',
      applies: 'old',
      why: ['两部法律的结果相同，适用行为之日的法律'],
    });
  });

  test('上限降低而下限提高：不各取其轻，由人判断', () => {
    const answer = compare(law([stage(null, fine(100, 1_000))]), law([stage(null, fine(200, 500))]));
    expect(answer).toMatchObject({ lighter: 'undetermined', applies: null });
    expect(answer.why[0]).toContain('不得各取其轻');
  });

  test('处罚换了一种：两边都有对方没有的，由人判断', () => {
    const multiple: Sanction = {
      kind: 'fine_multiple',
      target: 'any',
      base: '违法所得',
      min_x: 1,
      max_x: 3,
      may: true,
    };
    expect(compare(law([stage(null, fine(0, 1_000))]), law([stage(null, multiple)]))).toMatchObject({
      lighter: 'undetermined',
      applies: null,
    });
  });

  test('新法多出一种从重的情形：旧法较轻', () => {
    const old = [stage(null, fine(0, 1_000))];
    expect(compare(law(old), law([...old, stage('情节严重', fine(1_000, 5_000))]))).toMatchObject({
      lighter: 'old',
    });
  });

  test('新法多出一种从宽的情形：不能当作加重，由人判断', () => {
    const old = [stage(null, fine(1_000, 10_000))];
    const milder = [...old, stage('首次违法且及时改正', fine(0, 500))];
    expect(compare(law(old), law(milder))).toMatchObject({ lighter: 'undetermined', applies: null });
    expect(compare(law(milder), law(old))).toMatchObject({ lighter: 'undetermined', applies: null });
    const unsure = [...old, stage('拒不改正', fine(1_000, null))];
    expect(compare(law(old), law(unsure)).lighter).toBe('undetermined');
    expect(compare(law([]), law(old)).lighter).toBe('undetermined');
  });

  test('拦下处罚决定的规则问的是所选的处罚：可能嫌轻也可能嫌重，由人判断', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const answer = compare(
      law(stages, [rule('MEASURE', 'unsatisfied')]),
      law(stages, [rule('MEASURE', 'satisfied')]),
    );
    expect(answer).toMatchObject({ lighter: 'undetermined', applies: null });
    expect(answer.why).toEqual(['还不能比较：规则“MEASURE”']);
  });

  test('同一条规则在两法下后果不同：各按各的后果比较', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const fired = (effect?: Effect) => law(stages, [rule('BAR', 'satisfied')], effect);
    const require: Effect = { type: 'require', params: { need: 'hearing-notice', say: '告知听证' } };
    expect(compare(fired(), fired(require))).toMatchObject({ lighter: 'old', applies: 'old' });
    expect(compare(fired(require), fired())).toMatchObject({ lighter: 'new', applies: 'new' });
    const open = (to: string): Effect => ({ type: 'open', params: { open: to, say: '移送' } });
    expect(compare(fired(), fired(open('criminal-referral'))).lighter).toBe('old');
    expect(compare(fired(open('criminal-referral')), fired(open('jurisdiction-dispute'))).lighter).toBe(
      'undetermined',
    );
  });

  test('数额只有一法规定：不能比较', () => {
    const answer = compare(law([stage(null, fine(0, null))]), law([stage(null, fine(0, 500))]));
    expect(answer).toMatchObject({ lighter: 'undetermined', applies: null });
    expect(answer.why).toEqual(['还不能比较：不分情形：罚款的上限']);
    expect(compare(law([stage(null, fine(0, null))]), law([stage(null, fine(0, null))])).lighter).toBe(
      'same',
    );
  });

  test('新法的规则不再允许处罚：新法较轻', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const answer = compare(
      law(stages, [rule('BAR', 'unsatisfied')]),
      law(stages, [rule('BAR', 'satisfied')]),
    );
    expect(answer).toMatchObject({ lighter: 'new', applies: 'new' });
    expect(answer.respects[0]).toEqual({
      what: '规则“BAR”',
      old: '不成立',
      new: 'BAR成立',
      lighter: 'new',
    });
  });

  test('新法要移送刑事而旧法不要：旧法较轻', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const open: Effect = { type: 'open', params: { open: 'criminal-referral', say: '移送' } };
    const answer = compare(
      law(stages, [rule('CRIME', 'not-in-force')]),
      law(stages, [rule('CRIME', 'satisfied')], open),
    );
    expect(answer).toMatchObject({ lighter: 'old', applies: 'old' });
  });

  test('新增的办案程序和程序规则不影响轻重', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const require: Effect = { type: 'require', params: { need: 'hearing-notice', say: '告知听证' } };
    expect(compare(law(stages), law(stages, [rule('HEARING', 'satisfied')], require)).lighter).toBe('same');
    expect(compare(law(stages), law(stages, [rule('GATE', 'satisfied')])).lighter).toBe('same');
  });

  test('缺少事实：两法的规则一字不差时不妨碍比较，改过的就不能比较', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const unknown = rule('BAR', 'unknown');
    expect(compare(law(stages, [unknown]), law(stages, [unknown])).lighter).toBe('same');
    const changed = rule('BAR', 'unknown', {
      conditions: { status: 'unknown', fact: 'party.age', bound: 14 },
    });
    expect(compare(law(stages, [unknown]), law(stages, [changed]))).toMatchObject({
      lighter: 'undetermined',
      why: ['还不能比较：规则“BAR”'],
    });
  });

  test('办案程序的规则不在两部法律的结果里：只因程序被拒的，不显示为不允许', () => {
    const stages = [stage(null, fine(0, 1_000))];
    const bearing = (r: JudgedRule) => BEARINGS[r.id] ?? 'act';
    const asks = (r: JudgedRule) => [`asked.${r.id}`];
    const gate = rule('GATE', 'satisfied');
    const { verdict } = law(stages, [gate, rule('BAR', 'unsatisfied')]);
    const told = weighed({ ...verdict, outcome: 'refused' }, bearing, asks);
    expect([told.outcome, told.rules.map((r) => r.id), told.effects]).toEqual(['allowed', ['BAR'], []]);
    const held = law(stages, [gate, rule('BAR', 'unknown', { holds: true })]).verdict;
    const waits = weighed({ ...held, missingFacts: ['asked.BAR', 'asked.GATE'] }, bearing, asks);
    expect([waits.outcome, waits.missingFacts]).toEqual(['unknown', ['asked.BAR']]);
    const barred = weighed(law(stages, [gate, rule('BAR', 'satisfied')]).verdict, bearing, asks);
    expect(barred).toMatchObject({ outcome: 'refused', effects: [{ rule: 'BAR' }] });
  });

  test('当日的条文没有、没有施行或者未确认：不能比较，写明为什么', () => {
    const now = law([stage(null, fine(0, 1_000))]);
    for (const [text, says] of [
      ['absent', '没有案件的事项'],
      ['not-in-force', '没有施行'],
      ['unconfirmed', '未确认'],
    ] as const) {
      const answer = compare({ ...now, text }, now);
      expect(answer).toMatchObject({ lighter: 'undetermined', applies: null });
      expect(answer.why.join()).toContain(says);
    }
  });
});
