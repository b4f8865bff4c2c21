import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { dynamoAlerts } from '../../shared/aws/alert-store.ts';
import { dynamoClient, secretsClient, snsClient, sqsClient } from '../../shared/aws/clients.ts';
import { CrashStore } from '../../shared/aws/crash-store.ts';
import { flushMetrics } from '../../shared/aws/metrics.ts';
import { readEnv } from '../../shared/aws/env.ts';
import { busMessage, consumeEach, deadLetterQueue } from '../../shared/aws/queue-consumer.ts';
import { secretText } from '../../shared/aws/secrets.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { parseEvent } from '../../shared/contract/events.ts';
import { alert } from './alert.ts';
import type { AlertDeps } from './alert.ts';
import { AlertEnv, AlertMetric } from './names.ts';
import { snsRoute } from './routes/sns.ts';
import { webhookRoute } from './routes/webhook.ts';

const env = readEnv(
  z.object({
    [AlertEnv.UploadTable]: z.string(),
    [AlertEnv.CrashTable]: z.string(),
    [AlertEnv.TopicArn]: z.string(),
    [AlertEnv.WebhookUrl]: z.url().optional(),
    [AlertEnv.WebhookSecret]: z.string(),
    [AlertEnv.ConsoleUrl]: z.url().optional(),
    [AlertEnv.DeadLetterUrl]: z.string(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const now = () => new Date();
const crashes = new CrashStore(dynamoClient(), env.CRASH_TABLE);
const uploads = new UploadStore(dynamoClient(), env.UPLOAD_TABLE);

const deps: AlertDeps = {
  groupOf: (id) => crashes.groups.get(id),
  alerts: dynamoAlerts(dynamoClient(), env.CRASH_TABLE, now),
  routes: [
    snsRoute(snsClient(), env.TOPIC_ARN),
    ...(env.WEBHOOK_URL === undefined
      ? []
      : [webhookRoute({ url: env.WEBHOOK_URL, secret: secretText(secretsClient(), env.WEBHOOK_SECRET), now })]),
  ],
  async noteAlerted(id) {
    const upload = await uploads.get(id);
    if (upload === undefined || upload.alertedAt !== undefined) return undefined;
    await uploads.change(id, { alertedAt: now().toISOString() });
    return upload.createdAt;
  },
  consoleUrl: env.CONSOLE_URL,
  leaseMs: 30_000,
};

async function onRecord(record: SQSRecord): Promise<void> {
  const { name, detail } = busMessage(record);
  const event = parseEvent(name, detail);
  if (event === undefined) return;
  const { news, sent, announcedAt } = await alert(event, deps);
  logger.info('event handled', {
    name,
    correlationId: event.detail.correlationId,
    alert: news?.id,
    word: news?.word,
    sent,
  });
  if (sent.length > 0) metrics.addMetric(AlertMetric.AlertsSent, MetricUnit.Count, sent.length);
  if (announcedAt !== undefined) {
    metrics.addMetric(AlertMetric.SecondsToAlert, MetricUnit.Seconds, (Date.now() - Date.parse(announcedAt)) / 1000);
  }
}

const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(flushMetrics(metrics))
  .handler(async ({ Records }) => {
    const answer = await consumeEach(Records, onRecord, { deadLetters, logger });
    const failed = answer.batchItemFailures.length;
    if (failed > 0) metrics.addMetric(AlertMetric.DeliveriesFailed, MetricUnit.Count, failed);
    return answer;
  });
