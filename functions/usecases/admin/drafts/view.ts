import type { DraftView } from '../../../contract/api.ts';
import type { Draft } from '../../../contract/definitions/release.ts';
import { withChanges } from '../../../core/release/changes.ts';
import { bundleDifferences } from '../../../core/release/telling/sentences.ts';
import type { Deps } from '../../deps.ts';
import { loadBundle } from '../../releases.ts';
import { replayNeeded } from '../replay/needed.ts';

/** A draft with its changes told as sentences against its base. */
export async function draftView(deps: Deps, tenant: string, draft: Draft): Promise<DraftView> {
  const base = await loadBundle(deps, tenant, draft.base);
  const next = withChanges(base, draft.changes);
  return {
    ...draft,
    differences: bundleDifferences(base, next),
    needsReplay: replayNeeded(draft, { live: base, next }),
  };
}
