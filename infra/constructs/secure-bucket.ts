import { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

type Props = Pick<BucketProps, 'cors' | 'lifecycleRules' | 'objectLockEnabled' | 'objectOwnership'> & {
  /** Customer key; without one the bucket is encrypted by S3's own. */
  key?: IKey;
  /** Where requests are logged, under the given prefix; only the log bucket itself goes without. */
  log?: { bucket: Bucket; prefix: string };
};

/** A bucket nobody reaches without a right, in the clear, or by accident: private, TLS only, versioned, kept on deletion. */
export class SecureBucket extends Bucket {
  constructor(scope: Construct, id: string, { key, log, ...props }: Props) {
    super(scope, id, {
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(key
        ? { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      ...(log ? { serverAccessLogsBucket: log.bucket, serverAccessLogsPrefix: log.prefix } : {}),
    });
  }
}
