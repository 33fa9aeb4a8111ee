import { expect, test } from 'vitest';
import { memberNames } from '../../functions/usecases/case/members.ts';
import { projectBundle } from '../support/papers.ts';

const names = memberNames(projectBundle());

test('环节用办理步骤的名称，同一步骤的不同结果分得开', () => {
  const marks = names['case.marks'] ?? {};
  expect(marks.filed).toBe('审批立案');
  expect(marks['goods-seized']).toBe('实施查封、扣押／情况紧急当场查封、扣押');
  expect(marks['legal-review-passed']).toMatch(/^出具法制审核意见（.+）$/);
  expect(marks['legal-review-passed']).not.toBe(marks['legal-review-failed']);
  expect(marks['hearing-held']).not.toBe(marks['hearing-abandoned']);
});

test('每个环节、要求、提示和阶段都有中文名称', () => {
  for (const fact of ['case.marks', 'case.requires', 'case.flags', 'case.done', 'case.stage']) {
    expect(Object.values(names[fact] ?? {}).length).toBeGreaterThan(0);
    for (const name of Object.values(names[fact] ?? {})) expect(name).not.toMatch(/[a-z]{3}|undefined/);
  }
  expect(names['case.requires']).toMatchObject({ 'legal-review': '重大执法决定法制审核' });
});
