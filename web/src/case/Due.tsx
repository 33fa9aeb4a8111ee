import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { showWhen, urgencyOf } from '../text/time.ts';

/** A due day or instant: colour, words and the date itself; never colour alone. */
export function Due({ due, name }: { due: string; name?: string | null | undefined }) {
  const { level, text } = urgencyOf(due);
  return (
    <span className={`yz-due yz-due-${level}`}>
      <span className="yz-due-words">
        {level === 'overdue' ? (
          <ExclamationCircleOutlined aria-hidden />
        ) : (
          <ClockCircleOutlined aria-hidden />
        )}{' '}
        {text}
      </span>
      {name && <span className="yz-dim">{name}</span>}
      <span className="yz-dim">{showWhen(due)} 到期</span>
    </span>
  );
}
