import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { commitOf, newCaseId, TENANT } from './fixtures.ts';

let engine: TestEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

describe('所见版本的案件', () => {
  it('is answered as it was at that version, also when another process has gone on', async () => {
    const caseId = newCaseId();
    const { cases } = engine.stores;
    await cases.commit(commitOf(caseId, 1));
    await engine.open().cases.commit(commitOf(caseId, 2));
    expect((await cases.headAt(TENANT, caseId, 1))?.version).toBe(1);
    expect((await cases.head(TENANT, caseId))?.version).toBe(2);
  });

  it('cannot be filed on when the case has gone on: the commit tells', async () => {
    const caseId = newCaseId();
    const { cases } = engine.stores;
    await cases.commit(commitOf(caseId, 1));
    await engine.open().cases.commit(commitOf(caseId, 2));
    await cases.headAt(TENANT, caseId, 1);
    expect(await cases.commit(commitOf(caseId, 2))).toEqual({ kind: 'conflict', what: 'case' });
  });

  it('is read where this process does not know it', async () => {
    const caseId = newCaseId();
    await engine.open().cases.commit(commitOf(caseId, 1));
    expect((await engine.stores.cases.headAt(TENANT, caseId, 1))?.version).toBe(1);
    expect((await engine.stores.cases.headAt(TENANT, caseId, 7))?.version).toBe(1);
    expect(await engine.stores.cases.headAt(TENANT, newCaseId(), 1)).toBeNull();
  });
});
