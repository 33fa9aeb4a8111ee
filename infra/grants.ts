import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import { DEFAULT_PREFIX, type TableId } from '../functions/store/tables.ts';
import { acknowledge } from './acknowledge.ts';
import type { ZoneFunction } from './constructs/zone-function.ts';
import { EVIDENCE, type FunctionName, GRANTS } from './rights.ts';
import type { Settings } from './settings.ts';
import { type DataStack, EVIDENCE_EXPORT } from './stacks/data.ts';

/** Give a function its rights of `rights.ts`, and nothing else. */
export function grantRights(who: ZoneFunction, name: FunctionName, data: DataStack): void {
  for (const [table, grant] of Object.entries(GRANTS[name])) data.tables[table as TableId].allow(who, grant);
  if (!EVIDENCE.includes(name)) return;
  const { region, urlSuffix } = Stack.of(who);
  const allow = (statement: PolicyStatementProps) => who.addToRolePolicy(new PolicyStatement(statement));
  allow({ actions: ['s3:GetObject', 's3:PutObject'], resources: [`${data.evidenceArn}/*`] });
  acknowledge(
    who.ownRole,
    `AwsSolutions-IAM5[Resource::${EVIDENCE_EXPORT}/*]`,
    'Evidence files are named by township and file id; the handler checks who may see which before it signs an address.',
  );
  // Without it S3 answers 403 where it means 404, and "not uploaded yet" could not be told from "not allowed".
  allow({ actions: ['s3:ListBucket'], resources: [data.evidenceArn] });
  allow({
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [data.evidenceKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.${urlSuffix}` } },
  });
}

/** What a function is told about where things are kept; what it may do there is another matter. */
export function environment(name: FunctionName, data: DataStack, settings: Settings): Record<string, string> {
  return {
    TENANTS: JSON.stringify(settings.townships),
    TABLE_PREFIX: DEFAULT_PREFIX,
    ...(EVIDENCE.includes(name) ? { EVIDENCE_BUCKET: data.evidence.bucketName } : {}),
  };
}
