import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import type { EventBus, EventPattern } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { allowSend } from '../../constructs/grants.ts';
import { HouseFunction } from '../../constructs/house-function.ts';
import type { HouseFunctionProps } from '../../constructs/house-function.ts';
import { HouseQueue } from '../../constructs/house-queue.ts';
import { VISIBILITY_TIMEOUTS } from '../../limits.ts';
import type { ConsumerLimits } from '../../limits.ts';

export interface ConsumerProps extends Omit<HouseFunctionProps, 'timeout' | 'memoryMiB'> {
  readonly limits: ConsumerLimits;
  /** Calls side by side at most: the queue is read no faster, so that nothing is throttled and counted as delivered. */
  readonly maxConcurrency: number;
  /** Which events it gets, and from which bus (the account's own, where absent). */
  readonly pattern: EventPattern;
  readonly bus?: EventBus;
  readonly ruleDescription: string;
  /** What else it hears of, on the default bus, by the name of the rule. */
  readonly furtherRules?: Readonly<Record<string, { readonly description: string; readonly pattern: EventPattern }>>;
  /** The oldest message may be this old before somebody is told; default 10 minutes. */
  readonly maxAge?: Duration;
  /** Environment variable that names the dead-letter queue. */
  readonly deadLetterVariable: string;
  /** Environment variable that names the queue itself, for a function that puts messages back into it. */
  readonly queueVariable?: string;
}

/** A rule, a queue with its dead-letter queue, and the function that empties it. */
export class Consumer extends Construct {
  readonly queue: HouseQueue;
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, props: ConsumerProps) {
    super(scope, id);
    const { house, limits, deadLetterVariable, queueVariable, pattern, bus } = props;
    const { visibilityTimeoutSeconds: visible = Infinity } = house.settings;
    const timeout = Duration.seconds(Math.min(limits.timeoutSeconds, visible));
    this.queue = new HouseQueue(this, id, {
      house,
      // A message whose function died comes back after this; one that failed comes back sooner, by `retryIn`.
      visibilityTimeout: Duration.seconds(
        timeout.toSeconds() * VISIBILITY_TIMEOUTS + (limits.batchingWindowSeconds ?? 0),
      ),
      maxReceiveCount: limits.maxReceives,
      ...(props.maxAge === undefined ? {} : { maxAge: props.maxAge }),
    });
    this.handler = new HouseFunction(this, 'Handler', {
      ...props,
      timeout,
      memoryMiB: limits.memoryMiB,
      environment: {
        ...props.environment,
        [deadLetterVariable]: this.queue.deadLetters.queueUrl,
        ...(queueVariable === undefined ? {} : { [queueVariable]: this.queue.queue.queueUrl }),
      },
    });
    if (queueVariable !== undefined) allowSend(this.handler, this.queue.queue);
    allowSend(this.handler, this.queue.deadLetters);
    this.handler.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: limits.batchSize,
        reportBatchItemFailures: true,
        ...(limits.batchingWindowSeconds === undefined
          ? {}
          : { maxBatchingWindow: Duration.seconds(limits.batchingWindowSeconds) }),
        maxConcurrency: props.maxConcurrency,
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
