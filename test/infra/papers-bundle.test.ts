import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { createPapers } from '../../functions/adapters/papers/index.ts';
import type { Paper } from '../../functions/contract/case.ts';
import { sha256 } from '../../functions/core/hash.ts';
import { ensureFonts } from '../../functions/local/fonts.ts';
import { scratch } from './support.ts';

const run = promisify(execFile);
const paper: Paper = {
  template: 'DOC-27',
  templateHash: 'a'.repeat(64),
  title: '行政处罚决定书',
  number: '楚大综执罚决〔2026〕1号',
  seal: 'TOWN_GOV',
  layout: 'letter',
  authority: '楚雄市大过口乡人民政府',
  issuedAt: '2026-05-20T01:00:00.000Z',
  day: '2026-05-20',
  lines: [{ text: '本机关决定处以罚款人民币伍仟元整。' }],
  attachments: [],
  copies: null,
  everyPageSigned: [],
  checkUrl: 'https://zhifa.example/public/check',
  hash: 'ab'.repeat(32),
};

test('a paper is printed from the bundle and the fonts alone, byte for byte as from the sources', async () => {
  const fonts = await ensureFonts();
  const adapter = join(import.meta.dirname, '../../functions/adapters/papers/index.ts');
  const outfile = join(scratch, 'papers.mjs');
  // the settings of infra/constructs/zone-function.ts
  await build({
    stdin: {
      contents: `export { createPapers } from ${JSON.stringify(adapter)}`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
    outfile,
    logLevel: 'error',
  });
  const script = join(scratch, 'print.mjs');
  writeFileSync(
    script,
    `import { createPapers } from './papers.mjs';
import { createHash } from 'node:crypto';
const pdf = await createPapers({ fonts: process.argv[2] }).pdf(JSON.parse(process.argv[3]), { mode: 'issued', tenant: 'daguokou' });
console.log(createHash('sha256').update(pdf).digest('hex'));`,
  );
  const { stdout } = await run(process.execPath, [script, fonts, JSON.stringify(paper)], { cwd: scratch });
  const here = await createPapers({ fonts }).pdf(paper, { mode: 'issued', tenant: 'daguokou' });
  expect(stdout.trim()).toBe(sha256(here));
});
