import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { Effective } from '../../../../functions/contract/definitions/release.ts';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { Section } from '../../shell/Page.tsx';
import { dayOf, now, showDayLong } from '../../text/time.ts';
import { Faults } from '../Faults.tsx';
import { Labelled } from '../Labelled.tsx';
import { draftChanged } from '../queries.ts';

/** 生效日期: from the day of publication, from a later day, or from a day that has passed, with the reason. */
export function EffectiveDate({ draft, editable }: { draft: DraftView; editable: boolean }) {
  return (
    <Section title="生效日期">
      <p>{sayEffective(draft.effective)}</p>
      {editable ? (
        <DateForm key={`${draft.effective?.from ?? ''} ${draft.effective?.reason ?? ''}`} draft={draft} />
      ) : null}
    </Section>
  );
}

function sayEffective(effective: Effective | undefined): string {
  if (!effective) return '自发布当日起施行。';
  const { from, reason } = effective;
  // a reason is asked for, and kept, where the day has passed
  if (reason !== undefined) return `追溯自${showDayLong(from)}起施行。理由：${reason}`;
  return `自${showDayLong(from)}起施行${from > dayOf(now()) ? '；在那之前仍适用现行版本' : ''}。`;
}

function DateForm({ draft }: { draft: DraftView }) {
  const { effective } = draft;
  const client = useQueryClient();
  const { message } = App.useApp();
  const [dated, setDated] = useState(effective !== undefined);
  const [day, setDay] = useState(effective?.from);
  const [reason, setReason] = useState(effective?.reason ?? '');
  const put = useMutation({
    mutationFn: (next: Effective | null) =>
      call('admin.draft-effective', {
        params: { draftId: draft.id },
        body: { version: draft.version, effective: next },
      }),
    onSuccess: async (changed) => {
      await draftChanged(client, changed);
      void message.success('生效日期已经写进草案');
    },
  });
  const refused = put.error instanceof ApiProblem && put.error.code === 'effective-invalid';
  const needsReason = dated && day !== undefined && (day < dayOf(now()) || refused);
  const next: Effective | null =
    dated && day !== undefined ? { from: day, ...(needsReason ? { reason: reason.trim() } : {}) } : null;
  const same =
    (next?.from ?? '') === (effective?.from ?? '') && (next?.reason ?? '') === (effective?.reason ?? '');
  return (
    <>
      <Faults error={put.error} onClose={put.reset} />
      <div className="rl-date">
        <Radio.Group
          aria-label="自哪一天起施行"
          value={dated}
          onChange={(event) => setDated(event.target.value as boolean)}
          options={[
            { value: false, label: '发布当日' },
            { value: true, label: '指定的日期' },
          ]}
        />
        {dated ? (
          <DatePicker
            aria-label="施行日期"
            allowClear={false}
            value={day === undefined ? null : dayjs(day)}
            onChange={(chosen) => setDay(chosen ? chosen.format('YYYY-MM-DD') : undefined)}
          />
        ) : null}
        <Button
          loading={put.isPending}
          disabled={same || (dated && day === undefined) || (needsReason && reason.trim().length < 5)}
          onClick={() => put.mutate(next)}
        >
          写进草案
        </Button>
      </div>
      {needsReason ? (
        <Labelled text="自过去的一天起施行的理由（至少 5 个字，记入发布版本和审计日志）">
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
