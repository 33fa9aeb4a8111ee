/** Reading one release, the release of a day, what the checks find, and a replay. */
import { useQuery } from '@tanstack/react-query';
import type { DraftView } from '../../../../functions/contract/api.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/keys.ts';

export function useRelease(number: string) {
  return useQuery({
    queryKey: keys.admin('release', number),
    queryFn: () => call('admin.release', { params: { number } }),
  });
}

/** The release in force on a day; a day before the first is answered as a problem. */
export function useReleaseOn(day: string | undefined) {
  return useQuery({
    queryKey: keys.admin('release-on', day),
    queryFn: () => call('admin.release-on', { query: { day: day ?? '' } }),
    enabled: day !== undefined,
    retry: false,
  });
}

/** What every check finds of the draft as it now reads; asked for when somebody wants to know. */
export function useChecked(draft: Pick<DraftView, 'id' | 'version'>) {
  return useQuery({
    queryKey: keys.admin('checked', draft.id, String(draft.version)),
    queryFn: () =>
      call('admin.draft-check', { params: { draftId: draft.id }, body: { version: draft.version } }),
    enabled: false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How often a replay that somebody else drives is looked at. */
const LOOK_MS = 5_000;

export function useReplay(draftId: string, enabled = true) {
  return useQuery({
    queryKey: keys.admin('replay', draftId),
    queryFn: () => call('admin.replay', { params: { draftId } }),
    enabled,
    retry: false,
    refetchInterval: (query) => (query.state.data?.state === 'running' ? LOOK_MS : false),
  });
}

export function useReplayedDecision(draftId: string, caseId: string, version: number) {
  return useQuery({
    queryKey: keys.admin('replayed', draftId, caseId, String(version)),
    queryFn: () => call('admin.replayed-decision', { params: { draftId, caseId, version: String(version) } }),
    retry: false,
  });
}

/** Titles of the steps of every procedure by id; procedures that give one id two titles are both named. */
export function useActionTitles() {
  return useQuery({
    queryKey: keys.admin('action-titles'),
    queryFn: async () => {
      const { items } = await call('admin.definitions', { query: { kind: 'procedure' } });
      const all = await Promise.all(
        items.map(({ id }) => call('admin.definition', { params: { kind: 'procedure', id } })),
      );
      const titles = new Map<string, string>();
      for (const { body } of all) {
        const { actions } = body as { actions: Record<string, { title: string }> };
        for (const [id, { title }] of Object.entries(actions)) {
          const known = titles.get(id);
          titles.set(id, known === undefined || known === title ? title : `${known}／${title}`);
        }
      }
      return titles;
    },
    staleTime: 300_000,
  });
}
