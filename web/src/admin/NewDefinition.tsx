import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, type InputRef, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { DefinitionLine } from '../../../functions/contract/api.ts';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { beginsEmpty, copyOf, emptyOf, ID } from './blank.ts';
import { Faults } from './Faults.tsx';
import { Labelled } from './Labelled.tsx';
import { useRights } from './rights.ts';
import { useWorkingDraft } from './WorkingDraft.tsx';

/** Where a definition is edited; `begun` travels in the history entry and is in no draft until it is saved. */
export const placeOfDefinition = (kind: Kind, id: string): string =>
  kind === 'matter' ? `/admin/matters/${id}` : `/admin/definitions/${kind}/${id}`;

const EMPTY = '';

/** 新建: asks for a number and a name, and what it begins as; then opens its editor. */
export function NewDefinition({ kind, lines }: { kind: Kind; lines: DefinitionLine[] }) {
  const { write } = useRights();
  const [open, setOpen] = useState(false);
  // Examples belong to their rules and are begun from there.
  if (!write || kind === 'examples') return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        新建{KIND_LABELS[kind]}
      </Button>
      {open ? <Dialog kind={kind} lines={lines} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Dialog({ kind, lines, onClose }: { kind: Kind; lines: DefinitionLine[]; onClose: () => void }) {
  const { draft } = useWorkingDraft();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  const [title, setTitle] = useState('');
  const [from, setFrom] = useState(beginsEmpty(kind) ? EMPTY : undefined);
  const [fault, setFault] = useState<Error | null>(null);
  const first = useRef<InputRef>(null);
  const taken = lines.some((line) => line.id === id) || Boolean(draft?.changes[`${kind}/${id}`]);
  const wrong = id !== '' && (!ID.test(id) || taken);
  const whole = id !== '' && !wrong && title.trim() !== '' && from !== undefined;
  const begin = async () => {
    if (!whole) return;
    const named = { id, title: title.trim() };
    try {
      const begun = from === EMPTY ? emptyOf(kind, named) : copyOf(await bodyOf(from), named);
      await navigate(placeOfDefinition(kind, id), { state: { begun } });
    } catch (error) {
      setFault(error as Error);
    }
  };
  const bodyOf = async (model: string): Promise<object> => {
    const changed = draft?.changes[`${kind}/${model}`];
    if (changed) return changed as object;
    const { body } = await client.fetchQuery({
      queryKey: keys.admin('definition', kind, model),
      queryFn: () => call('admin.definition', { params: { kind, id: model } }),
    });
    return body as object;
  };
  return (
    <Modal
      open
      title={`新建${KIND_LABELS[kind]}`}
      okText="开始编辑"
      cancelText="取消"
      okButtonProps={{ disabled: !whole }}
      onOk={() => void begin()}
      onCancel={onClose}
      afterOpenChange={() => first.current?.focus()}
    >
      <Faults error={fault} onClose={() => setFault(null)} />
      <Labelled text="名称">
        {(field) => (
          <Input id={field} ref={first} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Labelled>
      <Labelled text="编号（建立以后不能更改）">
        {(field) => (
          <>
            <Input
              id={field}
              value={id}
              status={wrong ? 'error' : undefined}
              placeholder="字母开头，字母、数字和 . _ -"
              onChange={(event) => setId(event.target.value.trim())}
            />
            {wrong ? (
              <small className="yz-tone-warn">
                {taken ? '这个编号已经有了' : '编号须字母开头，只含字母、数字和 . _ -'}
              </small>
            ) : null}
          </>
        )}
      </Labelled>
      <Labelled text="从什么开始">
        {(field) => (
          <Select
            id={field}
            className="ru-wide"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选择一项作为样本"
            value={from}
            onChange={setFrom}
            options={[
              ...(beginsEmpty(kind) ? [{ value: EMPTY, label: '空白' }] : []),
              ...lines.map((line) => ({ value: line.id, label: `复制“${line.title}”（${line.id}）` })),
            ]}
          />
        )}
      </Labelled>
      <p className="yz-dim">保存到草案、通过检查并由另一人批准以后才生效。</p>
    </Modal>
  );
}
