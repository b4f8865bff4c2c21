/** The service as it is deployed: its own use cases and stores, over services in virtual time. */
import { dispatch, deliver, deliveryDetail, readDelivery } from '../../../functions/alert/deliver.ts';
import type { DeliverDeps } from '../../../functions/alert/deliver.ts';
import type { Route } from '../../../functions/alert/routes/route.ts';
import { offerLog } from '../../../functions/ingest/offer.ts';
import type { IngestDeps } from '../../../functions/ingest/ports.ts';
import { createUpload } from '../../../functions/ingest/upload.ts';
import { readRequests } from '../../../functions/triage/request.ts';
import type { TriageDeps } from '../../../functions/triage/ports.ts';
import { triageBatch } from '../../../functions/triage/triage.ts';
import { dynamoAlerts } from '../../../shared/aws/alerts/alert-store.ts';
import { dynamoSilences } from '../../../shared/aws/alerts/silences.ts';
import { CrashStore } from '../../../shared/aws/crashes/crash-store.ts';
import { ObjectKeys } from '../../../shared/aws/runtime/layout.ts';
import { logMessage } from '../../../shared/aws/uploads/log-message.ts';
import { isPermanent } from '../../../shared/aws/runtime/queue-consumer.ts';
import { HeldHosts } from '../../../shared/aws/uploads/held.ts';
import { dynamoQuotas } from '../../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../../shared/aws/uploads/refusals.ts';
import { dynamoBreakers } from '../../../shared/aws/alerts/route-breakers.ts';
import { dynamoRouteHistory } from '../../../shared/aws/alerts/route-history.ts';
import { UploadStore } from '../../../shared/aws/uploads/store.ts';
import { dynamoWantedPolicy } from '../../../shared/aws/uploads/wanted-policy.ts';
import { parseEvent } from '../../../shared/contract/events.ts';
import type { PurgatoryEvent } from '../../../shared/contract/events.ts';
import type { Principal } from '../../../shared/contract/roles.ts';
import { TransientError } from '../../../shared/errors.ts';
import { triageStream } from '../../../shared/panic/index.ts';
import { memoryDynamo } from '../../support/memory-dynamo.ts';
import type { Clock } from './clock.ts';
import type { Deployment } from './deployment.ts';
import { Lambda, Meter, Queue, slowTable, TokenBucket } from './services.ts';
import type { BatchAnswer, QueueMessage } from './services.ts';
import { SERVICES } from './sources.ts';

const FIRST_RETRY_SECONDS = 5;
const MAX_RETRY_SECONDS = 300;

export interface StoredLog {
  readonly text: Buffer;
  /** As long as it is said to be; what is read of it takes as long as that does. */
  readonly sizeBytes: number;
  readonly storedAt: number;
}

export interface Told {
  readonly route: string;
  readonly id: string;
  readonly word: string;
  readonly crashId: string;
  readonly at: number;
}

export type World = ReturnType<typeof stormWorld>;

/** @param hung a route of which no delivery is ever answered */
export function stormWorld(clock: Clock, deployment: Deployment, options: { twice: number; hung: string }) {
  const meter = new Meter();
  const now = () => new Date(clock.now);
  const uploadItems = memoryDynamo();
  const crashItems = memoryDynamo();
  const uploadTable = slowTable(uploadItems.client, clock, meter);
  const crashTable = slowTable(crashItems.client, clock, meter);
  const logs = new Map<string, StoredLog>();
  const told: Told[] = [];
  const notices: { readonly route: string; readonly text: string }[] = [];
  const failures = new Map<string, number>();
  const { limits, consumers } = deployment;
  const gates = {
    create: new TokenBucket(clock, limits.create.rate, limits.create.burst),
    log: new TokenBucket(clock, limits.log.rate, limits.log.burst),
  };
  const lambdas = {
    ingest: new Lambda(clock, meter, 'ingest', deployment.concurrency.ingest, 512),
    triage: new Lambda(clock, meter, 'triage', deployment.concurrency.triage, consumers.triage.memoryMiB),
    alert: new Lambda(clock, meter, 'alert', deployment.concurrency.alert, consumers.alert.memoryMiB),
  };
  const uploads = new UploadStore(uploadTable, 'uploads', now, 365);
  const crashes = new CrashStore(crashTable, 'crashes', { now, retentionDays: 365 });
  const wantedPolicy = dynamoWantedPolicy(uploadTable, 'uploads');
  const quotas = dynamoQuotas(uploadTable, 'uploads', now);
  const refusals = dynamoRefusals(uploadTable, 'uploads');

  const bus = {
    publish: async (events: readonly PurgatoryEvent[]): Promise<void> => {
      meter.add('eventBridge.event', events.length);
      await clock.pass(SERVICES.sqs.send);
      for (const event of events) {
        // What the alert's rule lets through.
        if (!['crash.opened', 'crash.regressed', 'crash.spiking', 'crash.changed'].includes(event.name)) continue;
        clock.after(clock.sample(SERVICES.eventBridge.delivery), () => {
          alertQueue.send(JSON.stringify({ name: event.name, detail: event.detail }));
        });
      }
    },
  };

  let ids = 0;
  const ingestDeps: Omit<IngestDeps, 'chunks' | 'answers'> = {
    uploads,
    wantedPolicy,
    logs: {
      stored: async (id) => {
        await clock.pass(SERVICES.s3.firstByte);
        const log = logs.get(ObjectKeys.log(id));
        return log === undefined ? undefined : { sizeBytes: log.sizeBytes, sha256: undefined };
      },
      storedOfCrashKernel: () => Promise.resolve(undefined),
    },
    presigner: {
      put: ({ key }) =>
        Promise.resolve({ url: `https://dumps.example/${key}`, headers: {}, expiresAt: now().toISOString() }),
    },
    // No host of a storm is held.
    held: new HeldHosts({ dynamo: uploadTable, tableName: 'uploads' }),
    trail: { note: () => Promise.resolve() },
    quotas,
    refusals,
    limits: deployment.hostQuotas,
    bus,
    newId: () => `01JDB${String(ids++).padStart(21, '0')}`,
    correlate: () => undefined,
    now,
    sleep: (ms) => clock.sleep(ms),
    count: () => undefined,
  };

  const triageDeps: Omit<TriageDeps, 'timeLeftMs'> = {
    logs: {
      async *open(key, ends) {
        await clock.pass(SERVICES.s3.firstByte);
        const log = logs.get(key);
        if (log === undefined) throw new TransientError(`there is no ${key}`);
        meter.add('s3.read');
        const limit = ends === undefined ? Infinity : ends.headBytes + ends.tailBytes;
        if (log.sizeBytes > limit) ends?.onCut?.();
        yield log.text.subarray(0, 1000);
        await clock.sleep(Math.min(log.sizeBytes, limit) / SERVICES.s3.bytesPerMs);
        yield log.text.subarray(1000);
      },
    },
    uploads,
    wantedPolicy,
    crashes,
    quotas,
    refusals,
    silences: dynamoSilences(crashTable, 'crashes', now),
    newGroupsPerDay: deployment.newGroupsPerDay,
    bus,
    readPanic: triageStream,
    now,
    sendAgain: (request) => {
      triageQueue.send(logMessage(request), 1000);
      return Promise.resolve();
    },
    sleep: (ms, signal) => clock.sleep(ms, signal),
  };

  const routeOf = (name: string): Route => ({
    name,
    send: async ({ news: { id, word, crash } }) => {
      if (name === options.hung) return await new Promise(() => undefined);
      await clock.pass(SERVICES.route);
      told.push({ route: name, id, word, crashId: crash.id, at: clock.now });
      return undefined;
    },
    notify: async (text) => {
      if (name === options.hung) await new Promise(() => undefined);
      await clock.pass(SERVICES.route);
      notices.push({ route: name, text });
    },
  });
  const alertDeps: DeliverDeps = {
    groupOf: (id) => crashes.groups.get(id),
    alerts: dynamoAlerts(crashTable, 'crashes', now),
    breakers: dynamoBreakers(crashTable, 'crashes', now),
    routeHistory: dynamoRouteHistory(crashTable, 'crashes', now),
    targets: deployment.routes.map((name) => ({ route: routeOf(name), config: {} })),
    fallback: routeOf('fallback'),
    tagsOf: () => Promise.resolve(new Set()),
    lastGoodKernel: () => Promise.resolve(undefined),
    noteAlerted: () => Promise.resolve(undefined),
    enqueue: async (deliveries, delayMs) => {
      await clock.pass(SERVICES.sqs.send);
      for (const delivery of deliveries)
        alertQueue.send(JSON.stringify({ delivery: deliveryDetail(delivery) }), delayMs);
    },
    sleep: (ms, signal) => clock.sleep(ms, signal),
    leaseMs: 30_000,
    now,
  };

  /** As `settleBatch` does: what can never succeed is put aside, the rest comes again, soon. */
  function settle(batch: readonly QueueMessage[], errors: ReadonlyMap<string, unknown>): BatchAnswer {
    const again = new Map<string, { retrySeconds?: number | undefined }>();
    for (const { id, receives } of batch) {
      if (!errors.has(id)) continue;
      const error = errors.get(id);
      const what = error instanceof Error ? error.message.replaceAll(/[0-9a-f]{8,}/g, '…') : String(error);
      failures.set(what, (failures.get(what) ?? 0) + 1);
      if (isPermanent(error)) continue;
      const asked = error instanceof TransientError ? error.retryAfterSeconds : undefined;
      again.set(id, { retrySeconds: asked ?? Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (receives - 1)) });
    }
    return again;
  }

  const triageQueue = new Queue({
    clock,
    meter,
    limits: consumers.triage,
    visibilityTimeouts: deployment.visibilityTimeouts,
    lambda: lambdas.triage,
    twice: options.twice,
    handle: async (batch) => {
      const endsAt = clock.now + consumers.triage.timeoutSeconds * 1000;
      const records = batch.map(({ id, body, receives }) => ({
        messageId: id,
        body,
        attributes: { ApproximateReceiveCount: String(receives) },
      }));
      const { requests, failures: wrong } = readRequests(records as never);
      const outcome = await triageBatch(requests, { ...triageDeps, timeLeftMs: () => endsAt - clock.now });
      return settle(batch, new Map([...wrong, ...outcome.failures]));
    },
  });

  const alertQueue = new Queue({
    clock,
    meter,
    limits: consumers.alert,
    visibilityTimeouts: deployment.visibilityTimeouts,
    lambda: lambdas.alert,
    twice: options.twice,
    handle: async (batch) => {
      const errors = new Map<string, unknown>();
      await Promise.all(
        batch.map(async ({ id, body, receives }) => {
          try {
            const message = JSON.parse(body) as { name?: string; detail?: unknown; delivery?: unknown };
            const delivery = message.delivery === undefined ? undefined : readDelivery(message.delivery);
            const event = message.name === undefined ? undefined : parseEvent(message.name, message.detail);
            if (delivery !== undefined) await deliver(delivery, alertDeps, receives >= consumers.alert.maxReceives);
            if (event !== undefined) await dispatch(event, alertDeps);
          } catch (error) {
            errors.set(id, error);
          }
        }),
      );
      return settle(batch, errors);
    },
  });

  /** A request of a host: undefined where it was refused on the way, and is to be sent again. */
  async function request<T>(gate: keyof typeof gates, work: () => Promise<T>): Promise<T | undefined> {
    meter.add('apiGateway.request');
    if (!gates[gate].take()) {
      meter.hold(`API: ${gate} of ${limits[gate].rate} a second`);
      return undefined;
    }
    await clock.pass(SERVICES.apiGateway.overhead);
    return await lambdas.ingest.invoke(work);
  }

  return {
    meter,
    lambdas,
    queues: { triage: triageQueue, alert: alertQueue },
    logs,
    told,
    notices,
    failures,
    crashes: new CrashStore(crashItems.client, 'crashes', { now, retentionDays: 365 }),
    create: (principal: Principal, body: Parameters<typeof createUpload>[1]) =>
      request('create', () => createUpload(principal, body, ingestDeps as IngestDeps)),
    offerLog: (principal: Principal, id: string, body: Parameters<typeof offerLog>[2]) =>
      request('log', () => offerLog(principal, id, body, ingestDeps as IngestDeps)),
    /** The log is in the bucket; S3 tells of it. */
    putLog(id: string, log: Omit<StoredLog, 'storedAt'>): void {
      const key = ObjectKeys.log(id);
      logs.set(key, { ...log, storedAt: clock.now });
      meter.add('s3.write');
      meter.add('eventBridge.event');
      clock.after(clock.sample(SERVICES.s3.notify), () => {
        triageQueue.send(logMessage({ key }));
      });
    },
  };
}
