import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { checkBundle } from '../../functions/core/release/check.ts';

const { entries } = loadPacks('.');
const firstOf = (kind: string): string => entries.find((e) => e.kind === kind)?.id ?? '';

describe('一个版本是闭合的：被引用的定义删去之后不能发布', () => {
  test.each([
    ['步骤的表单', 'form', 'clue'],
    ['步骤的规则集', 'ruleset', 'time-bar'],
    ['步骤签发的文书模板', 'template', 'DOC-27'],
    ['规则开启的程序', 'procedure', 'criminal-referral'],
    ['规则读取的事实', 'facts', 'penalty'],
    ['程序计算的期限', 'deadlines', firstOf('deadlines')],
    ['期限所用的工作日历', 'calendar', firstOf('calendar')],
    ['文书告知的救济途径', 'remedies', firstOf('remedies')],
  ])('%s', async (_, kind, id) => {
    const rest = entries.filter((e) => !(e.kind === kind && e.id === id));
    expect(rest).toHaveLength(entries.length - 1);
    const errors = (await checkBundle(bundle(rest), ['2026-11-23'])).filter((f) => f.severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const { say } of errors) expect(say).toMatch(/[\u4e00-\u9fff]/);
  });
});
