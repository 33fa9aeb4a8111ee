import { ClockCircleOutlined, ExclamationCircleOutlined, PauseCircleOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { showWhen } from '../text/time.ts';
import { type Running, standing } from './standing.ts';

/** A running clock: how it stands, its name where the place does not say it, its day, and whether that is provisional. */
export function ClockDue({ clock, name }: { clock: Running; name?: string | null }) {
  const { level, text } = standing(clock);
  const icon =
    level === 'overdue' ? (
      <ExclamationCircleOutlined aria-hidden />
    ) : level === 'paused' ? (
      <PauseCircleOutlined aria-hidden />
    ) : (
      <ClockCircleOutlined aria-hidden />
    );
  return (
    <span className={`yz-due yz-due-${level}`}>
      <span className="yz-due-words">
        {icon} {text}
      </span>
      {name && <span className="yz-dim">{name}</span>}
      <span className="yz-dim">
        {clock.suspended ? `停计前应于 ${showWhen(clock.due)} 到期` : `${showWhen(clock.due)} 到期`}{' '}
        {clock.provisional && <Provisional />}
      </span>
    </span>
  );
}

export function Provisional() {
  return (
    <Tag color="gold" title="所跨年度的放假安排尚未公布，公布后重新计算">
      暂定
    </Tag>
  );
}
