import { describe, expect, test } from 'vitest';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Bundle } from '../../functions/core/release/bundle.ts';
import {
  type Change,
  judgeAgain,
  madeBy,
  type RecordedDecision,
  replayDecision,
} from '../../functions/core/release/replay/replay.ts';
import { body, changed, DAY, decided, QUIET, rule, SCREEN, SMALL, set } from './replay-world.ts';

const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
const MATTER = {
  id: 'LC-1',
  name: '擅自改变林地用途',
  type: '行政处罚',
  domain: '林草',
  enforcement: 'court',
  criminalTrigger: null,
  procedureProfile: 'default',
  note: null,
  empowerment: { decision: '决定', level: 'province', publishedAt: '公布', from: '2026-01-01', to: null },
};
type Written = typeof MATTER;
const FORM = {
  id: 'screen',
  title: '筛查表',
  schema: {},
  ui: {},
  sealed: ['/reporter'],
  facts: [
    { fact: 'land.mu', at: '/mu' },
    { fact: 'land.priorMu', at: '/prior' },
  ],
};
const kernel = (type: string) => ({ type, label: '事项', from: { kernel: true } });

/** The small township with one matter, whose filing is refused unless it is empowered. */
const facts = body(SMALL, 'facts', 'small');
const procedure = body(SMALL, 'procedure', 'penalty');
const BASE = changed(SMALL, {
  'facts/small': {
    ...facts,
    facts: {
      ...facts.facts,
      'matter.empoweredOnFiling': kernel('boolean'),
      'matter.enforcement': kernel('enum'),
      'officers.validCount': kernel('count'),
    },
  },
  'matter/LC-1': MATTER,
  'form/screen': FORM,
  'ruleset/matter': set(
    'matter',
    rule('MT-EMPOWERED', { all: [leaf('matter.empoweredOnFiling', 'is', false)] }, { whenUnknown: 'hold' }),
    rule('MT-OFFICERS', { all: [leaf('officers.validCount', 'lessThan', 2)] }, { whenUnknown: 'hold' }),
  ),
  'procedure/penalty': {
    ...procedure,
    actions: {
      screen: {
        ...(procedure.actions.screen as object),
        rules: ['crime', 'fine', 'people', 'matter'],
        officersAt: '/officers',
      },
    },
  },
});
const matterAs = (over: Partial<Written>) => changed(BASE, { 'matter/LC-1': { ...MATTER, ...over } });
const empowered = (over: { to?: string; from?: null }) =>
  changed(BASE, { 'matter/LC-1': { ...MATTER, empowerment: { ...MATTER.empowerment, ...over } } });

function filed(told: Facts = {}, data: object = { mu: 5, prior: 1 }, matter = 'LC-1'): RecordedDecision {
  const decision = decided(BASE, SCREEN, {
    ...QUIET,
    'matter.empoweredOnFiling': true,
    'officers.validCount': 2,
    ...told,
  });
  const instant = `${DAY}T02:00:00.000Z`;
  const form = { form: 'screen', data, instant, actor: 'officer', earlier: {}, inherits: false };
  return { ...decision, filed: { ...form, matter } };
}
function changeOf(draft: Bundle, decision = filed()): Change {
  const answer = replayDecision(BASE, draft, decision);
  if (answer === null || answer === 'restated') throw new Error(`no change: ${answer}`);
  return answer;
}

describe('事项改动后，历次判定重演', () => {
  test('赋权在立案之前终止的，由放行变为拒绝，原因指向事项', () => {
    expect(changeOf(empowered({ to: DAY }))).toEqual({
      before: 'allowed',
      after: 'refused',
      shifts: [
        {
          rule: 'MT-EMPOWERED',
          from: 'nothing',
          to: 'deny',
          causes: [
            {
              kind: 'matter-changed',
              definition: 'matter/LC-1',
              say: `事项“擅自改变林地用途”的赋权终止日由 无 改为 ${DAY}`,
            },
          ],
        },
      ],
    });
  });

  test('立案次日才终止的、别的事项的、没有事项的，都不变', () => {
    expect(replayDecision(BASE, empowered({ to: '2026-05-21' }), filed())).toBeNull();
    const draft = empowered({ to: DAY });
    expect(replayDecision(BASE, draft, filed({}, {}, 'LC-2'))).toBeNull();
    expect(replayDecision(BASE, draft, { ...filed(), filed: null })).toBeNull();
    expect(madeBy(draft, filed())).toBe(false);
    expect(madeBy(matterAs({ note: '备注' } as never), filed())).toBe(true);
  });

  test('规则没有问到的字段改变，判定不变', () => {
    expect(replayDecision(BASE, matterAs({ enforcement: 'substitute' }), filed())).toBeNull();
  });

  test('撤回赋权确认的，变为待补充事实；事项从版本中撤出的，说明撤出', () => {
    expect(changeOf(empowered({ from: null }))).toMatchObject({
      after: 'unknown',
      shifts: [
        { to: 'held', causes: [{ say: expect.stringContaining('赋权起始日由 2026-01-01 改为 未确认') }] },
      ],
    });
    const gone = changed(BASE, { 'matter/LC-1': null });
    expect(changeOf(gone).shifts[0]?.causes).toEqual([
      { kind: 'matter-removed', definition: 'matter/LC-1', say: '事项“擅自改变林地用途”从版本中撤出' },
    ]);
  });

  test('领域改变时，当日何人持有哪一领域的证件没有登记，作为不明并且说明', () => {
    const draft = matterAs({ domain: '城乡建设' });
    expect(changeOf(draft)).toMatchObject({
      after: 'unknown',
      shifts: [
        { rule: 'MT-OFFICERS', to: 'held', causes: [{ say: expect.stringContaining('领域由 林草') }] },
      ],
    });
    expect(judgeAgain(draft, filed())?.unrecorded).toEqual(['officers.validCount']);
  });

  test('改动已经发布的，不算在下一个草案头上', () => {
    const live = empowered({ to: DAY });
    expect(replayDecision(live, live, filed())).toBeNull();
    expect(replayDecision(live, BASE, filed())).toMatchObject({ before: 'refused', after: 'allowed' });
    const again = judgeAgain(BASE, filed())?.verdict;
    expect(JSON.parse(JSON.stringify(again))).toEqual(filed().verdict);
  });
});

describe('表单的事实取值改动后，历次判定重演', () => {
  const formAs = (...lines: object[]) => changed(BASE, { 'form/screen': { ...FORM, facts: lines } });
  const prior = FORM.facts[1] as object;

  test('按当时填写的内容，以新的取值重新得出事实', () => {
    const draft = formAs({ fact: 'land.mu', at: '/surveyed' }, prior);
    const decision = filed({}, { mu: 5, prior: 1, surveyed: 12 });
    expect(changeOf(draft, decision).shifts).toMatchObject([
      {
        rule: 'CR-LAND',
        from: 'nothing',
        to: 'freeze',
        causes: [{ kind: 'form-changed', definition: 'form/screen', fact: 'land.mu' }],
      },
    ]);
    expect(replayDecision(BASE, draft, filed({}, { mu: 5, prior: 1, surveyed: 6 }))).toBeNull();
  });

  test('经推导才影响规则的取值，也找得到是哪一张表单', () => {
    const draft = formAs(FORM.facts[0] as object, { fact: 'land.priorMu', at: '/all' });
    expect(changeOf(draft, filed({}, { mu: 5, prior: 1, all: 25 })).shifts).toMatchObject([
      { rule: 'CR-LAND', causes: [{ kind: 'form-changed', fact: 'land.priorMu' }] },
    ]);
  });

  test('取自密封内容的事实作为不明，并且说明', () => {
    const draft = formAs({ fact: 'land.mu', at: '/reporter/mu' }, prior);
    const answer = judgeAgain(draft, filed());
    expect(answer?.unrecorded).toEqual(['land.mu']);
    expect(answer?.verdict.facts['land.mu']).toBeUndefined();
  });

  test('只改表单名称的，什么都不变', () => {
    const draft = changed(BASE, { 'form/screen': { ...FORM, title: '筛查登记表' } });
    expect(replayDecision(BASE, draft, filed({}, {}))).toBeNull();
    expect(madeBy(draft, filed())).toBe(true);
  });
});
