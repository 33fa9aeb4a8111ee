import { Validations } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { ROUTES } from '../../functions/contract/routes.ts';
import { TABLES } from '../../functions/store/tables.ts';
import { aSystem, resources, templateOf, theSystem } from './support.ts';

const { app, data, events, api, web } = theSystem();
const STACKS = [data, events, api, web];
const template = {
  data: templateOf(data),
  events: templateOf(events),
  api: templateOf(api),
  web: templateOf(web),
};

describe('the gateway', () => {
  type RouteProps = { RouteKey: string; Target: unknown };
  const routes = Object.values(resources(api, 'AWS::ApiGatewayV2::Route')).map(
    (route) => route.Properties as RouteProps,
  );
  const integrations = resources(api, 'AWS::ApiGatewayV2::Integration');
  /** The zone whose function a route key ends at. */
  const zonesBehind = (key: string) =>
    routes
      .filter((route) => route.RouteKey === key)
      .map(({ Target }) => {
        const [id] = Object.keys(integrations).filter((id) => JSON.stringify(Target).includes(`"${id}"`));
        const uri = JSON.stringify(integrations[id ?? '']?.Properties.IntegrationUri);
        return /"(public|staff|partner|admin)[0-9A-F]{8}"/.exec(uri)?.[1];
      });

  test('brings every route of the contract to exactly one function, that of its zone', () => {
    for (const { method, path, zone } of ROUTES)
      expect([path, zonesBehind(`${method} ${path}`)]).toEqual([path, [zone]]);
  });
  test('answers nothing the contract does not name', () => {
    expect(routes.map((route) => route.RouteKey).sort()).toEqual(
      ROUTES.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });
  test('is throttled and logs who called which route, without the ids in the path', () => {
    template.api.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 400, ThrottlingRateLimit: 200 },
      AccessLogSettings: { Format: Match.stringLikeRegexp('^((?!\\$context\\.path).)*$') },
    });
  });
  test('may be deployed only with an issuer, and names no default one', () => {
    for (const name of ['OidcIssuer', 'OidcJwksUrl', 'OidcAudience', 'OidcClientId', 'PublicUrl'])
      expect(template.api.findParameters(name)[name]).not.toHaveProperty('Default');
  });
});

describe('every function', () => {
  const told = (zone: string) =>
    Object.entries(resources(api, 'AWS::Lambda::Function'))
      .filter(([id]) => id.startsWith(zone))
      .flatMap(([, fn]) => Object.keys((fn.Properties.Environment as { Variables: object }).Variables))
      .sort();
  const COMMON = [
    'NODE_OPTIONS',
    'OIDC_AUDIENCE',
    'OIDC_CLIENT_ID',
    'OIDC_ISSUER',
    'OIDC_JWKS_URL',
    'TABLE_PREFIX',
    'TENANTS',
  ];
  test('of the public zone is told who signs in and which townships there are, but not where evidence is', () => {
    expect(told('public')).toEqual(COMMON);
  });
  test('of the admin zone is also told the keys releases are exchanged under, which are shown nowhere', () => {
    const keys = { EXCHANGE_SIGNING_KEY: 'ExchangeSigningKey', EXCHANGE_TRUSTED_KEYS: 'ExchangeTrustedKeys' };
    expect(told('admin')).toEqual([...Object.keys(keys), ...COMMON].sort());
    for (const name of Object.values(keys))
      expect(template.api.findParameters(name)[name]).toMatchObject({ NoEcho: true, Default: '' });
  });
  test.each(['staff', 'partner'])(
    'of the %s zone is also told where evidence is, and where papers are checked',
    (zone) => {
      expect(told(zone)).toEqual(['EVIDENCE_BUCKET', 'PUBLIC_URL', ...COMMON].sort());
    },
  );
  test('keeps its log for a year, longer than the six months the law asks for', () => {
    for (const stack of [api, events])
      templateOf(stack).allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });
});

describe('every table', () => {
  test.each(TABLES)('$id is on demand, under a customer key and protected from deletion', (table) => {
    template.data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: `yizhi-${table.id}`,
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: !table.derived },
        SSESpecification: { SSEType: 'KMS', KMSMasterKeyId: Match.anyValue() },
      },
    });
  });
  test('of complainants is under a key that no other table or bucket is under', () => {
    const [keyId] = Object.keys(resources(data, 'AWS::KMS::Key')).filter((id) =>
      id.startsWith('ComplainantsKey'),
    );
    const users = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket'].flatMap((type) =>
      Object.values(resources(data, type)).filter((it) => JSON.stringify(it).includes(String(keyId))),
    );
    expect(users.map((user) => user.Properties.TableName)).toEqual(['yizhi-complainants']);
  });
  test('key is rotated every year', () => {
    template.data.allResourcesProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });
});

describe('what happens without anybody asking', () => {
  test('every change of a case reaches the projection; what cannot be projected is set aside', () => {
    template.events.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    });
  });
  test('the clocks are looked after every five minutes; a sweep that fails is set aside', () => {
    template.events.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(5 minutes)',
      Target: { DeadLetterConfig: { Arn: Match.anyValue() } },
    });
  });
  test('the first release is seeded at deployment, before the API is there', () => {
    template.events.resourceCountIs('Custom::Trigger', 1);
    expect(api.dependencies).toContain(events);
  });
});

describe('what faces the internet', () => {
  test('is the web distribution and the gateway, and nothing else', () => {
    for (const stack of STACKS) {
      for (const bucket of Object.values(resources(stack, 'AWS::S3::Bucket')))
        expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        });
      for (const type of ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::KMS::Key'])
        expect(JSON.stringify(resources(stack, type))).not.toMatch(
          /"Effect":"Allow","Principal":(\{"AWS":)?"\*"/,
        );
      for (const permission of Object.values(resources(stack, 'AWS::Lambda::Permission')))
        expect(permission.Properties).toMatchObject({
          Principal: 'apigateway.amazonaws.com',
          SourceArn: expect.anything(),
        });
      expect(resources(stack, 'AWS::Lambda::Url')).toEqual({});
    }
  });
  test('speaks HTTPS only, and its pages run our own scripts only', () => {
    template.web.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { DefaultCacheBehavior: { ViewerProtocolPolicy: 'redirect-to-https' } },
    });
    const policy = JSON.stringify(resources(web, 'AWS::CloudFront::ResponseHeadersPolicy'));
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).not.toContain('unsafe-eval');
  });
  test('keeps no answer of the API at the edge', () => {
    template.web.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        // The managed policy CachingDisabled.
        CacheBehaviors: [{ PathPattern: '/api/*', CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' }],
      },
    });
  });
});

describe('evidence', () => {
  test('keeps every version, can be locked, and is asked for over TLS only', () => {
    template.data.hasResourceProperties('AWS::S3::Bucket', {
      ObjectLockEnabled: true,
      VersioningConfiguration: { Status: 'Enabled' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
      },
    });
  });
  test('is uploaded from our own site alone once the site has its domain', () => {
    const named = aSystem({
      domain: 'zf.example.gov.cn',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/c',
    });
    templateOf(named.data).hasResourceProperties('AWS::S3::Bucket', {
      CorsConfiguration: { CorsRules: [Match.objectLike({ AllowedOrigins: ['https://zf.example.gov.cn'] })] },
    });
    expect(findings(named.app)).toEqual([]);
  });
});

describe('the checks of AwsSolutions', () => {
  test('find nothing that was not acknowledged', () => {
    expect(findings(app)).toEqual([]);
  });
  test('every acknowledgement carries a reason', () => {
    const reasons = app.node
      .findAll()
      .flatMap((construct) => construct.node.metadata)
      .filter((entry) => entry.type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap((entry) => Object.entries(entry.data as Record<string, unknown>));
    expect(reasons.length).toBeGreaterThan(0);
    for (const [rule, reason] of reasons) expect([rule, String(reason).length > 15]).toEqual([rule, true]);
  });
});

describe('in a China region', () => {
  const there = aSystem({ china: 'true', runtime: 'nodejs22.x' });
  test('there is no distribution, and everything else is there', () => {
    templateOf(there.web).resourceCountIs('AWS::CloudFront::Distribution', 0);
    templateOf(there.api).resourceCountIs('AWS::ApiGatewayV2::Stage', 1);
    templateOf(there.data).resourceCountIs('AWS::DynamoDB::Table', TABLES.length);
  });
  test('the functions run on the runtime the region has', () => {
    templateOf(there.api).allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs22.x' });
  });
  test('the checks find nothing that was not acknowledged', () => {
    expect(findings(there.app)).toEqual([]);
  });
});

test('a setting that is not understood is refused by name', () => {
  expect(() => aSystem({ runtime: 'nodejs18.x' })).toThrow('runtime=nodejs18.x');
  expect(() => aSystem({ domain: 'zf.example.gov.cn' })).toThrow('certificateArn');
});

function findings(of: typeof app): string[] {
  return new AwsSolutionsChecks()
    .validateScope(of)
    .violations.map(
      ({ ruleName, violatingResources }) => `${ruleName}: ${violatingResources.map((r) => r.constructPath)}`,
    );
}
