/** The one place of the web app that knows the time and the zone. Days and instants are shown in Asia/Shanghai. */
const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function read(instant: string): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
}

export const now = (): string => new Date().toISOString();
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
export const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text);

/** `2026-11-22` in Shanghai of an instant. */
export function dayOf(instant: string): string {
  const { year, month, day } = read(instant);
  return `${year}-${month}-${day}`;
}

/** `2026-11-22 16:05`. */
export function showInstant(instant: string): string {
  const { hour, minute } = read(instant);
  return `${dayOf(instant)} ${hour}:${minute}`;
}

/** A day or an instant, whichever the text is. */
export const showWhen = (when: string): string => (isInstant(when) ? showInstant(when) : when);

/** `2026年5月20日`, for sentences. */
export function showDayLong(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export type Urgency = { level: 'overdue' | 'today' | 'soon' | 'calm'; text: string };

const calendarDays = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

function byHours(left: number): Urgency {
  const hours = Math.floor(Math.abs(left) / HOUR_MS);
  const minutes = Math.floor((Math.abs(left) % HOUR_MS) / 60_000);
  const amount = hours > 0 ? `${hours} 小时` : `${minutes} 分钟`;
  if (left < 0) return { level: 'overdue', text: `已超时 ${amount}` };
  return { level: hours < 8 ? 'today' : 'soon', text: `剩 ${amount}` };
}

/** How pressing a due day (whole day in Shanghai) or a due instant is, in colour and in words. */
export function urgencyOf(due: string, at = now()): Urgency {
  if (isInstant(due)) {
    const left = Date.parse(due) - Date.parse(at);
    if (left < 2 * DAY_MS) return byHours(left);
  }
  const days = calendarDays(dayOf(at), isInstant(due) ? dayOf(due) : due);
  if (days < 0) return { level: 'overdue', text: `已逾期 ${-days} 天` };
  if (days === 0) return { level: 'today', text: '今天到期' };
  if (days === 1) return { level: 'today', text: '明天到期' };
  return { level: days <= 5 ? 'soon' : 'calm', text: `剩 ${days} 天` };
}
