/** What happened to a clock, and how its day came about: every line with its article. */
import type { CaseView } from '../../../functions/contract/api.ts';
import type { ClockAlert, ClockExtension } from '../../../functions/contract/case.ts';
import { UNITS } from '../../../functions/contract/definitions/deadlines.ts';
import { ROLES } from '../../../functions/contract/ids.ts';
import { showInstant, showWhen } from '../text/time.ts';
import type { Namer } from '../text/values.ts';

export type Clock = CaseView['clocks'][number];
type Props = { clock: Clock; name: Namer };
type Approved = Pick<ClockExtension, 'basis' | 'approvedBy' | 'approvedAt' | 'notice'>;

function Approval({ of, name }: { of: Approved; name: Namer }) {
  return (
    <span className="yz-dim">
      依据{of.basis}，{name(of.approvedBy) ?? of.approvedBy} {showInstant(of.approvedAt)} 批准，告知文书：
      {of.notice}
    </span>
  );
}

/** 中止、扣除: the ground, from when to when, who let it, and the notice. */
export function Pauses({ clock: { pauses = [] }, name }: Props) {
  return pauses.map((pause) => (
    <p key={`${pause.ground}${pause.from}`} className="yz-clock-note">
      {pause.to === null
        ? `自 ${pause.from} 停止计算：${pause.say}`
        : `${pause.from} 至 ${pause.to} 不计入：${pause.say}`}
      <Approval of={pause} name={name} />
    </p>
  ));
}

export function Extensions({ clock: { extensions = [] }, name }: Props) {
  return extensions.map((extension) => (
    <p key={`${extension.step}${extension.approvedAt}`} className="yz-clock-note">
      延长 {extension.length} {UNITS[extension.unit]}：{extension.say}
      <Approval of={extension} name={name} />
    </p>
  ));
}

/** Lateness of the time before the clock was begun again. */
export function EarlierRuns({ clock: { earlier = [] } }: { clock: Clock }) {
  return earlier.map((run) => (
    <p key={run.startedAt} className="yz-clock-note">
      此前一次自 {showWhen(run.from)} 起算，应于 {showWhen(run.due)} 届满，
      {showInstant(run.stoppedAt)} 停止计算：已逾期（记录在案）
    </p>
  ));
}

/** Lateness that was found and that the day of the act put right: by whom, when, and in which event. */
export function Corrections({ clock: { corrected = [] }, name }: Props) {
  return corrected.map((one) => (
    <p key={one.at} className="yz-clock-note">
      曾认定逾期{one.found ? `(${showInstant(one.found)})` : ''}，应于 {showWhen(one.due)} 届满；
      {name(one.by) ?? one.by} 于 {showInstant(one.at)} 登记行为之日为 {showWhen(one.on)}，认定已更正（第{' '}
      {one.receipt.version} 个事件）
    </p>
  ));
}

const KINDS: Record<ClockAlert['kind'], string> = { warning: '提醒', overdue: '届满', recounted: '重新计算' };

/** `person:<id>` and `role:<ROLE>` as people read them. */
function recipient(queue: string, name: Namer): string {
  const [kind, id = ''] = queue.split(':');
  return kind === 'role' ? (ROLES[id as keyof typeof ROLES] ?? id) : (name(id) ?? id);
}

/** Who was told of the clock, and when. */
export function Alerts({ clock: { alerts = [] }, name }: Props) {
  if (alerts.length === 0) return null;
  return (
    <details className="yz-details">
      <summary>提醒和督办（{alerts.length} 次）</summary>
      <ol>
        {alerts.map((alert) => (
          <li key={`${alert.at}${alert.kind}`}>
            {showInstant(alert.at)} {KINDS[alert.kind]}：{alert.say}
            <span className="yz-dim">
              {' '}
              已通知{alert.to.map((queue) => recipient(queue, name)).join('、') || '（无）'}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Each day left out and why, each article, as the engine counted. */
export function Derivation({ clock }: { clock: Clock }) {
  return (
    <details className="yz-details">
      <summary>{clock.basis} · 计算过程</summary>
      <ol>
        {clock.derivation.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a derivation is shown as it was counted
          <li key={index}>{line}</li>
        ))}
      </ol>
    </details>
  );
}
