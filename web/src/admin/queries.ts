/** Reading definitions, drafts, releases and the audit log. */
import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
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

/** What the live definitions are called, by `kind/id`; examples after what they are examples of. */
export function useTitles(): (definition: string) => string {
  const lines = useDefinitions();
  const live = new Map(lines.data?.items.map(({ kind, id, title }) => [`${kind}/${id}`, title]));
  return (definition) => {
    const [kind, id = definition] = definition.split('/');
    if (kind === 'examples') return live.get(`ruleset/${id}`) ?? live.get(`table/${id}`) ?? id;
    return live.get(definition) ?? id;
  };
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
  const client = useQueryClient();
  const queryKey = keys.admin('draft', draftId);
  return useQuery({
    queryKey,
    queryFn: async () => {
      const read = await call('admin.draft', { params: { draftId: draftId ?? '' } });
      return later(client.getQueryData(queryKey), read);
    },
    enabled: draftId !== undefined,
  });
}

/** Versions of a draft only go up: what was asked before a change and answered after it is not what the draft says. */
const later = (known: DraftView | undefined, read: DraftView): DraftView =>
  known && known.version > read.version ? known : read;

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
export async function draftChanged(client: QueryClient, draft: DraftView): Promise<void> {
  const queryKey = keys.admin('draft', draft.id);
  // a reading under way may have seen the draft before the change
  await client.cancelQueries({ queryKey });
  client.setQueryData<DraftView>(queryKey, (known) => later(known, draft));
  void client.invalidateQueries({ queryKey: keys.admin('drafts') });
  // what was replayed may not be what the draft says now
  void client.invalidateQueries({ queryKey: keys.admin('replay', draft.id) });
}

/** After a release everything the admin face shows may be another. */
export async function released(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: keys.matters });
  await client.invalidateQueries({ queryKey: ['admin'] });
}
