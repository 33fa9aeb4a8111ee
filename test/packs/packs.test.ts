import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { checkBundle } from '../../functions/core/release/check.ts';
import { coverageOf } from '../../functions/core/release/examples/strength.ts';

const packs = loadPacks('.');
const definitions = bundle(packs.entries);
/** Worked out once, when the first test asks. */
let kept: ReturnType<typeof coverageOf>[] | undefined;
const coverage = () => {
  kept ??= definitions
    .ruleSets()
    .map((set) =>
      coverageOf(definitions, set, definitions.get('examples', set.ruleSet.id)?.body.examples ?? []),
    );
  return kept;
};

test('every file of the packs fits its shape', () => {
  expect(packs.findings).toEqual([]);
});

test('the packs can be published as they stand: nothing dangles and every example holds', async () => {
  const findings = await checkBundle(definitions, ['2026-11-23']);
  const errors = findings.filter((f) => f.severity === 'error');
  expect(errors.map((f) => `${f.definition}${f.path} ${f.say}`)).toEqual([]);
});

describe('the examples hold the rules', () => {
  test('every rule has an example that fires it and one that does not', () => {
    const rules = coverage().flatMap((set) => set.rules);
    expect(rules.length).toBeGreaterThan(200);
    expect(rules.filter(({ firing, quiet }) => firing === 0 || quiet === 0).map(({ id }) => id)).toEqual([]);
  });

  test('every condition is met by an example and failed by one, and every bound has one exactly at it', () => {
    const unshown = coverage().flatMap((set) =>
      set.rules
        .flatMap((rule) => rule.conditions)
        .filter((c) => !c.satisfied || !c.unsatisfied || c.missingSides?.includes('at'))
        .map(({ path, say }) => `${set.id}${path} ${say}`),
    );
    expect(unshown).toEqual([]);
    expect(coverage().map(({ share }) => share)).toEqual(coverage().map(() => 1));
  });

  test('turning round any single condition, moving any bound across its edge, or leaving a condition out breaks an example', () => {
    const survivors = coverage().flatMap(({ id, survivors }) =>
      survivors.map(({ kind, path, say }) => `${kind} ${id}${path} ${say}`),
    );
    expect(survivors).toEqual([]);
    expect(coverage().reduce((sum, { mutants }) => sum + mutants, 0)).toBeGreaterThan(1500);
  });
});
