import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Accept a finding of cdk-nag on a construct and everything below it; the reason is for the auditor who asks why. */
export function acknowledge(on: IConstruct, id: `AwsSolutions-${string}`, reason: string): void {
  Validations.of(on).acknowledge({ id, reason });
}
