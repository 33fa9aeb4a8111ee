import { dayOf, isDay, isInstant } from '../time/days.ts';

const DIGITS = '〇一二三四五六七八九';
const CAPITALS = '零壹贰叁肆伍陆柒捌玖';

/** `2026年5月20日`. */
export function plainDay(day: string): string {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** `二〇二六年五月二十日`, as a paper is dated (党政机关公文格式). */
export function formalDay(day: string): string {
  const [year = '', month, date] = day.split('-');
  const digits = [...year].map((c) => DIGITS[Number(c)]).join('');
  return `${digits}年${below100(Number(month))}月${below100(Number(date))}日`;
}

/** `十`, `二十一`: 1 to 99 as they are spoken. */
export function below100(n: number): string {
  const tens = Math.floor(n / 10);
  const unit = n % 10;
  const ten = tens === 0 ? '' : tens === 1 ? '十' : `${DIGITS[tens]}十`;
  return `${ten}${unit === 0 && tens > 0 ? '' : DIGITS[unit]}`;
}

/** An instant as a Shanghai minute: `2026年5月20日9时05分`. */
export function plainInstant(instant: string): string {
  const day = dayOf(instant);
  const shanghai = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${plainDay(day)}${Number(shanghai.slice(11, 13))}时${shanghai.slice(14, 16)}分`;
}

/** A day or an instant as a paper prints it; any other text as it is. */
export const dayText = (text: string): string =>
  isDay(text) ? plainDay(text) : isInstant(text) ? plainInstant(text) : text;

/** Integer fen as `5000元`, `5000.50元`. */
export const yuan = (fen: number): string =>
  `${fen % 100 === 0 ? fen / 100 : `${Math.trunc(fen / 100)}.${String(Math.abs(fen % 100)).padStart(2, '0')}`}元`;

/**
 * Integer fen in capitals: `人民币伍仟元整`, `人民币壹佰零贰元零伍分` (票据上的大写金额). Empty for what is no amount, or too large
 * to be an exact one: a paper then lacks it, and is not issued.
 */
export function yuanWords(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 0) return '';
  const whole = Math.trunc(fen / 100);
  const jiao = Math.trunc((fen % 100) / 10);
  const cents = fen % 10;
  const head = whole === 0 ? '' : `${capitals(whole)}元`;
  if (jiao === 0 && cents === 0) return `人民币${head === '' ? '零元' : head}整`;
  const tenth = jiao === 0 ? (head === '' ? '' : '零') : `${CAPITALS[jiao]}角`;
  return `人民币${head}${tenth}${cents === 0 ? '整' : `${CAPITALS[cents]}分`}`;
}

const GROUPS = ['', '万', '亿', '万亿'];

/** Four digits at a time from the right; one 零 for every gap. */
function capitals(n: number): string {
  const groups: number[] = [];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(rest % 10_000);
  let text = '';
  let gap = false;
  for (const [i, group] of groups.entries()) {
    if (group === 0) {
      gap = text !== '';
      continue;
    }
    text += `${text !== '' && (gap || group < 1000) ? '零' : ''}${fourDigits(group)}${GROUPS[groups.length - 1 - i]}`;
    gap = false;
  }
  return text;
}

function fourDigits(n: number): string {
  let text = '';
  let zero = false;
  for (const [unit, name] of [
    [1000, '仟'],
    [100, '佰'],
    [10, '拾'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10;
    if (digit === 0) zero = text !== '';
    else {
      text += `${zero ? '零' : ''}${CAPITALS[digit]}${name}`;
      zero = false;
    }
  }
  return text;
}
