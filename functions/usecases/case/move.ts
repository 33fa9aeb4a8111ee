import type { MoveBody, MoveResult } from '../../contract/api.ts';
import type { CaseState } from '../../contract/case.ts';
import { Refusal } from '../../contract/errors.ts';
import type { Person } from '../../contract/people.ts';
import { advance, place } from '../../core/case/advance.ts';
import { seal } from '../../core/case/chain.ts';
import { moveDifferences, moveFaults } from '../../core/case/move.ts';
import type { Deps } from '../deps.ts';
import { liveRelease, loadBundle, releaseNumber } from '../releases.ts';
import { visibleCase } from './read.ts';
import { logRefusal, RefusedAttempt, versionConflict } from './refuse.ts';

/** So many sentences stand in the event; the rest is in the two releases. */
const MOST_SAID = 100;

/**
 * Have an open case go on under the release in force now. Cases stay on the release they began under; this is the one way
 * off it: somebody's choice, with a reason, as an event in the case's chain. What was judged before stays as it was judged.
 * @throws Refusal not-found, version-conflict, case-closed, case-moved, case-archived, move-refused
 */
export async function moveCase(
  deps: Deps,
  person: Person,
  tenant: string,
  caseId: string,
  body: MoveBody,
): Promise<MoveResult> {
  const { state, bundle: from } = await visibleCase(deps, person, tenant, caseId);
  if (state.version !== body.expectedVersion) throw conflict(state, body);
  const live = await liveRelease(deps, tenant);
  const to = await loadBundle(deps, tenant, live.hash);
  const refusal = whyNotMove(state, live.hash) ?? unfit(state, live.number, moveFaults(state, to));
  if (refusal) {
    const attempt = new RefusedAttempt(person, state, '案件改用现行版本', refusal);
    await logRefusal(deps, attempt);
    throw attempt;
  }
  const number = await releaseNumber(deps, tenant, state);
  const told = moveDifferences(state, from, to);
  const more = told.length - MOST_SAID;
  const says = [
    `案件由第 ${number} 版改用第 ${live.number} 版，理由：${body.reason}`,
    ...(told.length === 0 ? ['两个版本中与本案有关的定义没有不同'] : told.slice(0, MOST_SAID)),
    ...(more > 0 ? [`另有 ${more} 处不同，见两个版本`] : []),
  ];
  const event = seal({
    ...place(state, deps.clock.now(), person),
    release: live.hash,
    kind: 'moved',
    moved: {
      from: { release: state.release, number },
      to: { release: live.hash, number: live.number },
      reason: body.reason,
    },
    says,
    transition: {},
  });
  const answer = await deps.stores.cases.commit({ tenant, cases: [advance(state, event)], numbers: [] });
  if (answer.kind !== 'done') throw conflict(state, body);
  return { caseId, version: event.version, hash: event.hash, from: number, to: live.number, says };
}

function conflict({ version }: CaseState, body: MoveBody): Refusal {
  if (version === body.expectedVersion)
    return new Refusal('version-conflict', '案件刚刚被他人更新，请重新打开');
  return versionConflict(version, body.expectedVersion);
}

function whyNotMove(state: CaseState, live: string): Refusal | null {
  if (state.custodian !== 'town')
    return new Refusal('case-moved', '案件已连同案卷移送其他机关，本机关不再办理');
  if (state.archived)
    return new Refusal('case-archived', `案卷已于 ${state.archived.day} 归档，任何人不得改动`);
  if (state.closed !== null) return new Refusal('case-closed', `案件已结束：${state.closed}`);
  if (state.release === live)
    return new Refusal('move-refused', '案件用的就是现行版本', [{ path: '/release', say: '无须改用' }]);
  return null;
}

const unfit = (state: CaseState, number: number, faults: ReturnType<typeof moveFaults>): Refusal | null =>
  faults.length === 0
    ? null
    : new Refusal(
        'move-refused',
        `第 ${number} 版容不下“${state.title}”现在的状态，案件仍用原来的版本`,
        faults,
      );
