import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEngine as start } from '../../functions/local/engine.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { commitOf, newCaseId, TENANT } from './fixtures.ts';

const embedded = !process.env.DYNAMODB_ENDPOINT;

async function fresh(): Promise<TestEngine> {
  const engine = await startEngine();
  onTestFinished(() => engine.stop());
  return engine;
}
/** A process that has ended but was not yet collected has no command line any more. */
const alive = (pid: number): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
};

describe.runIf(embedded)('内置引擎', () => {
  it('keeps everything over a restart', async () => {
    const engine = await fresh();
    const id = newCaseId();
    await engine.stores.cases.commit(commitOf(id, 1, { numbers: [{ word: '立', year: '2026', n: 1 }] }));
    await engine.restart();
    await engine.stores.createMissingTables();
    expect((await engine.stores.cases.head(TENANT, id))?.version).toBe(1);
    expect(await engine.stores.cases.lastNumber(TENANT, '立', '2026')).toBe(1);
  });

  it('killed outright under load it has lost no acknowledged submission and left none half written', async () => {
    const engine = await fresh();
    for (let round = 0; round < 3; round++) {
      const { cases } = engine.stores;
      const acknowledged: string[] = [];
      const tried: string[] = [];
      const underWay = Promise.withResolvers<void>();
      let over = false;
      const writer = async () => {
        while (!over) {
          const id = newCaseId();
          tried.push(id);
          if ((await cases.commit(commitOf(id, 1))).kind === 'done') acknowledged.push(id);
          if (acknowledged.length === 50) underWay.resolve();
        }
      };
      const writers = Promise.allSettled(Array.from({ length: 8 }, writer));
      await Promise.race([underWay.promise, writers]);
      process.kill(engine.engine.pid as number, 'SIGKILL');
      over = true;
      await writers;
      await engine.restart();
      expect(acknowledged.length).toBeGreaterThanOrEqual(50);
      const after = engine.stores.cases;
      for (const id of tried) {
        const head = await after.head(TENANT, id);
        const { items } = await after.events(TENANT, id, { limit: 5 });
        expect(items).toHaveLength(head ? 1 : 0);
        if (acknowledged.includes(id)) expect(head?.version).toBe(1);
      }
    }
  }, 60_000);

  it('lets nobody else read its directory, and listens on this machine alone', async () => {
    const engine = await fresh();
    expect(statSync(engine.dir).mode & 0o777).toBe(0o700);
    expect(engine.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('two servers cannot work on the same data', async () => {
    const engine = await fresh();
    await expect(start({ dir: engine.dir })).rejects.toThrow('正被另一个服务使用');
    const other = join(import.meta.dirname, '../../functions/local/engine.ts');
    const script = `import(${JSON.stringify(other)}).then((m) => m.startEngine({ dir: ${JSON.stringify(engine.dir)} })).then(() => process.exit(0), (e) => { console.log(e.message); process.exit(3); });`;
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    child.stdout.on('data', (text) => said.push(String(text)));
    const [code] = await once(child, 'close');
    expect([code, said.join('')]).toEqual([3, expect.stringContaining('正被另一个服务使用')]);
    expect(await engine.stores.cases.head(TENANT, newCaseId())).toBeNull();
  });

  it('an engine left behind by a killed server is ended before the next one starts', async () => {
    const engine = await fresh();
    const { dir } = engine;
    const id = newCaseId();
    await engine.stores.cases.commit(commitOf(id, 1));
    await engine.engine.stop();
    const orphaned = join(import.meta.dirname, '../../functions/local/engine.ts');
    const script = `import(${JSON.stringify(orphaned)}).then((m) => m.startEngine({ dir: ${JSON.stringify(dir)} })).then(() => process.kill(process.pid, 'SIGKILL'));`;
    await once(spawn(process.execPath, ['-e', script], { stdio: 'ignore' }), 'close');
    const left = Number(readFileSync(join(dir, 'engine.pid'), 'utf8'));
    expect(alive(left)).toBe(true);
    await engine.restart();
    expect(engine.engine.pid).not.toBe(left);
    expect(alive(left)).toBe(false);
    expect((await engine.stores.cases.head(TENANT, id))?.version).toBe(1);
  });

  it('a process id that has since been given to somebody else is left alone', async () => {
    const engine = await fresh();
    await engine.engine.stop();
    writeFileSync(join(engine.dir, 'engine.pid'), String(process.pid));
    await engine.restart();
    expect(engine.engine.pid).not.toBe(process.pid);
  });

  it('says so in a line when it dies unasked', async () => {
    const engine = await fresh();
    await engine.engine.stop();
    const told = Promise.withResolvers<string>();
    const again = await start({ dir: engine.dir, onDeath: told.resolve });
    process.kill(again.pid as number, 'SIGKILL');
    expect(await told.promise).toContain('数据库引擎意外退出（SIGKILL）');
  });

  it('a commit does not become slower with every one before it: the stream is numbered by an index', async () => {
    const engine = await fresh();
    const file = new DatabaseSync(join(engine.dir, 'dynamo.sqlite'), { readOnly: true });
    const plan = file
      .prepare(
        'EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?',
      )
      .all('yizhi-cases');
    file.close();
    expect(JSON.stringify(plan)).toContain('COVERING INDEX yizhi_sequence');
  });
});
