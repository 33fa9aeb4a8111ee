import { Tag } from 'antd';
import { Section } from '../shell/Page.tsx';
import { showInstant, showWhen } from '../text/time.ts';
import type { Namer } from '../text/values.ts';
import {
  Alerts,
  type Clock,
  Corrections,
  Derivation,
  EarlierRuns,
  Extensions,
  Pauses,
} from './ClockRecord.tsx';
import { ClockDue } from './Due.tsx';
import { standing } from './standing.ts';

/** Stopped, or a right or a time to wait through that ran out and was told of: nobody has anything left to do about it. */
const isOver = (clock: Clock): boolean =>
  clock.stoppedAt !== undefined || (clock.overdue !== true && wasToldOver(clock));
const wasToldOver = ({ alerts = [], due }: Clock): boolean =>
  alerts.some((alert) => alert.kind === 'overdue' && alert.due === due);

/** Running statutory periods first, the late ones and the nearest on top; those that are over stay readable. */
export function Clocks({ clocks, name }: { clocks: Clock[]; name: Namer }) {
  const running = clocks
    .filter((clock) => !isOver(clock))
    .toSorted(
      (a, b) => Number(b.overdue ?? false) - Number(a.overdue ?? false) || a.due.localeCompare(b.due),
    );
  const over = clocks.filter(isOver);
  return (
    <Section title="法定期限">
      {clocks.length === 0 && <p className="yz-quiet">尚无计算中的期限。</p>}
      {clocks.length > 0 && running.length === 0 && <p className="yz-quiet">没有计算中的期限。</p>}
      <ul className="yz-clocks">
        {running.map((clock) => (
          <RunningClock key={clock.id} clock={clock} name={name} />
        ))}
      </ul>
      {over.length > 0 && (
        <details className="yz-waiting">
          <summary className="yz-sub">
            已结束（{over.length} 项）
            {over.some((clock) => clock.overdue || clock.earlier) && <Tag color="error">有逾期记录</Tag>}
          </summary>
          <ul className="yz-clocks">
            {over.map((clock) => (
              <EndedClock key={clock.id} clock={clock} name={name} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

type Props = { clock: Clock; name: Namer };

function RunningClock({ clock, name }: Props) {
  const running = {
    due: clock.due,
    provisional: clock.provisional,
    suspended: (clock.pauses ?? []).some((pause) => pause.to === null),
    overdue: clock.overdue === true,
  };
  return (
    <li className={`yz-clock yz-clock-${standing(running).level}`}>
      <b>{clock.name}</b>
      {clock.reference && <Tag title="本领域没有规定这一期限，参照其他领域的规章，不是法定期限">参照</Tag>}
      <ClockDue clock={running} />
      <Record clock={clock} name={name} />
    </li>
  );
}

function EndedClock({ clock, name }: Props) {
  return (
    <li className="yz-clock yz-clock-stopped">
      <b>{clock.name}</b>
      {clock.reference && <Tag title="本领域没有规定这一期限，参照其他领域的规章，不是法定期限">参照</Tag>}
      <span className="yz-dim">
        {clock.stoppedAt
          ? `${showInstant(clock.stoppedAt)} 停止计算${clock.ended ? `(${clock.ended})` : ''}，原应于 ${showWhen(clock.due)} 到期`
          : `${showWhen(clock.due)} 届满`}
      </span>
      {clock.overdue && <Tag color="error">已逾期（记录在案）</Tag>}
      <Record clock={clock} name={name} />
    </li>
  );
}

function Record({ clock, name }: Props) {
  return (
    <>
      <EarlierRuns clock={clock} />
      <Corrections clock={clock} name={name} />
      <Pauses clock={clock} name={name} />
      <Extensions clock={clock} name={name} />
      <Alerts clock={clock} name={name} />
      <Derivation clock={clock} />
    </>
  );
}
