import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { ReplayProgress } from '../../../../functions/contract/replay.ts';
import { showDayLong } from '../../text/time.ts';

type Props = {
  draft: DraftView;
  replay: ReplayProgress | undefined;
  busy: boolean;
  onReturn: () => void;
  onApprove: (acknowledged: string | undefined) => void;
};

/** The second person's part: see what changes, say so, publish. */
export function Approve({ draft, replay, busy, onReturn, onApprove }: Props) {
  // what was ticked is one result; another result has to be ticked again
  const [known, setKnown] = useState<string | null>(null);
  const needed = draft.needsReplay;
  const digest = replay?.state === 'done' ? replay.digest : null;
  const changed = digest === null ? 0 : (replay?.changed ?? 0);
  const missing = needed && digest === null;
  const ticked = digest !== null && known === digest;
  const from = draft.effective ? `自${showDayLong(draft.effective.from)}起施行` : '当日起施行';
  return (
    <section className="yz-card rl-approve" aria-label="批准并发布">
      <p>
        请核对下面的每一处修改。批准后发布为新版本，{from}，以后立案的按新版本办理；在办的案件仍按原来的版本。
      </p>
      {missing ? (
        <Alert
          className="ad-gap"
          type="warning"
          showIcon
          title="还不能批准：重演没有完成"
          description={
            <>
              草案修改了判定所依据的定义。请先在<a href="#replay">“对历次判定重演”</a>
              做完重演，看过结果再批准。
            </>
          }
        />
      ) : null}
      {needed && digest !== null && changed === 0 ? (
        <p>重演已完成：历次 {replay?.decisions} 件判定的结果都不改变。</p>
      ) : null}
      {needed && digest !== null && changed > 0 ? (
        <Checkbox checked={ticked} onChange={(event) => setKnown(event.target.checked ? digest : null)}>
          已知悉 {changed} 件决定的结果会改变
          <code className="ad-where rl-digest">重演结果摘要 {digest}</code>
        </Checkbox>
      ) : null}
      <div className="rl-approve-buttons">
        <Button disabled={busy} onClick={onReturn}>
          退回修改
        </Button>
        <Button
          type="primary"
          loading={busy}
          disabled={missing || (changed > 0 && needed && !ticked)}
          onClick={() => onApprove(needed && digest !== null ? digest : undefined)}
        >
          批准并发布
        </Button>
      </div>
    </section>
  );
}
