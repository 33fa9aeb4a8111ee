import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AuditEntry } from '../contract/api.ts';
import type { AuditLog } from '../ports/store.ts';
import type { Db } from './client.ts';
import { pack, unpack } from './codec.ts';
import * as keys from './keys.ts';
import { queryPage } from './page.ts';
import { transact } from './retry.ts';

/** Only ever added to. An entry about a case also stands in the list of that case. */
export function openAudit(db: Db): AuditLog {
  return {
    async append(tenant, entry) {
      const reasons = await transact(db, auditWrites(db.name('audit'), tenant, entry, randomUUID()));
      if (reasons) throw new Error(`the audit entry was not written: ${reasons.join(', ')}`);
    },
    list: (tenant, { caseId, ...request }) =>
      queryPage(
        db,
        {
          table: 'audit',
          partition: keys.auditKey(tenant, caseId),
          sort: keys.AUDIT_SORT,
          newestFirst: true,
          consistent: true,
        },
        request,
        (item) => unpack<AuditEntry>(item.body),
      ),
  };
}

/** @param unique tells entries of one millisecond apart */
export function auditWrites(
  table: string,
  tenant: string,
  entry: AuditEntry,
  unique: string,
): TransactWriteItem[] {
  const body = pack(entry);
  const sk = { S: keys.auditSort(entry.at, unique) };
  const partitions = [keys.auditKey(tenant), ...(entry.caseId ? [keys.auditKey(tenant, entry.caseId)] : [])];
  return partitions.map((pk) => ({
    Put: {
      TableName: table,
      Item: { pk: { S: pk }, sk, body },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
}
