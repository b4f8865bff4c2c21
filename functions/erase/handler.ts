import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoHosts } from '../../shared/aws/auth/hosts.ts';
import { dynamoClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { s3Eraser } from './erase-objects.ts';
import { recordEraser } from './erase-records.ts';
import { erasureStore } from './erasures.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { eraseApp } from './app.ts';
import { eraseHost } from './erase.ts';
import { EraseEnv } from './names.ts';

const env = readEnv(
  AuthEnvSchema.extend({
    [EraseEnv.DumpBucket]: z.string(),
    [EraseEnv.UploadTable]: z.string(),
    [EraseEnv.CrashTable]: z.string(),
    [EraseEnv.ImageTable]: z.string(),
    [EraseEnv.FleetTable]: z.string(),
  }),
);
/** One call does as much as it can in this time; the API waits for no more than 29 seconds. */
const WORK_MS = 18_000;

const logger = new Logger();
const dynamo = dynamoClient();
const now = () => new Date();
const uploads = new UploadStore(dynamo, env.UPLOAD_TABLE);
const erasures = erasureStore(dynamo, env.UPLOAD_TABLE, now);
const hosts = dynamoHosts(dynamo, env.UPLOAD_TABLE);
const objects = s3Eraser(s3Client(), env.DUMP_BUCKET);
const records = recordEraser(dynamo, {
  uploads: env.UPLOAD_TABLE,
  crashes: env.CRASH_TABLE,
  images: env.IMAGE_TABLE,
  fleet: env.FLEET_TABLE,
});

const app = eraseApp(
  {
    erasures,
    async erase(host, by) {
      const until = Date.now() + WORK_MS;
      const outOfTime = () => Date.now() > until;
      const erasure = await eraseHost(host, by, {
        hosts,
        uploads,
        objects,
        records,
        erasures,
        outOfTime,
        now,
      });
      logger.info('host erased', { ...erasure });
      return erasure;
    },
  },
  logFailures(logger),
);

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms: kmsClient(), dynamo }),
  logger,
  metrics: new Metrics(),
});
