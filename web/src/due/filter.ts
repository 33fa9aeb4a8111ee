/** What of the list is asked for, as it stands in the page's address. */

import type { z } from 'zod';
import { DOMAINS, type Domain } from '../../../functions/contract/ids.ts';
import { isDay } from '../text/time.ts';
import { endOfMonth, endOfWeek } from './days.ts';

type Field = z.infer<typeof Domain>;
/** Whose: the API answers one of them at a time. */
export type Whose = 'me' | 'all' | 'officer' | 'domain';
export type Until = 'none' | 'week' | 'month' | 'day';
export type DueFilter = {
  whose: Whose;
  officer: string | null;
  domain: Field | null;
  until: Until;
  day: string | null;
};

export const FIELDS: readonly Field[] = [...DOMAINS, '通用'];
const WHOSE: readonly string[] = ['me', 'all', 'officer', 'domain'] satisfies Whose[];
const UNTIL: readonly string[] = ['none', 'week', 'month', 'day'] satisfies Until[];

/** Whatever the address says that means nothing is left out. */
export function readFilter(search: URLSearchParams): DueFilter {
  const whose = search.get('whose') ?? '';
  const until = search.get('until') ?? '';
  const day = search.get('day') ?? '';
  return {
    whose: (WHOSE.includes(whose) ? whose : 'me') as Whose,
    officer: search.get('officer'),
    domain: FIELDS.find((field) => field === search.get('domain')) ?? null,
    until: (UNTIL.includes(until) ? until : 'none') as Until,
    day: isDay(day) ? day : null,
  };
}

/** The query of the API; null while a person, a field or a day has yet to be chosen. */
export function queryOf(filter: DueFilter, today: string) {
  const { whose, officer, domain, until, day } = filter;
  if ((whose === 'officer' && !officer) || (whose === 'domain' && !domain) || (until === 'day' && !day))
    return null;
  const last = { none: null, week: endOfWeek(today), month: endOfMonth(today), day }[until];
  return {
    ...(whose === 'me' ? { officer: 'me' as const } : {}),
    ...(whose === 'officer' && officer ? { officer } : {}),
    ...(whose === 'domain' && domain ? { domain } : {}),
    ...(last ? { until: last } : {}),
  };
}
