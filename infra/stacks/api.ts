import { CfnOutput, CfnParameter, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { ROUTES, type Zone } from '../../functions/contract/routes.ts';
import { acknowledge } from '../acknowledge.ts';
import { ZoneFunction } from '../constructs/zone-function.ts';
import { environment, grantRights } from '../grants.ts';
import { PRINTING } from '../rights.ts';
import { PRINTING_MEMORY_MB, type Settings } from '../settings.ts';
import type { DataStack } from './data.ts';

const ZONES: Record<Zone, string> = {
  public: '公众：事项清单、处罚决定公示',
  staff: '乡镇工作人员：办案',
  partner: '协作机关：移送、协助、监督',
  admin: '平台管理员：规则、表单与发布',
};

/** The HTTP API: one function per trust zone, every route of the contract and no other. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly issuer: CfnParameter;

  constructor(
    scope: Construct,
    id: string,
    { settings, data, ...props }: StackProps & { settings: Settings; data: DataStack },
  ) {
    super(scope, id, props);
    this.issuer = this.#address(
      'OidcIssuer',
      '统一身份认证（OpenID Connect）签发方地址，与令牌的 iss 完全一致',
    );
    const signIn = {
      OIDC_ISSUER: this.issuer.valueAsString,
      OIDC_JWKS_URL: this.#address('OidcJwksUrl', '签发方公布验签公钥（JWKS）的地址').valueAsString,
      OIDC_AUDIENCE: new CfnParameter(this, 'OidcAudience', { description: '令牌的 aud', minLength: 1 })
        .valueAsString,
      OIDC_CLIENT_ID: new CfnParameter(this, 'OidcClientId', {
        description: '网页在签发方登记的客户端编号',
        minLength: 1,
      }).valueAsString,
    };
    const printing = {
      PUBLIC_URL: this.#address('PublicUrl', '公众网页的地址，印在文书的核验二维码里，以后不宜更改')
        .valueAsString,
    };
    const exchange = {
      EXCHANGE_SIGNING_KEY: this.#keys(
        'ExchangeSigningKey',
        '本安装导出版本所用的签名私钥（JWK）；空：不能导出',
      ),
      EXCHANGE_TRUSTED_KEYS: this.#keys(
        'ExchangeTrustedKeys',
        '信任的其他安装的公钥（JWK 数组）；空：不信任任何文件',
      ),
    };
    this.api = new HttpApi(this, 'Api', {
      apiName: 'yizhi',
      description: '一执接口',
      createDefaultStage: false,
    });
    for (const zone of Object.keys(ZONES) as Zone[]) {
      const handler = new ZoneFunction(this, zone, {
        entry: `api/${zone}.ts`,
        about: ZONES[zone],
        settings,
        environment: {
          ...environment(zone, data, settings),
          ...signIn,
          ...(PRINTING.includes(zone) ? printing : {}),
          ...(zone === 'admin' ? exchange : {}),
        },
        ...(PRINTING.includes(zone) ? { beside: ['fonts'], memory: PRINTING_MEMORY_MB } : {}),
      });
      grantRights(handler, zone, data);
      this.#routes(zone, handler);
    }
    this.#stage();
    new CfnOutput(this, 'ApiEndpoint', { value: this.api.apiEndpoint, description: '接口地址' });
  }

  /** Shown nowhere once given. */
  #keys(id: string, description: string): string {
    return new CfnParameter(this, id, { description, noEcho: true, default: '' }).valueAsString;
  }

  #address(id: string, description: string): CfnParameter {
    return new CfnParameter(this, id, {
      description,
      allowedPattern: '^https://[^\\s/]+(/\\S*)?$',
      constraintDescription: '应为 https:// 开头的完整地址',
    });
  }

  /** A path or method the contract does not name ends at the gateway. */
  #routes(zone: Zone, handler: ZoneFunction): void {
    // One permission for the whole API: one per route would outgrow the 20 KB a function's policy may have.
    const integration = new HttpLambdaIntegration(zone, handler, { scopePermissionToRoute: false });
    for (const { path, method } of ROUTES.filter((route) => route.zone === zone))
      for (const route of this.api.addRoutes({ path, methods: [HttpMethod[method]], integration }))
        acknowledge(
          route,
          'AwsSolutions-APIG4',
          'The handlers verify the token themselves, by the same code here and locally, and the public zone asks for none.',
        );
  }

  #stage(): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      detailedMetricsEnabled: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        // Who called which route from where and what came of it; never a path with a case's id in it, never a body.
        format: AccessLogFormat.custom(
          JSON.stringify({
            at: AccessLogField.contextRequestTime(),
            requestId: AccessLogField.contextRequestId(),
            ip: AccessLogField.contextIdentitySourceIp(),
            route: '$context.routeKey',
            status: AccessLogField.contextStatus(),
            length: AccessLogField.contextResponseLength(),
            latency: AccessLogField.contextResponseLatency(),
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
  }
}
