import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { EventBus, EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { HouseFunctionProps } from '../../constructs/house-function.ts';
import { HouseQueue } from '../../constructs/house-queue.ts';

export interface ConsumerProps extends Omit<HouseFunctionProps, 'timeout'> {
  readonly timeout: Duration;
  /** Which events it gets, and from which bus (the account's own, where absent). */
  readonly pattern: EventPattern;
  readonly bus?: EventBus;
  readonly ruleDescription: string;
  readonly maxReceiveCount?: number;
  readonly batchSize: number;
  /** How long Lambda gathers messages before it calls with fewer. */
  readonly batchingWindow?: Duration;
  readonly maxConcurrency?: number;
  /** What else it hears of, on the default bus, by the name of the rule. */
  readonly furtherRules?: Readonly<Record<string, { readonly description: string; readonly pattern: EventPattern }>>;
  /** Environment variable that names the dead-letter queue. */
  readonly deadLetterVariable: string;
}

/** A rule, a queue with its dead-letter queue, and the function that empties it. */
export class Consumer extends Construct {
  readonly queue: HouseQueue;
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, props: ConsumerProps) {
    super(scope, id);
    const { house, deadLetterVariable, pattern, bus } = props;
    const { visibilityTimeoutSeconds: visible = Infinity } = house.settings;
    const timeout = Duration.seconds(Math.min(props.timeout.toSeconds(), visible));
    this.queue = new HouseQueue(this, id, {
      house,
      // A function that dies is replaced after this. Lambda's own advice is six times; a crash can't wait that long.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 2),
      ...(props.maxReceiveCount === undefined ? {} : { maxReceiveCount: props.maxReceiveCount }),
    });
    this.handler = new HouseFunction(this, 'Handler', {
      ...props,
      timeout,
      environment: { ...props.environment, [deadLetterVariable]: this.queue.deadLetters.queueUrl },
    });
    this.queue.deadLetters.grantSendMessages(this.handler);
    this.handler.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: props.batchSize,
        reportBatchItemFailures: true,
        ...(props.batchingWindow === undefined ? {} : { maxBatchingWindow: props.batchingWindow }),
        ...(props.maxConcurrency === undefined ? {} : { maxConcurrency: props.maxConcurrency }),
      }),
    );
    for (const [name, other] of Object.entries(props.furtherRules ?? {})) {
      new Rule(this, name, {
        description: other.description,
        eventPattern: other.pattern,
        targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.deadLetters })],
      });
    }
    new Rule(this, 'Rule', {
      description: props.ruleDescription,
      eventPattern: pattern,
      ...(bus === undefined ? {} : { eventBus: bus }),
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.deadLetters })],
    });
  }
}
