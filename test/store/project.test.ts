import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { configure } from '../../functions/api/compose.ts';
import { asider } from '../../functions/local/set-aside.ts';
import { follow } from '../../functions/local/stream.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { handler } from '../../functions/workers/project.ts';
import { startEngine, type TestEngine } from '../support/engine.ts';
import { TENANT } from './fixtures.ts';
import { begin, depsOn, publishShown } from './showing.ts';

let engine: TestEngine;
let deps: Deps;
/** Everything committed since, as the stream hands it over. */
let records: DynamoDBRecord[];
beforeAll(async () => {
  engine = await startEngine();
  deps = depsOn(engine.stores);
  await publishShown(engine.stores);
  configure(deps);
});
afterAll(() => engine.stop());
beforeEach(() => {
  records = [];
});

const CANNOT = 'unheard-of';
/** A new case, and its record in the stream. */
async function filed(procedure = 'shown'): Promise<{ caseId: string; sequence: string }> {
  const caseId = (await begin(engine.stores, procedure))[0]?.caseId as string;
  const state = await engine.stores.cases.head(TENANT, caseId);
  const sequence = String(100 + records.length);
  const pk = { S: `T#${TENANT}#C#${caseId}` };
  const NewImage = { pk, v: { N: '1' }, body: { S: JSON.stringify(state) } };
  records.push({ dynamodb: { SequenceNumber: sequence, NewImage } });
  return { caseId, sequence };
}
const isShown = async (caseId: string) => (await engine.stores.views.stored(TENANT, caseId)) !== null;

describe('the projection of a batch', () => {
  it('names no record when all can be shown', async () => {
    const { caseId } = await filed();
    expect(await handler({ Records: records })).toEqual({ batchItemFailures: [] });
    expect(await isShown(caseId)).toBe(true);
  });

  it('names the record that failed and not the first of the batch, and shows every other case', async () => {
    const before = await filed();
    const bad = await filed(CANNOT);
    const worse = await filed(CANNOT);
    const after = await filed();
    expect(await handler({ Records: records })).toEqual({
      batchItemFailures: [{ itemIdentifier: bad.sequence }],
    });
    const shown = await Promise.all([before, bad, worse, after].map(({ caseId }) => isShown(caseId)));
    expect(shown).toEqual([true, false, false, true]);
  });

  it('names a record that cannot even be read, and shows every other case', async () => {
    const { caseId } = await filed();
    const broken = await filed();
    const image = records[1]?.dynamodb?.NewImage;
    if (image) image.body = { S: '{"half' };
    expect(await handler({ Records: records })).toEqual({
      batchItemFailures: [{ itemIdentifier: broken.sequence }],
    });
    expect(await isShown(caseId)).toBe(true);
  });
});

it('a case that can never be shown steps aside, everybody else’s lists go on, and a rebuild names and repairs it', async () => {
  const bad = await filed(CANNOT);
  const good = await filed();
  const { checkpoints, db } = engine.stores;
  const said: string[] = [];
  const follower = follow({
    endpoint: engine.endpoint,
    table: db.name('cases'),
    checkpoint: { load: () => checkpoints.load('aside'), save: (place) => checkpoints.save('aside', place) },
    handle: handler,
    setAside: asider(deps, (line) => said.push(line)),
  });
  await follower.caughtUp();
  await follower.stop();
  expect(await isShown(good.caseId)).toBe(true);
  expect(said.join('\n')).toContain(bad.caseId);
  const aside = (await engine.stores.views.aside({ limit: 100 })).items;
  expect(aside).toContainEqual(
    expect.objectContaining({
      tenant: TENANT,
      caseId: bad.caseId,
      version: 1,
      say: expect.stringContaining(CANNOT),
    }),
  );
  const report = await rebuild(deps, { patienceMs: 0 });
  expect(report.aside).toBe(aside.length);
  expect(report.failed.map(({ caseId }) => caseId)).toContain(bad.caseId);
  expect((await engine.stores.views.aside({ limit: 100 })).items).toEqual(aside);

  // set aside for a reason that has passed
  await engine.stores.views.setAside({ ...(aside[0] as (typeof aside)[number]), caseId: good.caseId });
  await rebuild(deps, { patienceMs: 0 });
  expect((await engine.stores.views.aside({ limit: 100 })).items).toEqual(aside);
});
