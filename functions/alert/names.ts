/** What the stack and the handler must call by the same name. */
export const AlertEnv = {
  UploadTable: 'UPLOAD_TABLE',
  CrashTable: 'CRASH_TABLE',
  TopicArn: 'TOPIC_ARN',
  WebhookUrl: 'WEBHOOK_URL',
  WebhookSecret: 'WEBHOOK_SECRET',
  /** Where people open the console; without it an alert names the command instead. */
  ConsoleUrl: 'CONSOLE_URL',
  DeadLetterUrl: 'DEAD_LETTER_URL',
  MaxReceives: 'MAX_RECEIVES',
  /** `true`: alerts may go to private addresses and by plain http. */
  PrivateWebhooks: 'PRIVATE_WEBHOOKS',
  QueueUrl: 'QUEUE_URL',
} as const;

export const AlertMetric = {
  AlertsSent: 'AlertsSent',
  DeliveriesFailed: 'DeliveriesFailed',
  /** Deliveries that wait because their route is left alone for now. */
  DeliveriesDeferred: 'DeliveriesDeferred',
  /** From the announcement of the upload to the alert's delivery. */
  SecondsToAlert: 'SecondsToAlert',
} as const;

/** One event for one route; not an event of the bus. */
export const DELIVERY = 'alert.deliver';

/** What the schedule says when digests are due; not an event of the bus. */
export const DIGEST_DUE = 'schedule.digest';
