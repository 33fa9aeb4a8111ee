/** `npm run bench -- submit|reads [--short] [--json]` */

import { readFigures } from './reads/reads.ts';
import { submitFigures } from './submit/submit.ts';
import { optionsOf, publish, type Report } from './support/report.ts';

const FIGURES: Record<string, (short: boolean) => Promise<Report>> = {
  submit: submitFigures,
  reads: readFigures,
};
const USAGE = `用法:npm run bench -- ${Object.keys(FIGURES).join('|')} [--short] [--json]`;

const [name = '', ...args] = process.argv.slice(2);
const figures = FIGURES[name];
if (!figures) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const { json, short } = optionsOf(args, USAGE);
  publish(await figures(short), json);
}
