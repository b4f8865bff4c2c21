/**
 * Triage, the crash store, the analyser, the sweep and the alerts together, over stores in memory that keep every condition of the real ones.
 * Any call of a store may fail, be throttled, or be the last that a function makes, before or after it had its effect; messages come
 * twice and in any order; what a function reports as failed, and nothing else, comes again.
 */
import { deliver, dispatch } from '../../../functions/alert/deliver.ts';
import type { DeliverDeps, Delivery } from '../../../functions/alert/deliver.ts';
import { sendDigests } from '../../../functions/alert/digests.ts';
import type { Route } from '../../../functions/alert/routes/route.ts';
import { groupCrash } from '../../../functions/console/grouping.ts';
import { examine } from '../../../functions/examine/examine.ts';
import type { ExamineDeps } from '../../../functions/examine/ports.ts';
import { sweep } from '../../../functions/sweep/sweep.ts';
import { readRequests } from '../../../functions/triage/request.ts';
import { triageBatch } from '../../../functions/triage/triage.ts';
import type { TriageDeps } from '../../../functions/triage/ports.ts';
import { dynamoAlerts } from '../../../shared/aws/alerts/alert-store.ts';
import { dynamoSilences } from '../../../shared/aws/alerts/silences.ts';
import { CrashStore } from '../../../shared/aws/crashes/crash-store.ts';
import { isPermanent } from '../../../shared/aws/runtime/queue-consumer.ts';
import { dynamoBreakers } from '../../../shared/aws/alerts/route-breakers.ts';
import { dynamoRouteHistory } from '../../../shared/aws/alerts/route-history.ts';
import { dynamoQuotas } from '../../../shared/aws/uploads/quotas.ts';
import { dynamoRefusals } from '../../../shared/aws/uploads/refusals.ts';
import type { StoredUpload } from '../../../shared/aws/uploads/items.ts';
import { announcedBetween } from '../../../shared/aws/uploads/span.ts';
import { UploadStore } from '../../../shared/aws/uploads/store.ts';
import type { GroupingAction } from '../../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../../shared/contract/events.ts';
import type { Report } from '../../../shared/contract/report.ts';
import type { Principal } from '../../../shared/contract/roles.ts';
import type { PanicKind, TriageResult } from '../../../shared/contract/triage.ts';
import { DEFAULT_WANTED_POLICY } from '../../../shared/contract/upload-policy.ts';
import { ConflictError, NotFoundError, TransientError } from '../../../shared/errors.ts';
import { memoryDynamo } from '../../support/memory-dynamo.ts';
import type { Random } from '../post-copy/random.ts';
import { RELEASE } from './scenario.ts';

export const START = Date.parse('2026-11-23T02:11:08.000Z');
const ADA = 'ada@example.com';
const PERSON: Principal = { kind: 'person', subject: 'u1', name: ADA, roles: new Set(['responder']) };
const ROUTES = ['pager', 'chat'] as const;

export interface Said {
  readonly route: string;
  readonly id: string;
  readonly word: string;
  readonly title: string;
  readonly count: number;
  readonly hostCount: number;
  readonly repeated: boolean;
}

type Message =
  | { readonly to: 'triage'; readonly key: string; readonly careful?: boolean | undefined }
  | { readonly to: 'examine'; readonly uploadId: string }
  | { readonly to: 'alert'; readonly event: PurgatoryEvent }
  | { readonly to: 'route'; readonly delivery: Delivery };

interface Queued {
  readonly id: string;
  readonly message: Message;
  receives: number;
}

class Killed extends Error {}

/** @param rate how often a call of a store goes wrong */
export function crashWorld(random: Random, rate: number) {
  const clock = { now: START };
  const now = (): Date => new Date(clock.now);
  const dynamo = memoryDynamo();
  const logs = new Map<string, string>();
  const dumps = new Map<string, { readonly log: string; readonly crashedAt: string | undefined }>();
  const said: Said[] = [];
  const notices: string[] = [];
  const failures: unknown[] = [];
  /** Groups that were empty at some time, but for those that a person merged. */
  const emptied = new Set<string>();
  const queue: Queued[] = [];
  /** What was put aside while everything failed: it is sent again at the end, as the runbook says. */
  const dead: Message[] = [];
  let sent = 0;
  let rateNow = rate;
  let isRedriven = false;
  const down = new Set<string>();

  const enqueue = (message: Message): void => {
    const copies = random.chance(rateNow) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) queue.push({ id: `m${(sent += 1)}`, message, receives: 0 });
  };

  const tell = (event: PurgatoryEvent): void => {
    const { name, detail } = event;
    if (name === 'crash.changed' && detail.state === 'resolved' && detail.by !== ADA) emptied.add(detail.crashId);
    enqueue({ to: 'alert', event: structuredClone(event) });
  };

  /** The stores as one call of a function sees them: it may die at any of them, and does nothing more then. */
  function life() {
    let isDead = false;
    const strike = (): void => {
      if (isDead) throw new Killed('killed');
    };
    async function mortal<T>(work: () => Promise<T>): Promise<T> {
      strike();
      if (random.chance(rateNow)) {
        const fate = random.below(4);
        if (fate === 0) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
        if (fate === 1) await work();
        if (fate <= 2) isDead = true;
        throw new Killed('killed');
      }
      return await work();
    }
    const client = {
      send: (command: never) => mortal(() => dynamo.client.send(command)),
    } as unknown as typeof dynamo.client;
    return { client, mortal, isDead: () => isDead };
  }
  type Life = ReturnType<typeof life>;

  const crashesOf = ({ client }: Life): CrashStore =>
    new CrashStore(client, 'crashes', { now, retentionDays: 365, pickShard: () => random.below(16) });
  const uploadsOf = ({ client }: Life): UploadStore => new UploadStore(client, 'uploads', now);
  const busOf = ({ mortal }: Life) => ({
    publish: (events: readonly PurgatoryEvent[]) =>
      mortal(() => {
        for (const event of events) tell(event);
        return Promise.resolve();
      }),
  });

  function readPanic(text: string): TriageResult {
    const [title = '', kind = 'none'] = text.split('\n', 1)[0]?.split('|') ?? [];
    return {
      title,
      altTitles: [],
      kind: kind as PanicKind,
      corrupted: false,
      panicked: kind !== 'warning',
      fingerprint: `v1:${title}`,
      frames: [],
      kernelRelease: RELEASE,
      others: [],
    };
  }

  function triageDeps(alive: Life): TriageDeps {
    return {
      logs: {
        async *open(key) {
          const text = await alive.mortal(() => Promise.resolve(logs.get(key)));
          if (text === undefined) throw new NotFoundError(`there is no ${key}`);
          yield Buffer.from(text);
        },
      },
      uploads: uploadsOf(alive),
      crashes: crashesOf(alive),
      wantedPolicy: { get: () => Promise.resolve(DEFAULT_WANTED_POLICY) },
      quotas: dynamoQuotas(alive.client, 'uploads', now),
      refusals: dynamoRefusals(alive.client, 'uploads'),
      // Asked without fault: where it can't be learned who is silent, everybody is told.
      silences: dynamoSilences(dynamo.client, 'crashes', now),
      newGroupsPerDay: 1000,
      bus: busOf(alive),
      readPanic: async (log) => {
        let text = '';
        for await (const piece of log) text += Buffer.from(piece).toString();
        return readPanic(text);
      },
      now,
      sendAgain: ({ key, careful }) => {
        enqueue({ to: 'triage', key, careful });
        return Promise.resolve();
      },
      timeLeftMs: () => 60_000,
      // Whoever waits for time to pass waits for as long as what else there is to do takes.
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    };
  }

  function reportOf(id: string): Report {
    const dump = dumps.get(id);
    if (dump === undefined) throw new NotFoundError(`there is no dump ${id}`);
    const { title, kind, fingerprint } = readPanic(dump.log);
    return {
      dump: { format: 'kdump', sizeBytes: 1000, bytesRead: 1000, rounds: 1, incomplete: false },
      kernel: { release: RELEASE, ...(dump.crashedAt === undefined ? {} : { crashTime: dump.crashedAt }) },
      panic: { title, kind, fingerprint, frames: [] },
      log: { records: 2, text: dump.log },
      findings: [],
      unavailable: [],
    } as unknown as Report;
  }

  function examineDeps(alive: Life): ExamineDeps {
    const uploads = uploadsOf(alive);
    const crashes = crashesOf(alive);
    return {
      uploads,
      dumps: {
        source: ({ id }) =>
          Promise.resolve({ name: id, arrived: [], stats: { bytesFetched: 0, rounds: 0 }, size: 1000 } as never),
        report: () => Promise.resolve(undefined),
        saveReport: () => alive.mortal(() => Promise.resolve()),
        crashKernelLog: () => Promise.resolve(undefined),
        saveLog: (id, text) =>
          alive.mortal(() => {
            putLog(`dumps/${id}/log`, text);
            return Promise.resolve();
          }),
        removeChunks: () => Promise.resolve(),
      },
      crashes: {
        groupOf: async (fingerprint) => (await crashes.groups.find([fingerprint]))?.group.id,
        refine: (id, found) => crashes.refine(id, found),
      },
      bus: busOf(alive),
      fleet: { record: () => Promise.resolve() },
      examineDump: ([source]) => Promise.resolve(reportOf((source as unknown as { name: string }).name)),
      isReadInBits: () => Promise.resolve(true),
      ownedPlaces: () => Promise.resolve([]),
      now,
      until: () => new Date(clock.now + 60_000),
    };
  }

  function routeOf(name: string, { mortal }: Life): Route {
    const take = (work: () => void): Promise<undefined> =>
      mortal(() => {
        if (down.has(name)) return Promise.reject(new TransientError(`${name}: HTTP 503`));
        work();
        return Promise.resolve(undefined);
      });
    return {
      name,
      send: ({ news: { id, word, crash }, repeated = false }) =>
        take(() => {
          const { title, count, hostCount } = crash;
          said.push({ route: name, id, word, title, count, hostCount, repeated });
        }),
      notify: (text) =>
        take(() => {
          notices.push(`${name}: ${text}`);
        }),
    };
  }

  function alertDeps(alive: Life): DeliverDeps {
    const crashes = crashesOf(alive);
    return {
      groupOf: (id) => crashes.groups.current(id),
      alerts: dynamoAlerts(alive.client, 'crashes', now),
      breakers: dynamoBreakers(alive.client, 'crashes', now),
      routeHistory: dynamoRouteHistory(alive.client, 'crashes', now),
      targets: ROUTES.map((name) => ({ route: routeOf(name, alive), config: {} })),
      fallback: routeOf('fallback', alive),
      tagsOf: () => Promise.resolve(new Set()),
      lastGoodKernel: () => Promise.resolve(undefined),
      noteAlerted: () => Promise.resolve(undefined),
      leaseMs: 30_000,
      now,
      enqueue: (deliveries) =>
        alive.mortal(() => {
          for (const delivery of deliveries) enqueue({ to: 'route', delivery: structuredClone(delivery) });
          return Promise.resolve();
        }),
      sleep: () => new Promise(() => undefined),
    };
  }

  /** Why each message of a batch failed, by its id; all of them where the function died. */
  async function invoke(batch: readonly Queued[]): Promise<ReadonlyMap<string, unknown>> {
    const alive = life();
    const failed = new Map<string, unknown>();
    const [first] = batch;
    if (first?.message.to === 'triage') {
      const records = batch.map(({ id, message, receives }) => ({
        messageId: id,
        body: JSON.stringify({ detail: { object: { key: 'key' in message ? message.key : '' } } }),
        attributes: { ApproximateReceiveCount: String(receives) },
      }));
      const outcome = await triageBatch(readRequests(records as never).requests, triageDeps(alive));
      for (const [id, error] of outcome.failures) failed.set(id, error);
    } else {
      for (const { id, message } of batch) {
        try {
          if (message.to === 'examine') {
            await examine({ uploadId: message.uploadId, messageId: id, lastAttempt: false }, examineDeps(alive));
          } else if (message.to === 'alert') await dispatch(message.event, alertDeps(alive));
          else if (message.to === 'route') await deliver(message.delivery, alertDeps(alive), false);
        } catch (error) {
          failed.set(id, error);
        }
      }
    }
    if (alive.isDead()) for (const { id } of batch) failed.set(id, failed.get(id) ?? new Killed('killed'));
    return failed;
  }

  async function step(): Promise<void> {
    const [first] = queue.splice(random.below(queue.length), 1);
    if (first === undefined) return;
    const size = first.message.to === 'triage' ? 1 + random.below(4) : 1;
    const batch = [first];
    while (batch.length < size) {
      const at = queue.findIndex(({ message }) => message.to === first.message.to);
      if (at < 0) break;
      batch.push(...queue.splice(at, 1));
    }
    for (const each of batch) each.receives += 1;
    const failed = await invoke(batch);
    for (const each of batch) {
      const error = failed.get(each.id);
      if (error === undefined) continue;
      if (!isPermanent(error)) queue.push(each);
      else if (isRedriven) failures.push(error);
      else dead.push(each.message);
    }
  }

  async function sweepNow(): Promise<void> {
    const alive = life();
    const uploads = uploadsOf(alive);
    const crashes = crashesOf(alive);
    await sweep({
      uploads: {
        announcedBetween: (from, to) => announcedBetween(uploads, from, to),
        change: (...args) => uploads.change(...args),
        giveUpLog: (...args) => uploads.giveUpLog(...args),
      },
      outbox: crashes.outbox,
      upToDate: (events) => crashes.upToDate(events),
      bus: {
        publish: (events) =>
          alive.mortal(() => {
            for (const event of events) {
              if (event.name === 'upload.completed') enqueue({ to: 'examine', uploadId: event.detail.uploadId });
              else tell(event);
            }
            return Promise.resolve();
          }),
      },
      removeUnusedSymbols: () => Promise.resolve(0),
      hasLog: (id) => Promise.resolve(logs.has(`uploads/${id}/log`)),
      triageAgain: (id) => {
        enqueue({ to: 'triage', key: `uploads/${id}/log` });
        return Promise.resolve();
      },
      note: () => undefined,
      now,
    }).catch(() => undefined);
    await sendDigests(alertDeps(life())).catch(() => undefined);
  }

  function putLog(key: string, text: string): void {
    logs.set(key, text);
    enqueue({ to: 'triage', key });
  }

  /** What a host does: it announces, sends its log, and has sent all. */
  async function upload(
    given: StoredUpload,
    log: string,
    dump: { log: string; crashedAt: string | undefined } | undefined,
  ): Promise<void> {
    const store = new UploadStore(dynamo.client, 'uploads', now);
    const { upload: kept } = await store.create(given);
    if (log !== '') putLog(`uploads/${kept.id}/log`, log);
    if (dump !== undefined) {
      dumps.set(kept.id, dump);
      enqueue({ to: 'examine', uploadId: kept.id });
    }
    await store.change(kept.id, {
      state: 'complete',
      completedAt: now().toISOString(),
      ...(log === '' ? {} : { logReceived: true }),
    });
  }

  /**
   * What a person asks of a group, who goes on where the answer says that there is more. Done, refused, or broken off: then it is to be
   * asked again.
   */
  async function ask(id: string, action: GroupingAction): Promise<'done' | 'refused' | 'broken off'> {
    const alive = life();
    const crashes = crashesOf(alive);
    const deps = { crashes, uploads: uploadsOf(alive), bus: busOf(alive), now };
    try {
      let { next } = await groupCrash(PERSON, id, action, deps);
      while (next !== undefined) {
        const { crashId, cursor } = next;
        ({ next } = await groupCrash(PERSON, crashId, { action: 'settle', cursor }, deps));
      }
      return 'done';
    } catch (error) {
      if (error instanceof ConflictError || error instanceof NotFoundError) return 'refused';
      if (rateNow === 0) throw error;
      return 'broken off';
    }
  }

  /** Some of what there is to do. */
  async function settleSome(): Promise<void> {
    for (let turns = random.below(12); turns > 0 && queue.length > 0; turns--) await step();
  }

  /** Runs until nothing is left to do, at first with faults and then without any. */
  async function settle(): Promise<void> {
    for (let turn = 0; queue.length > 0 && turn < 400; turn++) {
      clock.now += random.below(20_000);
      if (random.chance(0.05)) down.add(ROUTES[random.below(ROUTES.length)] ?? 'chat');
      if (random.chance(0.2)) down.clear();
      if (random.chance(0.03)) await sweepNow();
      await step();
    }
    rateNow = 0;
    down.clear();
    // What lies in the queues is done first; what was put aside is sent again when all is well, as the runbook says.
    await settleRounds(1);
    isRedriven = true;
    for (const message of dead.splice(0)) enqueue(message);
    await settleRounds(4);
  }

  async function settleRounds(rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      clock.now += 20 * 60_000;
      await sweepNow();
      for (let turn = 0; queue.length > 0; turn++) {
        if (turn > 2_000) throw new Error(`never done: ${JSON.stringify(queue.map(({ message }) => message.to))}`);
        clock.now += 31_000;
        await step();
      }
    }
  }

  return {
    clock,
    dynamo,
    said,
    notices,
    failures,
    emptied,
    upload,
    settle,
    settleSome,
    ask,
    silences: dynamoSilences(dynamo.client, 'crashes', now),
    crashes: new CrashStore(dynamo.client, 'crashes', { now }),
    uploads: new UploadStore(dynamo.client, 'uploads', now),
    alerts: dynamoAlerts(dynamo.client, 'crashes', now),
  };
}
