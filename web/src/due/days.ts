/** Days of the list of what is due: pure, so that it can be tested without a browser. */
import type { DueLine } from '../../../functions/contract/api.ts';

const WEEKDAYS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

export const weekdayOf = (day: string): string => WEEKDAYS[utc(day).getUTCDay()] ?? '';

/** The Sunday of the day's week, which begins on Monday. */
export function endOfWeek(day: string): string {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  return iso(date);
}

export function endOfMonth(day: string): string {
  const date = utc(day);
  return iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)));
}

/** `late`: what authorities are late with, whatever the day. Otherwise one group for each day, the earliest first. */
export type DueGroup = { day: string | 'late'; lines: DueLine[] };

export function groupByDay(lines: DueLine[]): DueGroup[] {
  const late = lines.filter((line) => line.overdue);
  const days = new Map<string, DueLine[]>();
  for (const line of lines) {
    if (!line.overdue) days.set(line.day, [...(days.get(line.day) ?? []), line]);
  }
  const groups = [...days]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([day, of]) => ({ day, lines: of }));
  return late.length > 0 ? [{ day: 'late', lines: late }, ...groups] : groups;
}
