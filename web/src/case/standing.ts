/** How a clock stands, in words: pure, so that it can be tested alone. */
import { urgencyOf } from '../text/time.ts';

/** What is known of a running clock besides its day. */
export type Running = {
  due: string;
  provisional: boolean;
  suspended: boolean;
  /** An authority is late, and it is on the record. */
  overdue: boolean;
};

/**
 * How a clock stands. That its day is past is a lateness only where the record says so: somebody's right that ran out is
 * nobody's.
 */
export function standing(clock: Running): { level: string; text: string } {
  if (clock.overdue) return { level: 'overdue', text: `${urgencyOf(clock.due).text}（记录在案）` };
  if (clock.suspended) return { level: 'paused', text: '停止计算中' };
  const { level, text } = urgencyOf(clock.due);
  return level === 'overdue'
    ? { level: 'passed', text: text.replace(/^已(逾期|超时)/, '已届满') }
    : { level, text };
}
