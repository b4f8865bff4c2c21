import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { HouseFunction } from '../constructs/house-function.ts';
import type { Settings } from '../settings.ts';
import type { Consumer } from './pipeline/consumer.ts';
import {
  alertConsumer,
  debuginfodConsumer,
  examineConsumer,
  sealConsumer,
  triageConsumer,
} from './pipeline/consumers.ts';
import { pipelineDashboard } from './pipeline/dashboard.ts';
import { sweepFunction, timeToAlertAlarm } from './pipeline/sweep.ts';
import type { StorageStack } from './storage-stack.ts';

/** From an uploaded log and dump to the alert: queues and their consumers. */
export class PipelineStack extends Stack {
  readonly storage: StorageStack;
  readonly triage: Consumer;
  readonly examine: Consumer;
  readonly seal: Consumer;
  readonly alert: Consumer;
  /** Only where a server is set. */
  readonly debuginfod: Consumer | undefined;
  readonly sweep: HouseFunction;

  constructor(
    scope: Construct,
    id: string,
    props: StackProps & {
      readonly settings: Settings;
      readonly storage: StorageStack;
      /** Where people open the console. */
      readonly consoleUrl: string;
    },
  ) {
    super(scope, id, props);
    const { storage, consoleUrl } = props;
    this.storage = storage;
    this.triage = triageConsumer(this, storage);
    this.examine = examineConsumer(this, storage);
    this.seal = sealConsumer(this, storage);
    this.alert = alertConsumer(this, storage, consoleUrl);
    this.debuginfod = debuginfodConsumer(this, storage);
    this.sweep = sweepFunction(this, storage, this.triage);
    timeToAlertAlarm(this, storage);

    const consumers = {
      ...{ Triage: this.triage, Examine: this.examine, Seal: this.seal, Alert: this.alert },
      ...(this.debuginfod === undefined ? {} : { Debuginfod: this.debuginfod }),
    };
    pipelineDashboard(this, storage, { consumers, sweep: this.sweep });
    for (const [name, { queue }] of Object.entries(consumers)) {
      new CfnOutput(this, `${name}QueueUrl`, { value: queue.queue.queueUrl });
      new CfnOutput(this, `${name}DeadLettersUrl`, { value: queue.deadLetters.queueUrl });
    }
    new CfnOutput(this, 'SweepFunctionName', { value: this.sweep.functionName });
  }
}
