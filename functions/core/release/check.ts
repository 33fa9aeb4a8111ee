import type { Finding } from '../../contract/definitions/release.ts';
import type { Example, RuleSet } from '../../contract/definitions/rules.ts';
import type { Bundle } from './bundle.ts';
import { checkFacts } from './checks/facts.ts';
import { checkForms } from './checks/forms.ts';
import { checkMatters, checkPapers } from './checks/papers.ts';
import { checkProcedures } from './checks/procedures.ts';
import { reporter } from './checks/report.ts';
import { checkRules } from './checks/rules.ts';
import { exampleFaults } from './examples.ts';

/** Everything that keeps a set of definitions from being published: what dangles, what does not fit, what fails its examples. */
export async function checkBundle(bundle: Bundle): Promise<Finding[]> {
  const findings: Finding[] = [];
  const report = (definition: string) => reporter(findings, definition);
  for (const check of [checkFacts, checkRules, checkForms, checkProcedures, checkPapers, checkMatters])
    check(bundle, report);
  if (bundle.all('calendar').length !== 1) report('calendar')('', 'one-calendar', '应有且只有一份工作日历');
  if (findings.some((f) => f.severity === 'error')) return findings;
  await checkExamples(bundle, findings);
  return findings;
}

/** Findings on a rule set's examples, kept by everything they depend on: most drafts leave most rule sets as they were. */
const examined = new Map<string, Finding[]>();

async function checkExamples(bundle: Bundle, findings: Finding[]): Promise<void> {
  const shared = (['facts', 'params'] as const).flatMap((kind) => bundle.all(kind).map((e) => e.hash));
  for (const { id, body, hash } of bundle.all('ruleset')) {
    const examples = bundle.get('examples', id);
    const key = [hash, examples?.hash, ...shared].join();
    const known = examined.get(key) ?? (await examine(bundle, { body, hash }, examples?.body.examples ?? []));
    examined.set(key, known);
    findings.push(...known);
  }
}

/** Every example holds, and every rule has one that fires it and one that does not. */
async function examine(
  bundle: Bundle,
  set: { body: RuleSet; hash: string },
  examples: Example[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const say = reporter(findings, `examples/${set.body.id}`);
  const shown = new Map(set.body.rules.map((r) => [r.id, new Set<string>()]));
  for (const [i, example] of examples.entries()) {
    for (const fault of await exampleFaults(bundle, set, example))
      say(`/examples/${i}`, 'example-fails', `${example.name}:${fault}`);
    for (const [rule, status] of Object.entries(example.expect.status ?? {})) shown.get(rule)?.add(status);
    for (const rule of example.expect.fired ?? []) shown.get(rule)?.add('satisfied');
    if (example.expect.fired)
      for (const [rule, kinds] of shown) if (!example.expect.fired.includes(rule)) kinds.add('unsatisfied');
  }
  for (const [rule, kinds] of shown) {
    if (!kinds.has('satisfied')) say(`/${rule}`, 'no-firing-example', `规则“${rule}”没有使它命中的样例`);
    if (!kinds.has('unsatisfied')) say(`/${rule}`, 'no-quiet-example', `规则“${rule}”没有使它不命中的样例`);
  }
  return findings;
}
