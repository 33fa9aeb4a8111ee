import type { Draft, Release } from '../../../contract/definitions/release.ts';
import { Refusal } from '../../../contract/errors.ts';
import { canonicalJson } from '../../../core/hash.ts';
import type { Bundle } from '../../../core/release/bundle.ts';
import { restsOn } from '../../../core/release/replay/matters.ts';
import type { Deps } from '../../deps.ts';
import { type Comparison, contentOf, digestOf, isStale } from './run.ts';

/** What recorded decisions rest on, whatever of it changes. */
const RESTS_ON = /^(ruleset|table|conditions|params|facts|procedure)\//;

/** Whether a draft must be run over the recorded decisions before it is published. */
export const replayNeeded = ({ changes }: Pick<Draft, 'changes'>, comparison: Comparison): boolean =>
  Object.keys(changes).some((key) => RESTS_ON.test(key) || tellsOtherwise(key, comparison));

/** Of a matter and a form only what facts are told from; a matter's text or a form's label is none of it. */
function tellsOtherwise(key: string, { live, next }: Comparison): boolean {
  const id = key.slice(key.indexOf('/') + 1);
  if (key.startsWith('matter/')) {
    const told = (bundle: Bundle) => restsOn(bundle.get('matter', id)?.body);
    return told(live) !== told(next);
  }
  if (!key.startsWith('form/')) return false;
  const told = (bundle: Bundle) => canonicalJson(bundle.get('form', id)?.body.facts ?? null);
  return told(live) !== told(next);
}

/**
 * What the release will say of its replay; undefined where none is asked for.
 * @throws Refusal replay-needed where it is not finished or was of something else; replay-unacknowledged where it found
 *   changes and the approver did not name its digest
 */
export async function replayOf(
  deps: Deps,
  tenant: string,
  draft: Draft,
  comparison: Comparison,
  acknowledged: string | undefined,
): Promise<Release['replay']> {
  if (!replayNeeded(draft, comparison)) return undefined;
  const refuse = (say: string) =>
    new Refusal('replay-needed', say, [{ path: '/replay', say: '先把草案对历次判定重演完毕，再批准' }]);
  const record = await deps.stores.replays.read(tenant, draft.id);
  if (!record) throw refuse('草案修改了判定所依据的定义，还没有对历次判定重演');
  if (record.content !== contentOf(comparison)) throw refuse('重演之后草案或者现行版本有改动，须重新重演');
  if (isStale(record, record.content, deps.clock.now()))
    throw refuse('重演开始至今已超过一天，其间的判定不在其内，须重新重演');
  if (record.finishedAt === null) throw refuse(`重演还没有完成（已重演 ${record.cases} 个案件）`);
  const digest = digestOf(record);
  const { decisions, changed } = record;
  if (changed > 0 && acknowledged !== digest)
    throw new Refusal(
      'replay-unacknowledged',
      `历次 ${decisions} 件判定中有 ${changed} 件会改变，批准人须看过并确认`,
      [{ path: '/acknowledged', say: `应为所确认的重演结果的摘要 ${digest}` }],
    );
  return { decisions, changed, digest };
}
