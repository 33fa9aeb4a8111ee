import { useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type {
  CaseView,
  FormView,
  OpenAction,
  StartOption,
  SubmissionResult,
} from '../../../functions/contract/api.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import {
  afterFiling,
  useCase,
  useForm,
  useMatter,
  useMatters,
  useStartOptions,
  useTimeline,
} from '../api/queries.ts';
import { useZone } from '../auth/me.tsx';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited, Loading, NotFound } from '../shell/Problem.tsx';
import { MatterFacts } from '../start/MatterPicker.tsx';
import { CaseNumber } from '../text/case-number.tsx';
import { concernedBy } from './concerns.ts';
import { Runner } from './Runner.tsx';

/** Leaves for the case with the news of what was filed. */
function useFiled() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (title: string, result: SubmissionResult) => {
    await afterFiling(client, result.caseId);
    await navigate(`/cases/${result.caseId}`, { state: { filed: { title, result } }, replace: true });
  };
}

/** An action of a case through its form. */
export function ActPage() {
  const { caseId = '', action = '' } = useParams();
  return (
    <Awaited query={useCase(caseId)}>{(view) => <Act key={action} view={view} action={action} />}</Awaited>
  );
}

function Act({ view, action }: { view: CaseView; action: string }) {
  const caseId = view.state.id;
  const open = view.actions.find((one) => one.id === action);
  const stage = view.stages.find(({ id }) => id === view.state.stage)?.title ?? view.state.stage;
  const back = <Link to={`/cases/${caseId}`}>返回案件</Link>;
  return (
    <PageFrame
      title={open?.title ?? '办理步骤'}
      lead={
        <>
          {view.state.title} · {back}
        </>
      }
    >
      {open?.allowed ? (
        <OpenForm view={view} open={open} />
      ) : (
        <Alert
          type="warning"
          showIcon
          className="yz-banner"
          title="现在不能办理这一步"
          description={
            <>
              {open?.whyNot ?? `案件现处于“${stage}”，这一步还不能（或者已不能）办理。`} {back}
            </>
          }
        />
      )}
    </PageFrame>
  );
}

/** What the case's matter itself asks the form about. */
function useConcerned(form: FormView | undefined, matterId: string | null): string[] | undefined {
  const asks = form !== undefined && concernedBy(form.ui) !== undefined;
  const matter = useMatter(matterId, asks).data;
  return useMemo(() => (matter?.criminalTrigger ? [matter.criminalTrigger] : undefined), [matter]);
}

function OpenForm({ view, open }: { view: CaseView; open: OpenAction }) {
  const { state } = view;
  const zone = useZone();
  const client = useQueryClient();
  const filed = useFiled();
  const timeline = useTimeline(state.id);
  const formQuery = useForm(state.id, open.id);
  const concerned = useConcerned(formQuery.data, state.matter);
  const labels = Object.assign({}, ...(timeline.data?.pages.map((page) => page.labels) ?? []));
  return (
    <Awaited query={formQuery}>
      {(form) => (
        <>
          {open.about && <p className="yz-about">{open.about}</p>}
          <Runner
            form={form}
            subject={state.id}
            action={open.id}
            caseId={state.id}
            submitText={`提交${open.title}`}
            concerned={concerned}
            labels={labels}
            previews={zone === 'staff' && open.papers}
            file={(draft, overrides) =>
              call(`${zone}.submit`, {
                params: { caseId: state.id },
                body: {
                  id: draft.submissionId,
                  action: open.id,
                  form: { id: form.id, hash: form.hash },
                  expectedVersion: state.version,
                  data: draft.data,
                  ...(overrides.length > 0 ? { overrides } : {}),
                },
              })
            }
            onFiled={(result) => filed(open.title, result)}
            onReload={() => client.invalidateQueries({ queryKey: keys.case(state.id) })}
          />
        </>
      )}
    </Awaited>
  );
}

/** The first form of a case that does not exist yet. */
export function StartFormPage() {
  const { procedure, action } = useParams();
  return (
    <Awaited query={useStartOptions()}>
      {(options) => {
        const option = options.find((one) => one.procedure === procedure && one.action === action);
        return option?.allowed ? <StartForm option={option} /> : <NotFound />;
      }}
    </Awaited>
  );
}

function StartForm({ option }: { option: StartOption }) {
  const [search] = useSearchParams();
  const matterId = search.get('matter');
  const parent = search.get('parent') ?? undefined;
  const zone = useZone();
  const client = useQueryClient();
  const filed = useFiled();
  const matters = useMatters(matterId !== null);
  const matter = matters.data?.find((one) => one.id === matterId);
  if (matterId !== null && matters.isPending) return <Loading />;
  // Another authority does not see the case it was told of.
  const back =
    parent && zone === 'staff' ? (
      <Link to={`/cases/${parent}`}>返回原案件</Link>
    ) : (
      <Link to="/start" className="yz-nowrap">
        {parent ? '更正案件编号' : '重新选择事项'}
      </Link>
    );
  return (
    <PageFrame
      title={option.title}
      lead={
        <>
          {option.procedureTitle}
          {parent && ' · 针对案件 '}
          {parent && <CaseNumber caseId={parent} />} · {back}
        </>
      }
    >
      {matter && (
        <Section title={matter.name}>
          <MatterFacts matter={matter} />
        </Section>
      )}
      <Runner
        form={option.form}
        subject={`start.${option.procedure}.${matterId ?? parent ?? ''}`}
        action={option.action}
        caseId={parent}
        submitText={`提交${option.title}`}
        labels={{}}
        file={(draft, overrides) =>
          call(`${zone}.start`, {
            body: {
              id: draft.submissionId,
              procedure: option.procedure,
              action: option.action,
              matter: matterId,
              ...(parent ? { parent } : {}),
              form: { id: option.form.id, hash: option.form.hash },
              data: draft.data,
              ...(overrides.length > 0 ? { overrides } : {}),
            },
          })
        }
        onFiled={(result) => filed(option.title, result)}
        onReload={() => client.invalidateQueries({ queryKey: keys.startOptions })}
      />
    </PageFrame>
  );
}
