import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisteredPaper } from '../../functions/contract/api.ts';
import { publicIdOf } from '../../functions/core/case/public.ts';
import type { Page, PageRequest, Views } from '../../functions/ports/store.ts';
import { pack } from '../../functions/store/codec.ts';
import * as keys from '../../functions/store/keys.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { newCaseId, TENANT, viewsOf } from './fixtures.ts';

let engine: TestEngine;
let views: Views;
beforeAll(async () => {
  engine = await startEngine();
  views = engine.stores.views;
});
afterAll(() => engine.stop());

const idOf = (n: number): string => `C-${String(n).padStart(20, '0')}`;
const instant = (minute: number): string => new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString();

async function everyPage<T>(limit: number, ask: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask({ limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    all.push(...page.items);
    cursor = page.cursor ?? undefined;
  } while (cursor);
  return all;
}

describe('待办', () => {
  it('shows the most urgent first over all queues, those without a deadline last, each case once', async () => {
    const queues = ['role:OFFICER', 'person:li-zheng'];
    for (let n = 0; n < 25; n++) {
      const due = n % 5 === 0 ? null : `2026-12-${String(31 - n).padStart(2, '0')}`;
      const mine = n % 3 === 0 ? queues : [queues[n % 2] as string];
      await views.put(viewsOf(idOf(n), 1, { queues: mine, due, since: instant(n) }));
    }
    await views.put(viewsOf(idOf(99), 1, { queues: ['role:ARCHIVIST'], due: '2026-11-30' }));
    for (const limit of [4, 25, 100]) {
      const tasks = await everyPage(limit, (request) => views.inbox(TENANT, queues, request));
      expect(tasks.map((t) => t.caseId)).toHaveLength(25);
      expect(new Set(tasks.map((t) => t.caseId)).size).toBe(25);
      const order = tasks.map((t) => `${t.due ?? '9999'} ${t.since}`);
      expect(order).toEqual([...order].sort());
    }
  });

  it('joins what a person may do as themselves and in their role into one line', async () => {
    const id = newCaseId();
    await views.put(viewsOf(id, 1, { queues: ['role:HEARING_HOST', 'person:zhang'], due: '2026-12-01' }));
    const page = await views.inbox(TENANT, ['role:HEARING_HOST', 'person:zhang'], { limit: 10 });
    expect(page.items.map((t) => t.actions.map((a) => a.id))).toEqual([
      ['act-role-HEARING_HOST', 'act-person-zhang'],
    ]);
  });

  it('a person without queues has an empty inbox', async () => {
    expect(await views.inbox(TENANT, [], { limit: 10 })).toEqual({ items: [], cursor: null });
  });

  it('a step that is done leaves the inbox', async () => {
    const id = newCaseId();
    await views.put(viewsOf(id, 1, { queues: ['role:COURT'] }));
    await views.put(viewsOf(id, 2, { queues: ['role:POLICE'], since: instant(5) }));
    expect((await views.inbox(TENANT, ['role:COURT'], { limit: 10 })).items).toEqual([]);
    expect((await views.inbox(TENANT, ['role:POLICE'], { limit: 10 })).items).toHaveLength(1);
  });

  it('a cursor of another list is refused', async () => {
    const { cursor } = await views.cases(TENANT, null, { limit: 1 });
    const asked = views.inbox(TENANT, ['role:OFFICER'], { limit: 3, cursor: cursor ?? 'none' });
    await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('写入', () => {
  it('of an older version changes nothing, in whatever order they come', async () => {
    const id = newCaseId();
    const newer = viewsOf(id, 3, { queues: ['role:TOWN_LEADER'], since: instant(9) });
    await views.put(newer);
    await views.put(viewsOf(id, 2, { queues: ['role:OFFICER'] }));
    await views.put(viewsOf(id, 3, { queues: ['role:COURT'] }));
    expect(await views.stored(TENANT, id)).toEqual(newer);
  });

  it('of ten versions at once ends with the last and shows the case once', async () => {
    const id = newCaseId();
    const office = 'city-water';
    const versions = Array.from({ length: 10 }, (_, i) =>
      viewsOf(id, i + 1, { queues: ['role:DATA_STEWARD'], since: instant(i), offices: [office] }),
    );
    await Promise.all(versions.reverse().map((view) => views.put(view)));
    expect((await views.stored(TENANT, id))?.version).toBe(10);
    expect((await views.inbox(TENANT, ['role:DATA_STEWARD'], { limit: 10 })).items).toHaveLength(1);
    expect((await views.cases(TENANT, office, { limit: 10 })).items).toHaveLength(1);
  });

  it('a rebuild replaces what is wrong at the same version', async () => {
    const id = newCaseId();
    await views.put(viewsOf(id, 2, { queues: ['role:PROCURATORATE'] }));
    const right = viewsOf(id, 2, { queues: ['role:CITY_GOV'] });
    await views.replace(right);
    expect(await views.stored(TENANT, id)).toEqual(right);
    expect((await views.inbox(TENANT, ['role:PROCURATORATE'], { limit: 10 })).items).toEqual([]);
    expect((await views.inbox(TENANT, ['role:CITY_GOV'], { limit: 10 })).items).toHaveLength(1);
  });

  it('of a case shown before the public had items of its own: the old lines go, the public ones come', async () => {
    const id = newCaseId();
    await views.put(viewsOf(id, 1, { queues: ['role:AUDITOR'] }));
    const { checks: _, ...old } = viewsOf(id, 1, { queues: ['role:AUDITOR'] });
    const decision = { caseId: id, title: '处罚决定', number: null, day: '2026-09-01', lines: [] };
    const { client, name } = engine.stores.db;
    const Item = {
      pk: { S: keys.shownKey(TENANT, id) },
      sk: { S: keys.SHOWN_SORT },
      v: { N: '1' },
      body: pack({ ...old, decision }),
    };
    await client.send(new PutItemCommand({ TableName: name('views'), Item }));
    await views.put(viewsOf(id, 2, { decided: '2026-09-01' }));
    expect((await views.inbox(TENANT, ['role:AUDITOR'], { limit: 10 })).items).toEqual([]);
    expect((await views.decision(TENANT, publicIdOf(id)))?.day).toBe('2026-09-01');
    await views.put(viewsOf(id, 3));
    expect(await views.decision(TENANT, publicIdOf(id))).toBeNull();
  });
});

describe('登记簿与公示', () => {
  it('lists the cases of the township by latest change, and those of an office only where shared', async () => {
    const ids = [1001, 1002, 1003].map(idOf);
    for (const [i, id] of ids.entries()) {
      const offices = i === 1 ? ['city-forestry'] : [];
      await views.put(viewsOf(id, 1, { since: instant(100_000 + i), offices }));
    }
    await views.put(viewsOf(ids[0] as string, 2, { since: instant(200_000) }));
    const newest = (await views.cases(TENANT, null, { limit: 3 })).items.map((line) => line.caseId);
    expect(newest).toEqual([ids[0], ids[2], ids[1]]);
    const shared = (await views.cases(TENANT, 'city-forestry', { limit: 10 })).items;
    expect(shared.map((line) => line.caseId)).toEqual([ids[1]]);
    const all = await everyPage(7, (request) => views.cases(TENANT, null, request));
    expect(new Set(all.map((line) => line.caseId)).size).toBe(all.length);
  });

  it('lists the closed cases apart, for who may see no others', async () => {
    const [open, closed] = [newCaseId(), newCaseId()];
    await views.put(viewsOf(open, 1, {}), viewsOf(closed, 1, {}));
    await views.put(viewsOf(closed, 2, { since: instant(300_000), closed: '结案' }));
    const ids = (await views.closedCases(TENANT, { limit: 10 })).items.map((line) => line.caseId);
    expect(ids).toEqual([closed]);
  });

  it('shows published decisions newest first, and one by the id the public knows it by', async () => {
    const days = ['2026-10-01', '2026-10-03', '2026-10-02'];
    const ids = days.map(() => newCaseId());
    for (const [i, id] of ids.entries()) await views.put(viewsOf(id, 1, { decided: days[i] as string }));
    const page = await views.decisions(TENANT, { limit: 10 });
    expect(page.items.map((d) => d.day)).toEqual(['2026-10-03', '2026-10-02', '2026-10-01']);
    const [first] = ids.map(publicIdOf);
    expect((await views.decision(TENANT, first as string))?.day).toBe('2026-10-01');
    expect(await views.decision(TENANT, publicIdOf(newCaseId()))).toBeNull();
  });
});

describe('文书登记', () => {
  const paper = (n: number, change: Partial<RegisteredPaper> = {}): RegisteredPaper => ({
    tenant: TENANT,
    caseId: idOf(5000),
    template: 'DOC-27',
    title: '行政处罚决定书',
    number: `楚子综执罚决〔2026〕${n}号`,
    place: { word: '罚决', year: '2026', n },
    day: '2026-11-01',
    hash: String(n % 10).repeat(64),
    sealed: { pdf: 'e'.repeat(64), by: 'leader', role: 'TOWN_LEADER', at: instant(n) },
    voided: null,
    supersedes: null,
    ...change,
  });

  it('keeps the numbers of a year in order, ten after nine, void ones among them', async () => {
    const papers = [10, 9, 1, 2].map((n) => paper(n));
    await views.put(viewsOf(idOf(5000), 1, { papers }));
    const voided = { day: '2026-11-02', reason: '写错', by: 'leader' };
    await views.put(
      viewsOf(idOf(5000), 2, { papers: papers.map((p) => (p.place?.n === 2 ? { ...p, voided } : p)) }),
    );
    const listed = await everyPage(3, (request) => views.papers(TENANT, '2026', request));
    expect(listed.map((p) => [p.place?.n, p.voided?.reason])).toEqual([
      [1, undefined],
      [2, '写错'],
      [9, undefined],
      [10, undefined],
    ]);
    expect((await views.papers(TENANT, '2025', { limit: 10 })).items).toEqual([]);
  });

  it('finds a paper by its number and, where it is sealed, by its hash', async () => {
    expect((await views.paperNumbered(TENANT, { word: '罚决', year: '2026', n: 9 }))?.hash).toBe(
      '9'.repeat(64),
    );
    expect(await views.paperNumbered(TENANT, { word: '罚决', year: '2026', n: 8 })).toBeNull();
    expect((await views.paperHashed(TENANT, '2'.repeat(64)))?.voidedOn).toBe('2026-11-02');
    expect(await views.paperHashed(TENANT, '7'.repeat(64))).toBeNull();
    expect(await views.paperHashed('other', '2'.repeat(64))).toBeNull();
  });

  it('tells the public of a paper neither its case nor who sealed or voided it, and of an unsealed one nothing', async () => {
    const kept = await views.paperHashed(TENANT, '2'.repeat(64));
    expect(Object.keys(kept ?? {}).sort()).toEqual([
      'day',
      'hash',
      'number',
      'pdf',
      'place',
      'title',
      'voidedOn',
    ]);
    await views.put(viewsOf(idOf(5002), 1, { papers: [paper(30, { sealed: null })] }));
    expect(await views.paperNumbered(TENANT, { word: '罚决', year: '2026', n: 30 })).toBeNull();
  });

  it('lists the seals of a Shanghai day in the order they were placed', async () => {
    const evening = paper(20, {
      hash: 'a'.repeat(64),
      sealed: { pdf: 'e'.repeat(64), by: 'leader', role: 'TOWN_LEADER', at: '2026-11-01T16:30:00.000Z' },
    });
    await views.put(viewsOf(idOf(5001), 1, { papers: [evening] }));
    const day = await everyPage(2, (request) => views.seals(TENANT, '2026-11-01', request));
    expect(day.map((p) => p.place?.n)).toEqual([1, 2, 9, 10]);
    // half past midnight in Shanghai
    expect((await views.seals(TENANT, '2026-11-02', { limit: 10 })).items.map((p) => p.place?.n)).toEqual([
      20,
    ]);
  });
});
