import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Space, Steps, Tag } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import type { DraftView } from '../../../functions/contract/api.ts';
import { KIND_LABELS, type Kind } from '../../../functions/contract/definitions/release.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { PageFrame, Section } from '../shell/Page.tsx';
import { Awaited } from '../shell/Problem.tsx';
import { showInstant } from '../text/time.ts';
import { STATUS } from './DraftsPage.tsx';
import { Faults, Where } from './Faults.tsx';
import { draftChanged, released, useDefinition, useDefinitions, useDraft } from './queries.ts';
import { useRights, whoText } from './rights.ts';
import { sentencesOf } from './sentences.ts';
import { useWorkingDraft } from './WorkingDraft.tsx';

/** 草案: what it changes, what the checks found, and what may be done with it now. */
export function DraftPage() {
  const { draftId = '' } = useParams();
  const draft = useDraft(draftId);
  return <Awaited query={draft}>{(view) => <Whole draft={view} />}</Awaited>;
}

function Whole({ draft }: { draft: DraftView }) {
  const rights = useRights();
  return (
    <PageFrame
      title={draft.title}
      lead={`${whoText(draft.author, rights)} 建立于 ${showInstant(draft.createdAt)}`}
      side={<Tag color={STATUS[draft.status].color}>{STATUS[draft.status].text}</Tag>}
    >
      {draft.status === 'dropped' ? null : (
        <div className="yz-card ad-steps">
          <Steps
            size="small"
            responsive={false}
            current={['open', 'submitted', 'published'].indexOf(draft.status)}
            items={[{ title: '修改' }, { title: '另一人复核' }, { title: '发布' }]}
          />
        </div>
      )}
      <Next draft={draft} />
      <Findings draft={draft} />
      <Differences draft={draft} />
    </PageFrame>
  );
}

/** The one or two things this reader may do with the draft, or why nothing. */
function Next({ draft }: { draft: DraftView }) {
  const rights = useRights();
  const actions = useDraftActions(draft);
  const mine = draft.author === rights.id;
  const busy = actions.isPending;
  const act = (what: Act) => actions.mutate(what);
  return (
    <>
      <Faults error={actions.error} onClose={actions.reset} brief={draft.findings.length > 0} />
      {draft.status === 'open' && rights.write ? (
        <Bar say="提交后先做检查：有错误的不能提交；没有错误的，由另一人复核。">
          <Button danger disabled={busy} onClick={() => act('drop')}>
            放弃草案
          </Button>
          <Button
            type="primary"
            loading={busy}
            disabled={Object.keys(draft.changes).length === 0}
            onClick={() => act('submit')}
          >
            提交复核
          </Button>
        </Bar>
      ) : null}
      {draft.status === 'submitted' && mine ? (
        <Alert
          className="ad-gap"
          type="warning"
          showIcon
          title="须由另一人批准"
          description={
            <>
              <p>
                草案由您提交。请另一位有权的人（综合执法局负责人、法制审核人员、乡镇负责人或另一位平台管理员）登录后，在本页批准并发布。
              </p>
              <Button loading={busy} onClick={() => act('return')}>
                撤回修改
              </Button>
            </>
          }
        />
      ) : null}
      {draft.status === 'submitted' && !mine ? (
        <Bar say="请核对下面的每一处修改。批准后立即发布为新版本，新立案件即按新版本办理。">
          <Button disabled={busy} onClick={() => act('return')}>
            退回修改
          </Button>
          <Button type="primary" loading={busy} onClick={() => act('approve')}>
            批准并发布
          </Button>
        </Bar>
      ) : null}
      {draft.status === 'published' ? (
        <Alert
          className="ad-gap"
          type="success"
          showIcon
          title="已经发布"
          description={<Link to="/admin/releases">查看发布版本</Link>}
        />
      ) : null}
    </>
  );
}

function Bar({ say, children }: { say: string; children: React.ReactNode }) {
  return (
    <div className="ad-into">
      <span>{say}</span>
      <Space className="ad-into-save" wrap>
        {children}
      </Space>
    </div>
  );
}

type Act = 'submit' | 'approve' | 'return' | 'drop';
function useDraftActions(draft: DraftView) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const rights = useRights();
  const { choose } = useWorkingDraft();
  const input = { params: { draftId: draft.id }, body: { version: draft.version } };
  return useMutation({
    mutationFn: async (act: Act) => {
      if (act === 'approve') return (await call('admin.draft-approve', input)).release;
      if (act === 'submit') return call('admin.draft-submit', input);
      const to = act === 'return' ? 'open' : 'dropped';
      return call('admin.draft-return', { ...input, body: { ...input.body, to } });
    },
    // A refused draft keeps what the checks found, and is another version since.
    onError: () => void client.invalidateQueries({ queryKey: keys.admin('draft', draft.id) }),
    onSuccess: async (answer) => {
      if ('number' in answer) {
        void message.success(`已发布第 ${answer.number} 版`);
        await released(client);
        await navigate('/admin/releases');
        return;
      }
      draftChanged(client, answer);
      if (answer.status === 'open') choose(answer.author === rights.id ? answer.id : undefined);
      if (answer.status === 'submitted') void message.success('已提交，等待另一人复核');
    },
  });
}

const placeOf = (definition: string): { kind: Kind; id: string } => {
  const [kind = 'matter', id = ''] = definition.split('/');
  return { kind: kind as Kind, id };
};

/** `事项 对擅自改变林地用途的处罚`, linked to its editor. */
function DefinitionName({ definition, draft }: { definition: string; draft: DraftView }) {
  const { kind, id } = placeOf(definition);
  const lines = useDefinitions();
  const body = draft.changes[definition] as { title?: string; name?: string } | null | undefined;
  const live = lines.data?.items.find((line) => line.kind === kind && line.id === id);
  return (
    <>
      <span className="yz-dim">{KIND_LABELS[kind] ?? kind}</span>{' '}
      <Link to={kind === 'matter' ? `/admin/matters/${id}` : `/admin/definitions/${kind}/${id}`}>
        {body?.title ?? body?.name ?? live?.title ?? id}
      </Link>
    </>
  );
}

function Findings({ draft }: { draft: DraftView }) {
  if (draft.findings.length === 0) return null;
  const errors = draft.findings.filter((finding) => finding.severity === 'error').length;
  return (
    <Section title={errors > 0 ? `检查发现 ${errors} 处错误，改正后才能提交` : '检查提示'}>
      <ul className="ad-findings">
        {draft.findings.map((finding) => (
          <li key={`${finding.definition}${finding.path}${finding.say}`}>
            <Tag color={finding.severity === 'error' ? 'red' : 'gold'}>
              {finding.severity === 'error' ? '错误' : '提示'}
            </Tag>
            <div>
              <p>{finding.say}</p>
              <p>
                <DefinitionName definition={finding.definition} draft={draft} /> <Where path={finding.path} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Differences({ draft }: { draft: DraftView }) {
  const changed = Object.keys(draft.changes);
  return (
    <Section title={changed.length === 0 ? '还没有修改' : `修改了 ${changed.length} 项定义`}>
      {changed.length === 0 ? (
        <p className="yz-dim">
          到<Link to="/admin/matters">事项</Link>或<Link to="/admin/definitions/form">表单</Link>
          页面修改，保存时选择这份草案。
        </p>
      ) : null}
      {changed.map((definition) => (
        <OneDifference key={definition} definition={definition} draft={draft} />
      ))}
    </Section>
  );
}

/** What a draft does to one definition; beside the live one, so that it can say what was required before. */
function OneDifference({ definition, draft }: { definition: string; draft: DraftView }) {
  const { kind, id } = placeOf(definition);
  const live = useDefinition(kind, id);
  const said = sentencesOf(definition, draft, live.data?.body);
  return (
    <div className="ad-difference">
      <h3>
        <DefinitionName definition={definition} draft={draft} />
      </h3>
      <ul>
        {said.map(({ place, say, path }) => (
          <li key={`${path}${say}`} title={path}>
            {place === '' ? '' : `${place}：`}
            {say}
          </li>
        ))}
        {said.length === 0 ? <li className="yz-dim">与现行版本相同</li> : null}
      </ul>
    </div>
  );
}
