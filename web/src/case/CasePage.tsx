import { Alert } from 'antd';
import { Link, useLocation, useParams } from 'react-router';
import type { CaseView, SubmissionResult } from '../../../functions/contract/api.ts';
import { useCase, usePeople, useTimeline } from '../api/queries.ts';
import { PageFrame } from '../shell/Page.tsx';
import { Awaited } from '../shell/Problem.tsx';
import { CaseNumber } from '../text/case-number.tsx';
import { namerOf } from '../text/names.ts';
import { dayOf } from '../text/time.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { Actions } from './Actions.tsx';
import { Banners } from './Banners.tsx';
import { Clocks } from './Clocks.tsx';
import { Links, People } from './Linked.tsx';
import { Papers } from './Papers.tsx';
import { Release } from './Release.tsx';
import { Stages } from './Stages.tsx';

/** What the form page hands over after filing. */
export type Filed = { filed?: { title: string; result: SubmissionResult } };

/** One case: where it stands, what can be done, what is due, and everything that happened. */
export function CasePage() {
  const { caseId = '' } = useParams();
  const query = useCase(caseId);
  return <Awaited query={query}>{(view) => <Case key={caseId} view={view} />}</Awaited>;
}

function Case({ view }: { view: CaseView }) {
  const { state } = view;
  const timeline = useTimeline(state.id);
  const people = usePeople();
  const filed = (useLocation().state as Filed | null)?.filed;
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? [];
  const labels = Object.assign({}, ...(timeline.data?.pages.map((page) => page.labels) ?? []));
  const name = namerOf(people.data ?? [], view.stages);
  const stageTitle = view.stages.find((stage) => stage.id === state.stage)?.title ?? state.stage;
  return (
    <PageFrame
      title={state.title}
      lead={
        <>
          {view.procedureTitle}
          {view.matterName &&
            ` · ${view.matterName === state.title ? '事项' : view.matterName} ${state.matter}`}
          {' · '}
          <CaseNumber caseId={state.id} />
          {` · ${dayOf(state.openedAt)} 登记 · 适用第 ${view.releaseNumber} 版规则`}
        </>
      }
    >
      {filed && filed.result.version <= state.version && <FiledNote filed={filed} stageTitle={stageTitle} />}
      <Banners view={view} people={people.data ?? []} />
      <Stages view={view} entries={entries} />
      <div className="yz-case">
        <div className="yz-case-main">
          <Actions view={view} />
          <Timeline
            view={view}
            query={timeline}
            entries={entries}
            labels={labels}
            people={people.data ?? []}
          />
        </div>
        <aside className="yz-case-side" aria-label="期限、文书、规则版本与人员">
          <Clocks clocks={view.clocks} name={name} />
          <Papers state={state} name={name} />
          <Release view={view} />
          <Links state={state} />
          <People state={state} labels={labels} people={people.data ?? []} />
        </aside>
      </div>
    </PageFrame>
  );
}

function FiledNote({ filed, stageTitle }: { filed: NonNullable<Filed['filed']>; stageTitle: string }) {
  const { result } = filed;
  const opened = result.links.filter((link) => link.relation === 'child');
  return (
    <Alert
      className="yz-banner"
      type="success"
      showIcon
      closable
      title={`已提交：${filed.title}`}
      description={
        <>
          案件现处于“{stageTitle}”阶段。
          {result.papers.length > 0 &&
            `已生成文书：${result.papers.map((paper) => paper.title).join('、')}。`}
          {opened.map((link) => (
            <span key={link.caseId}>
              关联案件：<Link to={`/cases/${link.caseId}`}>{link.caseId}</Link>。
            </span>
          ))}
        </>
      }
    />
  );
}
