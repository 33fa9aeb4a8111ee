import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { useZone } from '../auth/me.tsx';

const PAGE = 50;

/** The bytes of an issued paper; they never change, until it is declared void. */
export function usePaper(caseId: string, hash: string, voided: boolean) {
  const zone = useZone();
  return useQuery({
    queryKey: keys.paper(caseId, hash, voided),
    queryFn: () => call(`${zone}.paper`, { params: { caseId, hash } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePaperRegister(year: string, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.paperRegister(year, cursor),
    queryFn: () => call('staff.paper-register', { query: { year, limit: PAGE, cursor } }),
    placeholderData: keepPreviousData,
  });
}

export function useSealLog(day: string, cursor: string | undefined) {
  return useQuery({
    queryKey: keys.sealLog(day, cursor),
    queryFn: () => call('staff.seal-log', { query: { day, limit: PAGE, cursor } }),
    placeholderData: keepPreviousData,
  });
}
