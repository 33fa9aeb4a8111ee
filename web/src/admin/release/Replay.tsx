import { Alert, Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { ReplayProgress } from '../../../../functions/contract/replay.ts';
import { Section } from '../../shell/Page.tsx';
import { Loading } from '../../shell/Problem.tsx';
import { showInstant } from '../../text/time.ts';
import { useReplay } from './queries.ts';
import { Refused } from './Refused.tsx';
import { Groups } from './ReplayGroups.tsx';
import { useReplayRun } from './run.ts';

/** 重演: the draft run over every recorded decision. What it finds is what the second person acknowledges. */
export function Replay({ draft }: { draft: DraftView }) {
  const over = draft.status === 'published' || draft.status === 'dropped';
  const replay = useReplay(draft.id);
  const run = useReplayRun(draft.id);
  const progress = replay.data;
  if (over && (!progress || progress.state === 'none')) return null;
  return (
    <Section
      title={over ? '发布前的重演' : '对历次判定重演'}
      className="rl-replay"
      side={over || !progress ? null : <Buttons progress={progress} run={run} draft={draft} />}
    >
      <div id="replay">
        <Refused error={run.error ?? replay.error} onClose={run.error ? run.forget : undefined} />
        {progress ? (
          <Found draft={draft} progress={progress} running={run.running} />
        ) : replay.error ? null : (
          <Loading text="正在读取重演的结果…" />
        )}
      </div>
    </Section>
  );
}

type Run = ReturnType<typeof useReplayRun>;
function Buttons({ progress, run, draft }: { progress: ReplayProgress; run: Run; draft: DraftView }) {
  if (Object.keys(draft.changes).length === 0) return null;
  if (run.running) return <Button onClick={run.pause}>暂停</Button>;
  const [text, restart] = {
    none: ['开始重演', false] as const,
    running: ['接着重演', false] as const,
    stale: ['重新重演', true] as const,
    done: ['再重演一次', true] as const,
  }[progress.state];
  return (
    <Button type={progress.state === 'done' ? 'default' : 'primary'} onClick={() => void run.start(restart)}>
      {text}
    </Button>
  );
}

type FoundProps = { draft: DraftView; progress: ReplayProgress; running: boolean };
function Found({ draft, progress, running }: FoundProps) {
  const { state } = progress;
  if (state === 'none' && !running) {
    return (
      <p className="yz-dim">
        {draft.needsReplay
          ? '发布前要用草案的规则把历次登记的判定逐件重新判断一遍，看哪些结果会改变。历次判定本身不会改变。'
          : '草案没有修改判定所依据的定义（规则、参数、事实、程序，事项和表单中产生事实的部分），发布前不需要重演；要看也可以重演。'}
      </p>
    );
  }
  return (
    <>
      <State progress={progress} running={running} />
      <Figures progress={progress} />
      <Groups draftId={draft.id} progress={progress} />
    </>
  );
}

function State({ progress, running }: Omit<FoundProps, 'draft'>) {
  const { state, startedAt, finishedAt, digest } = progress;
  if (running) {
    return (
      <div role="status" aria-live="polite">
        <Progress percent={100} status="active" showInfo={false} />
        <p>
          正在重演：已完成 {progress.cases} 个案件、{progress.decisions}{' '}
          件判定。可以离开或者刷新本页，回来接着做。
        </p>
      </div>
    );
  }
  if (state === 'stale') {
    return (
      <Alert
        className="ad-gap"
        type="warning"
        showIcon
        title="重演结果已过期"
        description="重演之后草案或者现行版本有改动。下面是改动以前的结果，只供参考；发布前须重新重演。"
      />
    );
  }
  if (state === 'running') {
    return (
      <Alert
        className="ad-gap"
        type="info"
        showIcon
        title="重演还没有完成"
        description={`已做完 ${progress.cases} 个案件、${progress.decisions} 件判定，下一次从这里接着做，已做的不重复。`}
      />
    );
  }
  return (
    <p className="yz-dim">
      {startedAt === null ? '' : `${showInstant(startedAt)} 开始`}
      {finishedAt === null ? '' : `，${showInstant(finishedAt)} 完成`}
      {digest === null ? null : (
        <>
          {' '}
          <code className="ad-where">结果摘要 {digest}</code>
        </>
      )}
    </p>
  );
}

function Figures({ progress: { cases, decisions, changed, restated, state } }: { progress: ReplayProgress }) {
  return (
    <>
      <dl className="rl-figures">
        <Figure name="案件">{cases}</Figure>
        <Figure name="判定">{decisions}</Figure>
        <Figure name="结果改变" strong={changed > 0}>
          {changed}
        </Figure>
        <Figure name="只是说明不同">{restated}</Figure>
      </dl>
      {state === 'done' && changed === 0 ? <p>没有一件判定的结果会改变。</p> : null}
    </>
  );
}

function Figure({ name, strong = false, children }: { name: string; strong?: boolean; children: ReactNode }) {
  return (
    <div className={strong ? 'rl-strong' : undefined}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
