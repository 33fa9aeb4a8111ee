import { setTimeout as sleep } from 'node:timers/promises';
import { viewsOf } from '../../core/case/views.ts';
import { differences } from '../../core/release/telling/diff.ts';
import type { LineFault, StoredLine } from '../../ports/store.ts';
import type { Deps } from '../deps.ts';
import { loadBundle } from '../releases.ts';
import { allCases, everyPage, standsAndFolds } from './all-cases.ts';

export type RebuildReport = {
  cases: number;
  /** Cases whose record and lines all were what the events say. */
  equal: number;
  /** Lines of all lists that are stored now, the record of each case among them. */
  lines: number;
  /** Cases whose projections were not what the events say, each with the first difference; all of them were replaced. */
  different: { caseId: string; path: string; say: string }[];
  /** Lines of no case, or of a case that does not show them; each was taken out. */
  strays: { caseId: string | null; path: string }[];
  /** Cases that cannot be shown, and why. */
  failed: { caseId: string; say: string }[];
  /** Cases that were filed on each time they were looked at: nothing is said of them. */
  moving: string[];
  /** Cases the projection had set aside. They were looked at like all others, and are aside no more unless they failed. */
  aside: number;
  /** Cases that were missing in the list of their township, which replay and proof read; each was put into it. */
  listed: number;
};

/** How often a case is looked at that does not hold still. */
const LOOKS = 6;
const LOOK_APART_MS = 50;
/** A page of lines asks for as many heads and records. */
const LINES_TOGETHER = 100;

/**
 * Make every projection anew from events, compare each line of it with what is stored, read back by key, and put right what
 * differs; then look through all that is stored for lines no case shows.
 * @param patienceMs how long, all cases together, a projection that is behind may take to catch up; 0 where none runs
 */
export async function rebuild(deps: Deps, { patienceMs = 5_000 } = {}): Promise<RebuildReport> {
  const report: RebuildReport = {
    cases: 0,
    equal: 0,
    lines: 0,
    different: [],
    strays: [],
    failed: [],
    moving: [],
    aside: 0,
    listed: 0,
  };
  const caughtUp = waiting(patienceMs);
  for await (const { tenant, caseId } of allCases(deps)) {
    report.cases += 1;
    if (await deps.stores.cases.listCase(tenant, caseId)) report.listed += 1;
    try {
      await rebuildCase(deps, { tenant, caseId }, caughtUp, report);
    } catch (error) {
      report.failed.push({ caseId, say: (error as Error).message });
    }
  }
  await takeOutStrays(deps, report);
  await takeBack(deps, report);
  return report;
}

type CaughtUp = (done: () => Promise<boolean>) => Promise<void>;

/** Waits for a projection while there is patience left: one that is gone is not waited for again with each case. */
function waiting(patienceMs: number): CaughtUp {
  let left = patienceMs;
  return async (done) => {
    while (!(await done()) && left > 0) {
      await sleep(LOOK_APART_MS);
      left -= LOOK_APART_MS;
    }
  };
}

async function rebuildCase(
  deps: Deps,
  { tenant, caseId }: { tenant: string; caseId: string },
  caughtUp: CaughtUp,
  report: RebuildReport,
): Promise<void> {
  const { views } = deps.stores;
  const shownVersion = async () => (await views.stored(tenant, caseId))?.version ?? 0;
  let found: LineFault | undefined;
  for (let look = 0; look < LOOKS; look++) {
    const { folded } = await standsAndFolds(deps, tenant, caseId);
    if (!folded) throw new Error('案件没有事件');
    const fresh = viewsOf(folded, await loadBundle(deps, tenant, folded.release));
    let before = 0;
    await caughtUp(async () => {
      before = await shownVersion();
      return before >= folded.version;
    });
    const { version, faults } = await views.reread(fresh);
    // Lines change with the record and with nothing else: what was read while it stood still is of one version.
    const stoodStill = before === (version ?? 0) && before === (await shownVersion());
    if (!stoodStill || before > folded.version) continue;
    const [fault] = faults;
    if (!fault) {
      if (found) report.different.push({ caseId, ...said(found) });
      else report.equal += 1;
      return;
    }
    found ??= fault;
    // and looked at again: what is said to be put right is
    await views.replace(fresh);
  }
  if (found) throw new Error(`重建后仍与事件不一致：${said(found).path} ${said(found).say}`);
  report.moving.push(caseId);
}

function said({ place, stored, fresh }: LineFault): { path: string; say: string } {
  if (stored === undefined) return { path: place, say: '缺少这一行' };
  const [first] = differences(stored, JSON.parse(JSON.stringify(fresh)));
  return { path: `${place}${first?.path ?? ''}`, say: first?.say ?? '内容不同' };
}

async function takeOutStrays(deps: Deps, report: RebuildReport): Promise<void> {
  const { views } = deps.stores;
  for await (const lines of everyPage(LINES_TOGETHER, (page) => views.storedLines(page))) {
    report.lines += lines.length;
    const isOrphan = await orphansOf(deps, lines);
    for (const line of lines) {
      if (line.told && !isOrphan(line)) continue;
      if (!(await views.takeOut(line, isOrphan(line)))) continue;
      report.strays.push({ caseId: line.caseId, path: line.place });
      report.lines -= 1;
    }
  }
}

/** Lines of cases there are not. A case is there before its lines are, and never goes. */
async function orphansOf({ stores }: Deps, lines: StoredLine[]): Promise<(line: StoredLine) => boolean> {
  const there = new Set<string>();
  for (const tenant of new Set(lines.map((line) => line.tenant))) {
    const ids = lines.flatMap((line) =>
      line.tenant === tenant && line.caseId !== null ? [line.caseId] : [],
    );
    const distinct = [...new Set(ids)];
    const heads = await stores.cases.heads(tenant, distinct);
    for (const [i, caseId] of distinct.entries()) if (heads[i]) there.add(`${tenant}/${caseId}`);
  }
  return ({ tenant, caseId }) => caseId === null || !there.has(`${tenant}/${caseId}`);
}

async function takeBack({ stores }: Deps, report: RebuildReport): Promise<void> {
  const unwell = new Set([...report.failed.map(({ caseId }) => caseId), ...report.moving]);
  for await (const page of everyPage(100, (request) => stores.views.aside(request)))
    for (const aside of page) {
      report.aside += 1;
      if (!unwell.has(aside.caseId)) await stores.views.takeBack(aside);
    }
}
