import type { Bundle } from '../../core/release/bundle.ts';
import { coverageOf } from '../../core/release/examples/strength.ts';
import { type Answer, BadInput, type Command, optionsOf } from './command.ts';
import { readPacks } from './packs.ts';

/** How well the examples on disk hold the rules: what they show of each, and the single mistakes none of them notices. */
export const coverage: Command = {
  usage: 'coverage [--rule-set <规则集>]',
  about: '样例覆盖率和变异检查：把每个条件逐一改错，必须有样例不再成立；有没被发现的，退出状态为 1',
  async run(args) {
    return coverageAnswer(readPacks(), optionsOf(args, ['rule-set'])['rule-set']);
  },
};

/** The report on one rule set or all; failed where a mistake goes unnoticed. @throws BadInput for a rule set there is not */
export function coverageAnswer(definitions: Bundle, wanted: string | undefined): Answer {
  const all = definitions.ruleSets();
  const sets = wanted === undefined ? all : all.filter(({ ruleSet }) => ruleSet.id === wanted);
  if (sets.length === 0)
    throw new BadInput(`没有规则集 ${wanted}；现有：${all.map(({ ruleSet }) => ruleSet.id).join('、')}`);
  const ruleSets = sets.map((set) =>
    coverageOf(definitions, set, definitions.get('examples', set.ruleSet.id)?.body.examples ?? []),
  );
  const survivors = ruleSets.flatMap((set) => set.survivors.map(({ path }) => `${set.id}${path}`));
  if (survivors.length === 0) return { json: { ruleSets } };
  const failed = `有 ${survivors.length} 处改错没有样例发现：${survivors.join('、')}`;
  return { json: { ruleSets }, failed };
}
