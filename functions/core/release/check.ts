import type { Finding } from '../../contract/definitions/release.ts';
import type { Example } from '../../contract/definitions/rules.ts';
import type { PinnedRuleSet } from '../decide/decide.ts';
import { Keeper } from '../keeper.ts';
import type { Bundle } from './bundle.ts';
import { checkFacts } from './checks/facts.ts';
import { checkForms } from './checks/forms.ts';
import { checkInForce } from './checks/inforce.ts';
import { type Breathe, checkLogic } from './checks/logic.ts';
import { checkMatters } from './checks/matters.ts';
import { checkPapers } from './checks/papers.ts';
import { checkParams } from './checks/params.ts';
import { checkProcedures } from './checks/procedures.ts';
import { checkProfiles } from './checks/profiles.ts';
import { type Report, reporter } from './checks/report.ts';
import { checkRules } from './checks/rules.ts';
import { checkStatutes } from './checks/statutes.ts';
import { checkUses } from './checks/uses.ts';
import { exampleFaults } from './examples/examples.ts';
import { exampleStrength } from './examples/strength.ts';

const DANGLING = [
  checkFacts,
  checkParams,
  checkRules,
  checkForms,
  checkProcedures,
  checkUses,
  checkPapers,
  checkMatters,
  checkProfiles,
  checkExampleFiles,
];

/**
 * Everything that keeps a set of definitions from being published, and what its administrators should know: what dangles,
 * what does not fit, what the rules mean together, what does not hold on the days asked about, what fails its examples.
 * `days`: those it has to hold on, in order (today; the day it takes effect). Errors of the first kind come alone: the
 * others are asked only of definitions that hang together. `breathe` comes between rule sets: seconds of counting must not
 * keep everybody else of the same process waiting.
 */
export async function checkBundle(
  bundle: Bundle,
  days: [string, ...string[]],
  breathe: Breathe = async () => undefined,
): Promise<Finding[]> {
  const findings = danglingIn(bundle);
  if (findings.some((f) => f.severity === 'error')) return findings;
  findings.push(...(await checkLogic(bundle, days.at(-1) as string, breathe)));
  findings.push(...(await checkInForce(bundle, days)), ...(await checkStatutes(bundle, days)));
  await checkExamples(bundle, findings, breathe);
  return findings;
}

/** What dangles or does not fit, wherever it stands. */
export function danglingIn(bundle: Bundle): Finding[] {
  const findings: Finding[] = [];
  const report = (definition: string) => reporter(findings, definition);
  for (const check of DANGLING) check(bundle, report);
  if (bundle.all('calendar').length !== 1) report('calendar')('', 'one-calendar', '应有且只有一份工作日历');
  return findings;
}

/** The days a release has to hold on: today and the first day it is in force, in order. */
export const daysToHold = (today: string, from: string = today): [string, ...string[]] =>
  from === today ? [today] : from < today ? [from, today] : [today, from];

/** Examples of what is not there show nothing, and nobody would ever hear that they do not hold. */
function checkExampleFiles(bundle: Bundle, report: (id: string) => Report): void {
  for (const { id } of bundle.all('examples'))
    if (!bundle.get('ruleset', id) && !bundle.get('table', id))
      report(`examples/${id}`)(
        '/ruleSet',
        'unknown-ruleset',
        `规则集或者决策表“${id}”不存在，请改正名称或者删去这些样例`,
      );
}

/** Findings on a rule set's examples, kept by everything they depend on: most drafts leave most rule sets as they were. */
const examined = new Keeper<Promise<Finding[]>>(1000);

async function checkExamples(bundle: Bundle, findings: Finding[], breathe: Breathe): Promise<void> {
  const shared = (['facts', 'params'] as const).flatMap((kind) => bundle.all(kind).map((e) => e.hash));
  for (const set of bundle.ruleSets()) {
    await breathe();
    const examples = bundle.get('examples', set.ruleSet.id);
    const key = [set.hash, examples?.hash, ...shared].join();
    const found = await examined.keep(key, () => examine(bundle, set, examples?.body.examples ?? []));
    findings.push(...found);
  }
}

/** Every example holds, every rule has one that fires it and one that does not, and no single condition may be turned round. */
async function examine(bundle: Bundle, set: PinnedRuleSet, examples: Example[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = reporter(findings, `examples/${set.ruleSet.id}`);
  const shown = new Map(set.ruleSet.rules.map((r) => [r.id, new Set<string>()]));
  for (const [i, example] of examples.entries()) {
    const faults = await exampleFaults(bundle, set, example);
    // one example is one thing to mend, however much of it is otherwise
    if (faults.length > 0) say(`/examples/${i}`, 'example-fails', `${example.name}：${faults.join('；')}`);
    for (const [rule, status] of Object.entries(example.expect.status ?? {})) shown.get(rule)?.add(status);
    for (const rule of example.expect.fired ?? []) shown.get(rule)?.add('satisfied');
    if (example.expect.fired)
      for (const [rule, kinds] of shown) if (!example.expect.fired.includes(rule)) kinds.add('unsatisfied');
  }
  for (const [rule, kinds] of shown) {
    if (!kinds.has('satisfied')) say(`/${rule}`, 'no-firing-example', `规则“${rule}”没有使它命中的样例`);
    if (!kinds.has('unsatisfied')) say(`/${rule}`, 'no-quiet-example', `规则“${rule}”没有使它不命中的样例`);
  }
  // What else the examples leave open is worth hearing once they hold and every rule has its two.
  if (findings.length === 0) findings.push(...exampleStrength(bundle, set, examples));
  return findings;
}
