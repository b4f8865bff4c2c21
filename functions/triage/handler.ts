import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/clients.ts';
import { CrashStore } from '../../shared/aws/crash-store.ts';
import { s3DumpStore } from '../../shared/aws/dump-store.ts';
import { flushMetrics } from '../../shared/aws/metrics.ts';
import { readEnv } from '../../shared/aws/env.ts';
import { eventBus } from '../../shared/aws/events.ts';
import { deadLetterQueue, settleBatch } from '../../shared/aws/queue-consumer.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { dynamoWantedPolicy } from '../../shared/aws/uploads/wanted-policy.ts';
import { traceHandler, traceUpload } from '../../shared/aws/tracing.ts';
import { triageStream } from '../../shared/panic/index.ts';
import { TriageEnv, TriageMetric } from './names.ts';
import type { TriageDeps } from './ports.ts';
import { readRequests } from './request.ts';
import { triageBatch } from './triage.ts';

const env = readEnv(
  z.object({
    [TriageEnv.DumpBucket]: z.string(),
    [TriageEnv.UploadTable]: z.string(),
    [TriageEnv.CrashTable]: z.string(),
    [TriageEnv.BusName]: z.string(),
    [TriageEnv.DeadLetterUrl]: z.string(),
    [TriageEnv.RetentionDays]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const deps: TriageDeps = {
  logs: s3DumpStore(s3Client(), env.DUMP_BUCKET),
  uploads: new UploadStore(dynamoClient(), env.UPLOAD_TABLE),
  wantedPolicy: dynamoWantedPolicy(dynamoClient(), env.UPLOAD_TABLE),
  crashes: new CrashStore(dynamoClient(), env.CRASH_TABLE, { retentionDays: env.RETENTION_DAYS }),
  bus: eventBus(eventBridgeClient(), env.BUS_NAME),
  readPanic: triageStream,
  now: () => new Date(),
};
const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(async ({ Records }) => {
    const { requests, failures } = readRequests(Records);
    for (const { uploadId } of requests) {
      traceUpload(uploadId);
      logger.info('triaging a log', { uploadId });
    }
    const outcome = await triageBatch(requests, deps);
    for (const [id, error] of outcome.failures) failures.set(id, error);
    const { added, repeated, withoutCrash, opened } = outcome;
    logger.info('batch triaged', { added, repeated, withoutCrash, opened, failed: failures.size });
    metrics.addMetric(TriageMetric.OccurrencesAdded, MetricUnit.Count, added);
    metrics.addMetric(TriageMetric.OccurrencesRepeated, MetricUnit.Count, repeated);
    metrics.addMetric(TriageMetric.LogsWithoutCrash, MetricUnit.Count, withoutCrash);
    metrics.addMetric(TriageMetric.GroupsOpened, MetricUnit.Count, opened);
    const onDead = () => metrics.addMetric(TriageMetric.MessagesDead, MetricUnit.Count, 1);
    return await settleBatch(Records, failures, { deadLetters, logger, onDead });
  });
