import type { Template } from '../../contract/definitions/papers.ts';
import type { Tenant } from '../../contract/people.ts';
import { dayOf } from '../time/days.ts';
import type { PaperContext } from './context.ts';

/** `楚大综执罚决〔2026〕1号`: township, kind and year each count from 1 without gap (documents.md, format is the plan's own). */
export const paperNumber = (tenant: Tenant, word: string, year: string, n: number): string =>
  `楚${tenant.short}综执${word}〔${year}〕${n}号`;

/** The number of a paper about to be issued; null where its template is not numbered. */
export const numberOf = (
  template: Template,
  { tenant, instant, number }: Pick<PaperContext, 'tenant' | 'instant' | 'number'>,
): string | null =>
  template.numberWord === undefined || number === null
    ? null
    : paperNumber(tenant, template.numberWord, dayOf(instant).slice(0, 4), number);

/** Reads a number back: its word, year and place in the row; null where the text is none of ours. */
export function placeOf(number: string): { word: string; year: string; n: number } | null {
  const [, word, year, n] = /^楚.综执(.+)〔(\d{4})〕([1-9]\d*)号$/u.exec(number.trim()) ?? [];
  return word && year && n ? { word, year, n: Number(n) } : null;
}
