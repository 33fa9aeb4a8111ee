import {
  CreateTableCommand,
  type CreateTableCommandInput,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { Db } from './client.ts';
import { TABLES, type TableDefinition } from './tables.ts';

const SECONDS_TO_WAIT = 20;

/** Creates what is not there yet, for local engines; on AWS the CDK app does it. Tables that exist stay as they are. */
export async function createMissingTables(db: Db): Promise<void> {
  for (const table of TABLES) {
    try {
      await db.client.send(new CreateTableCommand(tableParams(table, db.name(table.id))));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilTableExists(
      { client: db.client, maxWaitTime: SECONDS_TO_WAIT, minDelay: 1, maxDelay: 1 },
      { TableName: db.name(table.id) },
    );
  }
}

export function tableParams(table: TableDefinition, TableName: string): CreateTableCommandInput {
  const names = [table.partitionKey, ...(table.sortKey ? [table.sortKey] : [])];
  return {
    TableName,
    KeySchema: names.map((AttributeName, i) => ({ AttributeName, KeyType: i === 0 ? 'HASH' : 'RANGE' })),
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    ...(table.stream && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.stream },
    }),
  };
}
