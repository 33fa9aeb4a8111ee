/** Reading definitions, drafts, releases and the audit log. */
import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type { DraftView } from '../../../functions/contract/api.ts';
import type { Kind } from '../../../functions/contract/definitions/release.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';

/** The live release and what it holds, of one kind or of all. */
export function useDefinitions(kind?: Kind) {
  return useQuery({
    queryKey: keys.admin('definitions', kind),
    queryFn: () => call('admin.definitions', { query: { kind } }),
  });
}

/** One live definition with the JSON Schema of its kind. */
export function useDefinition(kind: Kind, id: string, enabled = true) {
  return useQuery({
    queryKey: keys.admin('definition', kind, id),
    queryFn: () => call('admin.definition', { params: { kind, id } }),
    enabled,
  });
}

export function useDrafts(cursor?: string) {
  return useQuery({
    queryKey: keys.admin('drafts', cursor),
    queryFn: () => call('admin.drafts', { query: { limit: 100, cursor } }),
    placeholderData: keepPreviousData,
  });
}

export function useDraft(draftId: string | undefined) {
  return useQuery({
    queryKey: keys.admin('draft', draftId),
    queryFn: () => call('admin.draft', { params: { draftId: draftId ?? '' } }),
    enabled: draftId !== undefined,
  });
}

export function useReleases(cursor: string | undefined) {
  return useQuery({
    queryKey: keys.admin('releases', cursor),
    queryFn: () => call('admin.releases', { query: { limit: 20, cursor } }),
    placeholderData: keepPreviousData,
  });
}

export function useAudit(cursor: string | undefined, caseId: string | undefined) {
  return useQuery({
    queryKey: keys.admin('audit', cursor, caseId),
    queryFn: () => call('admin.audit', { query: { limit: 50, cursor, caseId } }),
    placeholderData: keepPreviousData,
  });
}

/** A changed draft is shown at once; the list of drafts is read again. */
export function draftChanged(client: QueryClient, draft: DraftView): void {
  client.setQueryData(keys.admin('draft', draft.id), draft);
  void client.invalidateQueries({ queryKey: keys.admin('drafts') });
  // what was replayed may not be what the draft says now
  void client.invalidateQueries({ queryKey: keys.admin('replay', draft.id) });
}

/** After a release everything the admin face shows may be another. */
export async function released(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: keys.matters });
  await client.invalidateQueries({ queryKey: ['admin'] });
}
