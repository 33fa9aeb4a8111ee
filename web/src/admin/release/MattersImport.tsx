import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Modal, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { MattersSheetAnswer, SheetFormat } from '../../../../functions/contract/api.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { Faults } from '../Faults.tsx';
import { draftChanged } from '../queries.ts';
import { useNewDraft, useWorkingDraft } from '../WorkingDraft.tsx';
import { CellFaults } from './CellFaults.tsx';
import { Differences } from './Differences.tsx';
import { FilePick } from './FilePick.tsx';
import { base64Of } from './file.ts';

const formatOf = (file: File): SheetFormat => (/\.csv$/i.test(file.name) ? 'csv' : 'xlsx');

/** A sheet of matters: compared first, put into the draft only after the differences were seen. */
export function MattersImport({ onClose }: { onClose: () => void }) {
  const sheet = useSheet(onClose);
  const { draft } = useWorkingDraft();
  const { file, found, fault, busy } = sheet;
  const faulty = fault instanceof ApiProblem && fault.code === 'sheet-invalid' ? fault : null;
  return (
    <Modal
      open
      width={820}
      title="导入事项表"
      onCancel={onClose}
      footer={
        <Space wrap>
          <Button onClick={onClose}>取消</Button>
          <Button
            disabled={file === null}
            loading={busy && found === null}
            onClick={() => void sheet.read(false)}
          >
            比对
          </Button>
          <Button
            type="primary"
            disabled={found === null || found.differences.length === 0}
            loading={busy && found !== null}
            onClick={() => void sheet.read(true)}
          >
            放入草案
          </Button>
        </Space>
      }
    >
      <p>
        选择由“导出表格”得到、改过的 Excel 或
        CSV。表中没有的列、没有的行和空的单元格都保持原样；要改为未确认，写“（清空）”。
        {draft ? `与草案“${draft.title}”比对。` : '比对前先建立一份草案，填写为什么要改。'}
      </p>
      {faulty ? <CellFaults problem={faulty.problem} /> : <Faults error={fault} />}
      <FilePick label="选择表格" accept=".xlsx,.csv" file={file} onPick={sheet.pick} />
      {found ? <Found found={found} /> : null}
    </Modal>
  );
}

function Found({ found: { differences, unchanged } }: { found: MattersSheetAnswer }) {
  const changed = new Set(differences.map(({ definition }) => definition)).size;
  return (
    <section aria-label="比对结果">
      <p role="status">
        {changed === 0
          ? `表中 ${unchanged} 个事项都与草案相同，没有要放入的修改。`
          : `会改变 ${changed} 个事项，${unchanged} 个保持原样。核对后按“放入草案”。`}
      </p>
      <Differences differences={differences} titleOf={(definition) => definition.replace('matter/', '')} />
    </section>
  );
}

function useSheet(onClose: () => void) {
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<MattersSheetAnswer | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { draft } = useWorkingDraft();
  const newDraft = useNewDraft();
  const read = async (apply: boolean) => {
    if (file === null) return;
    setBusy(true);
    setFault(null);
    try {
      const base64 = await base64Of(file);
      const into = draft ?? (await newDraft());
      if (!into) return;
      const answer = await call('admin.matters-sheet-read', {
        params: { draftId: into.id },
        body: { version: into.version, format: formatOf(file), base64, apply },
      });
      if (!apply) {
        setFound(answer);
        return;
      }
      await draftChanged(client, answer.draft);
      void message.success(`已放入草案“${answer.draft.title}”`);
      onClose();
      await navigate(`/admin/drafts/${answer.draft.id}`);
    } catch (error) {
      setFound(null);
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const pick = (chosen: File) => {
    setFile(chosen);
    setFound(null);
    setFault(null);
  };
  return { file, found, fault, busy, read, pick };
}
