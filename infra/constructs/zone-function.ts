import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ICommandHooks, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { ROOT, type Settings } from '../settings.ts';

type Props = {
  /** The entry's file under functions/; it exports `handler`. */
  entry: string;
  about: string;
  settings: Settings;
  environment: Record<string, string>;
  timeout?: Duration;
  memory?: number;
  /** Folders of the project to lay beside the bundle, as they are. */
  beside?: readonly string[];
};

const RUNTIMES = { 'nodejs24.x': Runtime.NODEJS_24_X, 'nodejs22.x': Runtime.NODEJS_22_X } as const;

// CommonJS parts of the bundle call require() for Node's own modules; an ES module has none.
const BANNER =
  "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);";

/**
 * One Lambda function of one trust zone: its own role, which may write its own log and nothing else until it is given
 * rights; its own log group; the code and the AWS SDK in one bundle, made by esbuild on this machine.
 */
export class ZoneFunction extends NodejsFunction {
  /** Its own and nobody else's. */
  readonly ownRole: Role;

  constructor(scope: Construct, id: string, props: Props) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      // 网络日志留存不少于六个月(网络安全法);一年便于跨年度核查。
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `yizhi ${id}`,
    });
    logGroup.grantWrite(role);
    super(scope, id, {
      entry: `${ROOT}/functions/${props.entry}`,
      handler: 'handler',
      description: props.about,
      runtime: RUNTIMES[props.settings.runtime],
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 1024,
      timeout: props.timeout ?? Duration.seconds(15),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}/package-lock.json`,
      bundling: {
        forceDockerBundling: false,
        format: OutputFormat.ESM,
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        minify: true,
        keepNames: true,
        sourceMap: true,
        sourcesContent: false,
        banner: BANNER,
        ...(props.beside ? { commandHooks: copyHooks(props.beside) } : {}),
      },
    });
    this.ownRole = role;
    if (props.settings.runtime !== 'nodejs24.x')
      acknowledge(
        this,
        'AwsSolutions-L1',
        'The region does not offer nodejs24.x yet; nodejs22.x is still supported.',
      );
  }
}

/** Copies by Node itself, so that a Windows machine bundles as a Linux one does. */
function copyHooks(folders: readonly string[]): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (inputDir, outputDir) =>
      folders.map((folder) => {
        const paths = [`${inputDir}/${folder}`, `${outputDir}/${folder}`].map((path) =>
          path.replaceAll('\\', '/'),
        );
        const [from, to] = paths.map((path) => `'${path}'`);
        return `node -e "require('node:fs').cpSync(${from}, ${to}, { recursive: true })"`;
      }),
  };
}
