/** 判定说明:事实、数值、比较、界限和条文写成办案人员读得懂的话。 */
import { describe, expect, test } from 'vitest';
import type { JudgedCondition, JudgedRule } from '../../functions/contract/case.ts';
import {
  byWeight,
  deciding,
  ruleState,
  sayGroup,
  sayLeaf,
  sayOutcome,
  unknownFacts,
} from '../../web/src/explain/sentences.ts';

const words = {
  labels: {
    'forest.commercialMu': { label: '占用商品林地面积', type: 'area.mu' },
    'penalty.fine': { label: '拟处罚款', type: 'money.fen' },
    'param.largeFine': { label: '较大数额罚款标准', type: 'money.fen' },
    'act.day': { label: '违法行为发生日', type: 'date' },
    'case.marks': {
      label: '已完成的环节',
      type: 'set',
      valueLabels: { filed: '审批立案', reviewed: '法制审核已通过' },
    },
    'place.inTownship': { label: '在本乡镇行政区域内', type: 'boolean' },
    'officers.uncertified': { label: '不计入的人员', type: 'set' },
  },
  name: (id: string) => (id === 'officer' ? '赵演示' : undefined),
};
const leaf = (over: Partial<JudgedCondition>): JudgedCondition => ({ status: 'satisfied', ...over });
const aRule = (over: Partial<JudgedRule>): JudgedRule => ({
  id: 'R',
  ruleSet: 'S',
  title: '规则',
  severity: 'block',
  status: 'unsatisfied',
  fired: false,
  holds: false,
  legalBasis: ['行政处罚法第42条第1款'],
  say: '不得办理',
  conditions: { status: 'unsatisfied', all: [] },
  ...over,
});

describe('一个条件', () => {
  test('“以上”含本数，带单位', () => {
    const ten = { fact: 'forest.commercialMu', operator: 'atLeast', value: 10, bound: 10 };
    expect(sayLeaf(leaf(ten), words)).toBe('占用商品林地面积：现为 10 亩，符合条件“10 亩以上（含本数）”');
  });
  test('“超过”不含本数', () => {
    const fine = { fact: 'penalty.fine', operator: 'moreThan', value: 500_000, bound: 500_000 };
    expect(sayLeaf(leaf({ ...fine, status: 'unsatisfied' }), words)).toBe(
      '拟处罚款：现为 5,000 元，不符合条件“超过 5,000 元（不含本数）”',
    );
  });
  test('角和分不会被四舍五入', () => {
    const fine = { fact: 'penalty.fine', operator: 'equals', value: 50, bound: 123_456 };
    expect(sayLeaf(leaf({ ...fine, status: 'unsatisfied' }), words)).toBe(
      '拟处罚款：现为 0.50 元，不符合条件“等于 1,234.56 元”',
    );
  });
  test('没有填报的事实是不明，不是否', () => {
    const open = { fact: 'place.inTownship', operator: 'is', bound: true, status: 'unknown' as const };
    expect(sayLeaf(leaf(open), words)).toBe('在本乡镇行政区域内：尚未登记，不能判断是否为“是”');
  });
  test('没有确认的标准说明是尚未确认', () => {
    const open = { fact: 'penalty.fine', operator: 'atLeast', value: 100, boundFact: 'param.largeFine' };
    expect(sayLeaf(leaf({ ...open, status: 'unknown' }), words)).toBe(
      '拟处罚款：现为 1 元，“较大数额罚款标准”尚未确认，不能比较',
    );
  });
  test('日期写成年月日', () => {
    const day = { fact: 'act.day', operator: 'before', value: '2026-05-20', bound: '2026-06-01' };
    expect(sayLeaf(leaf(day), words)).toBe(
      '违法行为发生日：现为 2026年5月20日，符合条件“在 2026年6月1日 之前（不含当日）”',
    );
  });
  test('是和否不套两层引号', () => {
    const yes = { fact: 'place.inTownship', operator: 'is', value: true, bound: true };
    expect(sayLeaf(leaf(yes), words)).toBe('在本乡镇行政区域内：现为 是，符合条件：为“是”');
  });
  test('集合用中文名称，只说有关的一项', () => {
    const marks = { fact: 'case.marks', operator: 'lacks', value: [], bound: 'reviewed' };
    expect(sayLeaf(leaf(marks), words)).toBe('已完成的环节：没有“法制审核已通过”，符合条件');
  });
  test('要求几项的，只说缺少或者已有的那几项', () => {
    const both = { fact: 'case.marks', bound: ['filed', 'reviewed'], value: ['filed', 'noticed'] };
    expect(sayLeaf(leaf({ ...both, operator: 'containsAll', status: 'unsatisfied' }), words)).toBe(
      '已完成的环节：没有“法制审核已通过”，不符合条件：同时包含“审批立案、法制审核已通过”',
    );
    expect(sayLeaf(leaf({ ...both, operator: 'containsAny' }), words)).toBe(
      '已完成的环节：有“审批立案”，符合条件：包含“审批立案、法制审核已通过”之一',
    );
  });
  test('人员编号写成姓名', () => {
    const who = { fact: 'officers.uncertified', operator: 'contains', value: ['officer'], bound: 'officer' };
    expect(sayLeaf(leaf(who), words)).toContain('有“赵演示”');
  });
});

describe('一组条件', () => {
  const yes = leaf({ fact: 'act.day', operator: 'sameDay', value: '2026-05-20', bound: '2026-05-20' });
  const open = leaf({
    fact: 'penalty.fine',
    operator: 'atLeast',
    boundFact: 'param.largeFine',
    status: 'unknown',
  });
  test('说明是全部、任一还是不成立', () => {
    expect(sayGroup({ status: 'satisfied', all: [yes] })).toBe('以下须全部成立');
    expect(sayGroup({ status: 'satisfied', any: [yes], label: '数额' })).toBe('数额：以下任一成立即可');
    expect(sayGroup({ status: 'satisfied', not: yes })).toBe('以下须不成立');
  });
  test('不明的事实逐项列出，未配置的标准也在内', () => {
    expect(unknownFacts({ status: 'unknown', all: [yes, open] })).toEqual([
      'penalty.fine',
      'param.largeFine',
    ]);
  });
  test('只取决定结果的那几条', () => {
    expect(deciding({ status: 'satisfied', any: [yes, open] })).toEqual([yes]);
  });
});

describe('一条规则和整个判定', () => {
  test('成立、不明、从严、越过各有说法', () => {
    expect(ruleState(aRule({ status: 'satisfied', fired: true }))).toEqual({ text: '条件成立', tone: 'bad' });
    expect(ruleState(aRule({ status: 'unknown', holds: true })).text).toBe('缺少事实，待查明');
    expect(ruleState(aRule({ status: 'unknown', fired: true })).text).toBe('事实不明，从严适用');
    expect(ruleState(aRule({ status: 'not-in-force' })).text).toBe('所适用之日未生效');
    expect(ruleState(aRule({ overridden: { by: 'officer', reason: '已补正' } })).text).toBe('已说明理由越过');
  });
  test('起作用的规则排在前面', () => {
    const fired = aRule({ id: 'A', fired: true, status: 'satisfied' });
    const quiet = aRule({ id: 'B' });
    const open = aRule({ id: 'C', status: 'unknown' });
    expect(byWeight([quiet, open, fired])).toEqual({ first: [fired], rest: [open, quiet] });
  });
  test('一句话说明结果', () => {
    expect(sayOutcome({ outcome: 'refused', rules: [aRule({})] })).toBe('规则不允许办理（共判断 1 条规则）');
    expect(sayOutcome({ outcome: 'unknown', rules: [] })).toContain('缺少必须查明的事实');
  });
});
