import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import * as z from 'zod';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import {
  dynamoClient,
  eventBridgeClient,
  kmsClient,
  lambdaClient,
  s3Client,
} from '../../shared/aws/runtime/clients.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { s3ImageObjects } from '../../shared/aws/images/objects.ts';
import { ChangesEnvSchema, twoPeopleFromEnv } from '../../shared/aws/images/changes/from-env.ts';
import { ChangeStore } from '../../shared/aws/images/changes/store.ts';
import { ImageRegister } from '../../shared/aws/images/register.ts';
import { RevocationStore } from '../../shared/aws/images/revocations.ts';
import { SigningSettings } from '../../shared/aws/images/settings.ts';
import { inspector } from '../../shared/aws/images/signing/inspection.ts';
import { signer } from '../../shared/aws/images/signing/order.ts';
import { askFunction } from '../../shared/aws/runtime/invoke.ts';
import { kmsEcdsaSigner, kmsRsaSigner } from '../../shared/aws/images/kms-signer.ts';
import { s3Tiles, transparencyLog } from '../../shared/aws/images/transparency-log.ts';
import { ulid } from '../../shared/aws/uploads/ulid.ts';
import { signApp } from './app.ts';
import { SignEnv } from './names.ts';
import type { SignDeps } from './ports.ts';

const env = readEnv(
  AuthEnvSchema.extend(ChangesEnvSchema.shape).extend({
    [SignEnv.ImageBucket]: z.string(),
    [SignEnv.ImageTable]: z.string(),
    [SignEnv.BusName]: z.string(),
    [SignEnv.SignerFunction]: z.string(),
    [SignEnv.InspectFunction]: z.string(),
    [SignEnv.KekKey]: z.string(),
    [SignEnv.LogKey]: z.string(),
    [SignEnv.LogOrigin]: z.string(),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dynamo = dynamoClient();
const s3 = s3Client();
const kms = kmsClient();
const lambda = lambdaClient();
const table = env[SignEnv.ImageTable];
const bucket = env[SignEnv.ImageBucket];

const deps: SignDeps = {
  register: new ImageRegister(dynamo, table),
  objects: s3ImageObjects(s3, bucket),
  settings: new SigningSettings(dynamo, table),
  revocations: new RevocationStore(dynamo, table),
  log: transparencyLog({
    dynamo,
    table,
    tiles: s3Tiles(s3, bucket),
    signer: kmsEcdsaSigner(kms, env[SignEnv.LogKey]),
    origin: env[SignEnv.LogOrigin],
  }),
  signer: signer(askFunction(lambda, env[SignEnv.SignerFunction])),
  inspector: inspector(askFunction(lambda, env[SignEnv.InspectFunction])),
  kek: kmsRsaSigner(kms, env[SignEnv.KekKey]),
  changes: new ChangeStore(dynamo, table),
  twoPeople: twoPeopleFromEnv(env),
  bus: eventBus(eventBridgeClient(), env[SignEnv.BusName]),
  newId: ulid,
  now: () => new Date(),
  count: (metric, value = 1) => {
    metrics.addMetric(metric, MetricUnit.Count, value);
  },
};

const app = signApp(deps, logFailures(logger));

export const handler = httpHandler(app, {
  authenticator: authenticatorFromEnv(env, { kms, dynamo }),
  logger,
  metrics,
});
