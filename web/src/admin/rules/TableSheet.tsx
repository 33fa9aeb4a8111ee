import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Space } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import type { TableSheetAnswer } from '../../../../functions/contract/api.ts';
import { call } from '../../api/call.ts';
import { save } from '../../papers/file.ts';
import type { Editing } from '../Editor.tsx';
import { Faults } from '../Faults.tsx';
import { draftChanged } from '../queries.ts';
import { base64Of } from '../release/file.ts';
import { useNewDraft, useWorkingDraft } from '../WorkingDraft.tsx';

type Compared = { base64: string; name: string; answer: TableSheetAnswer };

/** Out to Excel and back: the differences first, then into the draft. */
export function TableSheet({ id, editing }: { id: string; editing: Editing }) {
  const { draft } = useWorkingDraft();
  const newDraft = useNewDraft();
  const client = useQueryClient();
  const { message } = App.useApp();
  const file = useRef<HTMLInputElement>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const out = useMutation({
    mutationFn: () => call('admin.table-sheet', { params: { id }, query: draft ? { draft: draft.id } : {} }),
    onSuccess: save,
  });
  const bring = (draftId: string, version: number, base64: string, apply: boolean) =>
    call('admin.table-sheet-read', { params: { draftId, id }, body: { version, base64, apply } });
  const compare = useMutation({
    mutationFn: async (chosen: File) => {
      const base64 = await base64Of(chosen);
      const into = draft ?? (await newDraft());
      if (!into) return;
      setCompared({ base64, name: chosen.name, answer: await bring(into.id, into.version, base64, false) });
    },
  });
  const apply = useMutation({
    mutationFn: ({ base64, answer }: Compared) => bring(answer.draft.id, answer.draft.version, base64, true),
    onSuccess: async (answer) => {
      setCompared(null);
      await draftChanged(client, answer.draft);
      void message.success(`已放进草案“${answer.draft.title}”，尚未发布`);
    },
  });
  const chosen = (event: ChangeEvent<HTMLInputElement>) => {
    const [first] = event.target.files ?? [];
    event.target.value = '';
    if (first) compare.mutate(first);
  };
  return (
    <>
      <Space wrap>
        <Button loading={out.isPending} disabled={editing.dirty} onClick={() => out.mutate()}>
          导出 Excel
        </Button>
        {editing.readOnly ? null : (
          <Button loading={compare.isPending} disabled={editing.dirty} onClick={() => file.current?.click()}>
            导入 Excel
          </Button>
        )}
        {editing.dirty ? <span className="yz-dim">先保存到草案，再导出、导入</span> : null}
      </Space>
      <input
        ref={file}
        type="file"
        accept=".xlsx"
        hidden
        aria-label="决策表的 Excel 文件"
        onChange={chosen}
      />
      <div className="ru-whole">
        <Faults
          error={out.error ?? compare.error}
          onClose={() => (out.error ? out.reset() : compare.reset())}
        />
      </div>
      <Differences
        compared={compared}
        busy={apply.isPending}
        error={apply.error}
        onApply={apply.mutate}
        onClose={() => {
          setCompared(null);
          apply.reset();
        }}
      />
    </>
  );
}

type DifferencesProps = {
  compared: Compared | null;
  busy: boolean;
  error: Error | null;
  onApply: (compared: Compared) => void;
  onClose: () => void;
};

function Differences({ compared, busy, error, onApply, onClose }: DifferencesProps) {
  const said = compared?.answer.differences ?? [];
  const same = said.length === 0;
  return (
    <Modal
      title="表格与草案的差异"
      open={compared !== null}
      onCancel={onClose}
      okText="放进草案"
      cancelText={same ? '关闭' : '取消'}
      okButtonProps={{ disabled: same, loading: busy }}
      onOk={() => compared && onApply(compared)}
    >
      <Faults error={error} />
      <p className="yz-dim">{compared?.name}</p>
      {same ? (
        <p>没有差异，草案不变。</p>
      ) : (
        <ul className="ru-differences">
          {said.map(({ path, say }) => (
            <li key={`${path}${say}`}>{say}</li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
