import type { Draft } from '../../contract/definitions/release.ts';
import { proposed } from '../../usecases/admin/drafts/proposed.ts';
import type { Deps } from '../../usecases/deps.ts';
import { withInstallation } from '../installation.ts';
import { BadInput } from './command.ts';
import type { LaidOver } from './laid-over.ts';
import { existingData } from './where.ts';

/**
 * A draft of this machine's installation, whether its server runs or not, over what holds there.
 * @throws BadInput where there is no such draft, or it is no longer one; Refusal where what holds has changed beneath it
 */
export const keptDraft = (id: string): Promise<LaidOver> =>
  withInstallation(existingData(), async (deps) => {
    const tenant = await tenantOf(deps, id);
    const draft = (await deps.stores.releases.draft(tenant, id)) as Draft;
    if (draft.status === 'published') throw new BadInput(`草案 ${id} 已经发布，不再是草案`);
    if (draft.status === 'dropped') throw new BadInput(`草案 ${id} 已经放弃，不再是草案`);
    const { rebased, next } = await proposed(deps, tenant, draft);
    return {
      definitions: next,
      findings: [],
      own: new Set(Object.keys(rebased.changes)),
      ...(draft.effective ? { from: draft.effective.from } : {}),
    };
  });

/** The township a draft is of: drafts have ids of their own across townships. @throws BadInput */
export async function tenantOf(deps: Deps, draftId: string): Promise<string> {
  for (const { id } of deps.tenants) if (await deps.stores.releases.draft(id, draftId)) return id;
  throw new BadInput(`没有草案 ${draftId}`);
}
