import { DatabaseSync } from 'node:sqlite';

/**
 * The embedded engine numbers its stream records by `MAX(sequence)` over a table without an index and never deletes
 * one: after 10,000 commits each costs 75 ms instead of 4 (docs/decisions/0003-store.md). So the table gets
 * an index, and what has been read is taken out; the newest record stays, because the next number counts from it.
 */
export type StreamLog = {
  /** Takes out records of the table before the sequence number; does nothing while the engine is writing. */
  trim(table: string, before: string): void;
  close(): void;
};

const INDEXES = `
  CREATE INDEX IF NOT EXISTS yizhi_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER));
  CREATE INDEX IF NOT EXISTS yizhi_range ON _stream_records (table_name, shard_id, sequence_number);`;
const TRIM = `
  DELETE FROM _stream_records WHERE id IN (
    SELECT id FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < ?
    ORDER BY CAST(sequence_number AS INTEGER) LIMIT 500)`;
const MS_TO_WAIT_FOR_ENGINE = 5_000;

/** @throws when the file is not laid out as this version of the engine does it */
export function openStreamLog(dbPath: string): StreamLog {
  const file = new DatabaseSync(dbPath, { timeout: MS_TO_WAIT_FOR_ENGINE });
  file.exec('PRAGMA synchronous = NORMAL');
  file.exec(INDEXES);
  file.exec('PRAGMA busy_timeout = 20');
  const trim = file.prepare(TRIM);
  return {
    trim(table, before) {
      try {
        trim.run(table, BigInt(before));
      } catch (error) {
        if (!/locked|busy/i.test((error as Error).message)) throw error;
      }
    },
    close: () => file.close(),
  };
}
