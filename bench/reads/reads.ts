import type { SubmissionResult } from '../../functions/contract/api.ts';
import type { CaseEvent } from '../../functions/contract/case.ts';
import type { Person } from '../../functions/contract/people.ts';
import { inbox, register } from '../../functions/usecases/case/lists.ts';
import { readCase, readTimeline } from '../../functions/usecases/case/read.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { median, shown, timed } from '../support/numbers.ts';
import type { Report } from '../support/report.ts';
import { clue, prepareStory, take } from '../support/story.ts';
import { type Bench, withServer } from '../support/with-server.ts';
import { loadCases } from './load.ts';
import { ReadUnits } from './units.ts';

type Plan = { sizes: number[]; samples: number };
const FULL: Plan = { sizes: [1_000, 10_000, 100_000], samples: 400 };
const SHORT: Plan = { sizes: [1_000, 5_000], samples: 80 };

const TENANT = 'daguokou';
const LIMIT = 20;
const WARM_UP = 40;
/** The issue: flat within 1.3 times, from the smallest register to the largest. */
const FLAT = 1.3;
const UNIT_SAMPLES = 20;

/** An installation with so many cases, and how to open each page of it. */
type Installation = {
  cases: number;
  loadSeconds: number;
  pages: Record<string, Page>;
};
type Page = { open(): Promise<unknown>; readUnits(): Promise<number> };
type Line = { page: string; ms: number[]; units: number[] };

/** The pages people open all day, with few cases and with many: their time and what the engine charges. */
export async function readFigures(short: boolean): Promise<Report> {
  const plan = short ? SHORT : FULL;
  const { lines, installations } = await withInstallations(plan.sizes, [], (all) => measure(all, plan));
  return report(lines, installations, plan, short);
}

/** All of them run side by side, so that what slows the machine down slows every size down. */
async function withInstallations<T>(
  sizes: number[],
  ready: Installation[],
  measureAll: (all: Installation[]) => Promise<T>,
): Promise<T> {
  const [size, ...rest] = sizes;
  if (size === undefined) return measureAll(ready);
  return withServer(async (bench) =>
    withInstallations(rest, [...ready, await installation(bench, size)], measureAll),
  );
}

async function installation(bench: Bench, cases: number): Promise<Installation> {
  const { api, server, stores } = bench;
  const units = new ReadUnits(stores);
  const story = await prepareStory(api);
  const { caseId } = await take<SubmissionResult>(api, clue(story));
  const { items } = await stores.cases.events(TENANT, caseId, { limit: 1 });
  let ids: string[] = [];
  const loadMs = await timed(async () => {
    ids = await loadCases(stores, items[0] as CaseEvent, cases);
    await server.caughtUp();
  });
  const officer = (await stores.directory.person('officer')) as Person;
  return { cases, loadSeconds: loadMs / 1000, pages: pagesOf(bench, units, officer, ids) };
}

function pagesOf({ api, stores }: Bench, units: ReadUnits, officer: Person, ids: string[]) {
  const deps = { stores } as Pick<Deps, 'stores'> as Deps;
  const anyCase = () => ids[Math.floor(Math.random() * ids.length)] as string;
  const get = (path: string) => api.ok('officer', 'GET', path);
  const page = { limit: LIMIT };
  return {
    待办页: {
      open: () => get(`/api/inbox?limit=${LIMIT}`),
      readUnits: () => units.of(() => inbox(deps, officer, TENANT, page)),
    },
    登记簿页: {
      open: () => get(`/api/cases?limit=${LIMIT}`),
      readUnits: () => units.of(() => register(deps, officer, TENANT, page)),
    },
    案件页: {
      open: () => openCase(get, anyCase()),
      readUnits: () => units.of(() => readWholeCase(deps, officer, anyCase())),
    },
    公示页: {
      open: () => api.ok(null, 'GET', `/api/public/decisions?limit=${LIMIT}`),
      readUnits: () => units.of(() => stores.views.decisions(TENANT, page)),
    },
  };
}

/** The page of a case is its state and its timeline, asked for side by side. */
const openCase = (get: (path: string) => Promise<unknown>, caseId: string) =>
  Promise.all([get(`/api/cases/${caseId}`), get(`/api/cases/${caseId}/events?limit=${LIMIT}`)]);

const readWholeCase = (deps: Deps, officer: Person, caseId: string) =>
  Promise.all([
    readCase(deps, officer, TENANT, caseId),
    readTimeline(deps, officer, TENANT, caseId, { limit: LIMIT }),
  ]);

async function measure(all: Installation[], { samples }: Plan) {
  const lines: Line[] = [];
  for (const page of Object.keys(all[0]?.pages ?? {})) {
    const times = all.map((): number[] => []);
    for (let n = 0; n < WARM_UP + samples; n++) {
      for (const [i, { pages }] of all.entries()) {
        const ms = await timed(() => (pages[page] as Page).open());
        if (n >= WARM_UP) times[i]?.push(ms);
      }
    }
    const units: number[] = [];
    for (const { pages } of all) units.push(await unitsOf(pages[page] as Page));
    lines.push({ page, ms: times.map(median), units });
  }
  return { lines, installations: all };
}

async function unitsOf(page: Page): Promise<number> {
  const charged: number[] = [];
  for (let n = 0; n < UNIT_SAMPLES; n++) charged.push(await page.readUnits());
  return median(charged);
}

function report(lines: Line[], all: Installation[], plan: Plan, short: boolean): Report {
  const ratio = (values: number[]) => (values.at(-1) ?? Number.NaN) / (values[0] ?? Number.NaN);
  const rows = lines.flatMap(({ page, ms, units }) => [
    [`${page} p50 (ms)`, ...ms.map(shown), shown(ratio(ms)), `≤ ${FLAT}`],
    [`${page} 读取单位 RCU`, ...units.map(shown), shown(ratio(units)), `≤ ${FLAT}`],
  ]);
  const steep = (what: string, values: number[]) =>
    ratio(values) <= FLAT ? [] : [`${what}从最少到最多涨了 ${shown(ratio(values))} 倍，应不超过 ${FLAT} 倍`];
  const unmeasured = (what: string, values: number[]) =>
    values.every((value) => value > 0) ? [] : [`${what}没有测得结果`];
  const loads = all.map(({ cases, loadSeconds }) => `${cases} 件 ${loadSeconds.toFixed(0)} 秒`).join('，');
  return {
    title: `案件增多时各页的耗时与读取单位（每页 ${LIMIT} 行，每种 ${plan.samples} 次，各规模交替；装载另计：${loads}）`,
    columns: ['reads', ...all.map(({ cases }) => `${cases} 件`), '比值 ratio', '目标 target'],
    rows,
    figures: {
      samples: plan.samples,
      limit: LIMIT,
      flat: FLAT,
      loads: all.map(({ cases, loadSeconds }) => ({ cases, seconds: loadSeconds })),
      pages: lines.map(({ page, ms, units }) => ({
        page,
        p50Ms: ms,
        readUnits: units,
        timeRatio: ratio(ms),
        unitRatio: ratio(units),
      })),
    },
    // What the engine charges does not depend on how busy the machine is; the time of a short run does.
    failures: lines.flatMap(({ page, ms, units }) => [
      ...unmeasured(page, [...ms, ...units]),
      ...steep(`${page}的读取单位`, units),
      ...(short ? [] : steep(`${page}的耗时`, ms)),
    ]),
  };
}
