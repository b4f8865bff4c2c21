import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { bodyFetcher } from '../../shared/aws/dumps/answer-extents.ts';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { dumpSource } from '../../shared/aws/dumps/dump-source.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { storedFlattenedIndexes } from '../../shared/aws/dumps/flattened-indexes.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3Fetcher } from '../../shared/aws/objects/s3-fetcher.ts';
import { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import { HeldHosts } from '../../shared/aws/uploads/held.ts';
import { questionTrail } from '../../shared/aws/uploads/questions.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { openCapstone } from '../../shared/disassembly/capstone.ts';
import { Explorer } from '../../shared/vmcore/explore/explorer.ts';
import { exploreApp } from './app.ts';
import { ExploreEnv } from './names.ts';
import { signedTextOf } from './signed-text.ts';
import { openExplorer } from './open-explorer.ts';

const env = readEnv(
  AuthEnvSchema.extend({
    [ExploreEnv.DumpBucket]: z.string(),
    [ExploreEnv.UploadTable]: z.string(),
    [ExploreEnv.RetentionDays]: z.coerce.number().int().positive(),
  }),
);
const logger = new Logger();
const dynamo = dynamoClient();
const s3 = s3Client();
const bucket = env[ExploreEnv.DumpBucket];
const tableName = env[ExploreEnv.UploadTable];
const place = { dynamo, tableName, s3, bucket };
const found = {
  fetcher: bodyFetcher(s3Fetcher(s3, bucket)),
  dumps: s3DumpStore(s3, bucket),
  chunks: new ChunkStore(place),
  answers: new AnswerStore(place),
};
const flattenedIndexes = storedFlattenedIndexes(s3, bucket);

const app = exploreApp(
  {
    uploads: new UploadStore(dynamo, tableName),
    source: (upload) => dumpSource(upload, found),
    openExplorer: (source, { uploadId, before }) =>
      openExplorer(source, {
        ...{ container: { flattenedIndexes }, disassembler: openCapstone },
        signedText: signedTextOf(uploadId, found.dumps),
        like: before instanceof Explorer ? before : undefined,
      }),
    held: new HeldHosts({ dynamo, tableName, retentionDays: env[ExploreEnv.RetentionDays] }),
    trail: questionTrail({ dynamo, tableName }, env[ExploreEnv.RetentionDays]),
    now: () => new Date(),
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
  },
  logFailures(logger),
);

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms: kmsClient(), dynamo }),
  logger,
  metrics: new Metrics(),
});
