/** Where the time went, for whoever finds the tests slow: the files that took longest, loading and hooks included. */
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 10;

export default class Slowest implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const took = modules
      .map((module) => ({ name: relative(process.cwd(), module.moduleId), ms: taken(module) }))
      .sort((one, other) => other.ms - one.ms)
      .slice(0, SHOWN);
    console.log(`\n最慢的 ${took.length} 个文件`);
    for (const { name, ms } of took) console.log(`${(ms / 1000).toFixed(1).padStart(7)} 秒  ${name}`);
  }
}

function taken(module: TestModule): number {
  const { prepareDuration, environmentSetupDuration, setupDuration, collectDuration, duration } =
    module.diagnostic();
  return prepareDuration + environmentSetupDuration + setupDuration + collectDuration + duration;
}
