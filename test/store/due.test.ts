import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DueLine } from '../../functions/contract/api.ts';
import type { CaseViews, Views } from '../../functions/ports/store.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { newCaseId, TENANT, viewsOf } from './fixtures.ts';

let engine: TestEngine;
let views: Views;
/** Items every Query looked at. */
let scanned = 0;
beforeAll(async () => {
  engine = await startEngine();
  views = engine.stores.views;
  engine.stores.db.client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      if (context.commandName === 'QueryCommand')
        scanned += (answer.output as { ScannedCount?: number }).ScannedCount ?? 0;
      return answer;
    },
    { step: 'initialize', name: 'countScanned' },
  );
});
afterAll(() => engine.stop());

const dayOf = (n: number): string => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10);

function line(caseId: string, clock: string, day: string, more: Partial<DueLine> = {}): DueLine {
  return {
    caseId,
    title: `案件 ${caseId}`,
    procedure: 'ordinary-penalty',
    procedureTitle: '普通程序',
    stage: 'investigating',
    stageTitle: '调查取证',
    domain: '林业和草原',
    clock,
    name: '作出处罚决定',
    basis: '行政处罚法第60条',
    boundParty: 'agency',
    due: day,
    day,
    provisional: false,
    suspended: false,
    overdue: false,
    right: false,
    officers: ['li-zheng'],
    said: null,
    ...more,
  };
}

/** A case with one running clock, in these lists, that has something to say at an instant. */
function running(n: number, lists: string[], wake: string, version = 1, caseId = newCaseId()): CaseViews {
  return {
    ...viewsOf(caseId, version),
    due: [{ lists, line: line(caseId, 'APL_DECIDE_90D', dayOf(n)) }],
    wakes: [{ clock: 'APL_DECIDE_90D', at: wake }],
    provisional: [],
  };
}

const NOW = '2027-01-01T00:00:00.000Z';
const LATER = '2027-06-01T00:00:00.000Z';

describe('到期一览', () => {
  it('lists what is due by day, page by page, to the last day asked for, and merges lists', async () => {
    const lists = (n: number) => ['all', n % 2 ? 'person:li-zheng' : 'person:wang'];
    for (let n = 0; n < 25; n++) await views.put(running(n, lists(n), LATER));
    const pages: DueLine[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await views.due(TENANT, ['all'], dayOf(19), { limit: 7, cursor: cursor ?? undefined });
      pages.push(...page.items);
      cursor = page.cursor;
    }
    expect(pages.map((l) => l.day)).toEqual(Array.from({ length: 20 }, (_, n) => dayOf(n)));
    const mine = await views.due(TENANT, ['person:li-zheng'], null, { limit: 100 });
    expect(mine.items).toHaveLength(12);
    const both = await views.due(TENANT, ['person:li-zheng', 'person:wang', 'all'], null, { limit: 100 });
    expect(both.items).toHaveLength(25);
    expect(await views.due(TENANT, ['person:nobody'], null, { limit: 10 })).toEqual({
      items: [],
      cursor: null,
    });
  });

  it('a clock that moved or stopped leaves its old day', async () => {
    const id = newCaseId();
    await views.put(running(100, ['all', 'person:mover'], LATER, 1, id));
    await views.put(running(101, ['all', 'person:mover'], LATER, 2, id));
    const moved = await views.due(TENANT, ['person:mover'], null, { limit: 10 });
    expect(moved.items.map((l) => l.day)).toEqual([dayOf(101)]);
    await views.put(viewsOf(id, 3));
    expect((await views.due(TENANT, ['person:mover'], null, { limit: 10 })).items).toEqual([]);
  });
});

describe('巡查', () => {
  it('reads what has something to say by now, however much else there is', async () => {
    for (let n = 0; n < 60; n++) await views.put(running(200 + n, ['all'], LATER));
    const ids = [newCaseId(), newCaseId()];
    for (const id of ids) await views.put(running(300, ['all'], NOW, 1, id));
    scanned = 0;
    const awake = await views.awake(TENANT, NOW, { limit: 100 });
    expect(new Set(awake.items.map((i) => i.caseId))).toEqual(new Set(ids));
    expect(scanned).toBe(2);
    expect((await views.awake(TENANT, '2026-12-31T23:59:59.999Z', { limit: 100 })).items).toEqual([]);
  });

  it('names the clocks counted through an unpublished year, and remembers by what they were counted', async () => {
    const id = newCaseId();
    await views.put({
      ...running(400, ['all'], LATER, 1, id),
      provisional: [{ clock: 'APL_DECIDE_90D', calendar: null }],
    });
    expect((await views.provisional(TENANT, { limit: 10 })).items).toEqual([
      { caseId: id, clock: 'APL_DECIDE_90D', calendar: null },
    ]);
    expect(await views.countedBy(TENANT)).toBeNull();
    await views.setCountedBy(TENANT, 'hash@2027-01-01');
    expect(await views.countedBy(TENANT)).toBe('hash@2027-01-01');
  });
});
