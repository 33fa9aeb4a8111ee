import type { Release } from '../../contract/definitions/release.ts';
import { Refusal } from '../../contract/errors.ts';
import { bundle, type Entry } from '../../core/release/bundle.ts';
import { checkBundle } from '../../core/release/check.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Deps } from '../deps.ts';
import { standing } from '../releases.ts';

/** The people a seeded release names: it comes with the software, not from an administrator. */
const PACKAGER = { author: 'yizhi-packs', approver: 'yizhi-checks' };

/** Publish the packs as the first release of every township that has none; the others are left as their administrators made them. */
export async function seed(
  deps: Deps,
  entries: Entry[],
): Promise<{ tenant: string; release: string; seeded: boolean }[]> {
  const first = bundle(entries);
  const answers: { tenant: string; release: string; seeded: boolean }[] = [];
  let checked = false;
  for (const tenant of deps.tenants) {
    const live = await standing(deps, tenant.id);
    if (live) {
      answers.push({ tenant: tenant.id, release: live.hash, seeded: false });
      continue;
    }
    if (!checked) await refuseFaulty(first, dayOf(deps.clock.now()));
    checked = true;
    const now = deps.clock.now();
    const release: Release = {
      hash: first.hash,
      number: 1,
      title: '首个发布版本',
      contents: Object.fromEntries([...first.entries].map(([key, e]) => [key, e.hash])),
      ...PACKAGER,
      publishedAt: now,
      base: null,
      effective: { from: dayOf(now) },
    };
    await deps.stores.releases.publish(tenant.id, release, new Map(entries.map((e) => [e.hash, e.body])));
    answers.push({ tenant: tenant.id, release: release.hash, seeded: true });
  }
  return answers;
}

async function refuseFaulty(first: ReturnType<typeof bundle>, day: string): Promise<void> {
  const errors = (await checkBundle(first, [day])).filter((f) => f.severity === 'error');
  if (errors.length === 0) return;
  throw new Refusal(
    'definition-invalid',
    `随软件发布的定义有 ${errors.length} 处未通过检查`,
    errors.map((f) => ({ path: `${f.definition}#${f.path}`, say: f.say, code: f.code })),
  );
}
