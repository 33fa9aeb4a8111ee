import type { Calendar } from '../../functions/contract/definitions/deadlines.ts';

const until = <T>(years: Record<string, T>, last: string): Record<string, T> =>
  Object.fromEntries(Object.entries(years).filter(([year]) => year <= last));

/** The calendar as it was when no year after `last` was published: what a test counts must not change with the next notice. */
export const upTo = (calendar: Calendar, last: string): Calendar => ({
  ...calendar,
  years: until(calendar.years, last),
  local: { ...calendar.local, years: until(calendar.local.years, last) },
});

/** The last year whose days off have been published. */
export const lastPublished = ({ years }: Calendar): string => Object.keys(years).toSorted().at(-1) ?? '';
