import { expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Procedure } from '../../functions/contract/definitions/procedures.ts';
import { actionOf } from '../../functions/core/case/action-of.ts';

test('名为 constructor 的步骤没有声明，就是没有', () => {
  const procedure = loadPacks('.').entries.find((e) => e.kind === 'procedure')?.body as Procedure;
  const [first = ''] = Object.keys(procedure.actions);
  expect(actionOf(procedure, first)).toBe(procedure.actions[first]);
  for (const name of ['constructor', 'toString', '__proto__'])
    expect(actionOf(procedure, name)).toBeUndefined();
});
