import { Refusal } from '../../../contract/errors.ts';
import type { ReplayExample, ReplayGroup, ReplayProgress, Standing } from '../../../contract/replay.ts';
import type { ReplayRecord } from '../../../ports/replays.ts';
import type { Deps } from '../../deps.ts';
import { readDraft } from '../drafts/kept.ts';
import { proposed } from '../drafts/proposed.ts';
import { type Budget, type Comparison, contentOf, digestOf, freshRun, goOn, isStale } from './run.ts';

/** One call of the API: well within the time a function has. */
export const ONE_CALL: Budget = { ms: 4_000 };

/**
 * Runs a draft over the township's recorded decisions, as far as the budget goes; called again it goes on from there. A
 * draft that was changed since begins anew, as does a replay of more than a day ago; a finished replay stays as it is unless `restart`.
 * @throws Refusal not-found; draft-conflict for a draft that is published or given up; release-moved, definition-invalid
 *   where the draft does not give a release that rules could be run by
 */
export async function stepReplay(
  deps: Deps,
  tenant: string,
  draftId: string,
  { restart = false, budget = ONE_CALL }: { restart?: boolean | undefined; budget?: Budget } = {},
): Promise<ReplayProgress> {
  const comparison = await comparisonOf(deps, tenant, draftId);
  const content = contentOf(comparison);
  const stored = await deps.stores.replays.read(tenant, draftId);
  const anew = stored === null || restart || isStale(stored, content, deps.clock.now());
  if (!anew && stored.finishedAt !== null) return progressOf(deps, tenant, draftId, stored, false);
  const version = stored?.version ?? 0;
  const from: ReplayRecord = anew
    ? { ...freshRun(content, deps.clock.now()), version }
    : (stored as ReplayRecord);
  const examples = anew ? new Map() : await deps.stores.replays.examples(tenant, draftId, from.run);
  const { record, touched } = await goOn(deps, tenant, comparison, from, examples, budget);
  const next = { ...record, version: version + 1 };
  const grown = new Map([...touched].map((id) => [id, examples.get(id) as ReplayExample[]]));
  // somebody else took the same step: theirs stands
  if (!(await deps.stores.replays.save(tenant, draftId, next, grown, version)))
    return readReplay(deps, tenant, draftId);
  return shown(next, examples, false);
}

/** How far the replay of a draft has come, without going on. */
export async function readReplay(deps: Deps, tenant: string, draftId: string): Promise<ReplayProgress> {
  const draft = await readDraft(deps, tenant, draftId);
  const stored = await deps.stores.replays.read(tenant, draftId);
  if (!stored) return NOTHING;
  // what was published is what was replayed; the release it built on is no longer the live one
  const over = draft.status === 'published' || draft.status === 'dropped';
  const stale =
    !over && isStale(stored, contentOf(await comparisonOf(deps, tenant, draftId)), deps.clock.now());
  return progressOf(deps, tenant, draftId, stored, stale);
}

/** The rules in force and the draft's, of a draft that is still to be decided on. */
export async function comparisonOf(deps: Deps, tenant: string, draftId: string): Promise<Comparison> {
  const draft = await readDraft(deps, tenant, draftId);
  if (draft.status === 'published' || draft.status === 'dropped')
    throw new Refusal('draft-conflict', '草案已经结束，不再重演');
  const { live, next } = await proposed(deps, tenant, draft);
  const dangling = next.all('procedure').flatMap(({ id, body }) =>
    Object.entries(body.actions).flatMap(([action, { rules }]) =>
      rules
        .filter((rule) => next.ruleSet(rule) === null)
        .map((rule) => ({
          path: `procedure/${id}#/actions/${action}/rules`,
          say: `规则集“${rule}”不存在，或者其中的常用条件没有定义`,
        })),
    ),
  );
  if (dangling.length > 0)
    throw new Refusal('definition-invalid', '草案的规则不齐全，不能重演；请先改正', dangling);
  return { live, next };
}

const NOTHING: ReplayProgress = {
  state: 'none',
  cases: 0,
  decisions: 0,
  changed: 0,
  restated: 0,
  startedAt: null,
  finishedAt: null,
  groups: [],
  digest: null,
};

async function progressOf(
  { stores }: Deps,
  tenant: string,
  draftId: string,
  record: ReplayRecord,
  stale: boolean,
): Promise<ReplayProgress> {
  return shown(record, await stores.replays.examples(tenant, draftId, record.run), stale);
}

function shown(record: ReplayRecord, examples: Map<string, ReplayExample[]>, stale: boolean): ReplayProgress {
  const { cases, decisions, changed, restated, startedAt, finishedAt } = record;
  const groups = record.groups
    .map((group): ReplayGroup => ({ ...group, say: sayGroup(group), examples: examples.get(group.id) ?? [] }))
    .sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
  return {
    state: stale ? 'stale' : finishedAt === null ? 'running' : 'done',
    cases,
    decisions,
    changed,
    restated,
    startedAt,
    finishedAt,
    groups,
    digest: stale || finishedAt === null ? null : digestOf(record),
  };
}

const STANDINGS: Record<Standing, string> = {
  nothing: '放行',
  held: '待补充事实',
  deny: '拒绝',
  require: '增加办理要求',
  freeze: '冻结',
  open: '开立关联案件',
  flag: '提示',
  notify: '通知',
  absent: '没有这一步骤',
};

function sayGroup({ cause, from, to, count }: ReplayRecord['groups'][number]): string {
  const shift = from === to ? `仍为${STANDINGS[to]}，内容改变` : `由${STANDINGS[from]}变为${STANDINGS[to]}`;
  return `${cause.say}：${count} 件${shift}`;
}
