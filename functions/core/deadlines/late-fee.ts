import { addDays, daysBetween } from '../time/days.ts';

/** Money in fen. `days` counted, `fen` owed on the day asked about, and how it came about. */
export type LateFee = { days: number; fen: number; capped: boolean; derivation: string[] };

const PERCENT_PER_DAY = 3;

/**
 * 加处罚款: 3 % of the fine for every day after the day it was due, simple and not compound (处罚法72①(一)), never more than
 * the fine itself (强制法45②): 33 days make 99 %, the 34th reaches the cap. Days of a reconsideration or a lawsuit, first
 * and last included, do not count (处罚法73③).
 * @param principalFen the fine, or what of it is unpaid
 * @param lastPayDay the last day to pay; the fee runs from the day after
 * @param until the day asked about, included
 */
export function lateFee(
  principalFen: number,
  lastPayDay: string,
  until: string,
  remedies: { from: string; to: string }[] = [],
): LateFee {
  if (!Number.isSafeInteger(principalFen) || principalFen < 0)
    throw new RangeError(`a fine of ${principalFen} fen is none`);
  let [days, excluded] = [0, 0];
  for (let day = addDays(lastPayDay, 1); day <= until; day = addDays(day, 1)) {
    if (remedies.some((r) => r.from <= day && day <= r.to)) excluded += 1;
    else days += 1;
  }
  const plain = Math.floor((principalFen * PERCENT_PER_DAY * days) / 100);
  const capped = days > 0 && plain >= principalFen;
  const yuan = (fen: number) => `${(fen / 100).toFixed(2)} 元`;
  return {
    days,
    fen: Math.min(plain, principalFen),
    capped,
    derivation: [
      `缴款期限届满日 ${lastPayDay}，自 ${addDays(lastPayDay, 1)} 起每日按罚款数额 ${yuan(principalFen)} 的百分之三加处（行政处罚法第72条）`,
      ...(excluded > 0 ? [`行政复议或者行政诉讼期间 ${excluded} 日不计算（行政处罚法第73条第3款）`] : []),
      `至 ${until} 共 ${Math.max(0, daysBetween(lastPayDay, until))} 日，计 ${days} 日，${days * PERCENT_PER_DAY}%：${yuan(plain)}`,
      ...(capped ? [`加处罚款不得超出罚款本数，以 ${yuan(principalFen)} 为限（行政强制法第45条第2款）`] : []),
    ],
  };
}
