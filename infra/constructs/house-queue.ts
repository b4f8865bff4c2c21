import { Duration } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { explain } from './acknowledge.ts';
import { alarmText, kebab } from './house.ts';
import type { House } from './house.ts';

export interface HouseQueueProps {
  readonly house: House;
  /** At least six times the consumer's time-out, as Lambda asks for. */
  readonly visibilityTimeout: Duration;
  /** Deliveries until a message counts as poison. */
  readonly maxReceiveCount?: number;
  /** The oldest message may be this old before somebody is told. */
  readonly maxAge?: Duration;
}

/**
 * A queue as this house makes them: encrypted, TLS only, with a dead-letter queue that is kept for 14 days, and alarms
 * when messages wait too long or one is dead.
 */
export class HouseQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: HouseQueueProps) {
    super(scope, id);
    const { house } = props;
    const section = kebab(id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      // SQS's own key: EventBridge delivers without a right on a key of ours; messages hold names and digests only.
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(4),
      visibilityTimeout:
        house.settings.visibilityTimeoutSeconds === undefined
          ? props.visibilityTimeout
          : Duration.seconds(house.settings.visibilityTimeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceiveCount ?? 3 },
    });

    for (const queue of [this.queue, this.deadLetters]) {
      explain(queue, { CKV_AWS_27: 'Encrypted under the key of SQS itself, which checkov does not look for.' });
    }
    const maxAge = props.maxAge ?? Duration.minutes(10);
    this.#alarm(
      house,
      'OldestMessage',
      this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'max' }),
      maxAge.toSeconds(),
      alarmText(house, `${id}: a message waits for more than ${maxAge.toHumanString()}.`, `${section}-age`),
    );
    this.#alarm(
      house,
      'DeadMessages',
      this.deadLetters.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' }),
      1,
      alarmText(house, `${id}: a message could not be handled and was put aside.`, `${section}-dead-letters`),
    );
  }

  #alarm(house: House, id: string, metric: Metric, threshold: number, alarmDescription: string): void {
    metric
      .createAlarm(this, id, {
        alarmDescription,
        threshold,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      })
      .addAlarmAction(new SnsAction(house.alarmTopic));
  }
}
