import { Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import type { StorageStack } from './storage-stack.ts';

/** From an uploaded log and dump to the alert: queues and their consumers. */
export class PipelineStack extends Stack {
  readonly storage: StorageStack;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & { readonly settings: Settings; readonly storage: StorageStack },
  ) {
    super(scope, id, props);
    this.storage = props.storage;
  }
}
