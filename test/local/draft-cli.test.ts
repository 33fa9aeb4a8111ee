import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../functions/contract/definitions/release.ts';
import { check } from '../../functions/local/cli/check.ts';
import { importCommand } from '../../functions/local/cli/import.ts';
import { packsWith } from '../../functions/local/cli/laid-over.ts';
import { yizhi } from '../support/cli.ts';
import { deny, rule } from '../unit/checks/small.ts';

const run = (args: string[], stdin = '') => yizhi(args, { stdin });

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'yizhi-draft-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let files = 0;
const file = (value: unknown) => {
  const path = join(dir, `draft-${files++}.json`);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
};
const faults = (value: unknown) =>
  packsWith(file(value)).findings.map(({ definition, path, code, say }) => [
    `${definition}${path}`,
    code,
    say,
  ]);
const at = (place: string) => expect.stringMatching(new RegExp(`${place}$`));

const fee = (operator: string, value = 500000) => ({ fact: 'penalty.fine', operator, value });
const setOf = (conditions: unknown, more: object = {}) => ({
  id: 'check-me',
  title: '试写的规则集',
  about: '',
  asOf: 'decision',
  rules: [{ ...rule('R', { all: [] }), conditions, event: deny, ...more }],
});
const SET = setOf({ all: [fee('atLeast')] });

describe('草案文件的外壳', () => {
  test('拼错的键、不可能的日期', () => {
    expect(faults({ chnages: { 'ruleset/check-me': SET } })).toEqual([
      [at('/chnages'), 'unrecognized_keys', '没有这一项，是否应为“changes”'],
    ]);
    const wrong = { changes: { 'ruleset/check-me': SET }, efective: {}, effective: { from: '2026-13-40' } };
    expect(faults(wrong)).toEqual([
      [at('/effective/from'), 'invalid_format', '应为日期，如 2026-05-20'],
      [at('/efective'), 'unrecognized_keys', '没有这一项，是否应为“effective”'],
    ]);
  });

  test('写了两次的键、空的草案、删去没有的定义', () => {
    const twice = `{"changes": {"params/criminal": null, "params/criminal": null}}`;
    expect(faults(twice)).toEqual([
      [at('/changes/params~1criminal'), 'key-twice', expect.stringContaining('重复')],
    ]);
    expect(faults({ changes: {} })).toEqual([
      [at('/changes'), 'custom', expect.stringContaining('没有任何改动')],
    ]);
    expect(faults({})).toEqual([[at('json'), 'unknown-kind', expect.stringContaining('看不出是哪一种定义')]]);
    expect(faults([])).toEqual([[at('json'), 'empty', '列表是空的']]);
    expect(faults({ changes: { 'params/crimnal': null } })).toEqual([
      ['params/crimnal', 'unknown-definition', '没有这一定义，无从删去。是否应为“params/criminal”'],
    ]);
  });

  test('不是“种类/编号”的键；编号与键不同', () => {
    expect(faults({ changes: { ruleset: SET } })[0]?.[1]).toBe('definition-key');
    expect(faults({ changes: { 'ruleset/other': SET } })).toEqual([
      ['ruleset/other/id', 'definition-key', '编号应为 other'],
    ]);
  });

  test('接口给出的整份草案原样收下', () => {
    const whole = {
      id: 'D-1',
      title: '试写',
      base: '0'.repeat(64),
      changes: { 'ruleset/check-me': SET },
      author: 'platform-admin',
      status: 'open',
      version: 1,
      createdAt: '2026-05-20T01:00:00.000Z',
      findings: [],
      effective: { from: '2027-01-01' },
    };
    expect(packsWith(file(whole))).toMatchObject({ findings: [], from: '2027-01-01' });
  });
});

describe('规则文件里写错的', () => {
  test('拼错的键只报一处，并保留它的代码', () => {
    const misspelt = setOf({ all: [{ fcat: 'penalty.fine', operator: 'atLeast', value: 1 }] });
    expect(faults(misspelt)).toEqual([
      [at('/rules/0/conditions/all/0/fcat'), 'unrecognized_keys', '没有这一项，是否应为“fact”'],
    ]);
    expect(faults(setOf({ all: [fee('atLeast')], labl: '写错' }))).toEqual([
      [at('/rules/0/conditions/labl'), 'unrecognized_keys', '没有这一项，是否应为“label”'],
    ]);
    expect(faults(setOf({ all: [] }))).toEqual([[at('/conditions/all'), 'too_small', '不得少于 1']]);
  });

  test('不是 JSON 的，说第几行第几列', () => {
    expect(faults('{"changes":\n  {oops}}')).toEqual([
      [
        at('json'),
        'bad-json',
        expect.stringMatching(/^不是有效的 JSON.*第 2 行第 4 列，这里应为加英文双引号的键/),
      ],
    ]);
  });
});

describe('检查给出的反例，照着它给的命令就能看到', () => {
  test('草案的反例交给 decide --with', async () => {
    const path = file({ changes: { 'ruleset/check-me': setOf({ all: [fee('atLeast'), fee('lessThan')] }) } });
    const { json } = await check.run([path]);
    const findings = (json as { findings: (Finding & { decide?: string })[] }).findings;
    const finding = findings.find(({ code }) => code === 'rule-never-fires');
    const { facts, asOf } = finding?.witness ?? {};
    const options = `--rule-set check-me --as-of ${asOf} --with ${path}`;
    expect(finding?.decide).toBe(`echo '${JSON.stringify(facts)}' | npm run -s yizhi -- decide ${options}`);
    const decided = await run(['decide', ...options.split(' ')], JSON.stringify(facts));
    expect(decided).toMatchObject({ status: 0, err: '' });
    expect(JSON.parse(decided.out)).toMatchObject({
      ruleSet: 'check-me',
      rules: [{ id: 'R', status: 'unsatisfied' }],
    });
  }, 60_000);

  test('不合格式的草案、推导不通的草案不能试算，说明在哪里', async () => {
    const broken = await run(['decide', '--rule-set', 'check-me', '--with', file({ changes: {} })], '{}');
    expect(broken).toMatchObject({ status: 1, out: '' });
    expect(broken.err).toContain('没有任何改动');
    const facts = {
      id: 'mine',
      title: '我的',
      facts: { 'my.sum': { type: 'ratio', label: '和', derive: { sum: ['party.name'] } } },
    };
    const untyped = await run(
      ['decide', '--rule-set', 'time-bar', '--with', file({ changes: { 'facts/mine': facts } })],
      '{}',
    );
    expect(untyped).toMatchObject({ status: 1, out: '' });
    expect(untyped.err).toContain('facts/mine/facts/my.sum/derive');
  }, 60_000);
});

describe('命令的输入', () => {
  test('推导得出的事实不能直接填写，说明应填什么', async () => {
    const { err, status } = await run(['decide', '--rule-set', 'time-bar'], '{"timebar.end2": "2026-01-01"}');
    expect(status).toBe(1);
    expect(err).toContain('/timebar.end2');
    expect(err).toContain('不能直接填写');
    expect(err).toContain('timebar.terminal');
  }, 60_000);

  test.each([
    ['', '内容是空的'],
    ['{"a": }', '第 1 行第 7 列'],
    ['{"penalty.fine": 1, "penalty.fine": 2}', '键“penalty.fine”重复'],
    ['{"penalty.fine": 1e308, "constructor": 1}', '数字过大', '没有这个事实'],
  ])(
    'decide 的标准输入 %s',
    async (input, ...says) => {
      const { err, out, status } = await run(['decide', '--rule-set', 'discretion-basic'], input);
      expect({ out, status }).toEqual({ out: '', status: 1 });
      expect(err.trimEnd().split('\n')).toHaveLength(1);
      for (const say of says) expect(err).toContain(say);
    },
    60_000,
  );

  test('文件不存在的，用中文说', async () => {
    const missing = importCommand.run(['--file', '/nope', '--tenant', 'x', '--as', 'y']);
    await expect(missing).rejects.toThrow('不能读取 /nope：文件不存在');
    const context = await run([
      'deadline',
      '--id',
      'APL_DECIDE_90D',
      '--start',
      '2026-05-20',
      '--context',
      '{"suspnd": 1}',
    ]);
    expect(context.err).toContain('是否应为“suspend”');
  }, 60_000);
});
