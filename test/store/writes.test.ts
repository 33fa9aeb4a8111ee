import { QueryCommand, ScanCommand, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { openDb } from '../../functions/store/client.ts';
import { pack, unpack } from '../../functions/store/codec.ts';
import { commitWrites, failedGuard } from '../../functions/store/commit.ts';
import { caseKey, parseCaseKey, queueKey, taskSort } from '../../functions/store/keys.ts';
import { transact } from '../../functions/store/retry.ts';
import { repairWrites, replaceWrites } from '../../functions/store/view-items.ts';
import { commitOf, newCaseId, TENANT, viewsOf } from './fixtures.ts';

const db = () => openDb({ endpoint: 'http://127.0.0.1:1', region: 'local' });

describe('读写的界限', () => {
  it('a list without an end is refused before it is sent', async () => {
    const { client } = db();
    await expect(client.send(new QueryCommand({ TableName: 'yizhi-events' }))).rejects.toThrow(
      'needs a Limit',
    );
    await expect(client.send(new ScanCommand({ TableName: 'yizhi-cases', Limit: 5_000 }))).rejects.toThrow(
      'needs a Limit',
    );
  });

  it('a plain submission is one transaction of three items', () => {
    const writes = commitWrites(commitOf(newCaseId(), 4), (table) => table);
    expect(writes.map(({ guard }) => guard)).toEqual(['submission', 'case', 'case']);
  });

  it('its answer is not stored twice: the record of the submission stays small', () => {
    const commit = commitOf(newCaseId(), 4);
    const body = commitWrites(commit, (table) => table)[0]?.write.Put?.Item?.body;
    expect(body?.S?.length).toBeLessThan(500);
    expect(body?.S).not.toContain('forest.commercialMu');
  });

  it('a used submission id counts before anything else that went wrong', () => {
    const guarded = commitWrites(
      commitOf(newCaseId(), 1, { numbers: [{ word: '罚', year: '2026', n: 2 }] }),
      (table) => table,
    );
    const failed = 'ConditionalCheckFailed';
    expect(failedGuard(guarded, [failed, failed, 'None', failed, 'None'])).toBe('submission');
    expect(failedGuard(guarded, ['None', failed, 'None', failed, 'None'])).toBe('case');
    expect(failedGuard(guarded, ['None', 'None', 'None', 'None', failed])).toBe('number');
    expect(failedGuard(guarded, ['None', 'None', 'None', 'None', 'None'])).toBeNull();
  });
});

describe('冲突与限流', () => {
  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      $metadata: {},
      message: 'cancelled',
      CancellationReasons: codes.map((Code) => ({ Code })),
    });
  /** A client that fails in the given ways, one a call, and then succeeds. */
  const failing = (...errors: Error[]) => {
    const calls = { count: 0 };
    const opened = db();
    opened.client.middlewareStack.add(
      () => async () => {
        calls.count++;
        const error = errors.shift();
        if (error) throw error;
        return { output: { $metadata: {} }, response: {} };
      },
      { step: 'initialize', name: 'failing', priority: 'high' },
    );
    return { opened, calls };
  };
  const put = [{ Put: { TableName: 't', Item: { pk: { S: 'a' } } } }];

  it('another transaction under way is waited out', async () => {
    const { opened, calls } = failing(
      cancelled('TransactionConflict'),
      cancelled('ThrottlingError'),
      Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
    );
    expect(await transact(opened, put)).toBeNull();
    expect(calls.count).toBe(4);
  });

  it('a condition that fails is an answer, not an error', async () => {
    const { opened, calls } = failing(cancelled('ConditionalCheckFailed'));
    expect(await transact(opened, put)).toEqual(['ConditionalCheckFailed']);
    expect(calls.count).toBe(1);
  });

  it('what does not pass is told as busy, and anything unknown as it is', async () => {
    const endless = failing(...Array.from({ length: 20 }, () => cancelled('TransactionConflict')));
    await expect(transact(endless.opened, put)).rejects.toMatchObject({ code: 'busy' });
    const wrong = failing(cancelled('ValidationError'));
    await expect(transact(wrong.opened, put)).rejects.toThrow('cancelled');
  });
});

describe('记录的写法', () => {
  it('small documents stay readable, large ones are compressed, both come back the same', () => {
    const small = { 文号: '楚子罚〔2026〕1号' };
    const large = { lines: Array.from({ length: 500 }, (_, i) => `第 ${i} 行：擅自改变林地用途`) };
    expect(pack(small).S).toContain('楚子罚');
    const bytes = pack(large).B as Uint8Array;
    expect(bytes.length).toBeLessThan(JSON.stringify(large).length / 4);
    expect(unpack(pack(small))).toEqual(small);
    expect(unpack({ B: bytes })).toEqual(large);
    expect(unpack({ B: Buffer.from(bytes).toString('base64') })).toEqual(large);
  });

  it('keys cannot run into each other', () => {
    expect(queueKey('a', 'b#Q#c')).not.toBe(queueKey('a#Q#b', 'c'));
    const id = newCaseId();
    expect(parseCaseKey(caseKey(TENANT, id))).toEqual({ tenant: TENANT, caseId: id });
    expect(parseCaseKey('T#x#S#y')).toBeNull();
  });

  it('a task without a deadline sorts after every one that has one', () => {
    const since = '2026-11-22T08:00:00.000Z';
    expect(taskSort('2099-12-31', since, 'C') < taskSort(null, since, 'C')).toBe(true);
  });

  it('only lines that changed are written anew, and a repair writes them all', () => {
    const id = newCaseId();
    const before = viewsOf(id, 1, { queues: ['role:OFFICER', 'role:COURT'], offices: ['court'] });
    const after = { ...before, version: 2, tasks: before.tasks.slice(0, 1) };
    const writes = replaceWrites(before, after, 'views');
    expect(writes.map((write) => (write.Put ? 'put' : 'delete'))).toEqual(['put', 'delete']);
    expect(replaceWrites(after, after, 'views')).toHaveLength(1);
    expect(repairWrites(after, after, 'views').map((part) => part.length)).toEqual([4]);
  });
});
