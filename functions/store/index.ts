/** The store: everything the ports ask for, on DynamoDB. docs/access-patterns.md lists every read and write. */
import type { ReplayStore } from '../ports/replays.ts';
import type { AuditLog, CaseStore, Directory, ReleaseStore, Views } from '../ports/store.ts';
import { openAudit } from './audit.ts';
import { openCases } from './cases.ts';
import { type Checkpoints, openCheckpoints } from './checkpoints.ts';
import { type Db, openDb, type StoreOptions } from './client.ts';
import { createMissingTables } from './create.ts';
import { type DirectoryOptions, openDirectory } from './directory.ts';
import { openReleases, type ReleaseOptions } from './releases.ts';
import { openReplays } from './replays.ts';
import { openViews } from './views.ts';

export { readHead, readPlace } from './cases.ts';
export { DEFAULT_PREFIX, TABLES, type TableDefinition, type TableId, tableName } from './tables.ts';

export type Stores = {
  cases: CaseStore;
  views: Views;
  releases: ReleaseStore;
  replays: ReplayStore;
  directory: Directory;
  audit: AuditLog;
  checkpoints: Checkpoints;
  /** For local engines. */
  createMissingTables(): Promise<void>;
  /** Lets go of the sockets. */
  close(): void;
  /** For benchmarks and tests that look underneath. */
  db: Db;
};

export function openStores(options: StoreOptions & ReleaseOptions & DirectoryOptions): Stores {
  const db = openDb(options);
  return {
    cases: openCases(db),
    views: openViews(db),
    releases: openReleases(db, options),
    replays: openReplays(db),
    directory: openDirectory(db, options),
    audit: openAudit(db),
    checkpoints: openCheckpoints(db),
    createMissingTables: () => createMissingTables(db),
    close: () => db.client.destroy(),
    db,
  };
}
