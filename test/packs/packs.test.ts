import { expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { checkBundle } from '../../functions/core/release/check.ts';

const packs = loadPacks('.');

test('every file of the packs fits its shape', () => {
  expect(packs.findings).toEqual([]);
});

test('the packs can be published as they stand: nothing dangles and every example holds', async () => {
  const findings = await checkBundle(bundle(packs.entries));
  expect(findings.map((f) => `${f.definition}${f.path} ${f.say}`)).toEqual([]);
});
