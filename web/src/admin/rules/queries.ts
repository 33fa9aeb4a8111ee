/** Coverage of a rule set, and the checks of the working draft. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/keys.ts';

/** As the draft would have it; worked out again when the draft changed. Not asked of rules only begun, which nobody holds yet. */
export function useCoverage(id: string, draft: DraftView | undefined, saved: boolean) {
  return useQuery({
    queryKey: keys.admin('coverage', id, draft?.id, draft && String(draft.version)),
    queryFn: () => call('admin.coverage', { params: { id }, query: draft ? { draft: draft.id } : {} }),
    staleTime: 300_000,
    retry: false,
    enabled: saved,
  });
}

const checked = (draft: DraftView | undefined) =>
  keys.admin('check', draft?.id, draft && String(draft.version));

/** What the last check of this version of the draft found; null: not checked since it changed. */
export function useFindings(draft: DraftView | undefined): Finding[] | null {
  const { data } = useQuery<Finding[]>({
    queryKey: checked(draft),
    queryFn: () => Promise.reject(new Error('only a check fills this')),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}

export function useCheck() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (draft: DraftView) => {
      const { findings } = await call('admin.draft-check', {
        params: { draftId: draft.id },
        body: { version: draft.version },
      });
      client.setQueryData(checked(draft), findings);
      return findings;
    },
  });
}
