import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoClient, eventBridgeClient, kmsClient, s3Client } from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3PublishedFiles } from '../../shared/aws/images/published-files.ts';
import { s3ImageObjects } from '../../shared/aws/images/objects.ts';
import { ChangesEnvSchema, twoPeopleFromEnv } from '../../shared/aws/images/changes/from-env.ts';
import { ChangeStore } from '../../shared/aws/images/changes/store.ts';
import { ImageRegister } from '../../shared/aws/images/register.ts';
import { RevocationStore } from '../../shared/aws/images/revocations.ts';
import { SigningSettings } from '../../shared/aws/images/settings.ts';
import { Sightings } from '../../shared/aws/images/sightings.ts';
import { signedImages } from '../../shared/aws/images/signed-images.ts';
import { kmsEcdsaSigner, kmsRsaSigner } from '../../shared/aws/images/kms-signer.ts';
import { s3Tiles, transparencyLog } from '../../shared/aws/images/transparency-log.ts';
import { ulid } from '../../shared/aws/uploads/ulid.ts';
import { revokeApp } from './app.ts';
import { RevokeEnv } from './names.ts';

const env = readEnv(
  AuthEnvSchema.extend(ChangesEnvSchema.shape).extend({
    [RevokeEnv.ImageBucket]: z.string(),
    [RevokeEnv.ImageTable]: z.string(),
    [RevokeEnv.BusName]: z.string(),
    [RevokeEnv.KekKey]: z.string(),
    [RevokeEnv.LogKey]: z.string(),
    [RevokeEnv.LogOrigin]: z.string(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dynamo = dynamoClient();
const s3 = s3Client();
const kms = kmsClient();
const table = env[RevokeEnv.ImageTable];
const bucket = env[RevokeEnv.ImageBucket];
const register = new ImageRegister(dynamo, table);

const app = revokeApp(
  {
    register,
    revocations: new RevocationStore(dynamo, table),
    settings: new SigningSettings(dynamo, table),
    images: signedImages(register, s3ImageObjects(s3, bucket)),
    sightings: new Sightings(dynamo, table),
    files: s3PublishedFiles(s3, bucket),
    kek: kmsRsaSigner(kms, env[RevokeEnv.KekKey]),
    log: transparencyLog({
      dynamo,
      table,
      tiles: s3Tiles(s3, bucket),
      signer: kmsEcdsaSigner(kms, env[RevokeEnv.LogKey]),
      origin: env[RevokeEnv.LogOrigin],
    }),
    changes: new ChangeStore(dynamo, table),
    twoPeople: twoPeopleFromEnv(env),
    newId: ulid,
    bus: eventBus(eventBridgeClient(), env[RevokeEnv.BusName]),
    now: () => new Date(),
  },
  logFailures(logger),
);

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms, dynamo }),
  logger,
  metrics,
});
