import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type {
  CaseView,
  DefinitionDifference,
  MoveResult,
  ReleaseLine,
} from '../../../functions/contract/api.ts';
import { call } from '../api/call.ts';
import { keys } from '../api/keys.ts';
import { mayCall } from '../api/may.ts';
import { ApiProblem } from '../api/problem.ts';
import { afterFiling } from '../api/queries.ts';
import { useMe } from '../auth/me.tsx';
import { Section } from '../shell/Page.tsx';
import { Loading } from '../shell/Problem.tsx';
import { showDayLong } from '../text/time.ts';
import { Lenity } from './Lenity.tsx';

const TOWN = 'town';

/** 规则版本: which release the case is on, the choice to have it go on under the one in force, and 从旧兼从轻. */
export function Release({ view }: { view: CaseView }) {
  const me = useMe();
  return (
    <Section title="规则版本">
      <p>本案适用第 {view.releaseNumber} 版规则。</p>
      {mayCall(me, 'staff.case-move') ? <Current view={view} /> : null}
      {mayCall(me, 'staff.lenity') ? <Lenity caseId={view.state.id} /> : null}
    </Section>
  );
}

/** The releases after the one the case is on, up to the one in force; the newest first. */
function useNewer(view: CaseView) {
  const { state } = view;
  return useQuery({
    queryKey: keys.admin('newer', state.release),
    queryFn: async () => {
      const { items } = await call('admin.releases', { query: { limit: 50 } });
      const live = items.find(({ status }) => status === 'live');
      if (!live || live.hash === state.release) return [];
      return items.filter(
        ({ number, status }) =>
          number <= live.number && number > view.releaseNumber && status !== 'withdrawn',
      );
    },
    enabled: state.closed === null && state.archived === undefined && state.custodian === TOWN,
  });
}

function Current({ view }: { view: CaseView }) {
  const [asking, setAsking] = useState(false);
  const [moved, setMoved] = useState<MoveResult | null>(null);
  const newer = useNewer(view).data ?? [];
  const [live] = newer;
  return (
    <>
      {moved ? (
        <Alert
          type="success"
          showIcon
          closable
          className="yz-banner"
          title={`已改用第 ${moved.to} 版`}
          description={<Says says={moved.says} />}
        />
      ) : null}
      {live ? (
        <>
          <p className="yz-dim">现行的是第 {live.number} 版。在办案件不会自动改用。</p>
          <Button block className="yz-gap-top" onClick={() => setAsking(true)}>
            改用现行版本
          </Button>
        </>
      ) : null}
      {asking && live ? (
        <MoveDialog
          view={view}
          live={live}
          newer={newer}
          onMoved={(result) => {
            setMoved(result);
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function Says({ says }: { says: string[] }) {
  return (
    <ul className="yz-consequences">
      {says.map((say) => (
        <li key={say}>{say}</li>
      ))}
    </ul>
  );
}

/** What the record keeps for ever is at least as long as this (contract: Reason). */
const SHORTEST = 5;

type MoveProps = {
  view: CaseView;
  live: ReleaseLine;
  newer: ReleaseLine[];
  onMoved: (result: MoveResult) => void;
  onClose: () => void;
};

/** The choice, its reason, and first what the releases in between changed. */
function MoveDialog({ view, live, newer, onMoved, onClose }: MoveProps) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setFault(null);
    try {
      const result = await call('staff.case-move', {
        params: { caseId: view.state.id },
        body: { expectedVersion: view.state.version, reason: reason.trim() },
      });
      await afterFiling(client, view.state.id);
      onMoved(result);
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      width={720}
      title={`本案改用第 ${live.number} 版`}
      okText="改用现行版本"
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim().length < SHORTEST }}
      onOk={() => void run()}
      onCancel={onClose}
    >
      <p>
        以后的步骤按第 {live.number}{' '}
        版的规则、表单和期限办理；以前已经作出的判定不改变。这一选择和理由记入案件时间线，不能撤销。
      </p>
      <Between view={view} newer={newer} />
      <MoveFaults error={fault} />
      <label htmlFor="move-reason">理由（至少 {SHORTEST} 个字）</label>
      <Input.TextArea
        id="move-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

/** What each release after the case's own changed, as its page tells it. */
function Between({ view, newer }: { view: CaseView; newer: ReleaseLine[] }) {
  return (
    <>
      <h3 className="yz-sub">两版之间修改了什么</h3>
      {newer.map((release) => (
        <Changed key={release.number} view={view} release={release} />
      ))}
    </>
  );
}

/** Examples prove rules and judge nothing; the text of another matter is nothing to this case. */
const concerns =
  ({ state }: CaseView) =>
  ({ definition }: DefinitionDifference): boolean =>
    !definition.startsWith('examples/') &&
    (!definition.startsWith('matter/') || definition === `matter/${state.matter}`);

/** A release may change hundreds of things; its own page has them all. */
const FEW = 10;

function Changed({ view, release }: { view: CaseView; release: ReleaseLine }) {
  const query = useQuery({
    queryKey: keys.admin('release', String(release.number)),
    queryFn: () => call('admin.release', { params: { number: String(release.number) } }),
  });
  const says = (query.data?.differences ?? []).filter(concerns(view)).map(({ say }) => say);
  return (
    <details className="yz-details" open>
      <summary>
        第 {release.number} 版：{release.title}（自{showDayLong(release.effective.from)}起施行）
      </summary>
      {query.isPending ? <Loading /> : null}
      {query.error ? <p className="yz-tone-warn">没有读到这一版的修改内容：{query.error.message}</p> : null}
      {query.data && says.length === 0 ? <p className="yz-dim">这一版没有修改与本案有关的内容。</p> : null}
      <Says says={says.slice(0, FEW)} />
      {says.length > FEW ? (
        <p>
          另有 {says.length - FEW} 处，见
          <Link to={`/admin/releases/${release.number}`}>第 {release.number} 版</Link>。
        </p>
      ) : null}
    </details>
  );
}

function MoveFaults({ error }: { error: Error | null }) {
  if (error === null) return null;
  const problem = error instanceof ApiProblem ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className="yz-banner"
      title={problem?.title ?? '没有完成'}
      description={
        <>
          {problem?.detail ?? '请重新加载页面后再试。'}
          <Says says={problem?.errors.map(({ say }) => say) ?? []} />
        </>
      }
    />
  );
}
