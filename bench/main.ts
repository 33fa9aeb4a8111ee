/** `npm run bench -- submit|reads|rules|papers [--short] [--json]` */

import { paperFigures } from './papers/papers.ts';
import { readFigures } from './reads/reads.ts';
import { rulesFigures } from './rules/rules.ts';
import { submitFigures } from './submit/submit.ts';
import { optionsOf, publish, type Report } from './support/report.ts';

const FIGURES: Record<string, (short: boolean) => Promise<Report>> = {
  submit: submitFigures,
  reads: readFigures,
  rules: rulesFigures,
  papers: paperFigures,
};
const USAGE = `用法：npm run bench -- ${Object.keys(FIGURES).join('|')} [--short] [--json]`;

const [name = '', ...args] = process.argv.slice(2);
const figures = FIGURES[name];
if (!figures) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { json, short } = optionsOf(args, USAGE);
  publish(await figures(short), json);
}
