import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseStore, NumberClaim } from '../../functions/ports/store.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { commitOf, newCaseId, TENANT } from './fixtures.ts';

let engine: TestEngine;
let cases: CaseStore;
beforeAll(async () => {
  engine = await startEngine();
  cases = engine.stores.cases;
});
afterAll(() => engine.stop());

const claim = (word: string, n: number): NumberClaim => ({ word, year: '2026', n });
const take = (...numbers: NumberClaim[]) => cases.commit(commitOf(newCaseId(), 1, { numbers }));

describe('文号', () => {
  it('begins at one and goes up by one', async () => {
    expect(await cases.lastNumber(TENANT, '立', '2026')).toBe(0);
    expect(await take(claim('立', 1))).toEqual({ kind: 'done' });
    expect(await take(claim('立', 2))).toEqual({ kind: 'done' });
    expect(await cases.lastNumber(TENANT, '立', '2026')).toBe(2);
    expect(await cases.lastNumber(TENANT, '立', '2027')).toBe(0);
  });

  it('is never given twice', async () => {
    await take(claim('告', 1));
    expect(await take(claim('告', 1))).toEqual({ kind: 'conflict', what: 'number' });
  });

  it('is never skipped, whatever the writer believes the last one to be', async () => {
    expect(await take(claim('罚', 2))).toEqual({ kind: 'conflict', what: 'number' });
    expect(await cases.lastNumber(TENANT, '罚', '2026')).toBe(0);
  });

  it('several papers of one submission take consecutive numbers', async () => {
    expect(await take(claim('送', 1), claim('送', 2), claim('解', 1))).toEqual({ kind: 'done' });
    expect(await take(claim('送', 3), claim('送', 4))).toEqual({ kind: 'done' });
    expect(await cases.lastNumber(TENANT, '送', '2026')).toBe(4);
  });

  it('32 writers at once get every number once and leave no gap', async () => {
    const given: number[] = [];
    const writer = async () => {
      for (let left = 2; left > 0; ) {
        const n = (await cases.lastNumber(TENANT, '决', '2026')) + 1;
        const answer = await take(claim('决', n));
        if (answer.kind !== 'done') continue;
        given.push(n);
        left--;
      }
    };
    await Promise.all(Array.from({ length: 32 }, writer));
    expect(given.sort((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
  }, 60_000);

  it('people of one process who take turns never run into each other', async () => {
    const clerk = () =>
      engine.stores.cases.inTurn(TENANT, ['通', '知'], async () => {
        const numbers = await Promise.all(
          ['通', '知'].map(async (word) => claim(word, (await cases.lastNumber(TENANT, word, '2026')) + 1)),
        );
        return take(...numbers);
      });
    const failing = engine.stores.cases.inTurn(TENANT, ['通'], () => Promise.reject(new Error('文书缺项')));
    const answers = await Promise.all([failing.catch(() => 'failed'), ...Array.from({ length: 32 }, clerk)]);
    expect(answers.slice(1)).toEqual(Array(32).fill({ kind: 'done' }));
    expect(await cases.lastNumber(TENANT, '知', '2026')).toBe(32);
  });
});
