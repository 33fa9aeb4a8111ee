import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  Table as DynamoTable,
  StreamViewType,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type TableDefinition, tableName } from '../../functions/store/tables.ts';
import { acknowledge } from '../acknowledge.ts';
import { ACTIONS, type Grant, type Right } from '../rights.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table of the store: on demand, recoverable to any second, protected from deletion, under a customer key. */
export class Table extends Construct {
  readonly dynamo: DynamoTable;
  readonly #key: Key;

  constructor(scope: Construct, id: string, { definition, key }: { definition: TableDefinition; key: Key }) {
    super(scope, id);
    this.#key = key;
    this.dynamo = new DynamoTable(this, 'Table', {
      tableName: tableName(definition.id),
      partitionKey: text(definition.partitionKey),
      ...(definition.sortKey ? { sortKey: text(definition.sortKey) } : {}),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: !definition.derived },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      ...(definition.stream ? { stream: StreamViewType[definition.stream] } : {}),
    });
    if (definition.derived)
      acknowledge(
        this.dynamo,
        'AwsSolutions-DDB3',
        'Made anew from the events, line by line, by `yizhi rebuild --region` (docs/deployment.md).',
      );
  }

  /** Give exactly this, with the use of the key through DynamoDB alone; no wildcard, no other table. */
  allow(who: IGrantable, { rights, within }: Grant): void {
    const { region, urlSuffix } = Stack.of(this);
    const statements = [
      {
        actions: actionsOf(rights),
        resources: [this.dynamo.tableArn],
        ...(within ? { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': within } } } : {}),
      },
      {
        actions: keyUse(rights),
        resources: [this.#key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.${urlSuffix}` } },
      },
    ];
    for (const statement of statements)
      who.grantPrincipal.addToPrincipalPolicy(new PolicyStatement(statement));
  }
}

const actionsOf = (rights: readonly Right[]) =>
  [...new Set(rights.flatMap((right) => ACTIONS[right]))].sort();

/** DynamoDB decrypts the table's own key on behalf of the caller, whatever the caller does; writers also encrypt. */
function keyUse(rights: readonly Right[]): string[] {
  const reads = ['kms:Decrypt', 'kms:DescribeKey'];
  const writes = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
  return rights.every((right) => right === 'read') ? reads : [...reads, ...writes];
}
