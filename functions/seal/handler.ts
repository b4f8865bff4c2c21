import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { s3Assembler } from '../../shared/aws/dumps/assembly.ts';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { correlate } from '../../shared/aws/runtime/correlation.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { busMessage, consumeEach, deadLetterQueue } from '../../shared/aws/runtime/queue-consumer.ts';
import { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { traceHandler } from '../../shared/aws/runtime/tracing.ts';
import { UploadId } from '../../shared/contract/uploads.ts';
import { SealEnv, SealMetric } from './names.ts';
import { seal } from './seal.ts';
import type { SealDeps } from './seal.ts';

const env = readEnv(
  z.object({
    [SealEnv.DumpBucket]: z.string(),
    [SealEnv.UploadTable]: z.string(),
    [SealEnv.BusName]: z.string(),
    [SealEnv.DeadLetterUrl]: z.string(),
    [SealEnv.MaxReceives]: z.coerce.number().int().positive(),
    [SealEnv.ObjectLockDays]: z.coerce.number().int().positive().optional(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dumps = s3DumpStore(s3Client(), env.DUMP_BUCKET);
/** What is left of the function's time when no further copy is begun. */
const RESERVE_MS = 20_000;
const RESERVE_SHARE = 0.2;

const place = { dynamo: dynamoClient(), tableName: env.UPLOAD_TABLE, s3: s3Client(), bucket: env.DUMP_BUCKET };
const deps: Omit<SealDeps, 'outOfTime'> = {
  uploads: new UploadStore(dynamoClient(), env.UPLOAD_TABLE),
  chunks: new ChunkStore(place),
  answers: new AnswerStore(place),
  objects: { ...s3Assembler(s3Client(), env.DUMP_BUCKET), sizeOf: (key) => dumps.sizeOf(key) },
  bus: eventBus(eventBridgeClient(), env.BUS_NAME),
  objectLockDays: env.OBJECT_LOCK_DAYS,
  now: () => new Date(),
};

const Request = z.object({ uploadId: UploadId });

async function onRecord(record: SQSRecord, context: Context): Promise<void> {
  const { uploadId } = Request.parse(busMessage(record).detail);
  correlate(uploadId, { logger, metrics });
  const reserve = Math.min(RESERVE_MS, context.getRemainingTimeInMillis() * RESERVE_SHARE);
  const outOfTime = () => context.getRemainingTimeInMillis() < reserve;
  const outcome = await seal(uploadId, { ...deps, outOfTime });
  logger.info('seal', { ...outcome });
  if (outcome.outcome === 'skipped') return;
  metrics.addMetric(SealMetric.DumpsSealed, MetricUnit.Count, 1);
  metrics.addMetric(SealMetric.BytesSealed, MetricUnit.Bytes, outcome.sizeBytes);
}

const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(({ Records }, context) =>
    consumeEach(
      Records,
      (record) => onRecord(record, context),
      { deadLetters, logger, maxReceives: env.MAX_RECEIVES },
      1,
    ),
  );
