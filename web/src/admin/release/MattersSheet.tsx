import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Space } from 'antd';
import { useState } from 'react';
import type { SheetFormat } from '../../../../functions/contract/api.ts';
import { call } from '../../api/call.ts';
import { save } from '../../papers/file.ts';
import { useRights } from '../rights.ts';
import { useWorkingDraft } from '../WorkingDraft.tsx';
import { MattersImport } from './MattersImport.tsx';

const FORMATS: Record<SheetFormat, string> = { xlsx: 'Excel', csv: 'CSV' };

/** The matters as a sheet: taken out, and read back with the differences shown first. */
export function MattersSheet() {
  const { write } = useRights();
  const [importing, setImporting] = useState(false);
  return (
    <Space wrap>
      <Export />
      {write ? <Button onClick={() => setImporting(true)}>导入表格</Button> : null}
      {importing ? <MattersImport onClose={() => setImporting(false)} /> : null}
    </Space>
  );
}

function Export() {
  const { message } = App.useApp();
  const { draft } = useWorkingDraft();
  const [busy, setBusy] = useState(false);
  const run = async (format: SheetFormat, of: string | undefined) => {
    setBusy(true);
    try {
      save(await call('admin.matters-sheet', { query: { format, draft: of } }));
    } catch (error) {
      void message.error((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  const sources = [
    { key: 'live', name: '现行事项', of: undefined },
    ...(draft ? [{ key: 'draft', name: `草案“${draft.title}”中的事项`, of: draft.id }] : []),
  ];
  const items = sources.flatMap(({ key, name, of }) =>
    (Object.keys(FORMATS) as SheetFormat[]).map((format) => ({
      key: `${key} ${format}`,
      label: `${name}（${FORMATS[format]}）`,
      onClick: () => void run(format, of),
    })),
  );
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button loading={busy}>
        导出表格 <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
