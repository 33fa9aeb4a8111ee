import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Bucket, HttpMethods, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TABLES, type TableId } from '../../functions/store/tables.ts';
import { acknowledge } from '../acknowledge.ts';
import { SecureBucket } from '../constructs/secure-bucket.ts';
import { Table } from '../constructs/table.ts';
import type { Settings } from '../settings.ts';

/** Which customer key a table is under. Whoever may decrypt what is shown may not decrypt the records behind it. */
const KEY_OF: Record<TableId, 'shown' | 'records' | 'complainants'> = {
  definitions: 'shown',
  views: 'shown',
  cases: 'records',
  events: 'records',
  people: 'records',
  audit: 'records',
  complainants: 'complainants',
};

export const EVIDENCE_EXPORT = 'yizhi-evidence-arn';

/** Everything that must outlive any deployment: the tables, the evidence files, the keys, the access logs. */
export class DataStack extends Stack {
  readonly tables: Record<TableId, Table>;
  readonly evidence: Bucket;
  /** Under a name of its own, so that what is said of it in the checks stays true wherever it is used. */
  readonly evidenceArn: string;
  readonly evidenceKey: Key;
  readonly logs: Bucket;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, props);
    const keys = {
      shown: this.#key('ShownKey', '定义与视图'),
      records: this.#key('RecordsKey', '案件、人员、审计与证据'),
      complainants: this.#key('ComplainantsKey', '举报人身份'),
    };
    const tables = TABLES.map((definition) => {
      const key = keys[KEY_OF[definition.id]];
      return [definition.id, new Table(this, definition.id, { definition, key })] as const;
    });
    this.tables = Object.fromEntries(tables) as Record<TableId, Table>;

    this.logs = this.#logBucket();
    this.evidenceKey = keys.records;
    this.evidence = this.#evidenceBucket(keys.records, props.settings);
    this.evidenceArn = this.exportValue(this.evidence.bucketArn, { name: EVIDENCE_EXPORT });
    new CfnOutput(this, 'EvidenceBucket', { value: this.evidence.bucketName, description: '证据文件桶' });
  }

  #key(id: string, description: string): Key {
    return new Key(this, id, {
      description,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Access logs of the buckets and of the distribution (which writes them with an ACL). */
  #logBucket(): Bucket {
    const logs = new SecureBucket(this, 'Logs', {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(400), noncurrentVersionExpiration: Duration.days(30) }],
    });
    acknowledge(
      logs,
      'AwsSolutions-S1',
      'This is the bucket the others log to; logging it to itself would never end.',
    );
    return logs;
  }

  /**
   * Evidence: versions are kept, so that nothing uploaded can be overwritten unseen; object lock is on, so that a case's
   * files can be held. No default retention is set: how long is the archive law's to say, case by case.
   */
  #evidenceBucket(key: Key, settings: Settings): Bucket {
    const bucket = new SecureBucket(this, 'Evidence', {
      key,
      log: { bucket: this.logs, prefix: 'evidence/' },
      objectLockEnabled: true,
      cors: [
        {
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          // On a trial without a domain the site's address is unknown here; the signed address is then the only guard.
          allowedOrigins: [settings.domain ? `https://${settings.domain.name}` : '*'],
          allowedHeaders: ['content-type', 'content-disposition', 'x-amz-checksum-sha256'],
          maxAge: 3600,
        },
      ],
    });
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NobodyDeletesEvidence',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    return bucket;
  }
}
