import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { PinnedRuleSet } from '../../functions/core/decide/decide.ts';
import { mapForm } from '../../functions/core/facts/map-form.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';
import { issuePaper } from '../../functions/core/papers/issue.ts';
import { bundle as bundleOf, type Entry } from '../../functions/core/release/bundle.ts';
import { decideOn } from '../../functions/core/release/examples/examples.ts';

const bundle = bundleOf(loadPacks('.').entries);
const DAY = '2026-05-20';
const ask = (id: string, facts: Facts) => decideOn(bundle, bundle.ruleSet(id) as PinnedRuleSet, facts, DAY);
const needs = async (id: string, facts: Facts) => {
  const { effects } = await ask(id, facts);
  return [
    ...new Set(effects.flatMap(({ effect }) => (effect.type === 'require' ? [effect.params.need] : []))),
  ];
};
const plain: Facts = {
  'case.publicInterest': false,
  'case.complex': false,
  'case.socialRisk': false,
  'penalty.majorIllegal': false,
  'penalty.kinds': ['warning'],
  'party.kind': 'individual',
  'place.kind': 'other',
};
const small: Facts = { ...plain, 'penalty.kinds': ['fine'], 'penalty.fine': 20100 };

describe('云南省的数额标准没有确认之前', () => {
  test('任何罚款都要告知听证权并送法制审核', async () => {
    expect(await needs('major-decision', small)).toEqual(['legal-review']);
    expect(await needs('hearing-right', small)).toEqual(['hearing-notice']);
  });

  test('只警告的，不送审，也不告知听证权', async () => {
    expect(await needs('major-decision', plain)).toEqual([]);
    expect(await needs('hearing-right', plain)).toEqual([]);
  });

  test('参数表里没有编造的数额', () => {
    const table = bundle.get('params', 'major-decision') as Entry<'params'>;
    for (const { values } of Object.values(table.body.params))
      expect(values.map((v) => [v.value, v.verified])).toEqual([[null, 'unconfirmed']]);
  });

  test('一旦确认标准，低于标准的罚款不再触发', async () => {
    const confirmed = {
      ...small,
      'param.majorDecision.fine.individual': 500000,
      'param.hearing.largeFine.individual': 500000,
    };
    expect(await needs('major-decision', confirmed)).toEqual([]);
    expect(await needs('hearing-right', confirmed)).toEqual([]);
  });
});

describe('规则的效力', () => {
  test('法律规定的送审、听证、集体讨论情形不能越过；工作建议只能由乡镇负责人说明理由后越过', () => {
    for (const id of ['major-decision', 'hearing-right', 'collective-discussion']) {
      for (const rule of (bundle.ruleSet(id) as PinnedRuleSet).ruleSet.rules) {
        if (rule.severity === 'block') expect(rule.overridable, rule.id).toBe(false);
        else if (rule.overridable !== false) expect(rule.overridable.role, rule.id).toBe('TOWN_LEADER');
      }
    }
  });

  test('重大违法须送审，也须集体讨论', async () => {
    const major = { ...plain, 'penalty.majorIllegal': true };
    expect(await needs('major-decision', major)).toEqual(['legal-review']);
    expect(await needs('collective-discussion', { ...major, 'matter.domain': '林业和草原' })).toEqual([
      'collective-discussion',
    ]);
  });
});

describe('农业案件的集体讨论', () => {
  const farm: Facts = {
    ...plain,
    'matter.domain': '农业农村',
    'review.concerns': [],
    'case.marks': ['filed'],
  };

  test('三种情形是“应当”，任何人不能越过', () => {
    const rules = (bundle.ruleSet('collective-discussion') as PinnedRuleSet).ruleSet.rules;
    for (const id of ['CD-AGRI-HEARING', 'CD-AGRI-IMPACT', 'CD-AGRI-HEAVY'])
      expect(rules.find((r) => r.id === id)).toMatchObject({
        severity: 'block',
        overridable: false,
        whenUnknown: 'fire',
      });
  });

  test('当事人申请过听证的须讨论，申请以后放弃的也在内；没有申请的不因此讨论', async () => {
    const asked = { ...farm, 'case.marks': ['filed', 'hearing-requested', 'hearing-waived'] };
    expect(await needs('collective-discussion', asked)).toEqual(['collective-discussion']);
    expect(await needs('collective-discussion', farm)).toEqual([]);
  });
});

const opinion = (over: Record<string, unknown> = {}, verdict = 'pass') => ({
  receivedOn: DAY,
  items: {
    ...Object.fromEntries(
      ['subject', 'personnel', 'procedure', 'evidence', 'law', 'power', 'papers', 'crime'].map((item) => [
        item,
        { conclusion: 'ok' },
      ]),
    ),
    ...over,
  },
  opinion: verdict,
  text: '事实清楚，证据充分，适用法律准确。',
});
const form = (id: string) => bundle.get('form', id) as Entry<'form'>;
const faultsOf = (id: string, data: unknown) =>
  dataFaults(form(id).body, form(id).hash, data).map((f) => f.path);
const context = {
  instant: '2026-05-20T02:00:00.000Z',
  actor: 'legal-reviewer',
  dictionary: bundle.dictionary,
};

describe('法制审核意见书', () => {
  test('八项逐项给出结论，缺一项不能提交；有问题的要说明', () => {
    expect(faultsOf('legal-opinion', opinion())).toEqual([]);
    expect(faultsOf('legal-opinion', opinion({ crime: undefined }))).toEqual(['/items/crime']);
    expect(faultsOf('legal-opinion', opinion({ evidence: { conclusion: 'problem' } }, 'supplement'))).toEqual(
      ['/items/evidence/note'],
    );
  });

  test('证据有问题的不能同意，退回补充调查可以', async () => {
    const evidence = { conclusion: 'problem', note: '缺少林地权属证明' };
    const facts = (verdict: string) =>
      mapForm(form('legal-opinion').body.facts, opinion({ evidence }, verdict), context);
    expect((await ask('review-opinion', facts('pass'))).outcome).toBe('refused');
    expect((await ask('review-opinion', facts('supplement'))).outcome).toBe('allowed');
  });

  test('承办人不得审核自己的案件', async () => {
    const verdict = await ask('reviewer-qualified', {
      'actor.duties': ['investigator'],
      'actor.legallyQualified': true,
    });
    expect(verdict.outcome).toBe('refused');
    expect(verdict.rules[0]?.legalBasis).toContain('《农业行政处罚程序规定》第五十条第三款');
  });

  test('审核认为涉嫌犯罪的，意见只能是移送；移送的意见随即开启移送', async () => {
    const crime = { conclusion: 'problem', note: '面积已达十亩' };
    const rules = async (verdict: string) => {
      const facts = mapForm(form('legal-opinion').body.facts, opinion({ crime }, verdict), context);
      return ask('review-opinion', facts);
    };
    for (const verdict of ['correct', 'supplement', 'no-penalty'])
      expect(
        (await rules(verdict)).effects.map((e) => e.rule),
        verdict,
      ).toEqual(['RO-REFER']);
    const refer = await rules('refer');
    expect([refer.outcome, refer.effects.map((e) => e.rule)]).toEqual(['allowed', ['RO-OPEN']]);
    expect(refer.effects[0]?.effect).toMatchObject({ type: 'freeze', params: { open: 'criminal-referral' } });
  });

  test('作出过决定的人不得再审核本案', async () => {
    const verdict = await ask('reviewer-qualified', {
      'actor.duties': ['decision-maker'],
      'actor.legallyQualified': true,
    });
    expect(verdict.effects.map((e) => e.rule)).toEqual(['RV-DECIDER']);
  });

  test('意见书用中文写出八项结论', () => {
    const data = opinion();
    const facts = mapForm(form('legal-opinion').body.facts, data, context);
    const template = bundle.get('template', 'DOC-25') as Entry<'template'>;
    const answer = issuePaper(template.body, template.hash, {
      instant: context.instant,
      tenant: { id: 'daguokou', name: '大过口乡', government: '楚雄市大过口乡人民政府', short: '大' },
      caseId: 'C-0000000000000000000a',
      actor: { id: 'reviewer', name: '孙审核', title: '法制审核人员', certificate: null },
      matter: (bundle.get('matter', 'LC-001') as Entry<'matter'>).body,
      facts,
      data,
      schema: form('legal-opinion').body.schema,
      dictionary: bundle.dictionary,
      params: [],
      remedies: [],
      people: new Map(),
      officers: [],
      duties: {},
      marks: [],
      requires: [],
      papers: [],
      clocks: {},
      judged: [],
      number: null,
      checkUrl: 'https://demo.invalid/check',
    });
    if (!('paper' in answer)) throw new Error(JSON.stringify(answer.faults));
    const line = (label: string) => answer.paper.lines.find((l) => l.label === label)?.text.trim();
    expect(line('执法主体')).toBe('符合要求');
    expect(line('审核意见')).toBe('同意');
    const signed = answer.paper.lines.find((l) => l.sign?.label === '审核人');
    expect(signed?.sign?.signers).toEqual([{ name: '孙审核' }]);
  });
});

describe('集体讨论笔录', () => {
  const record = {
    heldOn: DAY,
    time: '09:30—10:40',
    place: '乡政府会议室',
    chair: '周某',
    chairTitle: '乡长',
    recorder: '吴某',
    headPresent: true,
    attendees: [
      { name: '周某', title: '乡长', vote: '同意', opinion: '同意拟处意见' },
      { name: '郑某', title: '副乡长', vote: '同意', opinion: '同意' },
    ],
    investigatorReported: true,
    investigatorVoted: false,
    content: '承办人汇报案情，法制审核人员说明审核意见，与会人员逐一发表意见。',
    result: 'approve',
    conclusion: '同意拟作出的处罚决定。',
  };
  /** Told, served, and the party's say heard. */
  const heard = ['notice-issued', 'notice-served', 'statement-waived'];
  const meeting = (over: object, marks: string[], more: Facts = {}) =>
    ask('collective-meeting', {
      ...mapForm(form('collective-discussion').body.facts, { ...record, ...over }, context),
      'case.requires': ['legal-review', 'collective-discussion'],
      'case.marks': [...heard, ...marks],
      'clock.statementExpired': false,
      'review.givenOn': '2026-05-19',
      'now.day': DAY,
      ...more,
    });

  test('乡镇负责人参加、审核通过之后召开、承办人不表决，可以', async () => {
    expect(faultsOf('collective-discussion', record)).toEqual([]);
    expect((await meeting({}, ['legal-review-passed'])).outcome).toBe('allowed');
  });

  test('讨论日期早于出具审核意见之日的、在将来的，都不行；同日可以', async () => {
    const reasons = async (heldOn: string) =>
      (await meeting({ heldOn }, ['legal-review-passed'])).effects.map((e) => e.rule);
    expect(await reasons('2026-05-18')).toEqual(['CM-DATE']);
    expect(await reasons('2026-05-19')).toEqual([]);
    expect(await reasons('2026-05-21')).toEqual(['CM-DATE']);
  });

  test('没有送达告知书、陈述申辩期没有届满又没有放弃的，不得讨论处罚', async () => {
    const marks = { 'case.requires': ['collective-discussion'] };
    const early = await meeting({}, [], { ...marks, 'case.marks': ['notice-issued', 'notice-served'] });
    expect(early.effects.map((e) => e.rule)).toEqual(['CM-STATEMENT']);
    const untold = await meeting({}, [], { ...marks, 'case.marks': [] });
    expect(untold.effects.map((e) => e.rule)).toEqual(['CM-STATEMENT']);
    expect((await meeting({ result: 'no-penalty' }, [], { ...marks, 'case.marks': [] })).outcome).toBe(
      'allowed',
    );
  });

  test('一个人不成集体', () => {
    expect(faultsOf('collective-discussion', { ...record, attendees: record.attendees.slice(0, 1) })).toEqual(
      ['/attendees'],
    );
  });

  test('只有执法局内部开会、审核没有通过、承办人表决，都不行', async () => {
    expect((await meeting({ headPresent: false }, ['legal-review-passed'])).outcome).toBe('refused');
    expect((await meeting({}, [])).outcome).toBe('refused');
    expect((await meeting({ investigatorVoted: true }, ['legal-review-passed'])).outcome).toBe('refused');
  });
});

test('没有登记起始日的无资格人员被拒绝，不是停在未知', async () => {
  const verdict = await ask('reviewer-qualified', { 'actor.duties': [], 'actor.legallyQualified': false });
  expect(verdict.outcome).toBe('refused');
  expect(verdict.effects.map((e) => e.rule)).toEqual(['RV-UNQUALIFIED']);
});
