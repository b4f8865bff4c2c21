import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoClient, eventBridgeClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { correlate } from '../../shared/aws/runtime/correlation.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3Presigner } from '../../shared/aws/objects/presigner.ts';
import { dynamoQuotas } from '../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../shared/aws/uploads/refusals.ts';
import { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import { s3UploadLogs } from '../../shared/aws/uploads/logs.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { HeldHosts } from '../../shared/aws/uploads/held.ts';
import { questionTrail } from '../../shared/aws/uploads/questions.ts';
import { dynamoWantedPolicy } from '../../shared/aws/uploads/wanted-policy.ts';
import { ulid } from '../../shared/aws/uploads/ulid.ts';
import { ingestApp } from './app.ts';
import { IngestEnv } from './names.ts';
import type { IngestDeps } from './ports.ts';

const env = readEnv(
  AuthEnvSchema.extend({
    [IngestEnv.DumpBucket]: z.string(),
    [IngestEnv.UploadTable]: z.string(),
    [IngestEnv.BusName]: z.string(),
    [IngestEnv.RetentionDays]: z.coerce.number().int().positive(),
    [IngestEnv.UploadsPerHour]: z.coerce.number().int().positive(),
    [IngestEnv.LogsPerMinute]: z.coerce.number().int().positive(),
    [IngestEnv.LongPolls]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dynamo = dynamoClient();
const s3 = s3Client();
const bucket = env[IngestEnv.DumpBucket];

const tableName = env[IngestEnv.UploadTable];
const retentionDays = env[IngestEnv.RetentionDays];
const place = { dynamo, tableName, s3, bucket, retentionDays };

const deps: IngestDeps = {
  uploads: new UploadStore(dynamo, tableName, () => new Date(), retentionDays),
  wantedPolicy: dynamoWantedPolicy(dynamo, tableName),
  chunks: new ChunkStore(place),
  answers: new AnswerStore(place),
  logs: s3UploadLogs(s3, bucket),
  held: new HeldHosts(place),
  trail: questionTrail(place, retentionDays),
  presigner: s3Presigner(s3, bucket),
  quotas: dynamoQuotas(dynamo, tableName, () => new Date()),
  refusals: dynamoRefusals(dynamo, tableName),
  limits: {
    uploadsPerHour: env[IngestEnv.UploadsPerHour],
    logsPerMinute: env[IngestEnv.LogsPerMinute],
    longPolls: env[IngestEnv.LongPolls],
  },
  bus: eventBus(eventBridgeClient(), env[IngestEnv.BusName]),
  newId: ulid,
  correlate: (uploadId) => {
    correlate(uploadId, { logger, metrics });
  },
  now: () => new Date(),
  sleep: (ms) => setTimeout(ms),
  count: (metric, value = 1) => {
    metrics.addMetric(metric, MetricUnit.Count, value);
  },
};

const app = ingestApp(deps, logFailures(logger));

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms: kmsClient(), dynamo }),
  logger,
  metrics,
});
