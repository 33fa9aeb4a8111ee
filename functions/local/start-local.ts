import { join } from 'node:path';
import { systemClock } from '../adapters/clock.ts';
import { loadPacks } from '../adapters/packs.ts';
import { handler as adminZone } from '../api/admin.ts';
import { configure } from '../api/compose.ts';
import { handler as partnerZone } from '../api/partner.ts';
import { handler as publicZone } from '../api/public.ts';
import { handler as staffZone } from '../api/staff.ts';
import { Refusal } from '../contract/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { tableName } from '../store/index.ts';
import type { Deps } from '../usecases/deps.ts';
import { seed } from '../usecases/ops/seed.ts';
import type { SweepReport } from '../usecases/ops/sweep.ts';
import { handler as deadlinesWorker } from '../workers/deadlines.ts';
import { DEMO_PEOPLE } from './demo/people.ts';
import { startEngine } from './engine.ts';
import { ensureFonts } from './fonts.ts';
import { ensureKeys } from './identity/keys.ts';
import { createSignIn } from './identity/sign-in.ts';
import { signToken } from './identity/sign-token.ts';
import { engineDirectory, localDeps, storesAt } from './installation.ts';
import { startProjection } from './projection.ts';
import { announce, ROOT, withdraw } from './running.ts';
import { openServer } from './server.ts';
import type { Follower } from './stream.ts';
import { everyMinute } from './timer.ts';
import { Undoing } from './undoing.ts';

export type LocalOptions = {
  /** Everything is kept below it; a second start finds it again. */
  dataDir: string;
  /** 0 for any free one. */
  port: number;
  /** The clock of the cases; the machine's own if not given. */
  clock?: Clock | undefined;
  /** Whether the clocks are looked after every minute, as they are if not given; who moves the clock sweeps by hand. */
  sweeping?: boolean | undefined;
  /** Say nothing about progress. */
  quiet?: boolean | undefined;
  /** Told when the engine dies unasked; nothing works any more then. */
  onDeath?: ((line: string) => void) | undefined;
};

export type Local = {
  url: string;
  deps: Deps;
  /** A bearer token of a demo account. */
  token(account: string): Promise<string>;
  /** Resolves when the views show everything that was filed before the call. */
  caughtUp(): Promise<void>;
  /** Look after the clocks now, as the timer does every minute. */
  sweep(): Promise<SweepReport>;
  engine: { endpoint: string; pid: number | null };
  /** Finishes what is under way, then stops server, projection and engine, in this order. */
  stop(): Promise<void>;
};

/**
 * Starts engine, tables, first release, demo people, projection, sign-in and server on this machine, loopback only.
 * It serves `web/dist` as it stands. One at a time per process: the handlers have one set of dependencies.
 * @throws when the port or the data directory is taken, or the packs do not pass their checks
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const undoing = new Undoing();
  try {
    return await startAll(options, undoing);
  } catch (error) {
    await undoing.run();
    throw error;
  }
}

async function startAll(options: LocalOptions, undoing: Undoing): Promise<Local> {
  const { dataDir, port, clock = systemClock, onDeath } = options;
  const server = await openServer(port);
  undoing.add(() => server.stop());
  const keys = await ensureKeys(dataDir);
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const engine = await startEngine({ dir: engineDirectory(dataDir), endpoint, onDeath });
  undoing.add(() => engine.stop());
  const stores = storesAt(engine.endpoint);
  undoing.add(() => stores.close());
  await stores.createMissingTables();

  await ensureFonts();
  const deps = localDeps({ dataDir, origin: server.origin, keys, stores, clock });
  await fill(deps, options.quiet ? () => undefined : console.log);

  const projection = await startProjection(
    { dataDir, origin: server.origin, endpoint: engine.endpoint },
    (before) => engine.trimStream(tableName('cases'), before),
    onDeath ?? console.error,
  );
  undoing.add(() => projection.stop());
  configure(nudging(deps, projection));
  server.serve({
    handlers: { public: publicZone, staff: staffZone, partner: partnerZone, admin: adminZone },
    signIn: createSignIn(server.origin, keys, DEMO_PEOPLE),
    files: deps.files,
    webRoot: join(ROOT, 'web/dist'),
  });
  if (options.sweeping ?? true) {
    const timer = everyMinute(deadlinesWorker);
    undoing.add(() => timer.stop());
  }
  // Before the projection and the engine: from then on nothing new comes in.
  undoing.add(() => server.stop());
  const { origin: url } = server;
  const running = {
    pid: process.pid,
    url,
    issuer: deps.issuer,
    endpoint: engine.endpoint,
    enginePid: engine.pid,
  };
  await announce(dataDir, running);
  undoing.add(() => withdraw(dataDir));
  return {
    url,
    deps,
    token: (account) => signToken(keys, deps.issuer, account),
    caughtUp: () => projection.caughtUp(),
    sweep: deadlinesWorker,
    engine: { endpoint: engine.endpoint, pid: engine.pid },
    stop: () => undoing.run(),
  };
}

/** The first release and the demo people, where they are missing: what was changed since stays as it is. */
async function fill(deps: Deps, say: (line: string) => void): Promise<void> {
  const { entries, findings } = loadPacks(ROOT);
  if (findings.length > 0) {
    const faults = findings.map(({ definition, path, say: fault }) => ({
      path: `${definition}#${path}`,
      say: fault,
    }));
    throw new Refusal('definition-invalid', `规则包有 ${findings.length} 处不符合格式`, faults);
  }
  const answers = await seed(deps, entries);
  for (const { tenant } of answers.filter(({ seeded }) => seeded)) say(`已为 ${tenant} 写入首个发布版本`);
  for (const person of DEMO_PEOPLE) {
    if (!(await deps.stores.directory.person(person.id))) await deps.stores.directory.save(person);
  }
}

/** After each commit the projection looks at once, so that whoever filed sees it in the lists. */
function nudging(deps: Deps, projection: Follower): Deps {
  const { cases } = deps.stores;
  const commit: typeof cases.commit = async (commit) => {
    const answer = await cases.commit(commit);
    projection.nudge();
    return answer;
  };
  return { ...deps, stores: { ...deps.stores, cases: { ...cases, commit } } };
}
