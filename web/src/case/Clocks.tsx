import { Tag } from 'antd';
import type { CaseView } from '../../../functions/contract/api.ts';
import { Section } from '../shell/Page.tsx';
import { showInstant, showWhen, urgencyOf } from '../text/time.ts';
import { Due } from './Due.tsx';

type Clock = CaseView['clocks'][number];

/** Running statutory periods first, the nearest on top; the stopped ones stay readable. */
export function Clocks({ clocks }: { clocks: Clock[] }) {
  const running = clocks
    .filter((clock) => clock.stoppedAt === undefined)
    .toSorted((a, b) => a.due.localeCompare(b.due));
  const stopped = clocks.filter((clock) => clock.stoppedAt !== undefined);
  return (
    <Section title="法定期限">
      {clocks.length === 0 && <p className="yz-quiet">尚无计算中的期限。</p>}
      <ul className="yz-clocks">
        {running.map((clock) => (
          <li key={clock.id} className={`yz-clock yz-clock-${urgencyOf(clock.due).level}`}>
            <b>{clock.name}</b>
            <Due due={clock.due} />
            {clock.provisional && <Tag color="gold">暂计:所跨年度的放假安排尚未公布</Tag>}
            <Derivation clock={clock} />
          </li>
        ))}
        {stopped.map((clock) => (
          <li key={clock.id} className="yz-clock yz-clock-stopped">
            <b>{clock.name}</b>
            <span className="yz-dim">
              {clock.stoppedAt && `${showInstant(clock.stoppedAt)} 停止计算`},原应于 {showWhen(clock.due)}{' '}
              到期
            </span>
            {clock.overdue && <Tag color="red">停止时已逾期</Tag>}
            <Derivation clock={clock} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Derivation({ clock }: { clock: Clock }) {
  return (
    <details className="yz-details">
      <summary>{clock.basis} · 计算过程</summary>
      <ol>
        {clock.derivation.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
