import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft, Release } from '../../functions/contract/definitions/release.ts';
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
    expect(await releases.live('donghua')).toBeNull();
    expect(await releases.release('donghua', hashOf('none'))).toBeNull();
  });

  it('makes a release live with all its definitions', async () => {
    const bodies = new Map(Array.from({ length: 240 }, (_, i) => [hashOf(`d${i}`), { id: `d${i}` }]));
    const first = release(1, null);
    expect(await releases.publish('fuxing', first, bodies)).toBe(true);
    expect(await releases.live('fuxing')).toBe(first.hash);
    const elsewhere = engine.open().releases;
    expect(await elsewhere.release('fuxing', first.hash)).toEqual(first);
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
    const page = await releases.releases(TENANT, { limit: 10 });
    expect(page.items.map((r) => r.number)).toEqual([2, 1]);
  });

  it('closes its draft in the same transaction, and not when the draft has moved on', async () => {
    const first = release(1, null);
    await releases.publish('sanjie', first, new Map());
    expect(await releases.saveDraft('sanjie', draft(1, first.hash), 0)).toBe(true);
    const published: Draft = { ...draft(2, first.hash), status: 'published' };
    expect(await releases.publish('sanjie', release(2, first.hash), new Map(), draft(5, first.hash))).toBe(
      false,
    );
    expect(await releases.live('sanjie')).toBe(first.hash);
    expect(await releases.publish('sanjie', release(2, first.hash), new Map(), published)).toBe(true);
    expect(await releases.draft('sanjie', 'D-0001')).toEqual(published);
  });

  it('can go back to the contents of an earlier release under a new number', async () => {
    const first = release(1, null);
    const second = release(2, first.hash);
    const again = { ...release(3, second.hash), hash: first.hash, title: '恢复第 1 版' };
    for (const r of [first, second]) await releases.publish('lvhe', r, new Map());
    const other = engine.open().releases;
    expect((await other.release('lvhe', first.hash))?.number).toBe(1);
    expect(await releases.publish('lvhe', again, new Map())).toBe(true);
    expect(await other.live('lvhe')).toBe(first.hash);
    expect((await other.release('lvhe', first.hash))?.number).toBe(3);
    expect((await releases.releases('lvhe', { limit: 10 })).items.map((r) => r.number)).toEqual([3, 2, 1]);
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
    expect(await other.live('dajie')).toBe(first.hash);
    const second = release(2, first.hash);
    await releases.publish('dajie', second, new Map());
    now = 1_999;
    expect(await other.live('dajie')).toBe(first.hash);
    now = 2_000;
    expect(await other.live('dajie')).toBe(second.hash);
  });

  it('a definition too big for a record is refused with a code', async () => {
    const noise = Array.from({ length: 15_000 }, (_, i) => hashOf(String(i))).join('');
    const bodies = new Map([[hashOf('big'), { noise }]]);
    await expect(releases.publish('big-one', release(1, null), bodies)).rejects.toMatchObject({
      code: 'definition-invalid',
    });
    expect(await releases.live('big-one')).toBeNull();
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
