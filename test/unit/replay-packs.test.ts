import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Facts } from '../../functions/contract/definitions/facts.ts';
import { canonicalJson } from '../../functions/core/hash.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { judgeAgain, replayDecision } from '../../functions/core/release/replay/replay.ts';
import { body, changed, decided } from './replay-world.ts';

const packs = bundle(loadPacks('.').entries);

/** Every action of every procedure with every worked example of its rule sets: thousands of decisions. */
const ACTIONS = packs
  .all('procedure')
  .flatMap(({ id, body }) =>
    Object.entries(body.actions).flatMap(([action, { rules }]) =>
      rules.length === 0 ? [] : [[id, action, rules] as [string, string, string[]]],
    ),
  );
/** Parameters are never told: in a case they come from their tables. */
const told = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !name.startsWith('param.')));
const factsFor = (rules: string[]) =>
  rules.flatMap((id) => packs.get('examples', id)?.body.examples.map((e) => told(e.facts)) ?? []);

/** The same release, with a title changed in every rule set and procedure: nothing of it decides anything. */
const retitled = changed(
  packs,
  Object.fromEntries(
    packs.all('ruleset').map(({ id }) => {
      const set = body(packs, 'ruleset', id);
      return [`ruleset/${id}`, { ...set, title: `${set.title}（整理）` }];
    }),
  ),
);

describe('随软件提供的全部规则', () => {
  test.each(ACTIONS)(
    '%s 的 %s：样例作为登记的判定，逐字得回，未改动的版本没有变化',
    (procedure, action, rules) => {
      for (const facts of factsFor(rules)) {
        const decision = decided(packs, [procedure, action], facts);
        const again = judgeAgain(packs, decision)?.verdict;
        if (canonicalJson(again) !== canonicalJson(decision.verdict)) expect(again).toEqual(decision.verdict);
        expect(replayDecision(packs, packs, decision)).toBeNull();
        expect(replayDecision(packs, retitled, decision)).toBeNull();
      }
    },
  );
});
