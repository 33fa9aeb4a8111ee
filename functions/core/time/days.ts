/**
 * Days are ISO days in Asia/Shanghai, instants UTC ISO strings with milliseconds. This module is the only one that
 * turns one into the other. China has kept UTC+8 without summer time since 1992.
 */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const utc = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
const iso = (ms: number): string => new Date(ms).toISOString();

/** The Shanghai day an instant falls on. */
export const dayOf = (instant: string): string => iso(Date.parse(instant) + SHANGHAI_MS).slice(0, 10);

/** An instant as an officer reads it: `2026-05-01 22:30(北京时间)`. */
export const shanghaiTime = (instant: string): string =>
  `${iso(Date.parse(instant) + SHANGHAI_MS)
    .slice(0, 16)
    .replace('T', ' ')}（北京时间）`;

/** The instant a Shanghai clock shows `time` (09:30) on a day. */
export const instantOf = (day: string, time: string): string =>
  iso(Date.parse(`${day}T${time}:00.000Z`) - SHANGHAI_MS);

/** The first instant of a Shanghai day. */
export const startOfDay = (day: string): string => iso(utc(day) - SHANGHAI_MS);

/** The last instant of a Shanghai day, when a period counted in days ends (民法典203②). */
export const endOfDay = (day: string): string => iso(utc(day) + DAY_MS - SHANGHAI_MS - 1);

/**
 * The day n days on; earlier where n is negative.
 * @throws RangeError beyond the years of four figures: days are compared as text, and a walk there would never arrive
 */
export function addDays(day: string, n: number): string {
  const later = iso(utc(day) + n * DAY_MS);
  if (!/^\d{4}-/.test(later)) throw new RangeError(`no day ${n} days from ${day}`);
  return later.slice(0, 10);
}

export const addHours = (instant: string, n: number): string => iso(Date.parse(instant) + n * 3_600_000);

/** Calendar days from `a` to `b`; negative when b is earlier. */
export const daysBetween = (a: string, b: string): number => Math.round((utc(b) - utc(a)) / DAY_MS);

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: string): number => new Date(utc(day)).getUTCDay();

/** The corresponding day n months on; the month's last day where there is none (民法典202). */
export function addMonths(day: string, n: number): string {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const month = y * 12 + (m - 1) + n;
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  return iso(Date.UTC(Math.floor(month / 12), month % 12, Math.min(d, last))).slice(0, 10);
}

export const addYears = (day: string, n: number): string => addMonths(day, 12 * n);

/** Whole years of age on a day; a birthday counts from the day itself. */
export function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return addYears(birth, years) <= day ? years : years - 1;
}

/** Is this text a real calendar day? */
export const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(utc(text)) &&
  iso(utc(text)).startsWith(text);

export const isInstant = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) &&
  !Number.isNaN(Date.parse(text));
