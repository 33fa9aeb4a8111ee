import { CfnOutput, Duration, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { SecureBucket } from '../constructs/secure-bucket.ts';
import { SiteUpload } from '../constructs/site-upload.ts';
import { ROOT, type Settings } from '../settings.ts';
import { PAGE_ROUTER } from '../web/page-router.ts';
import { contentSecurityPolicy, PERMISSIONS_POLICY } from '../web/security.ts';
import type { ApiStack } from './api.ts';
import type { DataStack } from './data.ts';

type Props = StackProps & { settings: Settings; data: DataStack; api: ApiStack };

/** The built web app in a private bucket, and the one address in front of it and of the API. */
export class WebStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, api, ...props }: Props) {
    super(scope, id, props);
    const site = new SecureBucket(this, 'Site', { log: { bucket: data.logs, prefix: 'site/' } });
    new CfnOutput(this, 'SiteBucket', { value: site.bucketName, description: '网页文件桶' });
    // In China CloudFront has neither a default domain, nor origin access control, nor all managed policies, and a site
    // needs an ICP filing first: there the bucket stays private and the front is a decision of its own.
    const distribution = settings.china ? undefined : this.#distribution(site, settings, data, api);
    new SiteUpload(this, 'Upload', { folder: `${ROOT}/web/dist`, site, distribution });
  }

  #distribution(site: Bucket, settings: Settings, data: DataStack, api: ApiStack): Distribution {
    const common = { viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, compress: true };
    const router = new EdgeFunction(this, 'PageRouter', { code: FunctionCode.fromInline(PAGE_ROUTER) });
    const distribution = new Distribution(this, 'Distribution', {
      comment: '一执',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableLogging: true,
      logBucket: data.logs,
      logFilePrefix: 'web/',
      ...this.#domain(settings),
      defaultBehavior: {
        ...common,
        origin: S3BucketOrigin.withOriginAccessControl(site),
        cachePolicy: CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.#headers(data, api),
        functionAssociations: [{ function: router, eventType: FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        // What the API answers is no page: it brings its own headers, and nothing of it is kept at the edge.
        '/api/*': {
          ...common,
          origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.api.apiEndpoint))),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        },
      },
    });
    new CfnOutput(this, 'SiteAddress', {
      value: `https://${distribution.distributionDomainName}`,
      description: '网站地址',
    });
    this.#acknowledge(distribution, settings);
    return distribution;
  }

  #domain({ domain }: Settings) {
    if (domain === null) return {};
    return {
      domainNames: [domain.name],
      certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    };
  }

  #headers(data: DataStack, api: ApiStack): ResponseHeadersPolicy {
    const issuer = Fn.join('', ['https://', Fn.select(2, Fn.split('/', api.issuer.valueAsString))]);
    const evidence = `https://${data.evidence.bucketRegionalDomainName}`;
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy({ issuer, evidence }),
          override: true,
        },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: true,
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'permissions-policy', value: PERMISSIONS_POLICY, override: true },
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
        ],
      },
    });
  }

  #acknowledge(distribution: Distribution, settings: Settings): void {
    acknowledge(distribution, 'AwsSolutions-CFR1', '依法公示面向社会公众，不按来访地域限制。');
    acknowledge(
      distribution,
      'AwsSolutions-CFR2',
      'A web ACL for CloudFront lives in us-east-1 alone; it comes with the operations stack.',
    );
    if (settings.domain === null)
      acknowledge(
        distribution,
        'AwsSolutions-CFR4',
        'A trial on the default domain cannot choose its TLS version; with -c domain it is TLS 1.2.',
      );
  }
}
