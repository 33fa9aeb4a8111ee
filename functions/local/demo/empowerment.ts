import type { Matter } from '../../contract/definitions/matters.ts';
import type { Person } from '../../contract/people.ts';
import { approveDraft } from '../../usecases/admin/drafts/approve.ts';
import { changeDraft } from '../../usecases/admin/drafts/change.ts';
import { createDraft } from '../../usecases/admin/drafts/create.ts';
import { submitDraft } from '../../usecases/admin/drafts/submit.ts';
import { stepReplay } from '../../usecases/admin/replay/replay.ts';
import type { Deps } from '../../usecases/deps.ts';
import { liveBundle, liveRelease } from '../../usecases/releases.ts';
import { DEMO_PEOPLE } from './people.ts';

/** Some matters of different fields, so that a newcomer can take a case through on one machine. */
const MATTERS = ['LC-001', 'LC-003', 'NY-001', 'CG-001', 'SW-001'];

/** Not a document of any authority: whoever reads it on a page must see that. */
const DEMO = {
  decision: '演示文号（本机演示数据，不是真实的赋权决定）',
  level: 'province',
  publishedAt: '演示公布（本机演示数据）',
  from: '2023-03-09',
  to: null,
} as const satisfies Matter['empowerment'];

/**
 * The matter list of Chuxiong has not been confirmed, so every real matter is 未确认 and nothing may be filed on it
 * (处罚法24). On a demonstration machine a second release empowers a few matters, by the same road an administrator takes:
 * draft, checks, a second person. Done once, on the release that came with the software.
 */
export async function publishDemoEmpowerment(deps: Deps): Promise<void> {
  const tenant = deps.defaultTenant;
  if ((await liveRelease(deps, tenant)).number !== 1) return;
  const live = await liveBundle(deps, tenant);
  const person = (id: string) => DEMO_PEOPLE.find((p) => p.id === id) as Person;
  const author = person('platform-admin');
  let draft = await createDraft(deps, author, tenant, '演示赋权（仅供本机演示，非真实赋权）');
  for (const id of MATTERS) {
    const matter = live.get('matter', id)?.body;
    if (!matter) continue;
    const change = {
      kind: 'matter' as const,
      id,
      version: draft.version,
      body: { ...matter, empowerment: DEMO },
    };
    draft = await changeDraft(deps, author, tenant, draft.id, change);
  }
  draft = await submitDraft(deps, author, tenant, draft.id, draft.version);
  await stepReplay(deps, tenant, draft.id);
  await approveDraft(deps, person('town-leader'), tenant, draft.id, draft.version);
}
