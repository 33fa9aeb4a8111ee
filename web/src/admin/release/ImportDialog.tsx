import { useQueryClient } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { call } from '../../api/call.ts';
import { Faults } from '../Faults.tsx';
import { Labelled } from '../Labelled.tsx';
import { draftChanged } from '../queries.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { FilePick } from './FilePick.tsx';
import { base64Of } from './file.ts';

/** A signed release file of another installation becomes a draft; refused ones say why and change nothing. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState('');
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { choose } = useWorkingDraft();
  const run = async () => {
    if (file === null) return;
    setBusy(true);
    setFault(null);
    try {
      const base64 = await base64Of(file);
      const named = title.trim();
      const draft = await call('admin.imports', {
        body: named === '' ? { base64 } : { base64, title: named },
      });
      await draftChanged(client, draft);
      choose(draft.id);
      await navigate(`/admin/drafts/${draft.id}`);
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="导入发布文件"
      okText="导入为草案"
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: file === null }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p>
        选择另一安装导出的发布文件（.json，带签名）。签名者须在本安装信任的名单上；导入只建立草案，经检查、重演、另一人批准后才生效。
      </p>
      <Faults error={fault} onClose={() => setFault(null)} />
      <FilePick
        label="选择发布文件"
        accept=".json,application/json"
        file={file}
        onPick={(chosen) => {
          setFile(chosen);
          setFault(null);
        }}
      />
      <Labelled text="草案标题（不填的，写明来自哪里、第几版）">
        {(id) => (
          <Input id={id} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Labelled>
    </Modal>
  );
}
