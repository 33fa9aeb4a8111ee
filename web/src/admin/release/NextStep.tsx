import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Space } from 'antd';
import { Link, useNavigate } from 'react-router';
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { ReplayProgress } from '../../../../functions/contract/replay.ts';
import { call } from '../../api/call.ts';
import { keys } from '../../api/keys.ts';
import { draftChanged, released } from '../queries.ts';
import { useRights } from '../rights.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { Approve } from './Approve.tsx';
import type { useChecked } from './queries.ts';
import { Refused } from './Refused.tsx';

type Props = {
  draft: DraftView;
  checked: ReturnType<typeof useChecked>;
  replay: ReplayProgress | undefined;
};

/** The one or two things this reader may do with the draft, or why nothing. */
export function NextStep({ draft, checked, replay }: Props) {
  const rights = useRights();
  const actions = useDraftActions(draft);
  const mine = draft.author === rights.id;
  const busy = actions.isPending;
  return (
    <>
      <Refused
        error={actions.error ?? checked.error}
        onClose={actions.error ? actions.reset : undefined}
        brief={draft.findings.length > 0}
      />
      {draft.status === 'open' && rights.write && mine ? (
        <Open draft={draft} checked={checked} busy={busy} act={actions.mutate} />
      ) : null}
      {draft.status === 'open' && !(rights.write && mine) ? (
        <Alert className="ad-gap" type="info" showIcon title="起草人还在修改，提交复核以后才能批准。" />
      ) : null}
      {draft.status === 'submitted' && mine ? (
        <Waiting busy={busy} onReturn={() => actions.mutate({ kind: 'return' })} />
      ) : null}
      {draft.status === 'submitted' && !mine ? (
        <Approve
          draft={draft}
          replay={replay}
          busy={busy}
          onReturn={() => actions.mutate({ kind: 'return' })}
          onApprove={(acknowledged) => actions.mutate({ kind: 'approve', acknowledged })}
        />
      ) : null}
      {draft.status === 'published' ? (
        <Alert
          className="ad-gap"
          type="success"
          showIcon
          title="已经发布"
          description={<Link to="/admin/releases">查看发布版本</Link>}
        />
      ) : null}
    </>
  );
}

type OpenProps = Pick<Props, 'draft' | 'checked'> & { busy: boolean; act: (act: Act) => void };
function Open({ draft, checked, busy, act }: OpenProps) {
  const empty = Object.keys(draft.changes).length === 0;
  const clean = checked.data && !checked.data.findings.some(({ severity }) => severity === 'error');
  return (
    <div className="ad-into">
      <span>
        {clean
          ? '检查没有发现错误，可以提交复核。'
          : '提交时先做检查：有错误的不能提交；没有错误的，由另一人复核。'}
      </span>
      <Space className="ad-into-save" wrap>
        <Button danger disabled={busy} onClick={() => act({ kind: 'drop' })}>
          放弃草案
        </Button>
        <Button disabled={empty || busy} loading={checked.isFetching} onClick={() => void checked.refetch()}>
          检查
        </Button>
        <Button type="primary" loading={busy} disabled={empty} onClick={() => act({ kind: 'submit' })}>
          提交复核
        </Button>
      </Space>
    </div>
  );
}

function Waiting({ busy, onReturn }: { busy: boolean; onReturn: () => void }) {
  return (
    <Alert
      className="ad-gap"
      type="warning"
      showIcon
      title="须由另一人批准"
      description={
        <>
          <p>
            草案由您提交。请另一位有权的人（综合执法局负责人、法制审核人员、乡镇负责人或另一位平台管理员）登录后，在本页批准并发布。
          </p>
          <Button loading={busy} onClick={onReturn}>
            撤回修改
          </Button>
        </>
      }
    />
  );
}

type Act = { kind: 'submit' | 'return' | 'drop' } | { kind: 'approve'; acknowledged: string | undefined };

function useDraftActions(draft: DraftView) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const rights = useRights();
  const { choose } = useWorkingDraft();
  const input = { params: { draftId: draft.id }, body: { version: draft.version } };
  return useMutation({
    mutationFn: async (act: Act) => {
      if (act.kind === 'approve') {
        const { acknowledged } = act;
        const body = acknowledged === undefined ? input.body : { ...input.body, acknowledged };
        return (await call('admin.draft-approve', { ...input, body })).release;
      }
      if (act.kind === 'submit') return call('admin.draft-submit', input);
      const to = act.kind === 'return' ? 'open' : 'dropped';
      return call('admin.draft-return', { ...input, body: { ...input.body, to } });
    },
    onError: () => {
      // a refused draft keeps what the checks found, and is another version since
      void client.invalidateQueries({ queryKey: keys.admin('draft', draft.id) });
      void client.invalidateQueries({ queryKey: keys.admin('replay', draft.id) });
    },
    onSuccess: async (answer) => {
      if ('number' in answer) {
        void message.success(`已发布第 ${answer.number} 版`);
        await released(client);
        await navigate('/admin/releases');
        return;
      }
      await draftChanged(client, answer);
      if (answer.status === 'open') choose(answer.author === rights.id ? answer.id : undefined);
      if (answer.status === 'submitted') void message.success('已提交，等待另一人复核');
    },
  });
}
