import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { ZoneFunction } from '../constructs/zone-function.ts';
import { environment, grantRights } from '../grants.ts';
import type { Settings } from '../settings.ts';
import type { DataStack } from './data.ts';

type Props = StackProps & { settings: Settings; data: DataStack };

/** What runs without anybody asking: the projection of every change of a case, the clocks, and the seeding of the first release. */
export class EventsStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, ...props }: Props) {
    super(scope, id, props);
    this.#projection(settings, data);
    this.#deadlines(settings, data);
    this.#seeding(settings, data);
  }

  #projection(settings: Settings, data: DataStack): void {
    const project = new ZoneFunction(this, 'project', {
      entry: 'workers/project.ts',
      about: '案件变化投影为视图',
      settings,
      environment: environment('project', data, settings),
      timeout: Duration.minutes(1),
    });
    grantRights(project, 'project', data);
    const failed = new Queue(this, 'Unprojected', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(failed, 'AwsSolutions-SQS3', 'This queue is itself the dead-letter queue of the stream.');
    project.addEventSource(
      new DynamoEventSource(data.tables.cases.dynamo, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        onFailure: new SqsDlq(failed),
      }),
    );
    acknowledge(
      project.ownRole,
      'AwsSolutions-IAM5[Resource::*]',
      'dynamodb:ListStreams knows no resource; reading is granted on the one stream.',
    );
  }

  /** Periods in hours want more than a look a day; a look that finds nothing is one read for each township. */
  #deadlines(settings: Settings, data: DataStack): void {
    const deadlines = new ZoneFunction(this, 'deadlines', {
      entry: 'workers/deadlines.ts',
      about: '期限到期前提醒、届满后督办、暂定日期重新计算',
      settings,
      environment: environment('deadlines', data, settings),
      timeout: Duration.minutes(5),
    });
    grantRights(deadlines, 'deadlines', data);
    const missed = new Queue(this, 'Unswept', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(missed, 'AwsSolutions-SQS3', 'This queue is itself the dead-letter queue of the schedule.');
    // Its own role, which may call this one function and set aside what failed: the ready-made one may call every version.
    const role = new Role(this, 'SweepRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      description: 'yizhi sweep schedule',
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [deadlines.functionArn] }),
    );
    missed.grantSendMessages(role);
    new CfnSchedule(this, 'Sweep', {
      description: '期限巡查',
      scheduleExpression: 'rate(5 minutes)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: deadlines.functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: missed.queueArn },
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 300 },
      },
    });
  }

  #seeding(settings: Settings, data: DataStack): void {
    const seed = new ZoneFunction(this, 'seed', {
      entry: 'workers/seed.ts',
      about: '部署时写入首个发布版本',
      settings,
      environment: environment('seed', data, settings),
      timeout: Duration.minutes(5),
      memory: 2048,
      beside: ['rules', 'forms'],
    });
    grantRights(seed, 'seed', data);
    new Trigger(this, 'Seed', { handler: seed, timeout: Duration.minutes(5), executeAfter: [seed] });
  }
}
