import { Slug } from '../../contract/ids.ts';
import type { ReplayProgress } from '../../contract/replay.ts';
import { proveReplay } from '../../usecases/admin/replay/proof.ts';
import { stepReplay } from '../../usecases/admin/replay/replay.ts';
import type { Deps } from '../../usecases/deps.ts';
import { withInstallation } from '../installation.ts';
import { type Answer, BadInput, type Command, optionsOf } from './command.ts';
import { tenantOf } from './kept-draft.ts';
import { existingData } from './where.ts';

/** What one step does before it is written down: an interrupted run loses no more. */
const STEP_MS = 1_000;

/** A draft run over every recorded decision; without a draft, the proof that replaying is exact. */
export const replay: Command = {
  usage: 'replay [--draft <草案> [--restart]]',
  about: '把草案对历次判定重演，找出会改变的判定；不指明草案时，证明每一次判定都能原样重演',
  async run(args) {
    const { draft, restart = false } = optionsOf(args, ['draft'], ['restart']);
    if (draft === undefined && restart) throw new BadInput('--restart 要与 --draft <草案> 一起使用');
    if (draft !== undefined && !Slug.safeParse(draft).success) throw new BadInput(`草案编号 ${draft} 不正确`);
    const data = existingData();
    return withInstallation(data, (deps) =>
      draft === undefined ? prove(deps) : replayDraft(deps, draft, restart),
    );
  },
};

async function prove(deps: Deps): Promise<Answer> {
  const report = await proveReplay(deps, ({ cases, decisions }) =>
    console.error(`已重演 ${cases} 个案件，${decisions} 件判定`),
  );
  const fault = report.firstDifference;
  if (!fault) return { json: report };
  return { json: report, failed: `案件 ${fault.caseId} 第 ${fault.version} 步 ${fault.path}：${fault.say}` };
}

async function replayDraft(deps: Deps, draftId: string, restart: boolean): Promise<Answer> {
  const tenant = await tenantOf(deps, draftId);
  let progress: ReplayProgress | undefined;
  while (progress?.state !== 'done') {
    const first = progress === undefined;
    const budget = { ms: STEP_MS };
    progress = await stepReplay(deps, tenant, draftId, { restart: restart && first, budget });
    const { cases, decisions, changed } = progress;
    console.error(`已重演 ${cases} 个案件，${decisions} 件判定，其中 ${changed} 件改变`);
  }
  return { json: { draft: draftId, tenant, ...progress } };
}
