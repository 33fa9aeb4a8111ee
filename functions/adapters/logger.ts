import { Logger } from '@aws-lambda-powertools/logger';

/**
 * Keys that may hold somebody's identity, words or credentials. A log line names cases, routes and error codes; who
 * and what stands in the case itself and in the audit log, where reading is controlled (个保法51).
 */
const PERSONAL = new Set([
  'authorization',
  'cookie',
  'token',
  'body',
  'data',
  'facts',
  'phone',
  'address',
  'idNumber',
  'person',
  'actor',
  'sub',
  'subject',
]);

const withoutPersonal = (key: string, value: unknown): unknown =>
  PERSONAL.has(key) && value !== undefined ? '[略]' : value;

/** Structured logs. Level by `POWERTOOLS_LOG_LEVEL`. */
export const logger = new Logger({ serviceName: 'yizhi', jsonReplacerFn: withoutPersonal });
