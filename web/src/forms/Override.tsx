import { Button, Input } from 'antd';
import { useState } from 'react';
import type { SubmissionBody } from '../../../functions/contract/api.ts';
import type { JudgedRule } from '../../../functions/contract/case.ts';
import { ROLES, type Role } from '../../../functions/contract/ids.ts';

export type Overrides = NonNullable<SubmissionBody['overrides']>;
/** The contract's bounds of a reason. */
const SHORTEST = 5;
const LONGEST = 500;

const mayPass = (rule: JudgedRule, roles: Role[]): boolean =>
  rule.overridable !== undefined && roles.includes(rule.overridable);

/** Under a rule that stops the submission: whether anybody may pass over it, and who. */
export function Passage({ rule, roles }: { rule: JudgedRule; roles: Role[] }) {
  if (mayPass(rule, roles)) return <p className="yz-passage">本条可以由您说明理由后越过。</p>;
  if (rule.overridable)
    return <p className="yz-passage">本条只有{ROLES[rule.overridable]}说明理由后可以越过。</p>;
  // Where facts are missing, what is asked for are the facts.
  if (rule.holds) return null;
  return <p className="yz-passage">法律的强制要求，任何人不得越过。</p>;
}

type Props = {
  /** Every rule that stops the submission; one that nobody may pass over makes passing over the others useless. */
  stopping: JudgedRule[];
  roles: Role[];
  /** The form whose content is filed again. */
  formId: string;
  busy: boolean;
  onPass: (overrides: Overrides) => void;
};

/** Files the same form again, passing over the rules that stopped it, each with its reason. */
export function OverrideForm({ stopping, roles, formId, busy, onPass }: Props) {
  const [reasons, setReasons] = useState<Record<string, string>>({});
  if (stopping.length === 0 || !stopping.every((rule) => mayPass(rule, roles))) return null;
  const overrides = stopping.map((rule) => ({ rule: rule.id, reason: (reasons[rule.id] ?? '').trim() }));
  const ready = overrides.every(({ reason }) => reason.length >= SHORTEST);
  return (
    <section className="yz-override" aria-label="说明理由后越过">
      {stopping.map((rule) => (
        <div key={rule.id}>
          <label htmlFor={`override-${rule.id}`} className="yz-field-label">
            越过“{rule.title}”的理由<span className="yz-required"> *</span>
          </label>
          <Input.TextArea
            id={`override-${rule.id}`}
            rows={2}
            maxLength={LONGEST}
            required
            value={reasons[rule.id] ?? ''}
            onChange={(event) => setReasons({ ...reasons, [rule.id]: event.target.value })}
          />
        </div>
      ))}
      <p className="yz-dim">
        理由至少 {SHORTEST} 个字。越过的规则、您的姓名和理由将记入案件时间线和审计日志，不能删除。
      </p>
      <Button
        danger
        htmlType="submit"
        form={formId}
        loading={busy}
        disabled={!ready}
        onClick={() => onPass(overrides)}
      >
        说明理由后越过并提交
      </Button>
    </section>
  );
}
