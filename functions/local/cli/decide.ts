import { systemClock } from '../../adapters/clock.ts';
import { settleCollectable } from '../../core/decide/settle.ts';
import { suppliedFaults } from '../../core/facts/dictionary.ts';
import type { Bundle } from '../../core/release/bundle.ts';
import { danglingIn } from '../../core/release/check.ts';
import { completeFacts, decideOn } from '../../core/release/examples/examples.ts';
import { dayOf, isDay } from '../../core/time/days.ts';
import { BadInput, type Command, optionsOf, readObject } from './command.ts';
import { readOver } from './packs.ts';

/** What a rule set says of the facts on stdin, by the packs on disk; no server is asked. */
export const decide: Command = {
  usage:
    'decide --rule-set <规则集> [--as-of <日期>] [--with <规则包文件夹、草案文件或者草案编号>] [--settle]',
  about:
    '用标准输入的事实（JSON）试算一个规则集；日期缺省为今天；--with 把规则包或草案覆盖在现有规则包上试算；--settle 另外列出查明哪些事实就能判定尚不能判定的规则',
  async run(args) {
    const options = optionsOf(args, ['rule-set', 'as-of', 'with'], ['settle']);
    const asOf = options['as-of'] ?? dayOf(systemClock.now());
    if (!isDay(asOf)) throw new BadInput(`--as-of ${asOf} 不是日期，应如 2026-05-20`);
    const facts = await readObject();
    const definitions = await readOver(options.with);
    const ruleSet = ruleSetOf(definitions, options['rule-set']);
    if (options.with !== undefined) runnable(definitions, ruleSet.ruleSet.id);
    const faults = suppliedFaults(definitions.dictionary, facts);
    if (faults.length > 0)
      throw new BadInput(`事实不正确：${faults.map(({ path, say }) => `${path} ${say}`).join('；')}`);

    const verdict = await decideOn(definitions, ruleSet, facts, asOf);
    const { outcome, effects, missingFacts, release } = verdict;
    const rules = verdict.rules.map(({ id, status, conditions }) => ({ id, status, conditions }));
    const answer = { outcome, effects, rules, missingFacts, ruleSet: ruleSet.ruleSet.id, release };
    if (!options.settle) return { json: answer };
    const judgedOn = completeFacts(definitions, facts, asOf).facts;
    const settle = rules
      .filter(({ status }) => status === 'unknown')
      .map(({ id, conditions }) => [id, settleCollectable(conditions, definitions.dictionary, judgedOn)]);
    return { json: { ...answer, settle: Object.fromEntries(settle) } };
  },
};

/** A draft may be tried half done, but not on facts that cannot be worked out. @throws BadInput */
function runnable(definitions: Bundle, id: string): void {
  const bears = new RegExp(`^(facts|params|conditions)/|^(ruleset|table)/${id.replaceAll('.', '\\.')}$`);
  const errors = danglingIn(definitions).filter((f) => f.severity === 'error' && bears.test(f.definition));
  const [first] = errors;
  if (first)
    throw new BadInput(
      `还不能试算，有 ${errors.length} 处错误：${first.definition}${first.path} ${first.say}。全部错误见 check 命令`,
    );
}

function ruleSetOf(definitions: Bundle, id: string | undefined) {
  const known = definitions.ruleSets().map((set) => set.ruleSet.id);
  if (id === undefined) throw new BadInput(`请用 --rule-set 指明规则集：${known.join('、')}`);
  const set = definitions.ruleSet(id);
  if (!set) throw new BadInput(`没有规则集 ${id}；现有：${known.join('、')}`);
  return set;
}
