import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit, Metrics } from '@aws-lambda-powertools/metrics';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import * as z from 'zod';
import { arrivedBytes } from '../../shared/aws/dumps/answer-extents.ts';
import { dynamoAlerts } from '../../shared/aws/alerts/alert-store.ts';
import { dynamoRouteHistory } from '../../shared/aws/alerts/route-history.ts';
import { dynamoSilences } from '../../shared/aws/alerts/silences.ts';
import { AuthEnvSchema, authenticatorFromEnv } from '../../shared/aws/auth/from-env.ts';
import { dynamoHosts } from '../../shared/aws/auth/hosts.ts';
import { dynamoSessions } from '../../shared/aws/auth/sessions.ts';
import { kmsMac } from '../../shared/aws/auth/kms-mac.ts';
import { AuthEnv } from '../../shared/aws/auth/names.ts';
import { parseRoleMap } from '../../shared/aws/auth/oidc.ts';
import {
  dynamoClient,
  eventBridgeClient,
  kmsClient,
  s3Client,
  secretsClient,
} from '../../shared/aws/runtime/clients.ts';
import { CrashStore } from '../../shared/aws/crashes/crash-store.ts';
import { s3DumpStore } from '../../shared/aws/dumps/dump-store.ts';
import { readEnv } from '../../shared/aws/runtime/env.ts';
import { eventBus } from '../../shared/aws/runtime/events.ts';
import { fleetReader } from '../../shared/aws/fleet/read.ts';
import { httpHandler, logFailures } from '../../shared/aws/http/lambda.ts';
import { kernelRegister } from '../../shared/aws/images/kernel-register.ts';
import { ObjectKeys } from '../../shared/aws/runtime/layout.ts';
import { s3Objects } from '../../shared/aws/objects/objects.ts';
import { s3Presigner } from '../../shared/aws/objects/presigner.ts';
import { hasSecret } from '../../shared/aws/runtime/secrets.ts';
import { AnswerStore } from '../../shared/aws/uploads/answers.ts';
import { ChunkStore } from '../../shared/aws/uploads/chunks.ts';
import { HeldHosts } from '../../shared/aws/uploads/held.ts';
import { askedQuestions } from '../../shared/aws/uploads/questions.ts';
import { dynamoRefusals } from '../../shared/aws/uploads/refusals.ts';
import { UploadStore } from '../../shared/aws/uploads/store.ts';
import { dynamoWantedPolicy } from '../../shared/aws/uploads/wanted-policy.ts';
import { triageStream } from '../../shared/panic/index.ts';
import { consoleApp } from './app.ts';
import { crashesOf } from './crash-groups.ts';
import { ConsoleEnv, WEB_FOLDER } from './names.ts';
import type { ConsoleDeps } from './ports.ts';
import { addSessionRoutes } from './session/routes.ts';
import { signIn } from './session/sign-in.ts';
import { readStaticFiles, serveStatic } from './web/static-files.ts';

const env = readEnv(
  AuthEnvSchema.extend({
    [ConsoleEnv.DumpBucket]: z.string(),
    [ConsoleEnv.UploadTable]: z.string(),
    [ConsoleEnv.CrashTable]: z.string(),
    [ConsoleEnv.ImageTable]: z.string(),
    [ConsoleEnv.FleetTable]: z.string(),
    [ConsoleEnv.BusName]: z.string(),
    [ConsoleEnv.HostTokenDays]: z.coerce.number().int().positive(),
    [ConsoleEnv.PublicUrl]: z.url().optional(),
    [ConsoleEnv.OidcClientId]: z.string().default('purgatory'),
    [ConsoleEnv.PrivateWebhooks]: z.stringbool().default(false),
  }),
);
const logger = new Logger();
const metrics = new Metrics();
const dynamo = dynamoClient();
const s3 = s3Client();
const kms = kmsClient();
const bucket = env[ConsoleEnv.DumpBucket];
const uploadTable = env[ConsoleEnv.UploadTable];
const place = { dynamo, tableName: uploadTable, s3, bucket };
const chunks = new ChunkStore(place);
const answers = new AnswerStore(place);
const mac = kmsMac(kms, env[AuthEnv.HostTokenKey]);
const now = (): Date => new Date();

const crashes = new CrashStore(dynamo, env[ConsoleEnv.CrashTable]);
const uploads = new UploadStore(dynamo, uploadTable);
const dumps = s3DumpStore(s3, bucket);

const bus = eventBus(eventBridgeClient(), env[ConsoleEnv.BusName]);

const deps: ConsoleDeps = {
  crashes: crashesOf(crashes, bus),
  uploads,
  questions: askedQuestions(place),
  held: new HeldHosts(place),
  regroup: {
    crashes,
    uploads,
    async rereadLog(id, limits) {
      const sent = ObjectKeys.log(id);
      return await triageStream(
        dumps.open((await dumps.sizeOf(sent)) === undefined ? ObjectKeys.dumpLog(id) : sent),
        limits,
      );
    },
    now,
  },
  grouping: { crashes, uploads, bus, now },
  async receivedBytes({ id, sizeBytes, chunkBytes }) {
    const [sent, answered] = await Promise.all([chunks.present(id), answers.present(id)]);
    return arrivedBytes({ sizeBytes, chunkBytes, chunks: sent }, answered);
  },
  wantedPolicy: dynamoWantedPolicy(dynamo, uploadTable),
  privateWebhooks: env[ConsoleEnv.PrivateWebhooks],
  routeTests: dynamoAlerts(dynamo, env[ConsoleEnv.CrashTable], now),
  routeHistory: dynamoRouteHistory(dynamo, env[ConsoleEnv.CrashTable], now),
  hasSecret: (name) => hasSecret(secretsClient(), name),
  tellOfTest: (event) => bus.publish([event]),
  newTestId: randomUUID,
  sleep: (ms) => setTimeout(ms),
  fleet: fleetReader(dynamo, env[ConsoleEnv.FleetTable]),
  images: kernelRegister(dynamo, env[ConsoleEnv.ImageTable]),
  objects: s3Objects(s3, bucket, s3Presigner(s3, bucket)),
  hosts: dynamoHosts(dynamo, env[AuthEnv.HostTable]),
  silences: dynamoSilences(dynamo, env[ConsoleEnv.CrashTable], now),
  refusals: dynamoRefusals(dynamo, uploadTable),
  mac,
  maxTokenDays: env[ConsoleEnv.HostTokenDays],
  now,
  count: (metric) => {
    metrics.addMetric(metric, MetricUnit.Count, 1);
  },
};

const app = consoleApp(deps, logFailures(logger));
const issuer = env[AuthEnv.OidcIssuer];
addSessionRoutes(app, {
  signIn: issuer === undefined ? undefined : signIn({ issuer, clientId: env[ConsoleEnv.OidcClientId] }),
  roles: { rolesClaim: env[AuthEnv.OidcRolesClaim], roleMap: parseRoleMap(env[AuthEnv.OidcRoleMap]) },
  mac: kmsMac(kms, env[AuthEnv.SessionKey]),
  sessions: dynamoSessions(dynamo, env[AuthEnv.HostTable]),
  now,
  publicUrl: env[ConsoleEnv.PublicUrl],
});

const api = httpHandler(app, { authenticator: authenticatorFromEnv(env, { kms, dynamo }), logger, metrics });
const files = readStaticFiles(join(import.meta.dirname, WEB_FOLDER));

/** The page's files to anyone, the API to who may use it. */
export async function handler(event: APIGatewayProxyEvent, context: Context): Promise<APIGatewayProxyResult> {
  return serveStatic(event, files) ?? (await api(event, context));
}
