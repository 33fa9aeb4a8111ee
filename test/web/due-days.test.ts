/** 到期一览的分组、截止日和筛选,以及按文号核验时对填写内容的理解:不用浏览器。 */
import { describe, expect, test } from 'vitest';
import type { DueLine } from '../../functions/contract/api.ts';
import type { RuleEffect } from '../../functions/contract/definitions/rules.ts';
import { DOMAINS } from '../../functions/contract/ids.ts';
import { readPacks } from '../../functions/local/cli/packs.ts';
import { placeText } from '../../web/src/admin/Faults.tsx';
import { itemTitle } from '../../web/src/admin/Outline.tsx';
import { sayEffect } from '../../web/src/admin/rules/words.ts';
import type { World } from '../../web/src/admin/rules/world.ts';
import { standing } from '../../web/src/case/standing.ts';
import { endOfMonth, endOfWeek, groupByDay, weekdayOf } from '../../web/src/due/days.ts';
import { departmentsOf, withDepartment } from '../../web/src/due/departments.ts';
import { queryOf, readFilter } from '../../web/src/due/filter.ts';
import { readCode, readTyped, showCode } from '../../web/src/portal/check-words.ts';

const aLine = (day: string, over: Partial<DueLine> = {}): DueLine => ({
  caseId: 'C-00000000000000000001',
  title: '对擅自改变林地用途的处罚',
  procedure: 'ordinary-penalty',
  procedureTitle: '行政处罚普通程序',
  stage: 'investigation',
  stageTitle: '调查取证',
  domain: '林业和草原',
  clock: 'APL_DECIDE_90D',
  name: '作出处罚决定',
  basis: '行政处罚法（2021修订）第60条',
  boundParty: 'agency',
  due: day,
  day,
  provisional: false,
  suspended: false,
  overdue: false,
  right: false,
  officers: [],
  said: null,
  ...over,
});

describe('到期一览', () => {
  test('逾期的自成一组排在最前，其余按日', () => {
    const lines = [
      aLine('2026-05-01', { suspended: true }),
      aLine('2026-05-02', { overdue: true }),
      aLine('2026-06-01'),
      aLine('2026-06-01'),
    ];
    expect(groupByDay(lines).map((group) => [group.day, group.lines.length])).toEqual([
      ['late', 1],
      ['2026-05-01', 1],
      ['2026-06-01', 2],
    ]);
    expect(groupByDay([])).toEqual([]);
  });

  test('本周到星期日为止，本月到最后一日为止', () => {
    expect(['2026-11-22', '2026-11-23', '2026-12-31'].map(endOfWeek)).toEqual([
      '2026-11-22',
      '2026-11-29',
      '2027-01-03',
    ]);
    expect(['2026-02-01', '2028-02-29', '2026-12-31'].map(endOfMonth)).toEqual([
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ]);
    expect(weekdayOf('2026-11-22')).toBe('星期日');
  });

  test('地址里的筛选原样用于查询，没有意义的不用', () => {
    const asked = (text: string) => queryOf(readFilter(new URLSearchParams(text)), '2026-11-23');
    expect(asked('')).toEqual({ officer: 'me' });
    expect(asked('whose=all&until=week')).toEqual({ until: '2026-11-29' });
    expect(asked('whose=domain&domain=水务&until=month')).toEqual({ domain: '水务', until: '2026-11-30' });
    expect(asked('whose=officer&officer=officer-2')).toEqual({ officer: 'officer-2' });
    expect(asked('whose=all&until=day&day=2026-12-05')).toEqual({ until: '2026-12-05' });
    expect(asked('whose=somebody&until=never')).toEqual({ officer: 'me' });
    for (const open of ['whose=domain', 'whose=domain&domain=没有', 'whose=officer', 'until=day&day=昨天'])
      expect(asked(open), open).toBeNull();
  });
});

test('到期日已过，只有登记在案的才叫逾期；停计中的没有到期', () => {
  const past = { due: '2020-01-01', provisional: false, suspended: false, overdue: false };
  expect(standing({ ...past, overdue: true }).text).toMatch(/^已逾期 \d+ 天（记录在案）$/);
  expect(standing(past)).toMatchObject({ level: 'passed', text: expect.stringMatching(/^已届满 \d+ 天$/) });
  expect(standing({ ...past, suspended: true }).text).toBe('停止计算中');
  expect(standing({ ...past, due: '2020-01-01T00:00:00.000Z' }).text).toMatch(/^已届满/);
});

describe('按文号核验', () => {
  test('校验码可以照着印的分组写', () => {
    expect(readCode('3F2A 90BC 11D4 7E60')).toBe('3f2a90bc11d47e60');
    expect(readCode('3F2A 90BC')).toBeNull();
    expect(showCode('3f2a90bc11d47e60')).toBe('3F2A 90BC 11D4 7E60');
  });

  test('缺什么就说缺什么', () => {
    const say = (number: string, code: string) => {
      const read = readTyped({ number, code });
      return 'say' in read ? read.say : read.query;
    };
    expect(say('', '')).toContain('请填写文号');
    expect(say('', '3F2A 90BC 11D4 7E60')).toContain('请同时填写文号');
    expect(say('楚大综执罚决〔2026〕1号', 'xyz')).toContain('16 位');
    expect(say('一号', '')).toContain('文号应如 楚大综执罚决〔2026〕1号');
    expect(say('楚大综执罚决〔2026〕1号', '')).toEqual({ number: '楚大综执罚决〔2026〕1号' });
    expect(say('', 'a'.repeat(64))).toEqual({ hash: 'a'.repeat(64) });
  });
});

test('检查结果所在之处用中文说：第几个样例、第几条规则；说不清的仍用路径', () => {
  expect(placeText('/examples/32')).toBe('第 33 个样例');
  expect(placeText('/rules/0')).toBe('第 1 条规则');
  expect(placeText('/rows/4/cells/2')).toBeNull();
  expect(placeText('/CR-MANUAL')).toBeNull();
});

test('规则的后果写步骤的名称，不写代码', () => {
  const world = { procedures: [] } as unknown as World;
  const effect = (type: string, params: object) => ({ type, params: { say: '', ...params } }) as RuleEffect;
  expect(sayEffect(effect('require', { need: 'hearing-notice' }), world)).toBe('增加必经步骤：听证告知');
  expect(sayEffect(effect('flag', { flag: 'av-missing' }), world)).not.toContain('av-missing');
});

test('同一个节日的放假日各写日期', () => {
  expect(itemTitle({ date: '2026-02-16', name: '春节', statutory: true }, 0)).toBe('2026-02-16 春节');
  expect(itemTitle({ id: 'form-team', title: '组成专案组' }, 0)).toBe('组成专案组');
});

describe('领域由哪个主管部门负责', () => {
  const ours = [
    { domain: '自然资源', originalDepartment: '楚雄市住房和城乡建设局' },
    { domain: '自然资源', originalDepartment: '楚雄市自然资源局' },
    { domain: '自然资源', originalDepartment: '楚雄市自然资源局' },
    { domain: '通用', originalDepartment: null },
  ] as const;

  test('以该领域多数事项的原部门为准；通用的没有，只写领域', () => {
    const departments = departmentsOf([...ours]);
    expect(withDepartment('自然资源', departments)).toBe('自然资源 · 楚雄市自然资源局');
    expect(withDepartment('通用', departments)).toBe('通用');
  });

  test('随包发布的事项，十一个领域各有一个主管部门', () => {
    const matters = readPacks()
      .all('matter')
      .map(({ body }) => body);
    expect([...departmentsOf(matters).keys()].toSorted()).toEqual([...DOMAINS].toSorted());
    for (const [, department] of departmentsOf(matters)) expect(department).toMatch(/^楚雄[市州].*局/);
  });
});
