/** The console's API over stores in memory. */
import { consoleApp } from '../../../../functions/console/app.ts';
import type { ConsoleDeps } from '../../../../functions/console/ports.ts';
import { CrashStore } from '../../../../shared/aws/crashes/crash-store.ts';
import { NotFoundError } from '../../../../shared/errors.ts';
import { dynamoAlerts } from '../../../../shared/aws/alerts/alert-store.ts';
import { dynamoRouteHistory } from '../../../../shared/aws/alerts/route-history.ts';
import { dynamoSilences } from '../../../../shared/aws/alerts/silences.ts';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { fleetReader } from '../../../../shared/aws/fleet/read.ts';
import { kernelRegister } from '../../../../shared/aws/images/kernel-register.ts';
import { assumePrincipal } from '../../../../shared/aws/http/authenticate.ts';
import { s3Objects } from '../../../../shared/aws/objects/objects.ts';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { askedQuestions } from '../../../../shared/aws/uploads/questions.ts';
import { dynamoRefusals } from '../../../../shared/aws/uploads/refusals.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { dynamoWantedPolicy } from '../../../../shared/aws/uploads/wanted-policy.ts';
import { ulid } from '../../../../shared/aws/uploads/ulid.ts';
import type { Principal, Role } from '../../../../shared/contract/roles.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import type { TriageResult } from '../../../../shared/contract/triage.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';
import { memoryMac } from '../../../support/memory-mac.ts';
import { memoryS3 } from '../../../support/memory-s3.ts';
import { fakeCrashes } from './fake-crashes.ts';

export const NOW = new Date('2026-11-23T12:00:00.000Z');

export const person = (...roles: Role[]): Principal => ({
  kind: 'person',
  subject: 'u1',
  name: 'ada@example.com',
  roles: new Set(roles),
});

export interface Answer {
  readonly status: number;
  // The body is whatever the API says; tests look into it.
  readonly json: never;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Headers;
}

export function harness({ privateWebhooks = false }: { readonly privateWebhooks?: boolean } = {}) {
  const dynamo = memoryDynamo();
  const s3 = memoryS3();
  const mac = memoryMac();
  const groups: CrashGroup[] = [];
  const crashes = fakeCrashes(groups, NOW);
  const uploads = new UploadStore(dynamo.client, 'uploads', () => NOW);
  const hosts = dynamoHosts(dynamo.client, 'uploads');
  const refusals = dynamoRefusals(dynamo.client, 'uploads');
  const alerts = dynamoAlerts(dynamo.client, 'crashes', () => NOW);
  const clock = { now: NOW.getTime() };
  /** What the log of an upload says, as whoever reads it answers within its limits. */
  const logs = new Map<string, (limits: { readonly shouldStop: () => boolean }) => TriageResult>();
  const deps: ConsoleDeps = {
    crashes,
    uploads,
    questions: askedQuestions({ dynamo: dynamo.client, tableName: 'uploads' }),
    held: new HeldHosts({ dynamo: dynamo.client, tableName: 'uploads' }),
    receivedBytes: () => Promise.resolve(42),
    objects: s3Objects(s3.client, 'dumps', {
      put: () => Promise.reject(new Error('the console puts nothing')),
      get: (key, options) =>
        Promise.resolve({
          url: `https://dumps.example/${key}?name=${options?.fileName ?? ''}`,
          expiresAt: NOW.toISOString(),
        }),
    }),
    wantedPolicy: dynamoWantedPolicy(dynamo.client, 'uploads'),
    privateWebhooks,
    routeTests: alerts,
    routeHistory: dynamoRouteHistory(dynamo.client, 'crashes', () => new Date(clock.now)),
    hasSecret: (name) => Promise.resolve(name !== 'purgatory/missing'),
    tellOfTest: async (event) => {
      if (event.name !== 'alert.test' || event.detail.route === 'slow') return;
      await alerts.noteTest(event.detail.id, { state: event.detail.route === 'down' ? 'failed' : 'delivered' });
    },
    newTestId: () => 'one',
    sleep: (ms) => {
      clock.now += ms;
      return Promise.resolve();
    },
    regroup: {
      crashes: new CrashStore(dynamo.client, 'crashes', { now: () => NOW }),
      uploads,
      rereadLog: (id, limits) => {
        const said = logs.get(id)?.(limits);
        return said === undefined ? Promise.reject(new NotFoundError('there is no log')) : Promise.resolve(said);
      },
      now: () => NOW,
    },
    grouping: {
      crashes: new CrashStore(dynamo.client, 'crashes', { now: () => NOW }),
      uploads,
      bus: { publish: () => Promise.resolve() },
      now: () => NOW,
    },
    fleet: fleetReader(dynamo.client, 'fleet'),
    images: kernelRegister(dynamo.client, 'images', () => NOW),
    hosts,
    silences: dynamoSilences(dynamo.client, 'crashes', () => new Date(clock.now)),
    refusals,
    mac,
    maxTokenDays: 400,
    now: () => new Date(clock.now),
    count: () => undefined,
  };
  const failures: unknown[] = [];
  const app = consoleApp(deps, { onFailure: (error) => failures.push(error) });

  async function call(
    principal: Principal | undefined,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await app.request(
      path,
      {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { event: principal === undefined ? {} : assumePrincipal({}, principal) },
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    const isJson =
      response.headers.get('content-type')?.includes('json') === true && !response.headers.has('content-encoding');
    return {
      status: response.status,
      text,
      bytes,
      json: (isJson ? JSON.parse(text) : undefined) as never,
      headers: response.headers,
    };
  }

  /** Keeps an upload as ingest would have. */
  async function addUpload(more: Partial<StoredUpload> = {}): Promise<StoredUpload> {
    const { upload } = await uploads.create({
      id: ulid(NOW),
      host: 'web-1',
      state: 'open',
      analysis: 'waiting',
      policy: 'all',
      sizeBytes: 100,
      chunkBytes: 8 * 2 ** 20,
      chunkCount: 1,
      createdBy: 'host web-1',
      createdAt: NOW.toISOString(),
      updatedAt: NOW.toISOString(),
      wanted: [],
      ...more,
    });
    return upload;
  }

  return { dynamo, s3, mac, failures, groups, crashes, uploads, hosts, refusals, clock, logs, call, addUpload };
}
export type Harness = ReturnType<typeof harness>;
