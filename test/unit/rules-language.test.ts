import { Engine, type RuleProperties } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { JudgedCondition } from '../../functions/contract/case.ts';
import type { FactValue } from '../../functions/contract/definitions/facts.ts';
import type { Finding, Kind } from '../../functions/contract/definitions/release.ts';
import type { NamedConditions, WrittenRuleSet } from '../../functions/contract/definitions/rules.ts';
import type { PinnedRuleSet } from '../../functions/core/decide/decide.ts';
import { TESTS } from '../../functions/core/decide/operators.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle as bundleOf, type Entry } from '../../functions/core/release/bundle.ts';
import { reporter } from '../../functions/core/release/checks/report.ts';
import { checkRules } from '../../functions/core/release/checks/rules.ts';
import { readDefinition } from '../../functions/core/release/definition.ts';
import { completeFacts, decideOn } from '../../functions/core/release/examples/examples.ts';

const packs = loadPacks('.').entries;
const release = bundleOf(packs);

/** The library as it comes, our operators and named conditions registered, an unknown fact holding for nothing. */
function plainLibrary(rules: { id: string; conditions: unknown; event: { type: string } }[], named: object) {
  const engine = new Engine([], { allowUndefinedFacts: true });
  for (const [name, test] of Object.entries(TESTS))
    engine.addOperator<FactValue, FactValue>(
      name,
      (v, b) => v !== undefined && b !== undefined && test(v as never, b as never),
    );
  for (const [name, { is }] of Object.entries(named)) engine.setCondition(name, is);
  for (const { id, conditions, event } of rules)
    engine.addRule({ name: id, conditions: conditions as RuleProperties['conditions'], event });
  return async (facts: object) =>
    (await engine.run(facts as Record<string, FactValue>)).results.map((r) => r.name).sort();
}

const named = Object.assign({}, ...release.all('conditions').map((e) => e.body.conditions)) as object;
const usesNames = release.all('ruleset').filter((e) => JSON.stringify(e.body).includes('"condition"'));

describe('常用条件', () => {
  test('每个常用条件至少在两条规则里用到', () => {
    for (const name of Object.keys(named)) {
      const rules = release.all('ruleset').flatMap((e) => e.body.rules);
      const used = rules.filter((r) => JSON.stringify(r.conditions).includes(`"condition":"${name}"`));
      expect(used.length, name).toBeGreaterThan(1);
    }
    expect(Object.keys(named).length).toBeGreaterThanOrEqual(3);
  });

  test.each(usesNames.map((e) => e.id))(
    '规则文件 %s 不加改动就能装进 json-rules-engine，与展开后的结果逐例相同',
    async (id) => {
      const written = (release.get('ruleset', id) as Entry<'ruleset'>).body;
      const set = release.ruleSet(id) as PinnedRuleSet;
      const examples = release.get('examples', id)?.body.examples ?? [];
      expect(examples.length).toBeGreaterThan(0);
      const library = plainLibrary(written.rules, named);
      const expanded = plainLibrary(set.ruleSet.rules, {});
      for (const { name, facts: supplied, asOf } of examples) {
        const { facts } = completeFacts(release, supplied, asOf);
        const by = await library(facts);
        expect(by, name).toEqual(await expanded(facts));
        const verdict = await decideOn(release, set, supplied, asOf);
        const settled = verdict.rules.filter((r) => r.status !== 'unknown').map((r) => r.id);
        const satisfied = verdict.rules.filter((r) => r.status === 'satisfied').map((r) => r.id);
        expect(
          by.filter((rule) => settled.includes(rule as string)),
          name,
        ).toEqual(satisfied.sort());
      }
    },
  );

  test('判定的说明用常用条件的名称和依据', async () => {
    const set = release.ruleSet('gate-review');
    if (!set) throw new Error('gate-review');
    const facts = { 'case.marks': ['investigation-concluded', 'hearing-requested'] };
    const verdict = await decideOn(release, set, facts, '2026-05-20');
    const judged = verdict.rules.find((r) => r.id === 'RV-HEARING')?.conditions as JudgedCondition;
    expect(judged).toMatchObject({
      label: '当事人要求听证，听证尚未办结',
      basis: '行政处罚法第65条',
      status: 'satisfied',
    });
    expect(judged.all?.map((c) => c.fact)).toEqual(['case.marks', 'case.marks']);
  });

  test('判定记录运行的内容：没有展开的记规则集本身的指纹，展开了的记展开后的指纹', () => {
    const plain = release.get('ruleset', 'gate-filing') as Entry<'ruleset'>;
    expect(release.ruleSet('gate-filing')).toEqual({ ruleSet: plain.body, hash: plain.hash });
    const used = release.ruleSet('gate-review');
    expect(used?.hash).toBe(contentHash(used?.ruleSet));
    expect(used?.hash).not.toBe(release.get('ruleset', 'gate-review')?.hash);
    expect(release.ruleSet('gate-review')).toBe(used);
  });

  test('改动常用条件，用到它的规则集指纹都变，没有用到的不变', () => {
    const book = release.get('conditions', 'ordinary-penalty') as Entry<'conditions'>;
    const changed = structuredClone(book.body);
    const running = changed.conditions['instalment-running'];
    if (running) running.label = '延期、分期期间未满';
    const after = over([['conditions', changed]]);
    const moved = release
      .ruleSets()
      .filter((s) => after.ruleSet(s.ruleSet.id)?.hash !== s.hash)
      .map((s) => s.ruleSet.id);
    expect(moved).toEqual(['gate-execution', 'gate-urge']);
  });
});

/** The shipped packs with some definitions more, or in place of others. */
function over(bodies: [Kind, { id: string }][]): Bundle {
  const entries = new Map(packs.map((e) => [`${e.kind}/${e.id}`, e]));
  for (const [kind, body] of bodies)
    entries.set(`${kind}/${body.id}`, { kind, id: body.id, hash: contentHash(body), body } as Entry);
  return bundleOf([...entries.values()]);
}

const minor = { fact: 'party.minor', operator: 'is', value: true };
const book = (conditions: Record<string, object>, id = 'drafted'): NamedConditions => ({
  id,
  title: '草案中的条件',
  conditions: Object.fromEntries(
    Object.entries(conditions).map(([name, is]) => [name, { label: name, is: is as never }]),
  ),
});
const ruleSet = (conditions: object): WrittenRuleSet => ({
  id: 'drafted',
  title: '草案规则',
  about: '',
  asOf: 'decision',
  rules: [
    {
      id: 'D-ONE',
      title: '一条规则',
      severity: 'block',
      overridable: false,
      legalBasis: ['行政处罚法第30条'],
      verified: 'stored_text',
      conditions: conditions as never,
      event: { type: 'deny', params: { say: '不予放行。' } },
    },
  ],
});
const faultsOf = (...bodies: [Kind, { id: string }][]) => {
  const drafted = over(bodies);
  const found = [] as Finding[];
  checkRules(drafted, (definition) => reporter(found, definition));
  return { drafted, found: found.map((f) => [f.code, f.definition, f.path]), says: found.map((f) => f.say) };
};

describe('写错的规则文件不收：指出位置、原因和应当怎样写', () => {
  test('互相引用成圈的常用条件', () => {
    const { drafted, found, says } = faultsOf(
      ['conditions', book({ a: { all: [{ condition: 'b' }] }, b: { not: { condition: 'a' } } })],
      ['ruleset', ruleSet({ condition: 'a' })],
    );
    expect(found).toEqual([
      ['cyclic-condition', 'conditions/drafted', '/conditions/a/is'],
      ['cyclic-condition', 'conditions/drafted', '/conditions/b/is'],
    ]);
    expect(says[0]).toContain('a → b → a');
    expect(drafted.ruleSet('drafted')).toBeNull();
    expect(drafted.ruleSet('gate-review')).not.toBeNull();
  });

  test('引用自己的常用条件', () => {
    const { found } = faultsOf(['conditions', book({ a: { any: [minor, { condition: 'a' }] } })]);
    expect(found).toEqual([['cyclic-condition', 'conditions/drafted', '/conditions/a/is']]);
  });

  test('引用没有写明的名称，指出引用的位置', () => {
    const { found } = faultsOf(
      ['conditions', book({ a: { all: [minor, { condition: 'none' }] } })],
      ['ruleset', ruleSet({ all: [{ not: { condition: 'hearing-unfinishd' } }] })],
    );
    expect(found).toEqual([
      ['unknown-condition', 'conditions/drafted', '/conditions/a/is/all/1/condition'],
      ['unknown-condition', 'ruleset/drafted', '/rules/0/conditions/all/0/not/condition'],
    ]);
  });

  test('同一名称写了两次', () => {
    const { found, says } = faultsOf(['conditions', book({ 'hearing-unfinished': { all: [minor] } })]);
    expect(found).toContainEqual([
      'condition-twice',
      expect.stringMatching(/^conditions\//),
      '/conditions/hearing-unfinished',
    ]);
    expect(says.join()).toContain('名称不能重复');
  });

  test('层层加倍的常用条件：展开之前就拒绝，不占用内存和时间', () => {
    const names: Record<string, object> = { n0: { all: [minor, minor] } };
    for (let i = 1; i <= 60; i += 1)
      names[`n${i}`] = { all: [{ condition: `n${i - 1}` }, { condition: `n${i - 1}` }] };
    const { found } = faultsOf(['conditions', book(names)], ['ruleset', ruleSet({ condition: 'n60' })]);
    expect(found.map(([code]) => code)).toContain('condition-too-large');
  });

  test('很长的引用链也不会使系统停住', () => {
    const names: Record<string, object> = { n0: { all: [minor] } };
    for (let i = 1; i <= 5_000; i += 1) names[`n${i}`] = { not: { condition: `n${i - 1}` } };
    const { found } = faultsOf(['conditions', book(names)]);
    expect(found[0]?.[0]).toBe('condition-too-deep');
  });

  test.each<[string, object, string, RegExp]>([
    ['拼错的项', { fact: 'party.minor', operater: 'is', value: true }, '/operater', /operator/],
    ['没有的算子', { fact: 'party.minor', operator: 'equal', value: true }, '/operator', /应为其中之一.*is/],
    ['空的 all', { all: [] }, '/all', /不得少于 1/],
  ])('%s', (_, leaf, path, say) => {
    const read = readDefinition('ruleset', ruleSet({ all: [leaf] }));
    const faults = 'faults' in read ? read.faults : [];
    const fault = faults.find((f) => f.path === `/rules/0/conditions/all/0${path}`);
    expect(fault, JSON.stringify(faults)).toBeDefined();
    expect(fault?.say).toMatch(say);
  });

  test('应写日期的地方写了数字', () => {
    const leaf = { fact: 'act.day', operator: 'onOrAfter', value: 20260101 };
    const { found, says } = faultsOf(['ruleset', ruleSet({ all: [leaf] })]);
    expect(found[0]).toEqual(['type-mismatch', 'ruleset/drafted', '/rules/0/conditions/all/0/value']);
    expect(says[0]).toContain('应为日期，如 2026-05-20');
  });

  test('嵌套上万层的条件', () => {
    let deep: object = minor;
    for (let i = 0; i < 20_000; i += 1) deep = { not: deep };
    const read = readDefinition('ruleset', ruleSet(deep));
    expect('faults' in read && read.faults[0]).toMatchObject({ code: 'too-deep' });
    expect('faults' in read && read.faults[0]?.say).toMatch(/条件嵌套超过 \d+ 层/);
  });
});
