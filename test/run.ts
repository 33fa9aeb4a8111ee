/** `npm test`: lint, types, every kind of test, and a closing line `N passed, N failed`. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findChromium, MISSING_BROWSER } from './support/browser.ts';
import { findPoppler, MISSING_POPPLER } from './support/poppler.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** The tools are scripts: they run on the Node this runs on, whatever else is installed. */
const tool = (name: string, ...args: string[]) => [
  process.execPath,
  join(ROOT, 'node_modules/.bin', name),
  ...args,
];
type Tally = { passed: number; failed: number };

/** Runs one program with its output on ours. */
function run([command = '', ...args]: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** A step that is not made of tests counts only when it fails. */
const check =
  (...command: string[]) =>
  async (): Promise<Tally> => ({ passed: 0, failed: (await run(command)) ? 0 : 1 });

/** What the tests look at pages and papers with; a build machine, where we may, gets it here. */
async function provideReaders(): Promise<Tally> {
  const packages = [
    ...(findChromium() || process.env.CHROMIUM ? [] : ['chromium', 'fonts-noto-cjk']),
    ...(findPoppler() ? [] : ['poppler-utils']),
  ];
  if (packages.length > 0 && process.getuid?.() === 0) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    await run(['apt-get', 'update', '-q'], quiet);
    await run(['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...packages], quiet);
  }
  const missing = [...(findChromium() ? [] : [MISSING_BROWSER]), ...(findPoppler() ? [] : [MISSING_POPPLER])];
  for (const line of missing) console.error(line);
  return { passed: 0, failed: missing.length };
}

/** Every project in the order of vitest.config.ts. What breaks outside a test (a file that does not load) is a failure. */
async function tests(): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'yizhi-test-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['default', 'json', './test/support/slowest.ts'].map((one) => `--reporter=${one}`);
    reporters.push(`--outputFile.json=${file}`);
    const fine = await run(tool('vitest', 'run', ...reporters));
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    const failed = fine ? report.numFailedTests : Math.max(1, report.numFailedTests);
    return { passed: report.numPassedTests, failed };
  } catch (error) {
    console.error(`测试没有给出结果：${(error as Error).message}`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Step = [title: string, run: () => Promise<Tally>];
/** One after another; what stands in one list runs at the same time. */
const STEPS: Step[][] = [
  [['代码规范 biome', check(...tool('biome', 'check', '.'))]],
  [
    ['类型 tsc', check(...tool('tsc', '--noEmit', '-p', 'tsconfig.json'))],
    ['构建网页 vite', check(...tool('vite', 'build', 'web', '--logLevel', 'warn'))],
    ['浏览器和 poppler', provideReaders],
  ],
  [['测试 vitest', tests]],
];

const total: Tally = { passed: 0, failed: 0 };
for (const together of STEPS) await Promise.all(together.map(take));

async function take([title, step]: Step): Promise<void> {
  console.log(`\n▶ ${title}`);
  const from = performance.now();
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  console.log(`${failed === 0 ? '✔' : '✘'} ${title}：${seconds} 秒`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
