import { EyeOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { TimelineEntry } from '../../../functions/contract/api.ts';
import type { CaseState } from '../../../functions/contract/case.ts';
import { ROUTES } from '../../../functions/contract/routes.ts';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { useForm } from '../api/queries.ts';
import type { Me } from '../api/shapes.ts';
import { useMe } from '../auth/me.tsx';
import { Fields } from './FiledForm.tsx';
import { readable } from './readable.ts';

const SHORTEST = 5;
const LONGEST = 300;
/** Who took the report and who handles the case; the heads besides. */
const CONCERNED = ['registrar', 'investigator'];

type Event = TimelineEntry['event'];

/** Whether asking is worthwhile: the API decides, and records every attempt. */
function mayAsk({ person, faces }: Me, event: Event, state: CaseState): boolean {
  const allowed = ROUTES.find((route) => route.id === 'staff.sealed')?.roles ?? [];
  if (!faces.includes('staff') || allowed === 'public') return false;
  if (!person.roles.some((role) => allowed.includes(role))) return false;
  if (person.roles.includes('BUREAU_HEAD') || person.roles.includes('TOWN_LEADER')) return true;
  return (
    event.actor.id === person.id || CONCERNED.some((duty) => state.duties[duty]?.includes(person.id) ?? false)
  );
}

/** Data by JSON pointer as the nested data it was taken from. */
function unfolded(hidden: Record<string, unknown>): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  for (const [pointer, value] of Object.entries(hidden)) {
    const parts = pointer.split('/').slice(1);
    const last = parts.pop() ?? '';
    let at = data;
    for (const part of parts) {
      const inner = (at[part] ?? {}) as Record<string, unknown>;
      at[part] = inner;
      at = inner;
    }
    at[last] = value;
  }
  return data;
}

/** 举报人信息 of an entry: sealed away from the file, readable by few, for a reason, and never without a trace. */
export function Sealed({ event, state }: { event: Event; state: CaseState }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const sealedId = event.submission?.sealed?.id;
  if (!sealedId) return null;
  return (
    <p className="yz-sealed">
      <span className="yz-dim">举报人信息已单独封存，不在案卷中显示。</span>
      {mayAsk(me, event, state) && (
        <Button size="small" icon={<EyeOutlined />} onClick={() => setOpen(true)}>
          查看举报人信息
        </Button>
      )}
      {/* What was shown lives in the dialog's own state: closing it forgets it. */}
      {open && <SealedDialog event={event} sealedId={sealedId} onClose={() => setOpen(false)} />}
    </p>
  );
}

type DialogProps = { event: Event; sealedId: string; onClose: () => void };

function SealedDialog({ event, sealedId, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const [hidden, setHidden] = useState<Record<string, unknown> | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    setFailed(null);
    try {
      const params = { caseId: event.caseId, sealedId };
      setHidden(await call('staff.sealed', { params, body: { reason: reason.trim() } }));
    } catch (error) {
      setFailed(error instanceof ApiProblem ? error.message : '没有读取成功，请稍后再试');
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title="查看举报人信息"
      onCancel={onClose}
      footer={
        hidden ? (
          <Button type="primary" onClick={onClose}>
            关闭
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button
              type="primary"
              loading={busy}
              disabled={reason.trim().length < SHORTEST}
              onClick={() => void ask()}
            >
              查看
            </Button>
          </>
        )
      }
    >
      {hidden ? (
        <Shown event={event} hidden={hidden} />
      ) : (
        <>
          <Alert
            className="yz-banner"
            type="warning"
            showIcon
            title="本次查看将留下记录"
            description="查看人、时间、案件和理由记入审计日志，不能删除。举报人信息依法保密，不得泄露。"
          />
          <label htmlFor="sealed-reason" className="yz-field-label">
            查看的理由<span className="yz-required"> *</span>
          </label>
          <Input.TextArea
            id="sealed-reason"
            rows={3}
            maxLength={LONGEST}
            value={reason}
            onChange={(change) => setReason(change.target.value)}
          />
          <p className="yz-dim">至少 {SHORTEST} 个字</p>
          {failed && <Alert type="error" showIcon title={failed} />}
        </>
      )}
    </Modal>
  );
}

function Shown({ event, hidden }: { event: Event; hidden: Record<string, unknown> }) {
  const form = useForm(event.caseId, event.submission?.action ?? '');
  const fields = readable(unfolded(hidden), form.data?.schema ?? {}, form.data?.ui ?? {}, () => undefined);
  return (
    <>
      <Fields fields={fields} caseId={event.caseId} />
      <p className="yz-dim">关闭后不再显示；再次查看须重新说明理由。</p>
    </>
  );
}
