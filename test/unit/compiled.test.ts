import fc from 'fast-check';
import { Engine, type RuleProperties } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import type { RuleSet } from '../../functions/contract/definitions/rules.ts';
import {
  compile,
  compileOnce,
  decideBriefly,
  decideCompiled,
  STATUS_NAMES,
} from '../../functions/core/decide/compiled.ts';
import { decide } from '../../functions/core/decide/decide.ts';
import { TESTS } from '../../functions/core/decide/operators.ts';
import { canonicalJson, contentHash } from '../../functions/core/hash.ts';
import * as arbitrary from './compiled-arbitraries.ts';
import { read, readAll } from './compiled-reading.ts';

const RELEASE = 'r'.repeat(64);
const pinned = (sets: RuleSet[]) => sets.map((ruleSet) => ({ ruleSet, hash: contentHash(ruleSet) }));

describe('the compiled form of any rules, on any facts known and unknown', () => {
  test('gives to the letter the verdict json-rules-engine gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitrary.ruleSets,
        arbitrary.facts,
        arbitrary.days,
        arbitrary.overrides,
        async (sets, facts, days, overrides) => {
          const live = await decide(pinned(sets), facts, days, RELEASE, overrides);
          const compiled = decideCompiled(pinned(sets), facts, days, RELEASE, overrides);
          expect(canonicalJson(compiled)).toBe(canonicalJson(live));
          expect(compiled).toStrictEqual(live);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('gives what the three-valued rule, read by itself, gives', () => {
    fc.assert(
      fc.property(
        arbitrary.ruleSets,
        arbitrary.facts,
        arbitrary.days,
        arbitrary.overrides,
        (sets, facts, days, overrides) => {
          const verdict = decideCompiled(pinned(sets), facts, days, RELEASE, overrides);
          const reading = readAll(sets, facts, days, overrides);
          expect(verdict.rules.map(({ id, status, fired, holds }) => ({ id, status, fired, holds }))).toEqual(
            reading.rules,
          );
          expect(verdict.outcome).toBe(reading.outcome);
          expect(verdict.effects.map((e) => e.effect.type)).toEqual(reading.effects);
          expect(verdict.missingFacts).toEqual(reading.missing);
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('gives without the explanation the same statuses and the same outcome as with it', () => {
    fc.assert(
      fc.property(
        arbitrary.ruleSets,
        arbitrary.facts,
        arbitrary.days,
        arbitrary.overrides,
        (sets, facts, days, overrides) => {
          const verdict = decideCompiled(pinned(sets), facts, days, RELEASE, overrides);
          const brief = decideBriefly(pinned(sets), facts, days, overrides);
          expect(brief.outcome).toBe(verdict.outcome);
          const rules = brief.sets.flatMap(({ statuses, fired, holds }) =>
            [...statuses].map((code, i) => ({
              status: STATUS_NAMES[code],
              fired: fired[i] === 1,
              holds: holds[i] === 1,
            })),
          );
          expect(rules).toEqual(verdict.rules.map(({ status, fired, holds }) => ({ status, fired, holds })));
          for (const { ruleSet, hash } of pinned(sets)) {
            const compiled = compile(ruleSet, hash);
            const ofRules = [...compiled.statuses(facts, days)].map((code) => STATUS_NAMES[code]);
            expect(ofRules).toEqual(
              verdict.rules.filter((r) => r.ruleSet === ruleSet.id).map((r) => r.status),
            );
            const each = [...compiled.conditionStatuses(facts)].map((code) => STATUS_NAMES[code]);
            expect(each).toEqual(compiled.conditions.map(({ condition }) => read(condition, facts)));
            for (const [i, root] of compiled.roots.entries())
              expect(compiled.conditions[root]?.condition).toBe(ruleSet.rules[i]?.conditions);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('fires, where every fact is known, exactly the rules the unmodified library fires', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary.ruleSets, arbitrary.completeFacts, async ([set], facts) => {
        const rules = (set as RuleSet).rules.map(({ effective: _, ...rule }) => rule);
        const engine = new Engine(
          rules.map(({ id, conditions, event }) => ({ name: id, conditions, event }) as RuleProperties),
        );
        for (const [name, test] of Object.entries(TESTS)) engine.addOperator(name, test as never);
        const { results } = await engine.run(facts);
        const compiled = compileOnce({ ...(set as RuleSet), rules });
        const statuses = compiled.statuses(facts, { act: null, decision: '2026-01-01' });
        expect(results.map((r) => r.name).sort()).toEqual(
          rules.filter((_, i) => STATUS_NAMES[statuses[i] as number] === 'satisfied').map((r) => r.id),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

test('a rule set is compiled once, however often it is asked', () => {
  fc.assert(
    fc.property(arbitrary.ruleSets, (sets) => {
      for (const { ruleSet, hash } of pinned(sets))
        expect(compile(ruleSet, hash)).toBe(compile(ruleSet, hash));
    }),
    { numRuns: 20 },
  );
});
