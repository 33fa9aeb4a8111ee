import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicIdOf } from '../../functions/core/case/public.ts';
import { shownKey } from '../../functions/store/keys.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { verify } from '../../functions/usecases/ops/verify.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { newCaseId, TENANT } from './fixtures.ts';
import {
  begin,
  commitLast,
  depsOn,
  linesOf,
  lose,
  publishShown,
  showNow,
  stepOf,
  viewsTable,
  write,
} from './showing.ts';

let engine: TestEngine;
let deps: Deps;
beforeEach(async () => {
  engine = await startEngine();
  deps = depsOn(engine.stores);
  await publishShown(engine.stores);
});
afterEach(() => engine.stop());

/** Nothing waits for a projection here: none is running. */
const rebuilt = () => rebuild(deps, { patienceMs: 0 });
const RIGHT = { different: [], strays: [], failed: [], moving: [] };

async function shownCase() {
  const events = await begin(engine.stores);
  await showNow(deps, events);
  const caseId = events[0]?.caseId as string;
  return { events, caseId, lines: await linesOf(engine.stores, caseId) };
}

describe('重建', () => {
  it('finds nothing wrong with lists that are right, and leaves them as they are', async () => {
    const { lines } = await shownCase();
    const before = await viewsTable(engine.stores);
    expect(await rebuilt()).toMatchObject({ cases: 1, equal: 1, lines: lines.length + 1, ...RIGHT });
    expect(await viewsTable(engine.stores)).toEqual(before);
  });

  it('finds every line that is lost while the record of the case is whole, and puts all of them back', async () => {
    const { lines, caseId } = await shownCase();
    const before = await viewsTable(engine.stores);
    for (const line of lines) await lose(engine.stores, line);
    expect(await rebuilt()).toMatchObject({ cases: 1, equal: 0, different: [{ caseId }] });
    expect(await viewsTable(engine.stores)).toEqual(before);
    expect(await rebuilt()).toMatchObject({ equal: 1, ...RIGHT });
  });

  it('finds one lost line of each list: inbox, due, clocks to count again, register, office, decision, paper, seal, check, and whose they are', async () => {
    const { lines } = await shownCase();
    const lists = lines.map(({ pk }) => pk.split('#')[2]);
    expect(new Set(lists)).toEqual(
      new Set(['Q', 'L', 'DECISIONS', 'D', 'OWNER', 'U', 'PROVISIONAL', 'P', 'SEALS', 'CHECK']),
    );
    for (const line of lines) {
      await lose(engine.stores, line);
      const { different } = await rebuilt();
      expect(different).toEqual([
        { caseId: expect.any(String), path: `${line.pk} / ${line.sk}`, say: '缺少这一行' },
      ]);
    }
  });

  it('finds a line that says something else than its case, and says what', async () => {
    const { lines } = await shownCase();
    const line = lines.find(({ pk }) => pk.endsWith('#L')) as { pk: string; sk: string };
    await write(engine.stores, line, { caseId: newCaseId(), title: '别的案件' });
    const { different } = await rebuilt();
    expect(different).toHaveLength(1);
    expect(different[0]?.path).toContain(`${line.pk} / ${line.sk}`);
    expect(await rebuilt()).toMatchObject({ equal: 1, ...RIGHT });
  });

  it('takes out lines of no case, of a case that does not show them, and a record of a case there is not', async () => {
    const { caseId, lines } = await shownCase();
    const before = await viewsTable(engine.stores);
    const nowhere = newCaseId();
    const gone = publicIdOf(nowhere);
    const strays = [
      { pk: `T#${TENANT}#Q#role:OFFICER`, sk: `2026-12-01#2026-11-22T08:00:00.000Z#${nowhere}`, of: nowhere },
      { pk: `T#${TENANT}#Q#role:COURT`, sk: `2026-12-01#2026-11-22T08:00:00.000Z#${caseId}`, of: caseId },
      { pk: `T#${TENANT}#D#${gone}`, sk: 'D', of: null, says: { id: gone, title: '没有案件的公示' } },
      { pk: 'unheard of', sk: 'X', of: null },
    ];
    for (const { of, says, ...line } of strays)
      await write(engine.stores, line, says ?? (of === null ? {} : { caseId: of }));
    const view = await engine.stores.views.stored(TENANT, caseId);
    await engine.stores.views.put({
      ...(view as NonNullable<typeof view>),
      caseId: nowhere,
      tasks: [],
      papers: [],
      decision: null,
      checks: [],
    });
    const report = await rebuilt();
    expect(report.equal).toBe(1);
    expect(report.strays).toEqual(
      expect.arrayContaining(strays.map(({ pk, sk, of }) => ({ caseId: of, path: `${pk} / ${sk}` }))),
    );
    expect(report.strays).toContainEqual({ caseId: nowhere, path: `${shownKey(TENANT, nowhere)} / V` });
    // the made-up case showed the due, register and count lines of the real one under its own id
    expect(await viewsTable(engine.stores)).toEqual(before);
    expect(await linesOf(engine.stores, caseId)).toEqual(lines);
  });

  it('leaves the places of readers and of the count alone', async () => {
    await shownCase();
    await engine.stores.checkpoints.save('project', { sequence: '7' });
    await engine.stores.views.setCountedBy(TENANT, 'mark');
    expect(await rebuilt()).toMatchObject({ equal: 1, ...RIGHT });
    expect(await engine.stores.views.countedBy(TENANT)).toBe('mark');
  });

  it('goes on to the other cases when one cannot be shown, and says why', async () => {
    const [first] = await begin(engine.stores, 'unheard-of');
    const { caseId, lines } = await shownCase();
    await lose(engine.stores, lines[0] as { pk: string; sk: string });
    const report = await rebuilt();
    expect(report.failed).toEqual([{ caseId: first?.caseId, say: expect.stringContaining('unheard-of') }]);
    expect(report.different).toMatchObject([{ caseId }]);
  });

  it('puts back a case with more lines than one transaction takes', async () => {
    const { caseId, events, lines } = await shownCase();
    const clock = events[0]?.transition.clocks?.[0];
    const more = stepOf(events[0] as (typeof events)[number], '期限很多');
    const clocks = Array.from({ length: 60 }, (_, i) => ({
      ...(clock as NonNullable<typeof clock>),
      id: `C-${i}`,
    }));
    const { hash: _, ...rest } = more;
    const { seal } = await import('../../functions/core/case/chain.ts');
    await commitLast(engine.stores, [...events, seal({ ...rest, transition: { clocks } })]);
    expect(await rebuilt()).toMatchObject({ different: [{ caseId }], failed: [] });
    expect((await linesOf(engine.stores, caseId)).length).toBeGreaterThan(lines.length + 100);
    expect(await rebuilt()).toMatchObject({ equal: 1, ...RIGHT });
  });
});

describe('yizhi rebuild --region and verify --region', () => {
  const MAIN = resolve(import.meta.dirname, '../../functions/local/cli/main.ts');
  /** The command line of a machine on which no server ever ran, with the AWS credentials of its environment. */
  async function yizhi(...args: string[]) {
    const env = {
      ...process.env,
      YIZHI_DATA: engine.dir.replace(/[^/]+$/, 'nothing-here'),
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_ACCESS_KEY_ID: 'somebody',
      AWS_SECRET_ACCESS_KEY: 'secret',
      TABLE_PREFIX: engine.prefix,
    };
    const call = promisify(execFile)(process.execPath, [MAIN, ...args, '--region', 'cn-north-1'], { env });
    const { stdout, stderr } = await call.catch((failed: { stdout: string; stderr: string }) => failed);
    return { report: JSON.parse(stdout || 'null') as Record<string, unknown> | null, stderr };
  }

  it('reach the tables of a deployment in the name of whoever calls', async () => {
    const { caseId, lines } = await shownCase();
    expect((await yizhi('verify')).report).toMatchObject({ cases: 1, firstDifference: null });
    await lose(engine.stores, lines[0] as { pk: string; sk: string });
    const { report, stderr } = await yizhi('rebuild');
    expect(report).toMatchObject({ different: [{ caseId }] });
    expect(stderr).toContain('1 个案件的视图与事件不一致，已重建');
    expect((await yizhi('rebuild')).report).toMatchObject({ equal: 1, ...RIGHT });
  });
});

describe('while the server runs', () => {
  /** Files one more step whenever the history of a case has just been read. */
  function filedMeanwhile(
    events: Awaited<ReturnType<typeof shownCase>>['events'],
    times: number,
    show: boolean,
  ) {
    const history = [...events];
    const { cases } = deps.stores;
    let left = times;
    const read: typeof cases.events = async (...args) => {
      const page = await cases.events(...args);
      if (left-- > 0) {
        history.push(stepOf(history.at(-1) as (typeof history)[number], `第 ${history.length + 1} 步`));
        await commitLast(engine.stores, history);
        if (show) await showNow(deps, history);
      }
      return page;
    };
    return { ...deps, stores: { ...deps.stores, cases: { ...cases, events: read } } };
  }

  it('verify gives no alarm when somebody files while it reads', async () => {
    const { events } = await shownCase();
    // the next read of the head would already see the new step
    expect(await verify(filedMeanwhile(events, 1, true))).toMatchObject({ cases: 1, firstDifference: null });
  });

  it('verify still finds an event its case does not know of', async () => {
    const { events } = await shownCase();
    const { cases } = engine.stores;
    const head = await cases.head(TENANT, events[0]?.caseId as string);
    await commitLast(engine.stores, [...events, stepOf(events[0] as (typeof events)[number], '第二步')]);
    const stale = { ...deps, stores: { ...deps.stores, cases: { ...cases, head: async () => head } } };
    expect((await verify(stale)).firstDifference).toMatchObject({ version: 2 });
  });

  it('rebuild looks again at a case somebody filed on meanwhile', async () => {
    const { events } = await shownCase();
    expect(await rebuild(filedMeanwhile(events, 2, true), { patienceMs: 0 })).toMatchObject({
      equal: 1,
      ...RIGHT,
    });
  });

  it('rebuild leaves a case alone that is filed on all the time, and says so', async () => {
    const { events, caseId } = await shownCase();
    const report = await rebuild(filedMeanwhile(events, 1000, true), { patienceMs: 0 });
    expect(report).toMatchObject({ equal: 0, different: [], strays: [], failed: [], moving: [caseId] });
  });

  it('rebuild waits for a projection that is a little behind, and not for ever', async () => {
    const { events } = await shownCase();
    const more = [...events, stepOf(events[0] as (typeof events)[number], '第二步')];
    await commitLast(engine.stores, more);
    const later = setTimeout(() => void showNow(deps, more), 300);
    expect(await rebuild(deps, { patienceMs: 10_000 })).toMatchObject({ equal: 1, ...RIGHT });
    clearTimeout(later);
    await commitLast(engine.stores, [...more, stepOf(more[1] as (typeof more)[number], '第三步')]);
    const from = performance.now();
    expect((await rebuild(deps, { patienceMs: 200 })).different).toHaveLength(1);
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});
