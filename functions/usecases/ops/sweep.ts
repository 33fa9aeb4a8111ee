import type { CaseEvent, CaseState, ClockState } from '../../contract/case.ts';
import { seal } from '../../core/case/chain.ts';
import { type ClockRules, rulesOf } from '../../core/deadlines/clocks.ts';
import { calendarOf } from '../../core/deadlines/definitions.ts';
import { recount } from '../../core/deadlines/recount.ts';
import { alerted } from '../../core/deadlines/watch.ts';
import { dayOf } from '../../core/time/days.ts';
import type { Page, PageRequest } from '../../ports/store.ts';
import { advance, place } from '../case/record.ts';
import type { Deps } from '../deps.ts';
import { liveRelease, loadBundle, standing } from '../releases.ts';
import { everyPage } from './all-cases.ts';

/** Cases looked at, and events written to them. What somebody else changed meanwhile is looked at next time. */
export type SweepReport = { looked: number; alerted: number; recounted: number; later: number };

/** Nobody: what a clock does by itself. */
const THE_CLOCK: CaseEvent['actor'] = { id: 'yizhi-clock', name: '期限巡查', org: 'town', roles: [] };
const PAGE = 100;

type Pointers = (page: PageRequest) => Promise<Page<{ caseId: string }>>;

/**
 * Warn before, escalate after, and count dates again that a newer calendar moves. It reads what has something to say by now and
 * nothing else; clocks a calendar may move once for each calendar and day. Doing it again does no
 * harm: what was said is on the case.
 */
export async function sweep(deps: Deps): Promise<SweepReport> {
  const report: SweepReport = { looked: 0, alerted: 0, recounted: 0, later: 0 };
  for (const { id } of deps.tenants) {
    if ((await standing(deps, id)) === null) continue;
    await recountProvisional(deps, id, report);
    const now = deps.clock.now();
    const wakes: Pointers = (page) => deps.stores.views.awake(id, now, page);
    for (const caseId of await casesOf(wakes)) {
      report.looked += 1;
      const done = await changeClocks(deps, id, caseId, now, 'deadline', async (state, clock) =>
        alerted(await loadBundle(deps, id, state.release), state, clock, now),
      );
      count(report, 'alerted', done);
    }
  }
  return report;
}

type Done = 'written' | 'nothing' | 'conflict';
function count(report: SweepReport, what: 'alerted' | 'recounted', done: Done): void {
  if (done === 'written') report[what] += 1;
  if (done === 'conflict') report.later += 1;
}

/** Every case named, once; the list is read to its end before anything is written. */
async function casesOf(read: Pointers): Promise<string[]> {
  const cases = new Set<string>();
  for await (const page of everyPage(PAGE, read)) for (const { caseId } of page) cases.add(caseId);
  return [...cases];
}

async function recountProvisional(deps: Deps, tenant: string, report: SweepReport): Promise<void> {
  const { hash, number } = await liveRelease(deps, tenant);
  const calendar = calendarOf(await loadBundle(deps, tenant, hash));
  const now = deps.clock.now();
  const mark = `${calendar.hash}@${dayOf(now)}`;
  if ((await deps.stores.views.countedBy(tenant)) === mark) return;
  const why = `依据第 ${number} 号发布版本中的工作日历`;
  const before = report.later;
  // what the live calendar has counted already cannot move: its case is not read
  const movable: Pointers = async (page) => {
    const { items, cursor } = await deps.stores.views.provisional(tenant, page);
    return { items: items.filter((line) => line.calendar !== calendar.hash), cursor };
  };
  for (const caseId of await casesOf(movable)) {
    const done = await changeClocks(deps, tenant, caseId, now, 'recounted', async (state, clock) => {
      const rules: ClockRules = rulesOf(await loadBundle(deps, tenant, state.release), calendar);
      return recount(rules, state, clock, now, why);
    });
    count(report, 'recounted', done);
  }
  if (report.later === before) await deps.stores.views.setCountedBy(tenant, mark);
}

/** One event for all clocks of a case that have something to say. */
async function changeClocks(
  deps: Deps,
  tenant: string,
  caseId: string,
  now: string,
  kind: 'deadline' | 'recounted',
  change: (state: CaseState, clock: ClockState) => Promise<ClockState | null>,
): Promise<Done> {
  const state = await deps.stores.cases.head(tenant, caseId);
  if (state === null || state.custodian !== 'town') return 'nothing';
  const changes = await Promise.all(Object.values(state.clocks).map((clock) => change(state, clock)));
  const clocks = changes.filter((clock) => clock !== null);
  if (clocks.length === 0) return 'nothing';
  const event = seal({
    ...place(state, now, THE_CLOCK),
    kind,
    says: clocks.map((clock) => clock.alerts?.at(-1)?.say ?? clock.id),
    transition: { clocks },
  });
  const answer = await deps.stores.cases.commit({ tenant, cases: [advance(state, event)], numbers: [] });
  return answer.kind === 'done' ? 'written' : 'conflict';
}
