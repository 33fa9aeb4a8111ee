import { Tag } from 'antd';
import type { ReplayExample } from '../../../../functions/contract/replay.ts';
import { OUTCOMES } from './words.ts';

/** How the outcome of a decision changes; where it stays, its consequences do not. */
export function Shift({ before, after }: Pick<ReplayExample, 'before' | 'after'>) {
  const [old, next] = [OUTCOMES[before], OUTCOMES[after]];
  if (before === after) {
    return (
      <span className="rl-shift">
        仍为 <Tag color={old.color}>{old.text}</Tag> 后果不同
      </span>
    );
  }
  return (
    <span className="rl-shift">
      <Tag color={old.color}>{old.text}</Tag>
      <span>→</span>
      <Tag color={next.color}>{next.text}</Tag>
    </span>
  );
}
