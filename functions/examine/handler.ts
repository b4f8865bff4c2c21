import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { s3Assembler } from '../../shared/aws/dumps/assembly.ts';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import { dumpSource } from '../../shared/aws/dumps/dump-source.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { correlate } from '../../shared/aws/runtime/correlation.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { fleetRecorder } from '../../shared/aws/fleet/record.ts';
import { s3FlattenedIndexes } from '../../shared/aws/dumps/flattened-indexes.ts';
import { kernelRegister } from '../../shared/aws/images/kernel-register.ts';
import { s3ImageObjects } from '../../shared/aws/images/objects.ts';
import { signedKernels } from '../../shared/aws/images/signed-kernels.ts';
import { ObjectKeys, parseAnswerKey } from '../../shared/aws/runtime/layout.ts';
import { busMessage, consumeEach, deadLetterQueue } from '../../shared/aws/runtime/queue-consumer.ts';
import { s3Fetcher } from '../../shared/aws/objects/s3-fetcher.ts';
import { bodyFetcher } from '../../shared/aws/dumps/answer-extents.ts';
import { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import { storedLines } from '../../shared/aws/symbols/find.ts';
import { storedTypes } from '../../shared/aws/symbols/find-types.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { traceHandler } from '../../shared/aws/runtime/tracing.ts';
import type { EventName } from '../../shared/contract/events.ts';
import { Report } from '../../shared/contract/report.ts';
import { parseSourceLink } from '../../shared/contract/source-links.ts';
import { MAX_CRASH_KERNEL_LOG_BYTES, UploadId } from '../../shared/contract/uploads.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { rememberLines } from '../../shared/symbols/lines/find.ts';
import { examineDump, isReadInBits, ownedPlaces } from '../../shared/vmcore/index.ts';
import { examine } from './examine.ts';
import { ExamineEnv, ExamineMetric } from './names.ts';
import type { ExamineDeps } from './ports.ts';

const env = readEnv(
  z.object({
    [ExamineEnv.DumpBucket]: z.string(),
    [ExamineEnv.UploadTable]: z.string(),
    [ExamineEnv.CrashTable]: z.string(),
    [ExamineEnv.ImageTable]: z.string(),
    [ExamineEnv.ImageBucket]: z.string(),
    [ExamineEnv.SymbolBucket]: z.string(),
    [ExamineEnv.SourceLinks]: z
      .string()
      .default('')
      .transform((text) => text.split(/\s+/).map((link) => parseSourceLink(link)))
      .transform((links) => links.filter((link) => 'url' in link)),
    [ExamineEnv.AsksForLines]: z.stringbool().default(false),
    [ExamineEnv.FleetTable]: z.string(),
    [ExamineEnv.BusName]: z.string(),
    [ExamineEnv.DeadLetterUrl]: z.string(),
    [ExamineEnv.MaxReceives]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dumps = s3DumpStore(s3Client(), env.DUMP_BUCKET);
/** Bodies of answers stay for the rounds that follow, as long as the function does. */
const fetcher = bodyFetcher(s3Fetcher(s3Client(), env.DUMP_BUCKET));
const crashes = new CrashStore(dynamoClient(), env.CRASH_TABLE);
const flattenedIndexes = s3FlattenedIndexes(s3Client(), env.DUMP_BUCKET);
const assembler = s3Assembler(s3Client(), env.DUMP_BUCKET);
const place = { dynamo: dynamoClient(), tableName: env.UPLOAD_TABLE, s3: s3Client(), bucket: env.DUMP_BUCKET };
const chunks = new ChunkStore(place);
const answers = new AnswerStore(place);
const register = kernelRegister(dynamoClient(), env.IMAGE_TABLE);
const signedKernel = signedKernels(register, s3ImageObjects(s3Client(), env.IMAGE_BUCKET));
const symbols = [
  new SymbolStore(dynamoClient(), env.IMAGE_TABLE),
  s3SymbolObjects(s3Client(), env.SYMBOL_BUCKET),
] as const;
const findLines = storedLines(...symbols);
const findTypes = storedTypes(...symbols);
const fleet = fleetRecorder(dynamoClient(), env.FLEET_TABLE);
/** What is left of the function's time when the analyser has to come to its end. */
const RESERVE_MS = 20_000;
const RESERVE_SHARE = 0.2;

function depsFor(context: Context): ExamineDeps {
  const left = context.getRemainingTimeInMillis();
  const signal = AbortSignal.timeout(Math.floor(left - Math.min(RESERVE_MS, left * RESERVE_SHARE)));
  return {
    uploads: new UploadStore(dynamoClient(), env.UPLOAD_TABLE),
    dumps: {
      source: (upload) => dumpSource(upload, { fetcher, dumps, chunks, answers }),
      async saveReport(id, report, summary) {
        await dumps.putJson(ObjectKeys.report(id), report, { gzip: true });
        await dumps.putJson(ObjectKeys.summary(id), summary);
      },
      async report(id) {
        const document = await dumps.readJson(ObjectKeys.report(id));
        return document === undefined ? undefined : Report.parse(document);
      },
      crashKernelLog: (id) => textOf(ObjectKeys.crashKernelLog(id)),
      saveLog: (id, text) => dumps.putText(ObjectKeys.dumpLog(id), text),
      async removeChunks(id) {
        const [sent, answered] = await Promise.all([chunks.present(id), answers.present(id)]);
        await assembler.remove([...sent.flatMap(({ key }) => key ?? []), ...answered.map(({ key }) => key)]);
      },
    },
    crashes: {
      groupOf: async (fingerprint) => (await crashes.groups.find([fingerprint]))?.group.id,
      refine: (id, found) => crashes.refine(id, found),
    },
    bus: eventBus(eventBridgeClient(), env.BUS_NAME),
    register,
    fleet,
    signedKernel,
    findLines: rememberLines(findLines),
    asksForLines: env.ASKS_FOR_LINES,
    sourceLinks: env.SOURCE_LINKS,
    examineDump: (sources, options) =>
      examineDump(sources, {
        signal,
        findTypes,
        ...options,
        container: { flattenedIndexes },
        onProgress: (step) => {
          logger.debug('examining', { step });
        },
      }),
    isReadInBits,
    ownedPlaces,
    now: () => new Date(),
    until: () => new Date(Date.now() + context.getRemainingTimeInMillis()),
  };
}

/** A text that a host has sent; undefined where there is none. What is longer than it may be is cut. */
async function textOf(key: string): Promise<string | undefined> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of dumps.open(key)) {
      pieces.push(piece);
      length += piece.length;
      if (length >= MAX_CRASH_KERNEL_LOG_BYTES) break;
    }
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
  return Buffer.concat(pieces).subarray(0, MAX_CRASH_KERNEL_LOG_BYTES).toString('utf8');
}

/** An event of ours, or S3's of a body of wanted ranges. */
const Request = z.union([
  z.object({ uploadId: UploadId }).transform(({ uploadId }) => uploadId),
  z
    .object({
      object: z.object({
        key: z
          .string()
          .transform((key) => parseAnswerKey(key))
          .pipe(UploadId),
      }),
    })
    .transform(({ object }) => object.key),
]);

async function onRecord(record: SQSRecord, deps: ExamineDeps): Promise<void> {
  const started = Date.now();
  const { name, detail } = busMessage(record);
  const uploadId = Request.parse(detail);
  correlate(uploadId, { logger, metrics });
  const lastAttempt = Number(record.attributes.ApproximateReceiveCount) >= env.MAX_RECEIVES;
  const forLines = name === ('symbols.added' satisfies EventName);
  const outcome = await examine({ uploadId, messageId: record.messageId, lastAttempt, forLines }, deps);
  logger.info('dump handled', { ...outcome, ms: Date.now() - started });
  if (outcome.outcome === 'unreadable') metrics.addMetric(ExamineMetric.DumpsUnreadable, MetricUnit.Count, 1);
  if (outcome.outcome !== 'examined') return;
  metrics.addMetric(ExamineMetric.DumpsExamined, MetricUnit.Count, 1);
  metrics.addMetric(ExamineMetric.ExamineSeconds, MetricUnit.Seconds, (Date.now() - started) / 1000);
  metrics.addMetric(ExamineMetric.BytesFetched, MetricUnit.Bytes, outcome.bytesFetched);
  metrics.addMetric(ExamineMetric.Rounds, MetricUnit.Count, outcome.rounds);
}

const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);

export const handler = middy<SQSEvent, SQSBatchResponse>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(traceHandler())
  .use(flushMetrics(metrics))
  .handler(({ Records }, context) => {
    const deps = depsFor(context);
    return consumeEach(
      Records,
      (record) => onRecord(record, deps),
      { deadLetters, logger, maxReceives: env.MAX_RECEIVES },
      1,
    );
  });
