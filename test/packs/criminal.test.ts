import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import type { Condition, Leaf } from '../../functions/contract/definitions/rules.ts';
import { chooseOutcome } from '../../functions/core/case/transition.ts';
import { leavesOf } from '../../functions/core/decide/referenced.ts';
import { deriveFacts } from '../../functions/core/facts/derive.ts';
import { mapForm } from '../../functions/core/facts/map-form.ts';
import { dataFaults } from '../../functions/core/forms/validate.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { decideOn, exampleFaults } from '../../functions/core/release/examples/examples.ts';

/** The list of offences the township must screen for; one rule each, by the same id. */
const TRIGGERS = [
  'CR-ENV',
  'CR-FARMLAND',
  'CR-FARMLAND-FOREST',
  'CR-GRASSLAND',
  'CR-TIMBER-THEFT',
  'CR-TIMBER-OVERCUT',
  'CR-TIMBER-FENCE',
  'CR-PROTECTED-PLANT',
  'CR-MINING',
  'CR-FISHING',
  'CR-HUNTING',
  'CR-WILDLIFE-PROTECTED',
  'CR-WILDLIFE-FOOD',
  'CR-FOOD-UNSAFE',
  'CR-FOOD-TOXIC',
  'CR-ILLEGAL-SLAUGHTER',
  'CR-ILLEGAL-MED',
  'CR-WAGE',
  'CR-ACCIDENT',
  'CR-DANGEROUS-WORK',
  'CR-FIRE-NEGLIGENCE',
  'CR-CHILD-LABOR',
  'CR-LAND-TRANSFER',
  'CR-EXPLOSIVE',
  'CR-FRAUD',
  'CR-OBSTRUCT',
  'CR-DUTY',
];
const SETS = [
  'criminal-referral',
  'referral-report',
  'referral-approval',
  'referral-transfer',
  'referral-transfer-duty',
  'referral-end',
  'police-acceptance',
  'police-reply-day',
];
/** What stands still while a referral runs: no penalty, and no other way out of the case either (国务院令第310号第11条). */
const FROZEN = [
  'prior-notice',
  'decide',
  'decide-no-penalty',
  'reissue-decision',
  'reissue-no-penalty',
  'withdraw-case',
  'transfer-out',
  'close-case',
];
/** Asked in every case, whatever the matter: left open, they are not known. */
const ALWAYS = ['CR-OBSTRUCT', 'CR-DUTY'];

const release = bundle(loadPacks('.').entries);
const got = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`没有 ${what}`);
  return value;
};
const ruleSet = (id: string) => got(release.ruleSet(id), id);
const examples = (id: string) => got(release.get('examples', id), id).body.examples;
const screening = ruleSet('criminal-referral').ruleSet.rules;
const procedure = got(release.get('procedure', 'criminal-referral'), 'criminal-referral').body;

describe('涉嫌犯罪筛查', () => {
  test('二十七种犯罪各有一条同名规则', () => {
    const ids = screening.map((r) => r.id);
    expect(TRIGGERS).toHaveLength(27);
    expect(TRIGGERS.filter((id) => !ids.includes(id))).toEqual([]);
    expect(release.dictionary.get('criminal.scope')?.values).toEqual(TRIGGERS);
  });

  test.each(TRIGGERS)('%s 命中即暂停处罚决定，任何人不能越过，与本案有关才要求查明', (id) => {
    const rule = got(
      screening.find((r) => r.id === id),
      id,
    );
    expect([rule.severity, rule.overridable, rule.event.type]).toEqual(['block', false, 'freeze']);
    expect(rule.event.params).toMatchObject({ actions: FROZEN, open: 'criminal-referral' });
    const scope = { fact: 'criminal.scope', operator: 'contains', value: id };
    expect(rule.mustKnow).toEqual(ALWAYS.includes(id) ? undefined : scope);
    expect(rule.effective, '没有起始日：以前的行为同样移送审查').toBeUndefined();
  });

  test('职务犯罪线索写明移送监察机关或者检察院', () => {
    const say = screening.find((r) => r.id === 'CR-DUTY')?.event.params.say;
    expect(say).toContain('监察机关');
    expect(say).toContain('不是公安机关');
  });

  test('每个条件都写明依据', () => {
    const bare = SETS.flatMap((id) => ruleSet(id).ruleSet.rules)
      .flatMap((r) => leavesOf(r.conditions as Condition))
      .filter((leaf: Leaf) => leaf.basis === undefined);
    expect(bare).toEqual([]);
  });

  test('数额幅度取下限，写明云南省数额未确认', () => {
    const values = Object.values(got(release.get('params', 'criminal'), 'params').body.params).flatMap(
      (p) => p.values,
    );
    expect(values.map((v) => v.value)).toEqual([10_000_000, 5_000_000, 500_000, 3_000_000, 300_000]);
    expect(values.every((v) => v.source.includes('未确认'))).toBe(true);
  });
});

describe.each(SETS)('%s 的样例', (id) => {
  test('每条规则都有命中、不命中和边界的样例', () => {
    const names = examples(id).map((e) => e.name);
    const lacking = ruleSet(id).ruleSet.rules.flatMap((r) =>
      ['触发', '不触发', '边界']
        .filter((kind) => !names.some((n) => n.startsWith(`${r.id} ${kind}：`)))
        .map((kind) => `${r.id} ${kind}`),
    );
    expect(lacking).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test('全部样例成立', async () => {
    const faults: string[] = [];
    for (const example of examples(id))
      for (const fault of await exampleFaults(release, ruleSet(id), example))
        faults.push(`${example.name}：${fault}`);
    expect(faults).toEqual([]);
  });
});

describe('涉嫌犯罪筛查表', () => {
  const form = got(release.get('form', 'criminal-screening'), 'criminal-screening');
  const judge = (data: object, domain = '林业和草原', more: Facts = {}) => {
    expect(dataFaults(form.body, form.hash, data)).toEqual([]);
    const context = {
      instant: '2026-05-20T02:00:00.000Z',
      actor: 'officer-1',
      dictionary: release.dictionary,
    };
    const facts = mapForm(form.body.facts, data, context);
    return decideOn(
      release,
      ruleSet('criminal-referral'),
      { ...facts, 'matter.criminalTriggers': ['CR-FARMLAND-FOREST'], 'matter.domain': domain, ...more },
      '2026-05-20',
    );
  };
  const asked = { obstruct: { violenceOrThreat: false }, duty: { publicOfficialSuspect: false } };
  const forest = {
    commercialMu: 3,
    priorCommercialMu: 0,
    publicWelfareMu: 0,
    priorPublicWelfareMu: 0,
    penaltiesWithin2y: 0,
  };

  test('占用商品林3亩：不涉嫌犯罪，可以继续', async () => {
    const verdict = await judge({ declaredScope: [], manualSuspicion: false, ...asked, forest });
    expect([verdict.outcome, verdict.effects]).toEqual(['allowed', []]);
  });

  test('占用商品林10亩：暂停处罚决定并开启移送', async () => {
    const verdict = await judge({
      declaredScope: [],
      manualSuspicion: false,
      ...asked,
      forest: { ...forest, commercialMu: 10 },
    });
    expect(verdict.effects.map((e) => e.rule)).toEqual(['CR-FARMLAND-FOREST']);
  });

  test('2021年开始、至今持续占用商品林10亩：不因开始得早而不移送', async () => {
    const data = { declaredScope: [], manualSuspicion: false, ...asked };
    const verdict = await judge({ ...data, forest: { ...forest, commercialMu: 10 } }, '林业和草原', {
      'act.day': '2021-05-01',
    });
    expect(verdict.effects.map((e) => e.rule)).toEqual(['CR-FARMLAND-FOREST', 'CR-FOREST-BEFORE-2023']);
  });

  test('空白的筛查表不能通过：任何案件都要回答有无暴力阻碍执法、有无职务犯罪线索', async () => {
    const verdict = await judge({ declaredScope: [], manualSuspicion: false, forest });
    expect([verdict.outcome, verdict.missingFacts]).toEqual([
      'unknown',
      ['duty.publicOfficialSuspect', 'obstruct.violenceOrThreat'],
    ]);
  });

  test('应急管理领域的案件，没有选定罪名也要查明有无伤亡和损失', async () => {
    const data = { declaredScope: [], manualSuspicion: false, ...asked, forest };
    const verdict = await judge(data, '应急管理');
    expect([verdict.outcome, verdict.missingFacts]).toEqual([
      'unknown',
      ['accident.deaths', 'accident.directLoss', 'accident.seriousInjuries'],
    ]);
    const none = { ...data, accident: { deaths: 0, seriousInjuries: 0, directLoss: 0 } };
    expect((await judge(none, '应急管理')).outcome).toBe('allowed');
  });

  test('没有填以往面积：结果未知，指出缺什么', async () => {
    const verdict = await judge({ declaredScope: [], manualSuspicion: false, forest: { commercialMu: 3 } });
    expect(verdict.outcome).toBe('unknown');
    expect(verdict.missingFacts).toContain('forest.publicWelfareMu');
  });

  test('另选定拒不支付劳动报酬罪，没有查明就不能往下走', async () => {
    const verdict = await judge({ declaredScope: ['CR-WAGE'], manualSuspicion: false, forest });
    expect(verdict.outcome).toBe('unknown');
    expect(verdict.missingFacts).toContain('wage.orderedAndUnpaid');
  });

  test('金额以元填写，以分判断', async () => {
    const value = (yuan: number) => ({
      declaredScope: ['CR-WILDLIFE-PROTECTED'],
      manualSuspicion: false,
      ...asked,
      forest,
      wildlife: { protectedValue: yuan },
    });
    expect((await judge(value(19_999.99))).effects).toEqual([]);
    expect((await judge(value(20_000))).effects).toHaveLength(1);
  });

  test('规则用到的每个表单事实，筛查表都问到', () => {
    const asked = new Set(form.body.facts.map((l) => l.fact));
    const base = new Set<string>();
    const walk = (name: string): void => {
      const derive = release.dictionary.get(name)?.derive;
      if (!derive) base.add(name);
      else
        for (const operand of JSON.stringify(derive).match(/[a-z][A-Za-z0-9]*\.[A-Za-z0-9]+/g) ?? [])
          walk(operand);
    };
    for (const rule of screening) for (const leaf of leavesOf(rule.conditions as Condition)) walk(leaf.fact);
    const others = ['act.day', 'matter.criminalTriggers', 'matter.domain', 'case.marks'];
    expect([...base].filter((name) => !asked.has(name) && !others.includes(name))).toEqual([]);
  });

  test('折算按分数计算：1.5亩公益林加7亩商品林恰为1', () => {
    const facts = deriveFacts(release.dictionary, {
      'forest.publicWelfareMu': 1.5,
      'forest.commercialMu': 7,
    });
    expect(facts['forest.convertedShare']).toBe(1);
  });
});

describe('移送程序', () => {
  const reply = {
    replyNo: '楚公（经）不立字〔2026〕3号',
    repliedOn: '2026-05-22',
    receivedOn: '2026-05-23',
    reason: '情节显著轻微',
  };
  const materials = {
    recipientName: '楚雄市公安局',
    letter: true,
    investigationReport: true,
    goodsList: 'none',
    inspection: 'attached',
    otherMaterials: '无',
    evidence: '现场勘验笔录、面积测量报告',
    goods: '无',
    goodsSeized: false,
    contact: '李明 0878-0000000',
  };
  /** The outcome of filing `data` in an action, after the form has accepted it. */
  const file = (actionId: string, data: unknown) => {
    const action = got(procedure.actions[actionId], actionId);
    const form = got(release.get('form', action.form), action.form);
    expect(dataFaults(form.body, form.hash, data)).toEqual([]);
    return got(chooseOutcome(action, data), `${actionId} 的去向`);
  };

  test('正职负责人3日内审批：报告开始计时，批准后开始24小时', () => {
    const report = file('report', {
      caseName: '擅自改变林地用途案',
      suspect: '某建筑公司',
      crime: '非法占用农用地罪',
      legalBasis: '刑法第342条；法释〔2023〕8号第1条',
      findings: '经测量，占用商品林10亩，未经审核同意。',
      ordinaryCrime: true,
      dutyClue: false,
      route: 'police',
      proposal: '移送楚雄市公安局',
      reportedOn: '2026-05-20',
    });
    expect([report.stage, report.clocks?.start, report.papers]).toEqual([
      'approval',
      ['R310_APPROVE_3D'],
      ['DOC-54'],
    ]);
    const approved = file('approve-referral', { decision: 'approve', reason: '达到移送标准' });
    expect(approved.papers).toEqual(['DOC-54-APPROVAL']);
    expect(approved.clocks).toEqual({ start: ['R310_TRANSFER_24H'], stop: ['R310_APPROVE_3D'] });
  });

  test('不批准移送：必须写理由，办结并恢复行政处理', () => {
    const form = got(release.get('form', 'criminal-approval'), 'criminal-approval');
    expect(dataFaults(form.body, form.hash, { decision: 'reject' })).toMatchObject([{ path: '/reason' }]);
    const rejected = file('approve-referral', { decision: 'reject', reason: '事实不构成犯罪' });
    expect([rejected.stage, rejected.parent?.unfreeze]).toEqual(['closed', true]);
  });

  test('移送公安机关：制发盖章编号的移送书，公安机关从此可以查看', () => {
    const outcome = file('transfer-to-police', materials);
    expect([outcome.stage, outcome.papers, outcome.share]).toEqual(['with-police', ['DOC-53'], ['police']]);
    expect(got(release.get('template', 'DOC-53'), 'DOC-53').body).toMatchObject({
      numberWord: '移',
      seal: 'TOWN_GOV',
    });
  });

  test('公安机关立案：处罚继续暂停，3日内移交物品材料', () => {
    const outcome = file('police-reply', { ...reply, decision: 'filed' });
    expect([outcome.stage, outcome.parent?.mark, outcome.parent?.unfreeze]).toEqual([
      'filed',
      ['criminal-filed'],
      undefined,
    ]);
    expect(outcome.clocks?.start).toEqual([{ id: 'R310_HANDOVER_3D', from: '/receivedOn' }]);
  });

  test('公安机关不予立案：可以提请复议，也可以恢复行政处理', () => {
    const declined = file('police-reply', { ...reply, decision: 'declined' });
    expect(declined.stage).toBe('declined');
    const objection = { addressedTo: '楚雄市公安局', grounds: '面积经测量已达10亩，符合立案标准。' };
    expect(file('request-reconsideration', objection).stage).toBe('reconsidering');
    const accepted = file('accept-decline', { reason: '不再提请复议' });
    expect(procedure.actions['accept-decline']?.rules).toEqual(['referral-end']);
    expect(accepted.parent).toEqual({
      unfreeze: true,
      mark: ['criminal-declined'],
      say: '公安机关不予立案，依法恢复行政处理（310号令第10条）',
    });
  });

  test('不属其管辖的转送：仍在公安机关审查', () => {
    const forwarded = { ...reply, decision: 'forwarded', forwardedAt: '2026-05-21T02:00:00.000Z' };
    expect(file('police-reply', forwarded).stage).toBeUndefined();
  });

  test('只移送职务犯罪线索：不经公安机关', () => {
    const outcome = file('transfer-duty-clue', {
      ...materials,
      recipientName: '楚雄市监察委员会',
      recipient: 'supervision',
      alone: true,
    });
    expect([outcome.stage, outcome.share]).toEqual(['with-supervision', undefined]);
  });

  test('判处刑罚且没有其他行政处理：行政案件终结', () => {
    const outcome = file('record-judicial-result', {
      result: 'convicted',
      organ: '楚雄市人民法院',
      documentNo: '（2026）云2301刑初1号',
      documentDate: '2026-09-01',
      adminRemains: false,
      summary: '判处罚金',
    });
    expect(outcome.parent?.close).toBeDefined();
  });

  test('每个阶段都有出路，没有走不到的阶段', () => {
    const actions = Object.values(procedure.actions);
    const reached = new Set([
      procedure.opensAt,
      ...actions.flatMap((a) => a.leadsTo.flatMap((o) => o.stage ?? [])),
    ]);
    for (const { id, final } of procedure.stages) {
      expect(reached).toContain(id);
      if (!final) expect(actions.some((a) => a.in?.includes(id))).toBe(true);
    }
  });
});
