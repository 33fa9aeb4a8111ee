import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { systemClock } from '../../functions/adapters/clock.ts';
import { startEngine } from '../../functions/local/engine.ts';
import { ensureKeys } from '../../functions/local/identity/keys.ts';
import { engineDirectory, localDeps, storesAt } from '../../functions/local/installation.ts';
import type { Stores } from '../../functions/store/index.ts';
import type { TableId } from '../../functions/store/tables.ts';
import type { Deps } from '../../functions/usecases/deps.ts';
import { allCases, historyOf } from '../../functions/usecases/ops/all-cases.ts';
import { type RebuildReport, rebuild } from '../../functions/usecases/ops/rebuild.ts';
import { type VerifyReport, verify } from '../../functions/usecases/ops/verify.ts';
import { answerFaults, caseFaults, linkFaults, numberFaults, row, rowFaults, voidFaults } from './checks.ts';
import type { Entry, Fault } from './ledger.ts';
import { type CaseTrace, type Stored, traceOf } from './trace.ts';

export type Findings = {
  faults: Fault[];
  cases: CaseTrace[];
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
  const { cases, faults } = await readCases(deps);
  const stored: Stored = {
    cases,
    rows: await rowsOf(deps.stores, 'events'),
    sealedRows: await rowsOf(deps.stores, 'complainants'),
  };
  const verified = await verify(deps);
  const broken = verified.firstDifference;
  // Last, because it puts right what it finds. The server has stopped: no projection is waited for.
  const rebuilt = await rebuild(deps, { patienceMs: 0 });
  return {
    cases,
    verified,
    rebuilt,
    faults: [
      ...answerFaults(entries, cases),
      ...faults,
      ...rowFaults(stored),
      ...numberFaults(cases),
      ...voidFaults(cases),
      ...linkFaults(cases),
      ...(broken
        ? [
            {
              check: 'verify',
              say: `${broken.caseId} version ${broken.version} ${broken.path} ${broken.say}`,
            },
          ]
        : []),
      ...viewFaults(rebuilt),
    ],
  };
}

/** The lists show what the events say, line by line, and nothing else; nobody files any more. */
function viewFaults({ different, strays, failed, moving }: RebuildReport): Fault[] {
  const fault = (say: string): Fault => ({ check: 'views', say });
  return [
    ...different.map(({ caseId, path, say }) => fault(`${caseId} ${path} ${say}`)),
    ...strays.map(({ path }) => fault(`line ${path} is of no case`)),
    ...failed.map(({ caseId, say }) => fault(`${caseId} cannot be shown: ${say}`)),
    ...moving.map((caseId) => fault(`${caseId} does not hold still`)),
  ];
}

async function readCases(deps: Deps): Promise<{ cases: CaseTrace[]; faults: Fault[] }> {
  const cases: CaseTrace[] = [];
  const faults: Fault[] = [];
  for await (const { tenant, caseId } of allCases(deps)) {
    const head = await deps.stores.cases.head(tenant, caseId);
    if (!head) throw new Error(`case ${caseId} is listed and has no head`);
    const events = await historyOf(deps, tenant, caseId);
    faults.push(...caseFaults(head, events));
    cases.push(traceOf(head, events));
  }
  return { cases, faults };
}

type Item = NonNullable<ScanCommandOutput['Items']>[number];

async function rowsOf({ db }: Stores, table: TableId): Promise<Set<string>> {
  const rows = new Set<string>();
  let after: Item | undefined;
  do {
    const page: ScanCommandOutput = await db.client.send(
      new ScanCommand({
        TableName: db.name(table),
        ConsistentRead: true,
        Limit: 500,
        ProjectionExpression: 'pk, sk',
        ...(after && { ExclusiveStartKey: after }),
      }),
    );
    for (const { pk, sk } of page.Items ?? []) rows.add(row(pk?.S ?? '', sk?.S ?? ''));
    after = page.LastEvaluatedKey;
  } while (after);
  return rows;
}
