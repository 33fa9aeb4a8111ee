import { Input, Modal } from 'antd';
import { type ComponentRef, type ReactNode, useRef, useState } from 'react';
import { Faults } from '../Faults.tsx';
import { Labelled } from '../Labelled.tsx';

/** What the record keeps for ever is at least as long as this (contract: Reason). */
const SHORTEST = 5;
const LONGEST = 500;

type Props = {
  title: string;
  /** What will happen. */
  children: ReactNode;
  okText: string;
  danger?: boolean;
  act: (reason: string) => Promise<void>;
  onClose: () => void;
};

/** Asks for the reason of an act that stays in the record, and says there why it was refused. */
export function ReasonDialog({ title, children, okText, danger = false, act, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const first = useRef<ComponentRef<typeof Input.TextArea>>(null);
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      await act(reason.trim());
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ danger, disabled: reason.trim().length < SHORTEST }}
      onOk={() => void run()}
      onCancel={onClose}
      afterOpenChange={() => first.current?.focus()}
    >
      {children}
      <Faults error={fault} onClose={() => setFault(null)} />
      <Labelled text={`理由（至少 ${SHORTEST} 个字，永久留在记录里）`}>
        {(id) => (
          <Input.TextArea
            id={id}
            ref={first}
            rows={3}
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </Modal>
  );
}
