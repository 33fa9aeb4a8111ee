import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPack } from '../../../functions/adapters/packs.ts';
import type { Finding } from '../../../functions/contract/definitions/release.ts';
import { MOST_NESTED, readDefinition } from '../../../functions/core/release/definition.ts';
import { check } from '../../../functions/local/cli/check.ts';
import { yizhi } from '../../support/cli.ts';
import { rule } from './small.ts';

const YES = { fact: 'a.yes', operator: 'is', value: true };
const setOf = (conditions: unknown, more: object = {}) => ({
  id: 'small',
  title: '小规则集',
  about: '',
  asOf: 'decision',
  rules: [{ ...rule('R', { all: [YES] }), conditions, ...more }],
});
const faults = (value: unknown) => {
  const read = readDefinition('ruleset', value);
  return 'faults' in read ? read.faults.map(({ path, say }) => [path, say]) : [];
};

describe('写错的定义不收：指出位置、原因和应当怎样写', () => {
  test('拼错的键，指出本来应当写的键', () => {
    expect(faults(setOf({ all: [{ fact: 'a.yes', opertor: 'is', value: true }] }))).toContainEqual([
      '/rules/0/conditions/all/0/opertor',
      '没有这一项，是否应为“operator”',
    ]);
    expect(faults(setOf({ all: [YES] }, { severty: 'block' }))).toContainEqual([
      '/rules/0/severty',
      '没有这一项，是否应为“severity”',
    ]);
  });

  test('不认识的算子，列出可用的算子', () => {
    const [[path, say] = []] = faults(setOf({ any: [{ ...YES, operator: 'biggerThan' }] }));
    expect(path).toBe('/rules/0/conditions/any/0/operator');
    expect(say).toMatch(/应为其中之一：.*atLeast/);
  });

  test('应写日期的地方写了数字', () => {
    expect(faults(setOf({ all: [YES] }, { effective: { from: 20260101 } }))).toEqual([
      ['/rules/0/effective/from', '应为日期，如 2026-05-20'],
    ]);
    expect(faults(setOf({ all: [YES] }, { effective: { from: '2026-13-01' } }))[0]?.[1]).toBe(
      '应为日期，如 2026-05-20',
    );
  });

  test('名为 __proto__ 的键不收，不会存下少了一项的定义', () => {
    const facts = JSON.parse('{"id":"f","title":"t","facts":{"__proto__":{"type":"count","label":"个数"}}}');
    const read = readDefinition('facts', facts);
    expect('faults' in read && read.faults).toEqual([
      { path: '/facts/__proto__', code: 'unrecognized_keys', say: '不能用这个名称' },
    ]);
  });

  test('没有英文的原因', () => {
    const wrong = {
      id: 5,
      title: '',
      rules: [{ id: '1 x', conditions: { all: [] }, event: { type: 'explode' } }],
    };
    const said = faults(wrong).map(([, say]) => say as string);
    expect(said.length).toBeGreaterThan(4);
    for (const say of said) expect(say).not.toMatch(/Invalid|expected|Unrecognized|Too /);
  });

  test(`条件最多嵌套 ${MOST_NESTED} 层，再深的在逐层读取以前就拒绝`, () => {
    const nested = (levels: number): unknown => {
      let condition: unknown = YES;
      for (let i = 0; i < levels; i++) condition = { not: condition };
      return setOf(condition);
    };
    expect(faults(nested(MOST_NESTED))).toEqual([]);
    expect(faults(nested(MOST_NESTED + 1))[0]?.[1]).toContain(`条件嵌套超过 ${MOST_NESTED} 层`);
    expect(faults(nested(200_000))[0]?.[1]).toContain('条件嵌套超过');
    let list: unknown = [];
    for (let i = 0; i < 200_000; i++) list = [list];
    expect(faults(list)[0]?.[1]).toContain('内容嵌套超过');
  });

  test('5 兆的定义不收，说明上限', () => {
    const rules = Array.from({ length: 9000 }, (_, i) =>
      rule(`R${i}`, { all: [YES] }, { note: '长'.repeat(400) }),
    );
    expect(faults({ ...setOf({ all: [YES] }), rules })).toEqual([
      ['', expect.stringMatching(/兆字符，超过上限 2 兆/)],
    ]);
  });
});

describe('命令 yizhi check', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'yizhi-check-'));
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const file = (name: string, value: unknown) => {
    const path = join(dir, name);
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
    return path;
  };
  const run = async (args: string[], stdin = '') => {
    const { status, out, err } = await yizhi(args, { stdin });
    return { status, err, json: out ? JSON.parse(out) : null };
  };
  /** In this process: what was checked once is not checked again for the next draft. */
  const found = async (path: string) => {
    const { json, failed } = await check.run([path]);
    return { failed, findings: (json as { findings: Finding[] }).findings };
  };
  const fee = (operator: string) => ({ fact: 'penalty.fine', operator, value: 500000 });

  test('草案里永远不命中的规则：有错误的不能发布，带有反例', async () => {
    const set = { ...setOf({ all: [fee('atLeast'), fee('lessThan')] }), id: 'check-me' };
    const { failed, findings } = await found(file('draft.json', { changes: { 'ruleset/check-me': set } }));
    expect(failed).toMatch(/有 \d+ 处错误/);
    const finding = findings.find((f) => f.code === 'rule-never-fires');
    expect(finding).toMatchObject({ definition: 'ruleset/check-me', path: '/rules/0/conditions' });
    expect(finding?.witness?.facts['penalty.fine']).toBeTypeOf('number');
  }, 60_000);

  test('草案删去别处引用的定义，指出悬空之处', async () => {
    const { failed, findings } = await found(file('dangling.json', { changes: { 'params/criminal': null } }));
    expect(failed).toMatch(/有 \d+ 处错误/);
    expect(findings.map((f) => f.code)).toContain('unknown-param');
  }, 60_000);

  test('形状不对的文件：位置和中文原因；不是 JSON、没有文件的也说明', async () => {
    const bad = await run(['check', file('bad.json', setOf({ all: [{ ...YES, operator: 'most' }] }))]);
    expect(bad.status).toBe(1);
    expect(bad.json.findings[0]).toMatchObject({
      path: '/rules/0/conditions/all/0/operator',
      severity: 'error',
    });
    const broken = await run(['check', file('broken.json', '{"id":')]);
    expect(broken.json.findings[0].say).toContain('不是有效的 JSON');
    const nowhere = await run(['check', join(dir, 'nowhere.json')]);
    expect(nowhere).toMatchObject({
      status: 1,
      json: null,
      err: expect.stringContaining('没有文件或者文件夹'),
    });
  }, 60_000);

  test('别处的规则包文件夹覆盖在现有规则包上检查', async () => {
    const pack = join(dir, 'my-pack');
    mkdirSync(join(pack, 'rules'), { recursive: true });
    writeFileSync(
      join(pack, 'rules', 'mine.json'),
      JSON.stringify({ ...setOf({ any: [fee('atLeast'), fee('lessThan')] }), id: 'mine' }),
    );
    expect(loadPack(pack).findings).toEqual([]);
    const { failed, findings } = await found(pack);
    expect(findings.map((f) => f.code)).toContain('rule-always-fires');
    expect(failed).toMatch(/有 \d+ 处错误/);
  }, 60_000);

  test('随软件发布的全部规则包没有错误；警告的反例交给 decide 就能看到', async () => {
    const ran = await run(['check']);
    expect(ran.status).toBe(0);
    const unset = (ran.json.findings as Finding[]).find((f) => f.code === 'param-unconfigured' && f.witness);
    const { ruleSet = '', asOf = '', facts = {} } = unset?.witness ?? {};
    const decided = await run(['decide', '--rule-set', ruleSet, '--as-of', asOf], JSON.stringify(facts));
    const statuses = (decided.json.rules as { status: string }[]).map(({ status }) => status);
    expect(statuses).toContain('unknown');
  }, 60_000);
});
