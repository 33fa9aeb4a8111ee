import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseStore, FiledCommit } from '../../functions/ports/store.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { commitOf, eventOf, newCaseId, paper, stateOf, TENANT } from './fixtures.ts';

let engine: TestEngine;
let cases: CaseStore;
beforeAll(async () => {
  engine = await startEngine();
  cases = engine.stores.cases;
});
afterAll(() => engine.stop());

describe('一次提交', () => {
  it('is recorded whole: the head, the event and the answer', async () => {
    const id = newCaseId();
    const commit = commitOf(id, 1);
    expect(await cases.commit(commit)).toEqual({ kind: 'done' });
    expect(await cases.head(TENANT, id)).toEqual(commit.cases[0]?.state);
    expect((await cases.events(TENANT, id, { limit: 10 })).items).toEqual(commit.cases[0]?.events);
    expect(await cases.submission(TENANT, commit.submission.id)).toEqual({
      digest: commit.submission.digest,
      result: commit.submission.result,
    });
  });

  it('keeps why each rule came out as it did apart: a replay reads the decision without it', async () => {
    const id = newCaseId();
    const commit = commitOf(id, 1);
    await cases.commit(commit);
    const [whole] = (await cases.events(TENANT, id, { limit: 10 })).items;
    const [brief] = (await cases.decisions(TENANT, id, { limit: 10 })).items;
    expect(whole).toEqual(commit.cases[0]?.events[0]);
    expect(whole?.verdict?.rules[0]?.conditions.all).toHaveLength(1);
    const rules = whole?.verdict?.rules.map(({ conditions: _, ...rule }) => rule);
    expect(brief).toEqual({ ...whole, verdict: { ...whole?.verdict, rules } });
    expect(await cases.event(TENANT, id, 1)).toEqual(whole);
  });

  it('leaves nothing behind when any part of it is refused', async () => {
    const [id, other] = [newCaseId(), newCaseId()];
    await cases.commit(commitOf(other, 1));
    const linked = {
      events: [eventOf(other, 2, randomUUID())],
      state: stateOf(other, 2),
      expectedVersion: 7,
    };
    const first = commitOf(id, 1);
    const commit: FiledCommit = {
      ...first,
      cases: [...first.cases, linked],
      numbers: [{ word: '罚', year: '2031', n: 1 }],
      sealed: { id: 'S-1', caseId: id, data: { name: '王' }, at: '2026-11-22T08:00:00.000Z' },
    };
    expect(await cases.commit(commit)).toEqual({ kind: 'conflict', what: 'case' });
    expect(await cases.head(TENANT, id)).toBeNull();
    expect((await cases.events(TENANT, id, { limit: 10 })).items).toEqual([]);
    expect(await cases.submission(TENANT, commit.submission.id)).toBeNull();
    expect(await cases.lastNumber(TENANT, '罚', '2031')).toBe(0);
    expect(await cases.sealed(TENANT, id, 'S-1')).toBeNull();
    expect((await cases.head(TENANT, other))?.version).toBe(1);
  });

  it('sent twice is recorded once, and both times gets the first answer', async () => {
    const id = newCaseId();
    const commit = commitOf(id, 1);
    await cases.commit(commit);
    const { digest, result } = commit.submission;
    expect(await cases.commit(commit)).toEqual({ kind: 'repeated', digest, result });
    expect((await cases.events(TENANT, id, { limit: 10 })).items).toHaveLength(1);
  });

  it('sent twice after the case has moved on still gets the first answer', async () => {
    const id = newCaseId();
    const first = commitOf(id, 1);
    await cases.commit(first);
    await cases.commit(commitOf(id, 2));
    expect(await cases.commit(first)).toMatchObject({ kind: 'repeated', result: { version: 1 } });
  });

  it('gives its answer back even where the event does not hold the same papers', async () => {
    const commit = commitOf(newCaseId(), 1);
    const result = { ...commit.submission.result, papers: [{ ...paper, number: '楚子罚〔2026〕2号' }] };
    await cases.commit({ ...commit, submission: { ...commit.submission, result } });
    expect((await cases.submission(TENANT, commit.submission.id))?.result).toEqual(result);
  });

  it('sent 16 times at the same moment is recorded once', async () => {
    const commit = commitOf(newCaseId(), 1);
    const answers = await Promise.all(Array.from({ length: 16 }, () => cases.commit(commit)));
    expect(answers.filter((a) => a.kind === 'done')).toHaveLength(1);
    expect(answers.filter((a) => a.kind === 'repeated')).toHaveLength(15);
  });

  it('of two people on the same version only one goes through', async () => {
    const id = newCaseId();
    await cases.commit(commitOf(id, 1));
    const answers = await Promise.all([cases.commit(commitOf(id, 2)), cases.commit(commitOf(id, 2))]);
    expect(answers.map((a) => a.kind).sort()).toEqual(['conflict', 'done']);
    expect((await cases.head(TENANT, id))?.version).toBe(2);
  });

  it('on an old version is a conflict about the case', async () => {
    const id = newCaseId();
    await cases.commit(commitOf(id, 1));
    await cases.commit(commitOf(id, 2));
    expect(await cases.commit(commitOf(id, 2))).toEqual({ kind: 'conflict', what: 'case' });
  });

  it('too big for one record is refused with a code before anything is written', async () => {
    const id = newCaseId();
    const noise = randomBytes(400_000).toString('base64');
    await expect(cases.commit(commitOf(id, 1, {}, { noise }))).rejects.toMatchObject({
      code: 'body-too-large',
    });
    expect(await cases.head(TENANT, id)).toBeNull();
  });

  it('of one township cannot be seen from another', async () => {
    const id = newCaseId();
    await cases.commit(commitOf(id, 1));
    expect(await cases.head('donghua', id)).toBeNull();
    expect((await cases.events('donghua', id, { limit: 10 })).items).toEqual([]);
  });
});

describe('举报人信息', () => {
  it('lies in its own table and nowhere else', async () => {
    const id = newCaseId();
    const sealed = { id: 'S-7', caseId: id, data: { phone: '13800000000' }, at: '2026-11-22T08:00:00.000Z' };
    await cases.commit({ ...commitOf(id, 1), sealed });
    expect(await cases.sealed(TENANT, id, 'S-7')).toEqual(sealed.data);
    expect(await cases.sealed(TENANT, newCaseId(), 'S-7')).toBeNull();
    const elsewhere = JSON.stringify([
      await cases.head(TENANT, id),
      await cases.events(TENANT, id, { limit: 10 }),
    ]);
    expect(elsewhere).not.toContain('13800000000');
  });
});

describe('案件清单', () => {
  it('heads come back in the order asked for, null where there is no such case', async () => {
    const [a, b] = [newCaseId(), newCaseId()];
    await cases.commit(commitOf(a, 1));
    await cases.commit(commitOf(b, 1));
    const heads = await cases.heads(TENANT, [b, newCaseId(), a, b]);
    expect(heads.map((h) => h?.id ?? null)).toEqual([b, null, a, b]);
  });

  it('events are paged oldest first, each once', async () => {
    const id = newCaseId();
    for (let version = 1; version <= 7; version++) await cases.commit(commitOf(id, version));
    const versions: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await cases.events(TENANT, id, { limit: 3, cursor });
      versions.push(...page.items.map((e) => e.version));
      cursor = page.cursor ?? undefined;
      pages++;
    } while (cursor);
    expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(pages).toBe(3);
  });

  it('every case of every township is found, page by page', async () => {
    const id = newCaseId();
    await cases.commit(commitOf(id, 1));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await cases.allCases({ limit: 2, cursor });
      seen.push(...page.items.map((c) => c.caseId));
      cursor = page.cursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(id);
  });

  it('a case begun before the list of the township was kept is put into it once', async () => {
    const id = newCaseId();
    const listed = async () => {
      const ids: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await cases.casesOf(TENANT, { limit: 100, cursor: cursor ?? undefined });
        ids.push(...page.items);
        cursor = page.cursor;
      }
      return ids.filter((each) => each === id).length;
    };
    expect(await listed()).toBe(0);
    expect(await cases.listCase(TENANT, id)).toBe(true);
    expect(await cases.listCase(TENANT, id)).toBe(false);
    expect(await listed()).toBe(1);
    const begun = newCaseId();
    await cases.commit(commitOf(begun, 1));
    expect(await cases.listCase(TENANT, begun)).toBe(false);
  });

  it('a cursor that no list gave out is refused', async () => {
    for (const cursor of ['x', '', Buffer.from('E#abc').toString('base64url'), '../..', 'RSMwMDAwMDE=']) {
      const asked = cases.events(TENANT, newCaseId(), { limit: 3, cursor });
      await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
    }
  });
});
