import { describe, expect, test } from 'vitest';
import type { FactDefinition } from '../../functions/contract/definitions/facts.ts';
import { changes, differences } from '../../functions/core/release/telling/diff.ts';
import { definitionDifferences } from '../../functions/core/release/telling/sentences.ts';

const dictionary = new Map<string, FactDefinition>([
  ['forest.commercialMu', { type: 'area.mu', label: '商品林地面积' }],
  ['penalty.fine', { type: 'money.fen', label: '罚款数额' }],
]);
const told = (definition: string, before: unknown, after: unknown) =>
  definitionDifferences(definition, before, after, dictionary as never).map((d) => d.say);

const leaf = (fact: string, value: unknown, operator = 'atLeast') => ({ fact, operator, value });
const rule = (id: string, title: string, value: number, fact = 'forest.commercialMu') => ({
  id,
  title,
  severity: 'block',
  conditions: { all: [leaf(fact, value)] },
});
const ruleSet = (...rules: object[]) => ({ id: 'criminal', title: '涉嫌犯罪筛查', rules });

describe('差异写成句子', () => {
  test('规则的界限带上单位，点名规则和事实', () => {
    expect(
      told(
        'ruleset/criminal',
        ruleSet(rule('CR-1', '擅自改变林地用途', 5)),
        ruleSet(rule('CR-1', '擅自改变林地用途', 10)),
      ),
    ).toEqual(['规则集“涉嫌犯罪筛查”：规则“擅自改变林地用途”的条件“商品林地面积”的界限由 5 亩改为 10 亩']);
    expect(
      told(
        'ruleset/criminal',
        ruleSet(rule('CR-1', '罚款', 100_000, 'penalty.fine')),
        ruleSet(rule('CR-1', '罚款', 200_000, 'penalty.fine')),
      )[0],
    ).toContain('由 1000 元改为 2000 元');
  });

  test('列表的元素按编号对应：插进一条规则只说插进的那一条', () => {
    const [one, two] = [rule('CR-1', '甲', 5), rule('CR-2', '乙', 5)];
    expect(told('ruleset/criminal', ruleSet(two), ruleSet(one, two))).toEqual([
      '规则集“涉嫌犯罪筛查”：新增规则“甲”',
    ]);
    expect(told('ruleset/criminal', ruleSet(one, two), ruleSet(one))).toEqual([
      '规则集“涉嫌犯罪筛查”：删去规则“乙”',
    ]);
    expect(told('ruleset/criminal', ruleSet(one, two), ruleSet(two, one))).toEqual([
      '规则集“涉嫌犯罪筛查”：规则的顺序改为“CR-2”、“CR-1”',
    ]);
    expect(changes(ruleSet(one, two), ruleSet(two, { ...one, title: '丙' }))).toContainEqual({
      parts: ['rules', 'CR-1', 'title'],
      before: '甲',
      after: '丙',
    });
  });

  test('事项用表单上的名称：赋权、幅度、未确认', () => {
    const matter = (level: string | null, max: number) => ({
      id: 'LC-001',
      name: '对擅自改变林地用途的处罚',
      stages: [{ condition: '首次', sanctions: [{ kind: 'fine', target: 'any', min: 0, max, may: true }] }],
      empowerment: { decision: null, level },
    });
    expect(told('matter/LC-001', matter(null, 1_000), matter('province', 2_000))).toEqual([
      '事项“对擅自改变林地用途的处罚”：情形“首次”的处罚第 1 项的上限（元）由 1000 改为 2000',
      '事项“对擅自改变林地用途的处罚”：赋权的决定层级由未确认改为省级',
    ]);
  });

  test('表单的栏目用它的标题，必填和选填说清楚，怎样显示不重复说', () => {
    const form = (properties: object, required: string[], ui: object = {}) => ({
      id: 'clue',
      title: '线索登记表',
      schema: { type: 'object', properties, required },
      ui,
      facts: [],
    });
    const place = { type: 'string', title: '地点', maxLength: 40 };
    const before = form({ place }, []);
    const village = { type: 'string', title: '所属村委会' };
    const after = form({ place: { ...place, maxLength: 80 }, village }, ['place'], {
      village: { 'ui:help': '写全称' },
    });
    expect(told('form/clue', before, after)).toEqual([
      '表单“线索登记表”：栏目“地点”的字数上限由 40 改为 80',
      '表单“线索登记表”：新增栏目“所属村委会”',
      '表单“线索登记表”：“地点”改为必填',
    ]);
  });

  test('表单里不认识的写法照原样说出，不当作填写要求', () => {
    const form = (place: object) => ({ id: 'clue', title: '线索登记表', schema: { properties: { place } } });
    const place = { type: 'string', title: '地点' };
    expect(told('form/clue', form(place), form({ ...place, maxLenght: 5, multipleOf: 1 }))).toEqual([
      '表单“线索登记表”：栏目“地点”的“maxLenght”（不认识的写法）定为 5',
      '表单“线索登记表”：栏目“地点”的填写要求定为 1',
    ]);
  });

  test('角色、阶段这样的名单说增加了谁、去掉了谁', () => {
    const procedure = (roles: string[]) => ({
      id: 'p',
      title: '普通程序',
      actions: { decide: { title: '作出处罚决定', who: { roles } } },
    });
    expect(told('procedure/p', procedure(['TOWN_LEADER']), procedure(['TOWN_LEADER', 'OFFICER']))).toEqual([
      '程序“普通程序”：步骤“作出处罚决定”的办理人的角色增加办案人员',
    ]);
  });

  test('参数按起始日对应，新增的取值说清自哪一天', () => {
    const table = (values: object[]) => ({
      id: 'major',
      title: '重大处罚的标准',
      params: { 'fine.individual': { label: '个人罚款起点', type: 'money.fen', values } },
    });
    const [one, two] = [
      { from: '2026-01-01', value: 1_000_000 },
      { from: '2027-01-01', value: 2_000_000 },
    ];
    expect(told('params/major', table([one]), table([one, two]))).toEqual([
      '参数“重大处罚的标准”：新增参数“个人罚款起点”的取值“2027-01-01”',
    ]);
  });

  test('以参数为界限的，说参数的名称，不说它的编号', () => {
    const [label, money] = ['个人“较大数额罚款”的标准', 'money.fen'] as const;
    const named = new Map<string, FactDefinition>([
      ['fine.amount', { type: money, label: '拟罚款数额' }],
      ['param.largeFine', { type: money, label }],
    ]);
    const cell = (value: unknown) => [{ operator: 'atLeast', value }];
    const table = (value: unknown) => ({
      id: 'hearing-right',
      title: '听证范围',
      columns: [{ fact: 'fine.amount' }],
      rows: [{ id: 'HR-1', title: '较大数额', cells: [cell(value)] }],
    });
    const say = (definition: string, before: unknown, after: unknown) =>
      definitionDifferences(definition, before, after, named).map((d) => d.say);
    const bound = { fact: 'param.largeFine' };
    expect(say('table/hearing-right', table(bound), table(500_000))).toEqual([
      `决策表“听证范围”：“较大数额”的“拟罚款数额”由“以上 ‘${label}’”改为“以上 5000元”`,
    ]);
    const rules = (value: unknown) => ({
      ...ruleSet({ id: 'R-1', title: '较大数额', conditions: leaf('fine.amount', value) }),
    });
    const [told] = say('ruleset/criminal', rules(bound), rules(500_000));
    expect(told).toContain(`由“${label}”改为 5000 元`);
    expect(told).not.toContain('param.');
  });

  test('整个定义新增或者删去只说一句', () => {
    expect(told('matter/LC-001', undefined, { name: '甲事项' })).toEqual(['新增事项“甲事项”']);
    expect(told('matter/LC-001', { name: '甲事项' }, undefined)).toEqual(['删去事项“甲事项”']);
  });
});

describe('差异的位置', () => {
  test('没有名称的元素用序号，键里的斜线照样转义', () => {
    expect(differences({ a: [{ x: 1 }, { x: 2 }] }, { a: [{ x: 1 }, { x: 3 }] })).toEqual([
      { path: '/a/1/x', say: '由 2 改为 3' },
    ]);
    expect(differences({ '/village': 1 }, {})).toEqual([{ path: '/~1village', say: '删去 1' }]);
    expect(differences({ a: 1 }, { a: 1 })).toEqual([]);
  });
});
