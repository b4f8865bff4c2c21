/** A storm: many hosts panic within minutes. What comes of it, and whether all is as it has to be. */
import { createHash } from 'node:crypto';
import type { Principal } from '../../../shared/contract/roles.ts';
import { QuotaError } from '../../../shared/errors.ts';
import { Clock, inVirtualTime } from './clock.ts';
import type { Deployment } from './deployment.ts';
import { logOf, NEW_PROBLEM, PROBLEMS } from './logs.ts';
import { AGENT, SERVICES } from './sources.ts';
import { stormWorld } from './world.ts';
import type { World } from './world.ts';

export interface StormOptions {
  readonly hosts: number;
  readonly seed: number;
  readonly deployment: Deployment;
  /** Within which all of them panic. */
  readonly seconds?: number;
  /** Share of messages that are delivered twice. */
  readonly twice?: number;
  /** Share of logs of 100 MiB. */
  readonly large?: number;
}

export interface StormResult {
  readonly seed: number;
  readonly hosts: number;
  /** What is not as it has to be; empty where all is. */
  readonly broken: readonly string[];
  /** From the first log of the new problem being stored to its alert on the route that works, in seconds. */
  readonly newAlertSeconds: number;
  /** From a log's being stored to its being counted, in seconds. */
  readonly countedSeconds: { readonly p50: number; readonly p99: number; readonly max: number };
  /** From the panic to the log's being stored. */
  readonly storedSeconds: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly peak: Readonly<Record<string, number>>;
  /** Milliseconds that each function's executions took, all together. */
  readonly busy: Readonly<Record<string, number>>;
  readonly heldUp: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

const START = Date.parse('2026-11-23T02:11:08.000Z');
const WEEK_MS = 7 * 24 * 3_600_000;
const HUNG = 'hung';
const MIB = 2 ** 20;

interface Host {
  readonly name: string;
  readonly problem: number;
  readonly panicsAt: number;
  readonly sizeBytes: number;
  uploadId?: string;
  storedAt?: number;
}

export async function storm(options: StormOptions): Promise<StormResult> {
  const clock = new Clock(START - WEEK_MS, options.seed);
  return await inVirtualTime(clock, async () => {
    const world = stormWorld(clock, options.deployment, { twice: options.twice ?? 0.1, hung: HUNG });
    const known = await seedKnown(clock, world);
    const before = { told: world.told.length };
    clock.now = Math.max(clock.now, START);
    const hosts = crowd(clock.now, options);
    const done = Promise.all(hosts.map((host, index) => sendLog(clock, world, host, index)));
    await clock.run();
    await done;
    return await judge(hosts, known, before.told, options, world);
  });
}

/** A week ago each of the known problems was seen once: the alerts of that are long read. */
async function seedKnown(clock: Clock, world: World): Promise<number> {
  const seen = Array.from({ length: PROBLEMS - 1 }, (_, problem) =>
    sendLog(clock, world, { name: `old-${problem}`, problem, panicsAt: clock.now, sizeBytes: 2_000 }, problem),
  );
  await clock.run();
  await Promise.all(seen);
  return PROBLEMS - 1;
}

/** Drawn by themselves: the same hosts crash of the same problems, whatever else the service under test leaves to chance. */
function crowd(now: number, { hosts, seed, seconds = 300, large = 0.01 }: StormOptions): Host[] {
  const draw = new Clock(now, seed);
  // The new problem begins when the storm is under way, with the first who panics then.
  const begins = now + (0.2 + 0.4 * draw.random()) * seconds * 1000;
  const all = Array.from({ length: hosts }, (_, index) => {
    const panicsAt = now + draw.random() * seconds * 1000;
    const isNew = panicsAt >= begins && draw.random() < 0.1;
    const problem = isNew ? NEW_PROBLEM : Math.floor(draw.random() * NEW_PROBLEM);
    const sizeBytes = draw.random() < large ? 100 * MIB : Math.round(200_000 + draw.random() * 800_000);
    return { name: `host-${index}`, problem, panicsAt, sizeBytes };
  });
  const inOrder = all.toSorted((one, other) => one.panicsAt - other.panicsAt);
  const first = inOrder.find(({ panicsAt }) => panicsAt >= begins) ?? inOrder.at(-1);
  if (first !== undefined) first.problem = NEW_PROBLEM;
  return all;
}

/** The agent's way: announce, offer the log, put it; whatever is refused is tried again, ever later and by chance. */
async function sendLog(clock: Clock, world: World, host: Host, index: number): Promise<void> {
  await clock.sleep(host.panicsAt - clock.now);
  const principal: Principal = { kind: 'host', host: host.name, expiresAt: new Date(clock.now + 1e9) };
  const text = logOf(host.problem, index);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const created = await untilAnswered(clock, () =>
    world.create(principal, {
      sizeBytes: 0,
      fileName: 'vmcore-dmesg.txt',
      policy: 'log',
      resumeKey: `l1-${sha256}`,
      capturedAt: new Date(host.panicsAt).toISOString(),
    }),
  );
  const { id } = created.status;
  await untilAnswered(clock, () => world.offerLog(principal, id, { sizeBytes: host.sizeBytes, sha256 }));
  await clock.pass(SERVICES.s3.put);
  host.uploadId = id;
  host.storedAt = clock.now;
  world.putLog(id, { text, sizeBytes: host.sizeBytes });
}

async function untilAnswered<T>(clock: Clock, ask: () => Promise<T | undefined>): Promise<T> {
  for (let delay: number = AGENT.firstRetryMs; ; delay = Math.min(AGENT.maxRetryMs, delay * 2)) {
    await clock.pass(AGENT.roundTrip);
    let wait = delay;
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      // Whatever fails within the service is a 5xx to the host; a quota says when to come again.
      if (error instanceof QuotaError) wait = error.retryAfterSeconds * 1000;
    }
    await clock.sleep(wait * (1 + clock.random()));
  }
}

async function judge(
  hosts: readonly Host[],
  known: number,
  toldBefore: number,
  options: StormOptions,
  world: World,
): Promise<StormResult> {
  const broken: string[] = [];
  const expect = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  const { crashes } = await world.crashes.read.list({});
  const wanted = new Map<string, number>();
  const counted: number[] = [];
  for (const host of hosts) {
    const occurrence = host.uploadId === undefined ? undefined : await world.crashes.read.occurrence(host.uploadId);
    if (occurrence?.crashId === undefined || host.storedAt === undefined) {
      broken.push(`${host.name} is in no group`);
      continue;
    }
    wanted.set(occurrence.crashId, (wanted.get(occurrence.crashId) ?? 0) + 1);
    counted.push((Date.parse(occurrence.receivedAt) - host.storedAt) / 1000);
  }
  expect(crashes.length === PROBLEMS, `${crashes.length} groups of ${PROBLEMS} problems`);
  const problemsHit = new Set(hosts.map(({ problem }) => problem)).size;
  expect(wanted.size === problemsHit, `the hosts are in ${wanted.size} groups of ${problemsHit}`);
  for (const group of crashes) {
    const shouldBe = (wanted.get(group.id) ?? 0) + (group.firstSeen < new Date(START).toISOString() ? 1 : 0);
    expect(group.count === shouldBe, `${group.title}: counted ${group.count} of ${shouldBe}`);
    expect(group.hostCount === shouldBe, `${group.title}: ${group.hostCount} hosts of ${shouldBe}`);
  }

  const alerts = world.told.slice(toldBefore);
  const newGroup = crashes.find(({ firstSeen }) => firstSeen >= new Date(START).toISOString());
  for (const route of options.deployment.routes.filter((name) => name !== HUNG)) {
    const news = alerts.filter((each) => each.route === route && each.word === 'NEW');
    expect(news.length === 1 && news[0]?.crashId === newGroup?.id, `${route}: ${news.length} alerts of a new problem`);
    const others = alerts.filter((each) => each.route === route && each.word !== 'NEW');
    const twice = others.length - new Set(others.map(({ crashId, word }) => `${word} ${crashId}`)).size;
    expect(twice === 0 && others.length <= known, `${route}: ${others.length} alerts of ${known} known problems`);
  }
  expect(
    alerts.every(({ route }) => route !== HUNG),
    'the hung route took an alert',
  );
  const failing = world.notices.filter(({ text }) => text.startsWith(`ROUTE FAILING  ${HUNG}`));
  const working = options.deployment.routes.filter((name) => name !== HUNG).length;
  expect(failing.length >= working, `${failing.length} of ${working} routes were told that one hangs`);
  expect(world.queues.triage.dead.length === 0, `${world.queues.triage.dead.length} dead logs`);

  const firstStored = hosts.filter(({ problem }) => problem === NEW_PROBLEM).map(({ storedAt = Infinity }) => storedAt);
  const toldAt = alerts.filter(({ word, route }) => word === 'NEW' && route !== HUNG).map(({ at }) => at);
  const { ingest, triage, alert } = world.lambdas;
  return {
    seed: options.seed,
    hosts: hosts.length,
    broken,
    newAlertSeconds: (Math.max(...toldAt) - Math.min(...firstStored)) / 1000,
    countedSeconds: spread(counted),
    storedSeconds: spread(hosts.map(({ storedAt = Infinity, panicsAt }) => (storedAt - panicsAt) / 1000)),
    peak: {
      ingest: ingest.peak,
      triage: triage.peak,
      alert: alert.peak,
      'triage queue': world.queues.triage.maxWaiting,
      'alert queue': world.queues.alert.maxWaiting,
    },
    busy: { ingest: ingest.busyMs, triage: triage.busyMs, alert: alert.busyMs },
    heldUp: world.meter.heldUp,
    counts: world.meter.counts,
  };
}

export function spread(values: readonly number[]): { p50: number; p99: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  return { p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? NaN };
}
