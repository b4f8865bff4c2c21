import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { tmpdir } from 'node:os';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { dynamoClient, eventBridgeClient, s3Client, sqsClient } from '../../shared/aws/runtime/clients.ts';
import { correlate } from '../../shared/aws/runtime/correlation.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { flushMetrics } from '../../shared/aws/runtime/metrics.ts';
import { busMessage, consumeEach, deadLetterQueue } from '../../shared/aws/runtime/queue-consumer.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { SymbolSearches } from '../../shared/aws/symbols/searches.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { traceHandler } from '../../shared/aws/runtime/tracing.ts';
import { SymbolsWanted } from '../../shared/contract/events.ts';
import { download } from '../../shared/symbols/lines/debuginfod.ts';
import { DebuginfodEnv } from './names.ts';
import { searchLines } from './search.ts';
import type { SearchDeps } from './search.ts';

const env = readEnv(
  z.object({
    [DebuginfodEnv.Server]: z.url().transform((text) => new URL(text)),
    [DebuginfodEnv.SymbolBucket]: z.string(),
    [DebuginfodEnv.ImageTable]: z.string(),
    [DebuginfodEnv.BusName]: z.string(),
    [DebuginfodEnv.DeadLetterUrl]: z.string(),
    [DebuginfodEnv.MaxReceives]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const store = new SymbolStore(dynamoClient(), env.IMAGE_TABLE);
const searches = new SymbolSearches(dynamoClient(), env.IMAGE_TABLE);
const objects = s3SymbolObjects(s3Client(), env.SYMBOL_BUCKET);
const bus = eventBus(eventBridgeClient(), env.BUS_NAME);
const deadLetters = deadLetterQueue(sqsClient(), env.DEAD_LETTER_URL);
/** What is left of the function's time when a download or its reading has to have come to an end. */
const RESERVE_MS = 15_000;
/** A kernel of 600 MB takes one minute and a half. */
const LEAST_MS = 240_000;

function depsFor(context: Context): SearchDeps {
  const leftMs = context.getRemainingTimeInMillis();
  const until = new Date(Date.now() + leftMs);
  const reserveMs = Math.min(RESERVE_MS, leftMs / 10);
  return {
    store,
    searches,
    objects,
    download: ({ buildId, name, release }) =>
      download(env.DEBUGINFOD_SERVER, buildId, {
        fetch: globalThis.fetch,
        directory: tmpdir(),
        signal: AbortSignal.timeout(Math.max(1, Math.floor(until.getTime() - Date.now() - reserveMs))),
        // The operator has named one server: it can't send this function to another.
        redirect: 'manual',
        name,
        release,
      }),
    bus,
    serverName: env.DEBUGINFOD_SERVER.host,
    note: (what, { buildId, name }, more) => {
      logger.info('lines of a build', { what, buildId, name, ...more });
    },
    now: () => new Date(),
    until: () => until,
    leastMs: Math.min(LEAST_MS, leftMs / 2),
  };
}

async function onRecord(record: SQSRecord, deps: SearchDeps): Promise<void> {
  const started = Date.now();
  const wanted = SymbolsWanted.parse(busMessage(record).detail);
  correlate(wanted.uploadId, { logger, metrics });
  const outcome = await searchLines(wanted, deps);
  logger.info('lines searched', { ...outcome, ms: Date.now() - started });
}

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
