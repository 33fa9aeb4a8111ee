import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DEFAULT_PREFIX, type TableId, tableName } from './tables.ts';

export type StoreOptions = {
  /** An embedded or local engine; absent on AWS. */
  endpoint?: string | undefined;
  region: string;
  /** Put before every table name. */
  prefix?: string | undefined;
};

/** The one client and the names of the tables. */
export type Db = { client: DynamoDBClient; name: (table: TableId) => string };

/** More requests than this in flight wait for a socket. */
const SOCKETS = 256;
/** Pages are at most 500 items; one more tells whether there is a next page. */
const MAX_LIMIT = 501;

/** The only place a DynamoDB client is made. A local engine takes any signature, so it gets fixed credentials. */
export function openDb(options: StoreOptions): Db {
  const agent = { keepAlive: true, maxSockets: SOCKETS };
  const config: DynamoDBClientConfig = {
    region: options.region,
    maxAttempts: 4,
    cacheMiddleware: true,
    requestHandler: {
      httpAgent: agent,
      httpsAgent: agent,
      connectionTimeout: 2_000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
    },
    ...(options.endpoint && {
      endpoint: options.endpoint,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  };
  const client = new DynamoDBClient(config);
  boundLists(client);
  // It would copy every request and answer to show them to a logger; ours never sees what is stored.
  client.middlewareStack.remove('loggerMiddleware');
  return { client, name: (table) => tableName(table, options.prefix ?? DEFAULT_PREFIX) };
}

/** A Query or Scan without a Limit reads a megabyte, or everything: it is a mistake, refused before it is sent. */
function boundLists(client: DynamoDBClient): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const listing = context.commandName === 'QueryCommand' || context.commandName === 'ScanCommand';
      const limit = listing ? (args.input as { Limit?: number }).Limit : 1;
      if (limit === undefined || limit < 1 || limit > MAX_LIMIT) {
        throw new Error(`${context.commandName} needs a Limit between 1 and ${MAX_LIMIT}, not ${limit}`);
      }
      return next(args);
    },
    { step: 'initialize', name: 'boundLists' },
  );
}
