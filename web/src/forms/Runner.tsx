import { Alert, App, Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FormView, SubmissionResult } from '../../../functions/contract/api.ts';
import { ApiProblem } from '../api/problem.ts';
import { usePeople } from '../api/queries.ts';
import { useMe } from '../auth/me.tsx';
import { PreviewButton } from '../papers/Preview.tsx';
import { namerOf } from '../text/names.ts';
import type { Labels } from '../text/values.ts';
import { lessMotion } from '../theme.ts';
import { type Draft, draftsOf, newDraft } from './drafts.ts';
import type { Overrides } from './Override.tsx';
import { Refusal } from './Refusal.tsx';
import { SchemaForm } from './SchemaForm.tsx';
import { tidy } from './tidy.ts';
import { errorSchemaOf } from './validator.ts';

const SAVE_AFTER_MS = 300;
const FORM_ID = 'form';

type Props = {
  form: FormView;
  /** Names the draft: the case, or the procedure to be started. */
  subject: string;
  action: string;
  caseId?: string | undefined;
  submitText: string;
  concerned?: string[] | undefined;
  labels: Labels;
  file: (draft: Draft, overrides: Overrides) => Promise<SubmissionResult>;
  /** Shows what filing the form would issue; absent where there is no case yet, or for other authorities. */
  previews?: boolean | undefined;
  onFiled: (result: SubmissionResult) => void | Promise<void>;
  /** Done once the case is read again. */
  onReload: () => Promise<void>;
};

/** The refusals whose paths are JSON pointers into the data; those of other refusals name rules. */
const ABOUT_FIELDS = new Set(['data-invalid', 'file-invalid']);

function fieldErrors(refused: ApiProblem | null) {
  if (!refused || !ABOUT_FIELDS.has(refused.code)) return undefined;
  const faults = refused.problem.errors.filter((error) => error.path !== '/');
  if (faults.length === 0) return undefined;
  return errorSchemaOf(
    faults.map(({ path, say }) => ({
      path: path
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
      say,
    })),
  );
}

/** The draft in memory and in this browser; every change is kept, a moment later. */
function useDraft(subject: string, action: string, formHash: string) {
  const { person } = useMe();
  const store = useMemo(
    () => draftsOf(person.id, subject, action, formHash),
    [person.id, subject, action, formHash],
  );
  const [draft, setDraft] = useState(() => store.load());
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const filed = useRef(false);
  useEffect(() => {
    if (!draft.touched || filed.current) return;
    clearTimeout(pending.current);
    pending.current = setTimeout(() => store.save(draft), SAVE_AFTER_MS);
    // the page may go before the moment is over
    const keep = () => {
      if (!filed.current) store.save(draft);
    };
    window.addEventListener('pagehide', keep);
    return () => window.removeEventListener('pagehide', keep);
  }, [draft, store]);
  const finish = useCallback(() => {
    filed.current = true;
    clearTimeout(pending.current);
    store.clear();
  }, [store]);
  return { draft, setDraft, keepNow: () => store.save(draft), finish };
}

/** Fills in, files and, if refused, explains one form. */
export function Runner({
  form,
  subject,
  action,
  caseId,
  submitText,
  concerned,
  labels,
  previews = false,
  file,
  onFiled,
  onReload,
}: Props) {
  const { message } = App.useApp();
  const people = usePeople().data ?? [];
  const { draft, setDraft, keepNow, finish } = useDraft(subject, action, form.hash);
  const [taken, setTaken] = useState(draft.touched);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiProblem | null>(null);
  const serverErrors = useMemo(() => fieldErrors(refused), [refused]);
  const top = useRef<HTMLDivElement>(null);
  const running = useRef(false);
  /** Chosen with the button that files the form again; good for that one time. */
  const passing = useRef<Overrides>([]);

  const submit = async (data: Draft['data']) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    keepNow();
    const overrides = passing.current;
    passing.current = [];
    try {
      const result = await file({ ...draft, data }, overrides);
      finish();
      await onFiled(result);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setRefused(error);
      top.current?.scrollIntoView({ block: 'start', behavior: lessMotion() ? 'instant' : 'smooth' });
      top.current?.focus({ preventScroll: true });
    } finally {
      running.current = false;
      setBusy(false);
    }
  };

  return (
    <div className="yz-card yz-form">
      <div ref={top} tabIndex={-1} aria-live="assertive" className="yz-refusal-place">
        {refused && (
          <Refusal
            problem={refused}
            words={{ labels, name: namerOf(people) }}
            caseId={caseId}
            formId={FORM_ID}
            busy={busy}
            onPass={(overrides) => {
              passing.current = overrides;
            }}
            onReload={async () => {
              // what is filed again must be held against the case as it now stands
              await onReload();
              setRefused(null);
            }}
          />
        )}
      </div>
      {taken && (
        <Alert
          className="yz-banner"
          type="info"
          title="已恢复上次没有提交的草稿"
          closable
          action={
            <Button
              size="small"
              onClick={() => {
                setDraft({ ...newDraft(form.hash), submissionId: draft.submissionId });
                finish();
                location.reload();
              }}
            >
              清空重填
            </Button>
          }
        />
      )}
      <SchemaForm
        id={FORM_ID}
        form={form}
        data={draft.data}
        busy={busy}
        serverErrors={serverErrors}
        submitText={submitText}
        concerned={concerned}
        beside={
          previews && caseId ? (
            <PreviewButton
              form={{ caseId, action }}
              dataNow={() => tidy(draft.data, form.schema) as Draft['data']}
            />
          ) : null
        }
        onChange={(data) => {
          if (taken) setTaken(false);
          setDraft((old) => ({ ...old, data, touched: true }));
        }}
        onSubmit={(data) => void submit(data)}
        onInvalid={(count) => {
          passing.current = [];
          void message.warning(`有 ${count} 处填写不符合要求，请按提示改正`);
        }}
      />
    </div>
  );
}
