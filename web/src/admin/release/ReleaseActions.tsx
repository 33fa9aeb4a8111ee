import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { ReleaseLine } from '../../../../functions/contract/api.ts';
import { call } from '../../api/call.ts';
import { mayCall } from '../../api/may.ts';
import { useMe } from '../../auth/me.tsx';
import { save } from '../../papers/file.ts';
import { Faults } from '../Faults.tsx';
import { draftChanged, released } from '../queries.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';

/** What may be done with a release: taken out as a file, put back, or taken back before its day. */
export function ReleaseActions({ release }: { release: ReleaseLine }) {
  const me = useMe();
  const [asking, setAsking] = useState<'rollback' | 'withdraw' | null>(null);
  const close = () => setAsking(null);
  const held = release.status === 'superseded';
  return (
    <>
      <Space wrap className="ad-gap">
        {release.status === 'withdrawn' ? null : <Export number={release.number} />}
        {held && mayCall(me, 'admin.release-rollback') ? (
          <Button onClick={() => setAsking('rollback')}>回退到此版</Button>
        ) : null}
        {release.status === 'pending' && mayCall(me, 'admin.release-withdraw') ? (
          <Button danger onClick={() => setAsking('withdraw')}>
            撤回此版
          </Button>
        ) : null}
      </Space>
      {asking === 'rollback' ? <Rollback number={release.number} onClose={close} /> : null}
      {asking === 'withdraw' ? <Withdraw number={release.number} onClose={close} /> : null}
    </>
  );
}

function Export({ number }: { number: number }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const { message } = App.useApp();
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      const file = await call('admin.release-file', { params: { number: String(number) } });
      save(file);
      void message.success(`已导出 ${file.name}，带本安装的签名`);
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button type="primary" loading={busy} onClick={() => void run()}>
        导出发布文件（带签名）
      </Button>
      <Faults error={fault} onClose={() => setFault(null)} />
    </>
  );
}

type AskProps = { number: number; onClose: () => void };

function Rollback({ number, onClose }: AskProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { choose } = useWorkingDraft();
  const act = async (reason: string) => {
    const draft = await call('admin.release-rollback', {
      params: { number: String(number) },
      body: { reason },
    });
    await draftChanged(client, draft);
    // it cannot be edited: nothing is to be saved into it
    choose(undefined);
    await navigate(`/admin/drafts/${draft.id}`);
  };
  return (
    <ReasonDialog title={`回退到第 ${number} 版`} okText="起草回退" act={act} onClose={onClose}>
      <p>
        将建立一份草案，把全部定义恢复为第 {number} 版的内容。它和别的草案一样要检查、重演、由另一人批准；
        发布后是一个新的版本，中间的版本和按它们办理的案件都不改变。
      </p>
    </ReasonDialog>
  );
}

function Withdraw({ number, onClose }: AskProps) {
  const client = useQueryClient();
  const { message } = App.useApp();
  const act = async (reason: string) => {
    await call('admin.release-withdraw', { params: { number: String(number) }, body: { reason } });
    await released(client);
    onClose();
    void message.success(`第 ${number} 版已经撤回，它的草案又可以修改`);
  };
  return (
    <ReasonDialog title={`撤回第 ${number} 版`} okText="撤回" danger act={act} onClose={onClose}>
      <p>撤回后这一版不会生效，编号保留并注明没有施行过；它的草案恢复为修改中，须重新提交、批准。</p>
    </ReasonDialog>
  );
}
