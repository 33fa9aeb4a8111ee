import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../functions/adapters/packs.ts';
import type { Finding } from '../../functions/contract/definitions/release.ts';
import type { DecisionTable } from '../../functions/contract/definitions/tables.ts';
import { contentHash } from '../../functions/core/hash.ts';
import { type Bundle, bundle as bundleOf, type Entry } from '../../functions/core/release/bundle.ts';
import { reporter } from '../../functions/core/release/checks/report.ts';
import { checkRules } from '../../functions/core/release/checks/rules.ts';
import { readDefinition } from '../../functions/core/release/definition.ts';
import { decideOn, exampleFaults } from '../../functions/core/release/examples/examples.ts';
import { ruleSetOfTable } from '../../functions/core/rules/table.ts';

const packs = loadPacks('.').entries;
const release = bundleOf(packs);
const DAY = '2026-05-20';

/** Fines by whom they fall on: 处罚法51 as a table, the smallest one that shows everything. */
const table = (change: Partial<DecisionTable> = {}): DecisionTable => ({
  id: 'summary',
  title: '简易程序的罚款限额',
  about: '',
  asOf: 'decision',
  severity: 'info',
  overridable: false,
  whenUnknown: 'pass',
  hit: 'unique',
  covers: [{ fact: 'party.kind', every: true }],
  columns: [{ fact: 'party.kind' }, { fact: 'penalty.fine', label: '罚款' }],
  rows: [
    row('S-PERSON', [
      [{ operator: 'isOneOf', value: ['individual'] }],
      [{ operator: 'atMost', value: 20_000 }],
    ]),
    row('S-ORG', [[{ operator: 'isOneOf', value: ['org'] }], [{ operator: 'atMost', value: 300_000 }]]),
    row('S-NONE', [
      null,
      [
        { operator: 'atLeast', value: 0 },
        { operator: 'lessThan', value: 1 },
      ],
    ]),
  ],
  ...change,
});
function row(id: string, cells: DecisionTable['rows'][number]['cells']): DecisionTable['rows'][number] {
  return {
    id,
    title: id,
    cells,
    legalBasis: ['《行政处罚法》第五十一条'],
    verified: 'stored_text',
    event: { type: 'flag', params: { flag: 'summary-possible', say: '可以当场作出处罚决定。' } },
  };
}
const withTable = (body: DecisionTable) =>
  bundleOf([...packs, { kind: 'table', id: body.id, hash: contentHash(body), body } as Entry]);
function found(bundle: Bundle): Finding[] {
  const findings: Finding[] = [];
  checkRules(bundle, (definition) => reporter(findings, definition));
  return findings;
}
const errorsOf = (body: DecisionTable) =>
  found(withTable(body))
    .filter((f) => f.severity === 'error' && f.definition === `table/${body.id}`)
    .map((f) => [f.code, f.path]);

describe('决策表', () => {
  test('每一行是一条规则，每一格是对一个事实的全部要求，不限的不问', () => {
    const { rules } = ruleSetOfTable(table());
    expect(rules.map((r) => [r.id, r.conditions])).toEqual([
      [
        'S-PERSON',
        {
          all: [
            { fact: 'party.kind', operator: 'isOneOf', value: ['individual'] },
            { fact: 'penalty.fine', operator: 'atMost', value: 20_000, label: '罚款' },
          ],
        },
      ],
      [
        'S-ORG',
        {
          all: [
            { fact: 'party.kind', operator: 'isOneOf', value: ['org'] },
            { fact: 'penalty.fine', operator: 'atMost', value: 300_000, label: '罚款' },
          ],
        },
      ],
      [
        'S-NONE',
        {
          all: [
            { fact: 'penalty.fine', operator: 'atLeast', value: 0, label: '罚款' },
            { fact: 'penalty.fine', operator: 'lessThan', value: 1, label: '罚款' },
          ],
        },
      ],
    ]);
    for (const rule of rules) expect(rule).toMatchObject({ severity: 'info', whenUnknown: 'pass' });
  });

  test.each([
    ['公民罚款二百元（含）', 'individual', 20_000, ['S-PERSON']],
    ['公民罚款超过二百元', 'individual', 20_001, []],
    ['单位罚款三千元（含）', 'org', 300_000, ['S-ORG']],
    ['单位罚款超过三千元', 'org', 300_001, []],
  ])('按表判断：%s', async (_, kind, fine, fired) => {
    const bundle = withTable(table());
    const set = bundle.ruleSet('summary');
    if (!set) throw new Error('summary');
    const verdict = await decideOn(bundle, set, { 'party.kind': kind, 'penalty.fine': fine }, DAY);
    expect(verdict.rules.filter((r) => r.fired).map((r) => r.id)).toEqual(fired);
    expect(verdict.ruleSets).toEqual({ summary: set.hash });
  });

  test('一行可以对未知另作规定', () => {
    const rows = table().rows.map((r, i) => (i === 1 ? { ...r, whenUnknown: 'fire' as const } : r));
    const { rules } = ruleSetOfTable(table({ rows }));
    expect(rules.map((r) => r.whenUnknown)).toEqual(['pass', 'fire', 'pass']);
  });

  test('听证权表：每行都有命中和不命中的样例，数额标准有边界样例，样例全部成立', async () => {
    const set = release.ruleSet('hearing-right');
    const examples = release.get('examples', 'hearing-right')?.body.examples ?? [];
    if (!set || !release.get('table', 'hearing-right')) throw new Error('hearing-right');
    expect(set.ruleSet.rules).toHaveLength(13);
    for (const example of examples)
      expect(await exampleFaults(release, set, example), example.name).toEqual([]);
    for (const { id } of set.ruleSet.rules) {
      const shown = examples.flatMap(({ expect: { fired, status } }) => [
        ...(fired ? [fired.includes(id) ? 'satisfied' : 'unsatisfied'] : []),
        ...(status?.[id] ? [status[id]] : []),
      ]);
      expect(shown, id).toContain('satisfied');
      expect(shown, id).toContain('unsatisfied');
    }
    for (const [fact, bound] of [
      ['penalty.fine', 'param.hearing.largeFine.individual'],
      ['penalty.fine', 'param.hearing.largeFine.org'],
      ['penalty.confiscatedValue', 'param.hearing.largeConfiscation'],
    ] as const)
      expect(
        examples.some(({ facts }) => facts[bound] !== undefined && facts[fact] === facts[bound]),
        bound,
      ).toBe(true);
  });
});

describe('写错的决策表不收', () => {
  test.each<[string, Partial<DecisionTable>, string, RegExp]>([
    [
      '格数与列数不同',
      { rows: [row('S-SHORT', [null])] },
      '/rows/0/cells',
      /应有 2 格，与列数相同，现有 1 格/,
    ],
    ['一行全是不限', { rows: [row('S-ANY', [null, null])] }, '/rows/0/cells', /不能全为不限/],
    ['没有行', { rows: [] }, '/rows', /不得少于 1/],
    ['命中方式写错', { hit: 'first' as never }, '/hit', /unique、collect/],
  ])('%s', (_, change, path, say) => {
    const read = readDefinition('table', table(change));
    const faults = 'faults' in read ? read.faults : [];
    expect(faults.find((f) => f.path === path)?.say, JSON.stringify(faults)).toMatch(say);
  });

  test('五兆的决策表', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => row(`S-${i}`, table().rows[0]?.cells ?? []));
    const read = readDefinition('table', table({ rows }));
    expect('faults' in read && read.faults).toMatchObject([{ code: 'too-large' }]);
  });

  test('与规则集同名、行号重复、列重复、没有这个事实、算子与类型不符', () => {
    expect(errorsOf(table({ id: 'gate-filing' }))).toContainEqual(['ruleset-twice', '/id']);
    const [first] = table().rows;
    const twice = table({ rows: [first as never, first as never] });
    expect(errorsOf(twice)).toContainEqual(['rule-twice', '/rows/1/id']);
    const columns = [{ fact: 'party.kind' }, { fact: 'party.kind' }];
    const repeated = table({ columns, rows: [row('S-A', [null, first?.cells[0] ?? null])] });
    expect(errorsOf(repeated)).toContainEqual(['column-twice', '/columns/1/fact']);
    const strange = table({ columns: [{ fact: 'party.kind' }, { fact: 'penalty.fin' }] });
    expect(errorsOf(strange)).toContainEqual(['unknown-fact', '/columns/1/fact']);
    const wrong = [row('S-A', [[{ operator: 'atMost', value: 5 }], null])];
    expect(errorsOf(table({ rows: wrong }))).toContainEqual([
      'unknown-operator',
      '/rows/0/cells/0/0/operator',
    ]);
  });
});
