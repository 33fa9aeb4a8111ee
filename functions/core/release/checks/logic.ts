import type { Finding } from '../../../contract/definitions/release.ts';
import type { PinnedRuleSet } from '../../decide/decide.ts';
import { Keeper } from '../../keeper.ts';
import type { Bundle } from '../bundle.ts';
import { checkConstants } from './logic/constants.ts';
import { checkPairs } from './logic/pairs.ts';
import { checkReach } from './logic/reach.ts';
import { subjectOf } from './logic/subject.ts';
import { checkTable } from './logic/tables.ts';

/** Lets others have their turn. */
export type Breathe = () => Promise<void>;

/** Findings by everything they depend on: most drafts leave most rule sets as they were. */
const known = new Keeper<Promise<Finding[]>>(2000);

/**
 * What the rules of each set mean together: conditions that never or always hold, rules that say the same or the opposite,
 * tables with gaps and overlaps. A claim that something cannot be is made only where the whole space of facts was searched;
 * every finding carries facts on which the real decision was run and showed it. Where one search gives up, nothing is claimed
 * (`logic/search.ts`); where the set as a whole costs too much, that is said.
 */
export async function checkLogic(
  bundle: Bundle,
  day: string,
  breathe: Breathe = async () => undefined,
): Promise<Finding[]> {
  const shared = (['facts', 'params'] as const).flatMap((kind) => bundle.all(kind).map((e) => e.hash)).join();
  const findings: Finding[] = [];
  for (const set of bundle.ruleSets()) {
    await breathe();
    const key = [set.hash, bundle.get('table', set.ruleSet.id)?.hash, day, shared].join();
    findings.push(...(await known.keep(key, () => examine(bundle, set, day))));
  }
  return findings;
}

async function examine(bundle: Bundle, set: PinnedRuleSet, day: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const subject = subjectOf(bundle, set, day, findings);
  const constant = await checkConstants(subject);
  const table = bundle.get('table', set.ruleSet.id)?.body;
  if (table) await checkTable(subject, table);
  // rows of a unique table never hold together: what is wrong with them is an overlap
  if (table?.hit !== 'unique') await checkPairs(subject, constant);
  await checkReach(subject, constant);
  const { unasked } = subject.world.effort;
  if (unasked > 0)
    subject.say({
      severity: 'warning',
      code: 'not-all-checked',
      path: '',
      say: `规则之间的关系未全部检查：规则太多、彼此重叠太多，还有 ${unasked} 个问题没有问。请拆成几个规则集，或者先改正已经指出的问题`,
    });
  return findings;
}
