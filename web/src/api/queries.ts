import { keepPreviousData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { handlesCases, useMe, useZone } from '../auth/me.tsx';
import { call } from './call.ts';
import { keys } from './keys.ts';

const PAGE = 20;

export function useInbox(cursor: string | undefined) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.inbox(cursor),
    queryFn: () => call(`${zone}.inbox`, { query: { limit: PAGE, cursor } }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

export function useCases(cursor: string | undefined) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.cases(cursor),
    queryFn: () => call(`${zone}.cases`, { query: { limit: PAGE, cursor } }),
    placeholderData: keepPreviousData,
  });
}

export function useStartOptions(enabled = true) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.startOptions,
    queryFn: () => call(`${zone}.start-options`),
    staleTime: 60_000,
    enabled,
  });
}

/**
 * What the person may begin away from any case: township people a case on a matter, other authorities what is about a
 * case they were told of by its number. Most roles begin nothing.
 */
export function useBeginnings() {
  const subject = useZone() === 'staff' ? 'matter' : 'linked';
  const query = useStartOptions(handlesCases(useMe()));
  const options = (query.data ?? []).filter((option) => option.allowed && option.subject === subject);
  const [only] = options;
  const title =
    subject === 'matter'
      ? '新建案件'
      : options.length === 1 && only
        ? `发起${only.procedureTitle}`
        : '发起程序';
  return { query, options, title };
}

/** All matters in force: a township has a few hundred, so the search runs in the browser. */
export function useMatters(enabled = true) {
  return useQuery({
    queryKey: keys.matters,
    queryFn: async () => (await call('staff.matters', { query: { limit: 500 } })).items,
    staleTime: 60_000,
    enabled,
  });
}

/** One matter as it is in force now. */
export function useMatter(id: string | null, enabled: boolean) {
  const { tenant } = useMe();
  return useQuery({
    queryKey: keys.matter(id),
    queryFn: () => call('public.matter', { params: { id: id ?? '' }, query: { tenant: tenant.id } }),
    staleTime: 60_000,
    enabled: enabled && id !== null,
  });
}

export function usePeople(enabled = true) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.people,
    queryFn: () => call(`${zone}.people`),
    staleTime: 60_000,
    enabled,
  });
}

export function useCase(caseId: string) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.case(caseId),
    queryFn: () => call(`${zone}.case`, { params: { caseId } }),
  });
}

/** Oldest first, as the law file is read; further pages on demand. */
export function useTimeline(caseId: string) {
  const zone = useZone();
  return useInfiniteQuery({
    queryKey: keys.timeline(caseId),
    queryFn: ({ pageParam }) =>
      call(`${zone}.timeline`, { params: { caseId }, query: { limit: 50, cursor: pageParam } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor ?? undefined,
  });
}

/** The form of an action in the release the case is pinned to; it never changes under a case. */
export function useForm(caseId: string, action: string, enabled = true) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.form(caseId, action),
    queryFn: () => call(`${zone}.form`, { params: { caseId, action } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    enabled,
  });
}

const LISTS = ['inbox', 'cases', 'due', 'paper-register', 'seal-log'];

/** What a filed submission makes stale. The lists are projections and may follow a moment later. */
export async function afterFiling(client: QueryClient, caseId: string): Promise<void> {
  const lists = () => {
    for (const list of LISTS) void client.invalidateQueries({ queryKey: [list] });
  };
  await client.invalidateQueries({ queryKey: keys.case(caseId) });
  lists();
  setTimeout(lists, 2500);
}
