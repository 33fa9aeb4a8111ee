import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../../functions/adapters/clock.ts';
import { foldEvents } from '../../functions/core/case/fold.ts';
import { type CaseViews, viewsOf } from '../../functions/core/case/views.ts';
import { canonicalJson } from '../../functions/core/hash.ts';
import { startEngine } from '../../functions/local/engine.ts';
import { ensureKeys } from '../../functions/local/identity/keys.ts';
import { engineDirectory, localDeps, storesAt } from '../../functions/local/installation.ts';
import { unpack } from '../../functions/store/codec.ts';
import type { Stores } from '../../functions/store/index.ts';
import * as keys from '../../functions/store/keys.ts';
import type { TableId } from '../../functions/store/tables.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { allCases, historyOf } from '../../functions/usecases/ops/all-cases.ts';
import { type RebuildReport, rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { type VerifyReport, verify } from '../../functions/usecases/ops/verify.ts';
import { loadBundle } from '../../functions/usecases/releases.ts';
import {
  answerFaults,
  caseFaults,
  lineFaults,
  linesOf,
  linkFaults,
  numberFaults,
  row,
  rowFaults,
  voidFaults,
} from './checks.ts';
import type { Entry, Fault } from './ledger.ts';
import { type CaseTrace, type Stored, traceOf } from './trace.ts';

export type Findings = {
  faults: Fault[];
  cases: CaseTrace[];
  lines: number;
  verified: VerifyReport;
  rebuilt: RebuildReport;
};

/** Opens the data of a server that has stopped and holds everything in it against what the writers were told. */
export async function examine(dataDir: string, entries: Entry[]): Promise<Findings> {
  const engine = await startEngine({ dir: engineDirectory(dataDir) });
  const stores = storesAt(engine.endpoint);
  try {
    const place = {
      dataDir,
      origin: 'http://127.0.0.1',
      keys: await ensureKeys(dataDir),
      clock: systemClock,
    };
    return await examineStores({ ...localDeps({ ...place, stores }), stores }, entries);
  } finally {
    stores.close();
    await engine.stop();
  }
}

async function examineStores(deps: Deps & { stores: Stores }, entries: Entry[]): Promise<Findings> {
  const { cases, fresh, faults } = await readCases(deps);
  const stored: Stored = {
    cases,
    rows: await rowsOf(deps.stores, 'events'),
    sealedRows: await rowsOf(deps.stores, 'complainants'),
    lines: await storedLines(deps.stores),
  };
  const verified = await verify(deps);
  const broken = verified.firstDifference;
  // Last, because it puts right what it finds.
  const rebuilt = await rebuild(deps);
  return {
    cases,
    lines: stored.lines.size,
    verified,
    rebuilt,
    faults: [
      ...answerFaults(entries, cases),
      ...faults,
      ...rowFaults(stored),
      ...numberFaults(cases),
      ...voidFaults(cases),
      ...linkFaults(cases),
      ...lineFaults(linesOf(fresh), stored.lines),
      ...(broken
        ? [
            {
              check: 'verify',
              say: `${broken.caseId} version ${broken.version} ${broken.path} ${broken.say}`,
            },
          ]
        : []),
      ...rebuilt.different.map(({ caseId, path, say }) => ({
        check: 'views',
        say: `${caseId} ${path} ${say}`,
      })),
    ],
  };
}

async function readCases(deps: Deps): Promise<{ cases: CaseTrace[]; fresh: CaseViews[]; faults: Fault[] }> {
  const cases: CaseTrace[] = [];
  const fresh: CaseViews[] = [];
  const faults: Fault[] = [];
  for await (const { tenant, caseId } of allCases(deps)) {
    const head = await deps.stores.cases.head(tenant, caseId);
    if (!head) throw new Error(`case ${caseId} is listed and has no head`);
    const events = await historyOf(deps, tenant, caseId);
    faults.push(...caseFaults(head, events));
    cases.push(traceOf(head, events));
    const state = foldEvents(events);
    if (state) fresh.push(viewsOf(state, await loadBundle(deps, tenant, state.release)));
  }
  return { cases, fresh, faults };
}

type Item = NonNullable<ScanCommandOutput['Items']>[number];

async function* everyItem({ db }: Stores, table: TableId, keysOnly: boolean): AsyncGenerator<Item> {
  let after: Item | undefined;
  do {
    const page: ScanCommandOutput = await db.client.send(
      new ScanCommand({
        TableName: db.name(table),
        ConsistentRead: true,
        Limit: 500,
        ...(keysOnly && { ProjectionExpression: 'pk, sk' }),
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    yield* page.Items ?? [];
    after = page.LastEvaluatedKey;
  } while (after);
}

const rowOf = ({ pk, sk }: Item): string => row(pk?.S ?? '', sk?.S ?? '');

async function rowsOf(stores: Stores, table: TableId): Promise<Set<string>> {
  const rows = new Set<string>();
  for await (const item of everyItem(stores, table, true)) rows.add(rowOf(item));
  return rows;
}

/** How far a worker has come is kept beside the lists and is none of them. */
const MARKS: (string | undefined)[] = [keys.CHECKPOINT_SORT, keys.COUNTED_SORT];

/** The lists as they are stored. */
async function storedLines(stores: Stores): Promise<Map<string, string>> {
  const lines = new Map<string, string>();
  for await (const item of everyItem(stores, 'views', false)) {
    if (!MARKS.includes(item.sk?.S)) lines.set(rowOf(item), canonicalJson(unpack<unknown>(item.body)));
  }
  return lines;
}
