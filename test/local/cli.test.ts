import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yizhi as called, type Said } from '../support/cli.ts';

let emptyData: string;
beforeAll(async () => {
  emptyData = await mkdtemp(join(tmpdir(), 'yizhi-cli-'));
});
afterAll(() => rm(emptyData, { recursive: true }));

/** One call of the command line, on an installation where no server ever ran. */
const yizhi = (args: string[], stdin = '') => called(args, { dataDir: emptyData, stdin });
const decide = (facts: unknown, ...options: string[]) =>
  yizhi(
    ['decide', '--rule-set', 'criminal-referral', ...options],
    typeof facts === 'string' ? facts : JSON.stringify(facts),
  );

/** One line for a person, and nothing a program could take for an answer. */
function expectComplaint(answer: Said, ...parts: string[]): void {
  expect(answer.status).toBe(1);
  expect(answer.out).toBe('');
  expect(answer.err.trimEnd().split('\n')).toHaveLength(1);
  for (const part of parts) expect(answer.err).toContain(part);
}

describe('yizhi decide', () => {
  it('judges facts with no server running', async () => {
    const { out, status } = await decide({ 'forest.commercialMu': 10 }, '--as-of', '2026-05-20');
    expect(status).toBe(0);
    const answer = JSON.parse(out) as { rules: { id: string; status: string }[] } & Record<string, unknown>;
    const keys = ['outcome', 'effects', 'rules', 'missingFacts', 'ruleSet', 'release'];
    expect(Object.keys(answer)).toEqual(keys);
    expect(answer.ruleSet).toBe('criminal-referral');
    expect(answer.release).toMatch(/^[0-9a-f]{64}$/);
    for (const rule of answer.rules) expect(Object.keys(rule)).toEqual(['id', 'status', 'conditions']);
    for (const status of ['satisfied', 'unknown'])
      expect(answer.rules.some((rule) => rule.status === status)).toBe(true);
  });

  it('says which facts would settle the unknown rules when asked, beside the same answer', async () => {
    const facts = { 'forest.commercialMu': 10 };
    const [plain, asked] = await Promise.all([
      decide(facts, '--as-of', '2026-05-20'),
      decide(facts, '--as-of', '2026-05-20', '--settle'),
    ]);
    const { settle, ...rest } = JSON.parse(asked.out) as {
      rules: { id: string; status: string }[];
      settle: Record<string, { satisfied: string[][]; unsatisfied: string[][]; complete: boolean }>;
    };
    expect(rest).toEqual(JSON.parse(plain.out));
    const unknown = rest.rules.filter(({ status }) => status === 'unknown').map(({ id }) => id);
    expect(Object.keys(settle)).toEqual(unknown);
    for (const sets of Object.values(settle))
      expect(Object.keys(sets)).toEqual(['satisfied', 'unsatisfied', 'complete']);
    expect(Object.values(settle).some(({ satisfied }) => satisfied.length > 0)).toBe(true);
  });

  it('says what is wrong with the facts', async () => {
    expectComplaint(await decide('{"forest'), '不是有效的 JSON');
    expectComplaint(await decide(''), '不是有效的 JSON');
    expectComplaint(await decide([1]), 'JSON 对象');
    expectComplaint(await decide({ 'forest.unheardOf': 1 }), '/forest.unheardOf', '没有这个事实');
    expectComplaint(await decide({ 'forest.commercialMu': '十亩' }), '/forest.commercialMu', '应为数字');
    expectComplaint(await decide({ 'forest.commercialMu': null }), '/forest.commercialMu', '应为数字');
  });

  it('says what is wrong with the question', async () => {
    expectComplaint(await yizhi(['decide'], '{}'), '--rule-set');
    expectComplaint(
      await yizhi(['decide', '--rule-set', 'nothing'], '{}'),
      '没有规则集 nothing',
      'criminal-referral',
    );
    expectComplaint(await decide({}, '--as-of', '2026-02-30'), '2026-02-30 不是日期');
    expectComplaint(await decide({}, '--asof', '2026-02-03'), '--asof', '可用的选项', '--settle');
  });
});

it('an option given twice is refused, whether with a value or without one', async () => {
  const deadline = ['deadline', '--id', 'APL_HEARING_REQ_5WD', '--start', '2026-02-11', '--start=2026-03-11'];
  expectComplaint(await yizhi(deadline), '--start 给出了不止一次，只能给一次');
  expectComplaint(await decide({}, '--rule-set', 'jurisdiction'), '--rule-set 给出了不止一次');
  expectComplaint(await decide({}, '--settle', '--settle'), '--settle 给出了不止一次');
});

describe('yizhi token, verify and rebuild', () => {
  it('ask for a server to be started where none ever ran', async () => {
    expectComplaint(await yizhi(['token', '--as', 'officer']), 'npm start');
    expectComplaint(await yizhi(['verify']), 'npm start');
    expectComplaint(await yizhi(['rebuild']), 'npm start');
  });

  it('name the accounts there are, and what a case id looks like', async () => {
    expectComplaint(await yizhi(['token', '--as', 'nobody']), '没有演示账号 nobody', 'town-leader');
    expectComplaint(await yizhi(['token']), '--as');
    expectComplaint(await yizhi(['verify', '--case', '1']), '案件编号 1 不正确');
    expectComplaint(await yizhi(['rebuild', '--region', '北京']), '区域 北京 不正确');
  });
});

it('yizhi without a command, or with one it does not know, lists them all', async () => {
  for (const args of [[], ['nothing'], ['toString']]) {
    const { err, out, status } = await yizhi(args);
    expect(status).toBe(1);
    expect(out).toBe('');
    for (const command of ['decide', 'token', 'verify', 'rebuild']) expect(err).toContain(command);
  }
});
