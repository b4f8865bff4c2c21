import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { setTimeout } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { dynamoAlerts } from '../../shared/aws/alerts/alert-store.ts';
import { dynamoHosts } from '../../shared/aws/auth/hosts.ts';
import { dynamoClient, secretsClient, snsClient, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import { uploadInMessage } from '../../shared/aws/runtime/correlation.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { busMessage, consumeEach, deadLetterQueue } from '../../shared/aws/runtime/queue-consumer.ts';
import { dynamoRouteHistory } from '../../shared/aws/alerts/route-history.ts';
import { dynamoBreakers } from '../../shared/aws/alerts/route-breakers.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { traceHandler, traceUpload } from '../../shared/aws/runtime/tracing.ts';
import type { AlertRoute } from '../../shared/contract/alert-routes.ts';
import { lastBefore } from '../../shared/contract/kernel-release.ts';
import { parseEvent } from '../../shared/contract/events.ts';
import { TransientError } from '../../shared/errors.ts';
import { deliver, deliveryDetail, dispatch, readDelivery } from './deliver.ts';
import { sendDigests } from './digests.ts';
import { testRoute } from './test-route.ts';
import type { DeliverDeps, Delivery } from './deliver.ts';
import { AlertEnv, AlertMetric, DELIVERY, DIGEST_DUE } from './names.ts';
import { allowPrivateAddresses } from './routes/http.ts';
import { fallbackOf, targetsOf } from './targets.ts';
import type { TargetDeps } from './targets.ts';

const env = readEnv(
  z.object({
    [AlertEnv.UploadTable]: z.string(),
    [AlertEnv.CrashTable]: z.string(),
    [AlertEnv.TopicArn]: z.string(),
    [AlertEnv.WebhookUrl]: z.url().optional(),
    [AlertEnv.WebhookSecret]: z.string(),
    [AlertEnv.ConsoleUrl]: z.url().optional(),
    [AlertEnv.DeadLetterUrl]: z.string(),
    [AlertEnv.QueueUrl]: z.url(),
    [AlertEnv.MaxReceives]: z.coerce.number().int().positive(),
    [AlertEnv.PrivateWebhooks]: z.stringbool().default(false),
  }),
);
allowPrivateAddresses(env.PRIVATE_WEBHOOKS);
const logger = new Logger();
const metrics = new Metrics();
const now = () => new Date();
const crashes = new CrashStore(dynamoClient(), env.CRASH_TABLE);
const uploads = new UploadStore(dynamoClient(), env.UPLOAD_TABLE);
const hosts = dynamoHosts(dynamoClient(), env.UPLOAD_TABLE);

const alerts = dynamoAlerts(dynamoClient(), env.CRASH_TABLE, now);
const routeHistory = dynamoRouteHistory(dynamoClient(), env.CRASH_TABLE, now);
const targetDeps: TargetDeps = {
  sns: snsClient(),
  topicArn: env.TOPIC_ARN,
  secrets: secretsClient(),
  webhook: env.WEBHOOK_URL === undefined ? undefined : { url: env.WEBHOOK_URL, secret: env.WEBHOOK_SECRET },
  now,
};

/** The routes as they are now: an admin may have changed them since the last call. A document that no longer fits silences nobody. */
async function currentRoutes(): Promise<readonly AlertRoute[] | undefined> {
  try {
    return (await routeHistory.routes())?.routes;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    logger.error('the alert routes do not fit: alerts go to the topic and the deployed webhook', { error });
    return undefined;
  }
}

const breakers = dynamoBreakers(dynamoClient(), env.CRASH_TABLE, now);

/** What SQS takes at once. */
const MESSAGES_A_REQUEST = 10;

async function enqueue(deliveries: readonly Delivery[], delayMs: number): Promise<void> {
  for (let start = 0; start < deliveries.length; start += MESSAGES_A_REQUEST) {
    const Entries = deliveries.slice(start, start + MESSAGES_A_REQUEST).map((delivery, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify({
        id: delivery.event.detail.id,
        'detail-type': DELIVERY,
        detail: deliveryDetail(delivery),
      }),
      DelaySeconds: Math.ceil(delayMs / 1000),
    }));
    const answer = await sqsClient().send(new SendMessageBatchCommand({ QueueUrl: env.QUEUE_URL, Entries }));
    const [failed] = answer.Failed ?? [];
    // All are sent again then: each route still gets it once.
    if (failed !== undefined) throw new TransientError(`the queue refused a delivery: ${failed.Message ?? ''}`);
  }
}

async function currentDeps(): Promise<DeliverDeps> {
  return {
    breakers,
    routeHistory,
    enqueue,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
    groupOf: (id) => crashes.groups.current(id),
    alerts,
    targets: targetsOf(await currentRoutes(), targetDeps),
    fallback: fallbackOf(targetDeps),
    tagsOf: (names) => hosts.tagsOf(names),
    // A list that is cut short would make one look good that is not.
    lastGoodKernel: async (kernels) =>
      kernels.length < 10 ? lastBefore(kernels, await crashes.groups.fleetReleases()) : undefined,
    async noteAlerted(id) {
      const upload = await uploads.get(id);
      if (upload === undefined || upload.alertedAt !== undefined) return undefined;
      await uploads.change(id, { alertedAt: now().toISOString() });
      return upload.createdAt;
    },
    consoleUrl: env.CONSOLE_URL,
    leaseMs: 30_000,
    now,
  };
}

async function onRecord(record: SQSRecord, deps: DeliverDeps): Promise<void> {
  const { name, detail } = busMessage(record);
  if (name === DIGEST_DUE) {
    logger.info('digests sent', { alerts: await sendDigests(deps) });
    return;
  }
  const uploadId = uploadInMessage(record);
  if (uploadId !== undefined) traceUpload(uploadId);
  if (name !== DELIVERY) {
    const event = parseEvent(name, detail);
    if (event === undefined) return;
    if (event.name === 'alert.test') {
      logger.info('route tested', { route: event.detail.route, ...(await testRoute(event.detail, deps)) });
      return;
    }
    logger.info('event handed to the routes', { name, uploadId, routes: await dispatch(event, deps) });
    return;
  }
  const delivery = readDelivery(detail);
  if (delivery === undefined) return;
  const { route } = delivery;
  const lastAttempt = Number(record.attributes.ApproximateReceiveCount) >= env.MAX_RECEIVES;
  const done = await deliver(delivery, deps, lastAttempt);
  if (done.outcome !== 'delivered') {
    logger.info('delivery waits or has nowhere to go', { uploadId, route, outcome: done.outcome });
    if (done.outcome === 'deferred') metrics.addMetric(AlertMetric.DeliveriesDeferred, MetricUnit.Count, 1);
    return;
  }
  const { news, sent, announcedAt } = done;
  logger.info('event handled', {
    name: delivery.event.name,
    route,
    uploadId,
    alerts: news.map(({ id }) => id),
    words: news.map(({ word }) => word),
    sent,
  });
  if (sent.length > 0) metrics.addMetric(AlertMetric.AlertsSent, MetricUnit.Count, sent.length);
  if (announcedAt !== undefined) {
    // Of its own: the messages of a batch are handled side by side.
    const metric = metrics.singleMetric();
    if (uploadId !== undefined) metric.addMetadata('uploadId', uploadId);
    metric.addMetric(AlertMetric.SecondsToAlert, MetricUnit.Seconds, (Date.now() - Date.parse(announcedAt)) / 1000);
  }
}

const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(async ({ Records }) => {
    const deps = await currentDeps();
    const answer = await consumeEach(
      Records,
      (record) => onRecord(record, deps),
      { deadLetters, logger, maxReceives: env.MAX_RECEIVES },
      // All at once: what one route keeps waiting holds up none of the others.
      Records.length,
    );
    const failed = answer.batchItemFailures.length;
    if (failed > 0) metrics.addMetric(AlertMetric.DeliveriesFailed, MetricUnit.Count, failed);
    return answer;
  });
