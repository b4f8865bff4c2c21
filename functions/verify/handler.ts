import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3ImageObjects } from '../../shared/aws/images/objects.ts';
import { ImageRegister } from '../../shared/aws/images/register.ts';
import { RevocationStore } from '../../shared/aws/images/revocations.ts';
import { SigningSettings } from '../../shared/aws/images/settings.ts';
import { signedImages } from '../../shared/aws/images/signed-images.ts';
import { verifyApp } from './app.ts';
import { VerifyEnv } from './names.ts';

const env = readEnv(AuthEnvSchema.extend({ [VerifyEnv.ImageBucket]: z.string(), [VerifyEnv.ImageTable]: z.string() }));
const logger = new Logger();
const dynamo = dynamoClient();
const table = env[VerifyEnv.ImageTable];
const register = new ImageRegister(dynamo, table);

const app = verifyApp(
  {
    register,
    settings: new SigningSettings(dynamo, table),
    revocations: new RevocationStore(dynamo, table),
    images: signedImages(register, s3ImageObjects(s3Client(), env[VerifyEnv.ImageBucket])),
  },
  logFailures(logger),
);

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms: kmsClient(), dynamo }),
  logger,
  metrics: new Metrics(),
});
