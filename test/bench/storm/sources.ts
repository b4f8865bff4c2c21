/**
 * What AWS says, or people have measured, of its services: every number of the storm's model that is not the project's own
 * (infra/limits.ts, infra/settings.ts), with its source. Times are milliseconds; `p50` and `p99` make a log-normal distribution.
 */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
}

export const SERVICES = {
  /** The API's own share of a request. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (10,000 a second, account) */
  apiGateway: { overhead: { p50: 8, p99: 60 }, accountRate: 10_000, accountBurst: 5_000 },
  /**
   * Cold starts of a bundled Node function of some MB; a function takes on 1,000 more executions every 10 seconds.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html#scaling-rate
   */
  lambda: { coldStart: { p50: 450, p99: 1_200 }, warmStart: { p50: 2, p99: 15 }, scalePerSecond: 100, idleMs: 300_000 },
  /**
   * Five calls side by side at first, and 300 more a minute.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  sqs: { send: { p50: 8, p99: 60 }, receive: { p50: 15, p99: 80 }, firstPollers: 5, morePollersAMinute: 300 },
  /**
   * From PutEvents to the target, p99 129 ms in 2024; 10,000 PutEvents and 18,750 invocations a second in us-east-1.
   *
   * @see https://aws.amazon.com/about-aws/whats-new/2024/08/amazon-eventbridge-improvement-latency-event-buses/
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
   */
  eventBridge: { delivery: { p50: 40, p99: 130 }, putsPerSecond: 10_000, deliveriesPerSecond: 18_750 },
  /**
   * S3's notifications come "typically in seconds but can sometimes take a minute or longer"; 3,500 writes a second and prefix.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
   */
  s3: {
    notify: { p50: 700, p99: 8_000 },
    firstByte: { p50: 25, p99: 150 },
    put: { p50: 40, p99: 250 },
    /** Of one stream to a function, bytes a millisecond: 60 MB/s. */
    bytesPerMs: 60_000,
    putsPerSecond: 3_500,
  },
  /**
   * Single-digit milliseconds; 1,000 writes a second and partition; an on-demand table begins with 4,000 and doubles its peak.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
   */
  dynamo: {
    call: { p50: 4, p99: 20 },
    transaction: { p50: 12, p99: 50 },
    writesPerPartition: 1_000,
    tableWritesPerSecond: 4_000,
  },
  /** A service that takes alerts: a round trip over the internet. */
  route: { p50: 180, p99: 900 },
} as const;

/** What a host does: the agent's own waiting (clients/agent), and its way to the service. */
export const AGENT = { roundTrip: { p50: 60, p99: 400 }, firstRetryMs: 1_000, maxRetryMs: 30_000 } as const;
