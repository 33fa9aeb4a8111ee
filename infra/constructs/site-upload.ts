import { existsSync } from 'node:fs';
import { Stack, Validations } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

type Props = { folder: string; site: Bucket; distribution: IDistribution | undefined };

/**
 * Uploads the built web app at deployment. Assets carry a hash in their name and are kept for ever by browsers, pages never;
 * the edge forgets both. Old files stay, so that a page opened before a deployment still finds its scripts.
 */
export class SiteUpload extends Construct {
  constructor(scope: Construct, id: string, { folder, site, distribution }: Props) {
    super(scope, id);
    if (!existsSync(folder)) {
      Validations.of(this).addWarning(
        'yizhi:web-not-built',
        '没有 web/dist，网页不会随本次部署上传；先运行 npm run build:web',
      );
      return;
    }
    const upload = (name: string, which: { exclude: string[]; include?: string[] }, cache: CacheControl) =>
      new BucketDeployment(this, name, {
        ...which,
        sources: [Source.asset(folder)],
        destinationBucket: site,
        prune: false,
        cacheControl: [cache],
        ...(distribution ? { distribution, distributionPaths: ['/*'] } : {}),
      });
    const forEver = CacheControl.fromString('public, max-age=31536000, immutable');
    const assets = upload('Assets', { exclude: ['*'], include: ['assets/*'] }, forEver);
    const pages = upload('Pages', { exclude: ['assets/*'] }, CacheControl.noCache());
    // The pages name the assets, so the assets have to be there first.
    pages.node.addDependency(assets);
    acknowledgeUploader(Stack.of(this), site);
  }
}

/** The uploader is a function of the CDK itself, one for the stack; its role and runtime are not ours to choose. */
function acknowledgeUploader(stack: Stack, site: Bucket): void {
  const siteId = stack.getLogicalId(site.node.defaultChild as CfnBucket);
  const assets = 'arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*';
  const logging = 'arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  const reason =
    'The uploader of aws-cdk-lib: it runs at deployment only, on the built pages, which are public, and their bucket.';
  for (const uploader of stack.node.children.filter((child) =>
    child.node.id.startsWith('Custom::CDKBucketDeployment'),
  )) {
    acknowledge(uploader, `AwsSolutions-IAM4[Policy::${logging}]`, reason);
    acknowledge(uploader, 'AwsSolutions-L1', reason);
    for (const action of ['GetBucket', 'GetObject', 'List', 'Abort', 'DeleteObject'])
      acknowledge(uploader, `AwsSolutions-IAM5[Action::s3:${action}*]`, reason);
    for (const resource of [assets, `<${siteId}.Arn>/*`, '*'])
      acknowledge(uploader, `AwsSolutions-IAM5[Resource::${resource}]`, reason);
  }
}
