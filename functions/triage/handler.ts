import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { setTimeout } from 'node:timers/promises';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { dynamoSilences } from '../../shared/aws/alerts/silences.ts';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { logMessage } from '../../shared/aws/uploads/log-message.ts';
import { deadLetterQueue, settleBatch } from '../../shared/aws/runtime/queue-consumer.ts';
import { dynamoQuotas } from '../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../shared/aws/uploads/refusals.ts';
import { storedLines } from '../../shared/aws/symbols/find.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { s3Subsystems } from '../../shared/aws/symbols/subsystems.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { dynamoWantedPolicy } from '../../shared/aws/uploads/wanted-policy.ts';
import { traceHandler, traceUpload } from '../../shared/aws/runtime/tracing.ts';
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
    [TriageEnv.ImageTable]: z.string(),
    [TriageEnv.SymbolBucket]: z.string(),
    [TriageEnv.BusName]: z.string(),
    [TriageEnv.DeadLetterUrl]: z.string(),
    [TriageEnv.RetentionDays]: z.coerce.number().int().positive(),
    [TriageEnv.QueueUrl]: z.url(),
    [TriageEnv.NewGroupsPerDay]: z.coerce.number().int().positive(),
    [TriageEnv.MaxReceives]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const silences = dynamoSilences(dynamoClient(), env.CRASH_TABLE, () => new Date());
const deps: Omit<TriageDeps, 'timeLeftMs'> = {
  logs: s3DumpStore(s3Client(), env.DUMP_BUCKET),
  uploads: new UploadStore(dynamoClient(), env.UPLOAD_TABLE),
  wantedPolicy: dynamoWantedPolicy(dynamoClient(), env.UPLOAD_TABLE),
  crashes: new CrashStore(dynamoClient(), env.CRASH_TABLE, { retentionDays: env.RETENTION_DAYS }),
  quotas: dynamoQuotas(dynamoClient(), env.UPLOAD_TABLE, () => new Date()),
  refusals: dynamoRefusals(dynamoClient(), env.UPLOAD_TABLE),
  silences: {
    async list() {
      try {
        return await silences.list();
      } catch (error) {
        logger.error('it is not known who is silent: everybody is told', { error });
        throw error;
      }
    },
  },
  newGroupsPerDay: env.NEW_GROUPS_PER_DAY,
  bus: eventBus(eventBridgeClient(), env.BUS_NAME),
  readPanic: triageStream,
  subsystems: s3Subsystems(s3Client(), env.SYMBOL_BUCKET),
  findLines: storedLines(
    new SymbolStore(dynamoClient(), env.IMAGE_TABLE),
    s3SymbolObjects(s3Client(), env.SYMBOL_BUCKET),
  ),
  now: () => new Date(),
  async sendAgain(request) {
    await sqsClient().send(
      new SendMessageCommand({ QueueUrl: env.QUEUE_URL, MessageBody: logMessage(request), DelaySeconds: 1 }),
    );
  },
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
};
const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(async ({ Records }, context) => {
    const { requests, failures } = readRequests(Records);
    for (const { uploadId } of requests) {
      traceUpload(uploadId);
      logger.info('triaging a log', { uploadId });
    }
    const outcome = await triageBatch(requests, { ...deps, timeLeftMs: () => context.getRemainingTimeInMillis() });
    for (const [id, error] of outcome.failures) failures.set(id, error);
    const { added, repeated, withoutCrash, opened, inPart, unreadable, ungrouped } = outcome;
    const failed = failures.size;
    logger.info('batch triaged', { added, repeated, withoutCrash, opened, inPart, unreadable, ungrouped, failed });
    metrics.addMetric(TriageMetric.OccurrencesAdded, MetricUnit.Count, added);
    metrics.addMetric(TriageMetric.OccurrencesRepeated, MetricUnit.Count, repeated);
    metrics.addMetric(TriageMetric.LogsWithoutCrash, MetricUnit.Count, withoutCrash);
    metrics.addMetric(TriageMetric.GroupsOpened, MetricUnit.Count, opened);
    metrics.addMetric(TriageMetric.LogsInPart, MetricUnit.Count, inPart);
    metrics.addMetric(TriageMetric.LogsUnreadable, MetricUnit.Count, unreadable);
    metrics.addMetric(TriageMetric.CrashesUngrouped, MetricUnit.Count, ungrouped);
    const onDead = () => metrics.addMetric(TriageMetric.MessagesDead, MetricUnit.Count, 1);
    return await settleBatch(Records, failures, {
      deadLetters,
      logger,
      onDead,
      maxReceives: env.MAX_RECEIVES,
    });
  });
