/** The path of a draft: what is done, what is wrong, and what is still to do, in one sentence each. */
import type { DraftView } from '../../../../functions/contract/api.ts';
import type { Finding } from '../../../../functions/contract/definitions/release.ts';
import type { ReplayProgress } from '../../../../functions/contract/replay.ts';
import { showDayLong } from '../../text/time.ts';

export type Step = { title: string; state: 'done' | 'open' | 'fault'; say: string };

/** @param findings what the checks found; undefined while nobody has asked */
export function stepsOf(
  draft: DraftView,
  findings: Finding[] | undefined,
  replay: ReplayProgress | undefined,
): Step[] {
  const changed = Object.keys(draft.changes).length;
  const over = draft.status === 'published';
  const submitted = over || draft.status === 'submitted';
  const ofExamples = (finding: Finding) => finding.definition.startsWith('examples/');
  return [
    {
      title: '修改',
      state: changed > 0 ? 'done' : 'open',
      say: changed > 0 ? `${changed} 项定义` : '还没有修改',
    },
    checkStep(
      '检查',
      findings?.filter((finding) => !ofExamples(finding)),
      submitted,
    ),
    checkStep('样例', findings?.filter(ofExamples), submitted),
    replayStep(draft, replay),
    approvalStep(draft.status),
    {
      title: '发布',
      state: over ? 'done' : 'open',
      say: over
        ? '已发布'
        : draft.effective
          ? `自${showDayLong(draft.effective.from)}起施行`
          : '自发布当日起施行',
    },
  ];
}

function checkStep(title: string, findings: Finding[] | undefined, submitted: boolean): Step {
  const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0;
  if (errors > 0) return { title, state: 'fault', say: `${errors} 处错误，须改正` };
  if (submitted) return { title, state: 'done', say: '提交时已通过' };
  if (findings === undefined) return { title, state: 'open', say: '还没有检查' };
  return {
    title,
    state: 'done',
    say: findings.length > 0 ? `没有错误，${findings.length} 处提示` : '没有错误',
  };
}

function replayStep(draft: DraftView, replay: ReplayProgress | undefined): Step {
  const title = '重演';
  if (Object.keys(draft.changes).length > 0 && !draft.needsReplay)
    return { title, state: 'done', say: '没有改动判定所依据的定义，不需要' };
  switch (replay?.state) {
    case 'done':
      return { title, state: 'done', say: `${replay.decisions} 件判定，${replay.changed} 件改变` };
    case 'running':
      return { title, state: 'open', say: `还没有完成，已重演 ${replay.decisions} 件` };
    case 'stale':
      return { title, state: 'fault', say: '已过期，须重新重演' };
    default:
      return { title, state: 'open', say: '还没有重演' };
  }
}

function approvalStep(status: DraftView['status']): Step {
  const title = '第二人批准';
  if (status === 'published') return { title, state: 'done', say: '已批准' };
  return { title, state: 'open', say: status === 'submitted' ? '等待另一人批准' : '提交复核之后' };
}
