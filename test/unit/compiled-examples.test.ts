import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import {
  compile,
  decideBriefly,
  decideCompiled,
  STATUS_NAMES,
} from '../../functions/core/decide/compiled.ts';
import { decide } from '../../functions/core/decide/decide.ts';
import { canonicalJson } from '../../functions/core/hash.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { completeFacts } from '../../functions/core/release/examples/examples.ts';

const release = bundle(loadPacks('.').entries);
const files = release.all('examples').map(({ body }) => body);

test('there are examples to compare on', () => {
  expect(files.flatMap((file) => file.examples).length).toBeGreaterThan(300);
});

describe.each(files)('$ruleSet', (file) => {
  const set = release.ruleSet(file.ruleSet);
  if (!set) throw new Error(`no rule set ${file.ruleSet}`);
  const compiled = compile(set.ruleSet, set.hash);

  test('the compiled rules say of every example, to the letter, what json-rules-engine says', async () => {
    for (const example of file.examples) {
      const { facts, days } = completeFacts(release, example.facts, example.asOf);
      const live = await decide([set], facts, days, release.hash);
      const verdict = decideCompiled([set], facts, days, release.hash);
      expect(canonicalJson(verdict), example.name).toBe(canonicalJson(live));
      expect(verdict).toStrictEqual(live);

      const brief = decideBriefly([set], facts, days);
      expect(brief.outcome).toBe(live.outcome);
      expect([...(brief.sets[0]?.statuses ?? [])].map((code) => STATUS_NAMES[code])).toEqual(
        live.rules.map((r) => r.status),
      );
    }
  });

  test('every condition can be found by its path', () => {
    for (const { path, condition } of compiled.conditions) {
      const found = path
        .split('/')
        .slice(1)
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], set.ruleSet);
      expect(found).toEqual(condition);
    }
  });
});
