import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3SymbolObjects } from '../../shared/aws/symbols/objects.ts';
import { SymbolStore } from '../../shared/aws/symbols/store.ts';
import { keepSubsystems, s3Subsystems } from '../../shared/aws/symbols/subsystems.ts';
import { symbolsApp } from './app.ts';
import { SymbolsEnv } from './names.ts';

const env = readEnv(
  AuthEnvSchema.extend({ [SymbolsEnv.SymbolBucket]: z.string(), [SymbolsEnv.ImageTable]: z.string() }),
);
const logger = new Logger();
const dynamo = dynamoClient();
const s3 = s3Client();
const bucket = env[SymbolsEnv.SymbolBucket];

const app = symbolsApp(
  {
    store: new SymbolStore(dynamo, env[SymbolsEnv.ImageTable]),
    objects: s3SymbolObjects(s3, bucket),
    // Of one request: whoever sets rules sees them at once.
    subsystems: { rules: () => s3Subsystems(s3, bucket).rules() },
    keepSubsystems: (rules) => keepSubsystems(s3, bucket, rules),
    now: () => new Date(),
  },
  logFailures(logger),
);

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms: kmsClient(), dynamo }),
  logger,
  metrics: new Metrics(),
});
