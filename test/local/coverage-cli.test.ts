import { expect, it } from 'vitest';
import type { RuleSetCoverage } from '../../functions/contract/coverage.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { bundle } from '../../functions/core/release/bundle.ts';
import { coverageAnswer } from '../../functions/local/cli/coverage.ts';
import { readPacks } from '../../functions/local/cli/packs.ts';
import { yizhi } from '../support/cli.ts';

type Report = { ruleSets: RuleSetCoverage[] };

it('prints what the examples of a rule set show, and that no mistake goes unnoticed', async () => {
  const { out } = await yizhi(['coverage', '--rule-set', 'time-bar']);
  const { ruleSets } = JSON.parse(out) as Report;
  expect(ruleSets).toHaveLength(1);
  expect(ruleSets[0]).toMatchObject({ id: 'time-bar', share: 1, survivors: [] });
  expect(ruleSets[0]?.rules.map(({ id }) => id)).toEqual(['TB-2Y', 'TB-5Y', 'TB-ORDER']);
});

it('ends with status 1 and names the places where a mistake would go unnoticed', () => {
  const packs = readPacks();
  const thinned = [...packs.entries.values()].map((entry) => {
    if (entry.kind !== 'examples' || entry.id !== 'gate-appraisal') return entry;
    const body = { ruleSet: entry.id, examples: packs.get('examples', entry.id)?.body.examples.slice(0, 1) };
    return { ...entry, hash: contentHash(body), body };
  });
  const answer = coverageAnswer(bundle(thinned as never), undefined);
  const { ruleSets } = answer.json as Report;
  expect(ruleSets).toHaveLength(packs.ruleSets().length);
  expect(ruleSets.flatMap((set) => set.survivors.map(({ kind }) => kind))).toEqual(['bound']);
  expect(answer.failed).toBe('有 1 处改错没有样例发现：gate-appraisal/rules/0/conditions/all/0');
});

it('says which rule sets there are when asked for one there is not', async () => {
  const failure = await yizhi(['coverage', '--rule-set', 'no-such']);
  expect(failure).toMatchObject({ status: 1, out: '' });
  expect(failure.err).toContain('没有规则集 no-such；现有：');
});
