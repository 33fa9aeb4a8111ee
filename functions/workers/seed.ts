import { loadPacks } from '../adapters/packs.ts';
import { dependencies } from '../api/compose.ts';
import { seed } from '../usecases/ops/seed.ts';

/** Deploy-time entry: publish the packs that came with the code, where a township has no release yet. */
export async function handler(): Promise<{ tenant: string; release: string; seeded: boolean }[]> {
  const packs = loadPacks(process.env.LAMBDA_TASK_ROOT ?? '.');
  if (packs.findings.length > 0)
    throw new Error(packs.findings.map((f) => `${f.definition}${f.path} ${f.say}`).join('; '));
  return seed(await dependencies(), packs.entries);
}
