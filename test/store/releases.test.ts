import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, Release, ReleaseEntry } from '../../functions/contract/definitions/release.ts';
import { addDays, dayOf } from '../../functions/core/time/days.ts';
import type { ReleaseStore } from '../../functions/ports/store.ts';
import { openStores } from '../../functions/store/index.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { AT, TENANT } from './fixtures.ts';

let engine: TestEngine;
let releases: ReleaseStore;
beforeAll(async () => {
  engine = await startEngine();
  releases = engine.stores.releases;
});
afterAll(() => engine.stop());

const TODAY = dayOf(AT);
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const release = (number: number, base: string | null, seed = `release ${number}`): Release => ({
  hash: hashOf(seed),
  number,
  title: `第 ${number} 版`,
  contents: { 'matter/LC-001': hashOf('matter') },
  author: 'admin-one',
  approver: 'admin-two',
  publishedAt: AT,
  base,
  effective: { from: TODAY },
});
const draft = (version: number, base: string): Draft => ({
  id: 'D-0001',
  title: '修改事项',
  base,
  changes: { 'matter/LC-001': { id: 'LC-001' } },
  author: 'admin-one',
  status: 'open',
  version,
  createdAt: AT,
  findings: [],
});

describe('发布', () => {
  it('nothing is live before the first release', async () => {
    expect(await releases.live('donghua', TODAY)).toBeNull();
    expect(await releases.contents('donghua', hashOf('none'))).toBeNull();
    expect(await releases.history('donghua')).toEqual([]);
  });

  it('makes a release live with all its definitions', async () => {
    const bodies = new Map(Array.from({ length: 240 }, (_, i) => [hashOf(`d${i}`), { id: `d${i}` }]));
    const first = release(1, null);
    expect(await releases.publish('fuxing', first, bodies)).toBe(true);
    expect(await releases.live('fuxing', TODAY)).toEqual({ hash: first.hash, number: 1, next: null });
    const elsewhere = engine.open().releases;
    expect(await elsewhere.contents('fuxing', first.hash)).toEqual(first.contents);
    const { contents: _, ...line } = first;
    expect(await elsewhere.history('fuxing')).toEqual([{ ...line, definitions: 1 }]);
    expect(await elsewhere.definitions([...bodies.keys()])).toEqual(bodies);
    expect((await elsewhere.definitions([hashOf('never')])).size).toBe(0);
  });

  it('of two releases on the same base only one goes live', async () => {
    const first = release(1, null);
    await releases.publish(TENANT, first, new Map());
    const second = release(2, first.hash);
    const rival = release(2, first.hash, 'rival');
    const answers = await Promise.all([
      releases.publish(TENANT, second, new Map()),
      engine.open().releases.publish(TENANT, rival, new Map()),
    ]);
    expect(answers.sort()).toEqual([false, true]);
    expect(await releases.publish(TENANT, release(3, first.hash), new Map())).toBe(false);
    expect((await releases.history(TENANT)).map((r) => r.number)).toEqual([1, 2]);
  });

  it('closes its draft in the same transaction, and not when the draft has moved on', async () => {
    const first = release(1, null);
    await releases.publish('sanjie', first, new Map());
    expect(await releases.saveDraft('sanjie', draft(1, first.hash), 0)).toBe(true);
    const published: Draft = { ...draft(2, first.hash), status: 'published' };
    expect(await releases.publish('sanjie', release(2, first.hash), new Map(), draft(5, first.hash))).toBe(
      false,
    );
    expect((await releases.live('sanjie', TODAY))?.hash).toBe(first.hash);
    expect(await releases.publish('sanjie', release(2, first.hash), new Map(), published)).toBe(true);
    expect(await releases.draft('sanjie', 'D-0001')).toEqual(published);
  });

  it('can go back to the contents of an earlier release under a new number', async () => {
    const first = release(1, null);
    const second = release(2, first.hash);
    const again = { ...release(3, second.hash), hash: first.hash, title: '恢复第 1 版' };
    for (const r of [first, second]) await releases.publish('lvhe', r, new Map());
    const other = engine.open().releases;
    expect(await other.contents('lvhe', first.hash)).toEqual(first.contents);
    expect(await releases.publish('lvhe', again, new Map())).toBe(true);
    expect(await other.live('lvhe', TODAY)).toEqual({ hash: first.hash, number: 3, next: null });
    const history = await other.history('lvhe');
    expect(history.map((r) => [r.number, r.hash, r.title])).toEqual([
      [1, first.hash, '第 1 版'],
      [2, second.hash, '第 2 版'],
      [3, first.hash, '恢复第 1 版'],
    ]);
    // who still believes that release 1 is live with the same contents may not publish a second one
    expect(await releases.publish('lvhe', release(2, first.hash), new Map())).toBe(false);
  });

  it('another process sees it within the time the pointer may be believed', async () => {
    let now = 0;
    const other = openStores({
      endpoint: engine.endpoint,
      region: 'local',
      prefix: engine.prefix,
      now: () => now,
    }).releases;
    const first = release(1, null);
    await releases.publish('dajie', first, new Map());
    expect((await other.live('dajie', TODAY))?.hash).toBe(first.hash);
    const second = release(2, first.hash);
    await releases.publish('dajie', second, new Map());
    now = 1_999;
    expect((await other.live('dajie', TODAY))?.hash).toBe(first.hash);
    now = 2_000;
    expect((await other.live('dajie', TODAY))?.hash).toBe(second.hash);
  });

  it('a definition too big for a record is refused with a code', async () => {
    const noise = Array.from({ length: 15_000 }, (_, i) => hashOf(String(i))).join('');
    const bodies = new Map([[hashOf('big'), { noise }]]);
    await expect(releases.publish('big-one', release(1, null), bodies)).rejects.toMatchObject({
      code: 'definition-invalid',
    });
    expect(await releases.live('big-one', TODAY)).toBeNull();
  });
});

describe('定了日子的发布', () => {
  const DAY = addDays(TODAY, 10);
  const ahead = (number: number, base: string): Release => ({
    ...release(number, base),
    effective: { from: DAY },
  });

  it('takes force on its day by itself, also for who has read the pointer before midnight', async () => {
    const other = openStores({
      endpoint: engine.endpoint,
      region: 'local',
      prefix: engine.prefix,
      now: () => 0,
    }).releases;
    const first = release(1, null);
    const second = ahead(2, first.hash);
    await releases.publish('midnight', first, new Map());
    expect(await releases.publish('midnight', second, new Map())).toBe(true);
    const next = { hash: second.hash, number: 2, from: DAY };
    expect(await other.live('midnight', addDays(DAY, -1))).toEqual({ hash: first.hash, number: 1, next });
    // its cache never runs out here: the day alone decides
    expect(await other.live('midnight', DAY)).toEqual({ hash: second.hash, number: 2, next: null });
    expect((await other.live('midnight', addDays(DAY, -1)))?.number).toBe(1);
  });

  it('that was withdrawn meanwhile never takes force, also for who has read the pointer before midnight', async () => {
    const other = openStores({
      endpoint: engine.endpoint,
      region: 'local',
      prefix: engine.prefix,
      now: () => 0,
    }).releases;
    const first = release(1, null);
    await releases.publish('taken-back', first, new Map());
    await releases.publish('taken-back', ahead(2, first.hash), new Map());
    expect((await other.live('taken-back', addDays(DAY, -1)))?.next?.number).toBe(2);
    const entry = (await releases.history('taken-back'))[1] as ReleaseEntry;
    const withdrawn = { ...entry, withdrawn: { at: AT, by: 'admin-one', reason: '文本有误需要更正' } };
    expect(await releases.withdraw('taken-back', withdrawn, addDays(DAY, -1))).toBe(true);
    // a moment later it is midnight, and what was read before is still believed
    expect(await other.live('taken-back', DAY)).toEqual({ hash: first.hash, number: 1, next: null });
  });

  it('stands alone until its day, and carries what follows from then on', async () => {
    const first = release(1, null);
    const second = ahead(2, first.hash);
    await releases.publish('waiting', first, new Map());
    await releases.publish('waiting', second, new Map());
    expect(await releases.publish('waiting', release(3, first.hash), new Map())).toBe(false);
    expect(await releases.publish('waiting', release(3, second.hash), new Map())).toBe(false);
    const later = `${DAY}T02:00:00.000Z`;
    const third = { ...release(3, second.hash), publishedAt: later, effective: { from: DAY } };
    expect(await releases.publish('waiting', { ...third, base: first.hash }, new Map())).toBe(false);
    expect(await releases.publish('waiting', third, new Map())).toBe(true);
    expect(await releases.live('waiting', DAY)).toEqual({ hash: third.hash, number: 3, next: null });
  });

  it('can be taken back before its day and no longer after, keeping its number', async () => {
    const first = release(1, null);
    const second = ahead(2, first.hash);
    await releases.publish('undone', first, new Map());
    await releases.publish('undone', second, new Map());
    const entry = (await releases.history('undone'))[1] as ReleaseEntry;
    const withdrawn = { ...entry, withdrawn: { at: AT, by: 'admin-one', reason: '文本有误需要更正' } };
    expect(await releases.withdraw('undone', withdrawn, DAY)).toBe(false);
    expect(await releases.withdraw('undone', { ...withdrawn, number: 1 }, TODAY)).toBe(false);
    expect(await releases.withdraw('undone', withdrawn, TODAY)).toBe(true);
    expect(await releases.withdraw('undone', withdrawn, TODAY)).toBe(false);
    expect(await releases.live('undone', DAY)).toEqual({ hash: first.hash, number: 1, next: null });
    expect((await releases.history('undone'))[1]).toEqual(withdrawn);
    expect(await releases.publish('undone', release(2, first.hash), new Map())).toBe(false);
    expect(await releases.publish('undone', release(3, first.hash), new Map())).toBe(true);
  });
});

describe('草案', () => {
  it('is saved only by who saw its last version', async () => {
    const base = hashOf('base');
    expect(await releases.saveDraft('drafts', draft(1, base), 0)).toBe(true);
    expect(await releases.saveDraft('drafts', draft(1, base), 0)).toBe(false);
    expect(await releases.saveDraft('drafts', draft(2, base), 1)).toBe(true);
    expect(await releases.saveDraft('drafts', draft(2, base), 1)).toBe(false);
    expect((await releases.drafts('drafts', { limit: 10 })).items).toEqual([draft(2, base)]);
  });
});
