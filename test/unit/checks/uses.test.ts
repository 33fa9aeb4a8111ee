import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../../functions/adapters/packs.ts';
import type { DefinitionOf } from '../../../functions/contract/definitions/release.ts';
import type { RuleEffect, WrittenRule } from '../../../functions/contract/definitions/rules.ts';
import { bundle } from '../../../functions/core/release/bundle.ts';
import { withChanges } from '../../../functions/core/release/changes.ts';
import { checkBundle } from '../../../functions/core/release/check.ts';
import { exampleFaults } from '../../../functions/core/release/examples/examples.ts';
import { example } from '../../support/rules.ts';
import { codes, DAY, entry, need, rule, small } from './small.ts';

const shipped = bundle(loadPacks('.').entries);
const findingsOf = (changes: Record<string, unknown>) => checkBundle(withChanges(shipped, changes), [DAY]);
const errorsOf = async (changes: Record<string, unknown>) =>
  (await findingsOf(changes)).filter(({ severity }) => severity === 'error');
/** A shipped rule set with one of its rules changed. */
function changed(id: string, index: number, change: (rule: WrittenRule) => Partial<WrittenRule>) {
  const set = shipped.get('ruleset', id)?.body as DefinitionOf<'ruleset'>;
  return {
    [`ruleset/${id}`]: { ...set, rules: set.rules.map((r, i) => (i === index ? { ...r, ...change(r) } : r)) },
  };
}
const asks = (fact: string, operator: string, value: string[]) => ({
  conditions: { all: [{ fact, operator, value }] },
});

describe('规则和程序互相用到的名称，须有一方产生', () => {
  test('暂停没有的步骤，指出本来应当写的步骤', async () => {
    const freezes: RuleEffect = {
      type: 'freeze',
      params: { actions: ['prior-notice', 'decide-penalt'], open: 'criminal-referral', say: '暂停' },
    };
    const errors = await errorsOf(changed('criminal-referral', 0, () => ({ event: freezes })));
    expect(errors).toMatchObject([
      {
        code: 'unknown-action',
        definition: 'ruleset/criminal-referral',
        path: '/rules/0/event/params/actions/1',
      },
    ]);
    expect(errors[0]?.say).toContain('没有步骤“decide-penalt”');
  });

  test('要求先办的事项没有任何一步问到', async () => {
    const event: RuleEffect = { type: 'require', params: { need: 'legal-reveiw', say: '须经法制审核' } };
    const errors = await errorsOf(changed('major-decision', 0, () => ({ event })));
    expect(errors).toMatchObject([{ code: 'need-unread', path: '/rules/0/event/params/need' }]);
    expect(errors[0]?.say).toContain('是否应为“legal-review”');
  });

  test.each([
    ['case.marks', 'contains', 'legal-review-pased', '里程碑', 'legal-review-passed'],
    ['case.requires', 'contains', 'legal-reveiw', '须先办理的事项', 'legal-review'],
    ['case.flags', 'containsAny', 'crime-suspect', '标记', 'crime-suspected'],
    ['case.stage', 'isOneOf', 'investigatd', '阶段', null],
    ['case.done', 'lacks', 'decid', '步骤', 'decide'],
    ['actor.duties', 'containsAny', 'investigater', '职责', 'investigator'],
  ])('%s 里没有任何步骤产生的名称', async (fact, operator, name, what, meant) => {
    const errors = await errorsOf(changed('gate-decision', 0, () => asks(fact, operator, [name])));
    const [finding] = errors.filter(({ path }) => path === '/rules/0/conditions/all/0/value');
    expect(finding).toMatchObject({ code: 'never-produced', definition: 'ruleset/gate-decision' });
    expect(finding?.say).toContain(`从不产生${what}“${name}”`);
    if (meant) expect(finding?.say).toContain(`是否应为“${meant}”`);
  });

  test('程序撤下没有的里程碑，暂停没有的步骤', async () => {
    const procedure = shipped.get('procedure', 'jurisdiction-dispute')?.body as DefinitionOf<'procedure'>;
    const claim = procedure.actions['claim-jurisdiction'] as (typeof procedure.actions)[string];
    const parent = { freeze: ['decidee'], unmark: ['dispute-setled'], say: '暂停' };
    const actions = { ...procedure.actions, 'claim-jurisdiction': { ...claim, leadsTo: [{ parent }] } };
    const errors = await errorsOf({ 'procedure/jurisdiction-dispute': { ...procedure, actions } });
    const at = '/actions/claim-jurisdiction/leadsTo/0/parent';
    expect(errors.filter(({ path }) => path.startsWith(at)).map(({ code, path }) => [code, path])).toEqual([
      ['unknown-action', `${at}/freeze/0`],
      ['never-produced', `${at}/unmark/0`],
    ]);
  });

  test('期限等候的、承接的里程碑没有任何步骤设置', async () => {
    const procedure = shipped.get('procedure', 'jurisdiction-dispute')?.body as DefinitionOf<'procedure'>;
    const claim = procedure.actions['claim-jurisdiction'] as (typeof procedure.actions)[string];
    const start = [{ id: 'HUD_JURIS_7WD', mark: 'first-handeld' }];
    const actions = {
      ...procedure.actions,
      'claim-jurisdiction': { ...claim, leadsTo: [{ clocks: { start } }] },
    };
    const takesOver = { facts: [], marks: ['decision-served', 'no-such-mark'] };
    const errors = await errorsOf({ 'procedure/jurisdiction-dispute': { ...procedure, actions, takesOver } });
    expect(errors.map(({ code, path }) => [code, path])).toEqual(
      expect.arrayContaining([
        ['never-produced', '/actions/claim-jurisdiction/leadsTo/0/clocks/start/0'],
        ['never-produced', '/takesOver/marks/1'],
      ]),
    );
  });

  test('期限的终止、起算之日等候没有的里程碑，或者看集合里没有的成员', async () => {
    const procedure = shipped.get('procedure', 'jurisdiction-dispute')?.body as DefinitionOf<'procedure'>;
    const claim = procedure.actions['claim-jurisdiction'] as (typeof procedure.actions)[string];
    const where = { fact: 'decision.kinds', beyond: ['fines'] };
    const start = [
      {
        id: 'HUD_JURIS_7WD',
        unmark: ['decided', 'no-such'],
        latest: [{ fact: 'decision.day', mark: 'nor-this' }],
      },
    ];
    const clocks = { start, stop: [{ id: 'SEED_ASSIST', unmark: 'not-either', where }] };
    const actions = { ...procedure.actions, 'claim-jurisdiction': { ...claim, leadsTo: [{ clocks }] } };
    const errors = await errorsOf({ 'procedure/jurisdiction-dispute': { ...procedure, actions } });
    const at = '/actions/claim-jurisdiction/leadsTo/0/clocks';
    expect(errors.filter(({ path }) => path.startsWith(at)).map(({ code, path }) => [code, path])).toEqual(
      expect.arrayContaining([
        ['never-produced', `${at}/start/1`],
        ['never-produced', `${at}/start/2`],
        ['never-produced', `${at}/stop/0`],
        ['unknown-fact', `${at}/stop`],
      ]),
    );
  });

  test('规则不能开启没有写明从哪里开始的程序', async () => {
    const event: RuleEffect = { type: 'open', params: { open: 'jurisdiction-dispute', say: '开启' } };
    const errors = await errorsOf(changed('criminal-referral', 0, () => ({ event })));
    const [finding] = errors.filter(({ definition }) => definition === 'ruleset/criminal-referral');
    expect(finding).toMatchObject({ code: 'not-openable', path: '/rules/0/event/params/open' });
  });

  test('没有步骤使用的规则集有提示', async () => {
    const set = { id: 'idle', title: '没人用', about: '', asOf: 'decision' as const };
    const rules = [rule('R', { all: [{ fact: 'a.yes', operator: 'is', value: true }] })];
    const findings = await checkBundle(small([], [entry('ruleset', { ...set, rules })]), [DAY]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'ruleset-unused', severity: 'warning', definition: 'ruleset/idle' }),
    );
  });

  test('没有这一规则集的样例是错误，不会没人知道', async () => {
    const examples = { ruleSet: 'no-such-set', examples: [example({}, { outcome: 'allowed' })] };
    expect(await errorsOf({ 'examples/no-such-set': examples })).toMatchObject([
      { code: 'unknown-ruleset', definition: 'examples/no-such-set', path: '/ruleSet' },
    ]);
  });

  test('读取期限的事实须是期限能答的类型', async () => {
    const dictionary = shipped.get('facts', 'penalty')?.body as DefinitionOf<'facts'>;
    const facts = { ...dictionary.facts };
    for (const name of ['clock.serveDue', 'clock.payExpired'])
      facts[name] = { ...(facts[name] as (typeof facts)[string]), type: 'instant' };
    const errors = await errorsOf({ 'facts/penalty': { ...dictionary, facts } });
    const own = errors.filter(({ definition }) => definition === 'facts/penalty');
    expect(own.map(({ code, path }) => [code, path]).sort()).toEqual([
      ['type-mismatch', '/facts/clock.payExpired/type'],
      ['type-mismatch', '/facts/clock.serveDue/type'],
    ]);
  });

  test('写错一个常用条件的名称，只指出这一处，不牵连别的规则集', async () => {
    const misspelt = changed('criminal-referral', 0, () => ({
      conditions: { all: [{ condition: 'nope' }] },
    }));
    const errors = await errorsOf(misspelt);
    expect(errors.map(({ code, definition, path }) => [code, definition, path])).toEqual([
      ['unknown-condition', 'ruleset/criminal-referral', '/rules/0/conditions/all/0/condition'],
    ]);
  });

  test('写错一个规则集的名称，不牵连问到它的标记和事项的规则集', async () => {
    const procedure = shipped.get('procedure', 'ordinary-penalty')?.body as DefinitionOf<'procedure'>;
    const actions = Object.fromEntries(
      Object.entries(procedure.actions).map(([id, action]) => [
        id,
        { ...action, rules: action.rules.map((set) => (set === 'major-decision' ? 'major-decison' : set)) },
      ]),
    );
    const errors = await errorsOf({ 'procedure/ordinary-penalty': { ...procedure, actions } });
    expect(errors.length).toBeGreaterThan(0);
    expect(new Set(codes(errors))).toEqual(new Set(['unknown-ruleset']));
  });

  test('随软件发布的规则包没有这些问题', async () => {
    const found = codes(await findingsOf({}));
    for (const code of ['unknown-action', 'never-produced', 'need-unread', 'ruleset-unused'])
      expect(found).not.toContain(code);
  });
});

describe('样例可以写明后果', () => {
  const conditions = { all: [{ fact: 'a.yes', operator: 'is', value: true }] };
  const definitions = small([rule('R', conditions, { event: need('legal-review') })]);
  const set = definitions.ruleSet('small');
  const faults = (effects: NonNullable<Parameters<typeof example>[1]['effects']>) =>
    exampleFaults(definitions, set as NonNullable<typeof set>, example({ 'a.yes': true }, { effects }));

  test('与判定的后果一致就成立，告知语不算', async () => {
    expect(await faults([{ type: 'require', need: 'legal-review' }])).toEqual([]);
  });

  test('不一致的指出应为和实为', async () => {
    const [fault] = await faults([{ type: 'require', need: 'hearing' }]);
    expect(fault).toContain('后果应为');
    expect(fault).toContain('legal-review');
    expect(await faults([])).toHaveLength(1);
  });
});
