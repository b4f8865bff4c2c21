import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import * as z from 'zod';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import { logMessage } from '../../shared/aws/uploads/log-message.ts';
import { Sightings } from '../../shared/aws/images/sightings.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { removeUnused } from '../../shared/aws/symbols/retention.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { announcedBetween } from '../../shared/aws/uploads/span.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { traceHandler } from '../../shared/aws/runtime/tracing.ts';
import { SweepEnv, SweepMetric } from './names.ts';
import { sweep } from './sweep.ts';
import type { SweepDeps } from './sweep.ts';

const env = readEnv(
  z.object({
    [SweepEnv.DumpBucket]: z.string(),
    [SweepEnv.UploadTable]: z.string(),
    [SweepEnv.CrashTable]: z.string(),
    [SweepEnv.ImageTable]: z.string(),
    [SweepEnv.SymbolBucket]: z.string(),
    [SweepEnv.BusName]: z.string(),
    [SweepEnv.TriageQueueUrl]: z.string(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const uploads = new UploadStore(dynamoClient(), env.UPLOAD_TABLE);
const crashes = new CrashStore(dynamoClient(), env.CRASH_TABLE);
const dumps = s3DumpStore(s3Client(), env.DUMP_BUCKET);
const sightings = new Sightings(dynamoClient(), env.IMAGE_TABLE);

const deps: SweepDeps = {
  uploads: {
    announcedBetween: (from, to) => announcedBetween(uploads, from, to),
    change: (id, changes, from) => uploads.change(id, changes, from),
    giveUpLog: (id, reason) => uploads.giveUpLog(id, reason),
  },
  outbox: crashes.outbox,
  upToDate: (events) => crashes.upToDate(events),
  bus: eventBus(eventBridgeClient(), env.BUS_NAME),
  hasLog: async (id) => (await dumps.sizeOf(ObjectKeys.log(id))) !== undefined,
  async triageAgain(id) {
    // It has failed or was lost: it is read by itself.
    const MessageBody = logMessage({ key: ObjectKeys.log(id), careful: true });
    await sqsClient().send(new SendMessageCommand({ QueueUrl: env.TRIAGE_QUEUE_URL, MessageBody }));
  },
  note: (what, uploadId) => {
    logger.info(what, { uploadId });
  },
  removeUnusedSymbols: () =>
    removeUnused({
      store: new SymbolStore(dynamoClient(), env.IMAGE_TABLE),
      objects: s3SymbolObjects(s3Client(), env.SYMBOL_BUCKET),
      isSeen: async (buildId) => (await sightings.count(buildId)).count > 0,
      now: () => new Date(),
    }),
  now: () => new Date(),
};

export const handler = middy<ScheduledEvent, undefined>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(async () => {
    const outcome = await sweep(deps);
    logger.info('swept', { ...outcome });
    metrics.addMetric(SweepMetric.UploadsAbandoned, MetricUnit.Count, outcome.abandoned);
    metrics.addMetric(SweepMetric.EventsRedriven, MetricUnit.Count, outcome.events);
    metrics.addMetric(SweepMetric.LogsRedriven, MetricUnit.Count, outcome.logs);
    metrics.addMetric(SweepMetric.LogsUnreadable, MetricUnit.Count, outcome.unreadable);
    metrics.addMetric(SweepMetric.DumpsRedriven, MetricUnit.Count, outcome.dumps);
    metrics.addMetric(SweepMetric.SymbolsRemoved, MetricUnit.Count, outcome.symbols);
    return undefined;
  });
