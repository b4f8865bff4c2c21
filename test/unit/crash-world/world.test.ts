/**
 * Whatever is killed, throttled, doubled, late or out of order: each crash is counted once, in the group of what it truly was, and each
 * problem is told of on each route. `CHAOS_SEEDS=0-4999` (`npm run chaos`) draws more than fit a quick run; a seed that fails is told.
 */
import { describe, expect, it } from '@jest/globals';
import type { CrashGroup, GroupingAction } from '../../../shared/contract/crashes.ts';
import type { StoredUpload } from '../../../shared/aws/uploads/items.ts';
import { ulid } from '../../../shared/aws/uploads/ulid.ts';
import { tries } from '../../support/thorough.ts';
import { seeded } from '../post-copy/random.ts';
import type { Random } from '../post-copy/random.ts';
import { drawCrashes, isStray, keyOf, logText, RELEASE } from './scenario.ts';
import type { Form, TrueCrash } from './scenario.ts';
import { crashWorld, START } from './world.ts';

const [FROM = 0, TO = 0] = (process.env['CHAOS_SEEDS'] ?? `0-${tries(24, 200) - 1}`).split('-').map(Number);
const SEEDS_A_TEST = 20;

type World = ReturnType<typeof crashWorld>;
type Sent = Map<TrueCrash, string[]>;

async function sendForm(world: World, crash: TrueCrash, index: number, form: Form, random: Random): Promise<string> {
  const { kind } = form;
  const isDump = kind === 'dump' || kind === 'hot';
  const at = new Date(world.clock.now);
  const id = ulid(at);
  const upload: StoredUpload = {
    id,
    host: crash.host,
    state: 'open',
    analysis: 'waiting',
    policy: 'all',
    sizeBytes: isDump ? 1000 : 0,
    chunkBytes: 8 * 2 ** 20,
    chunkCount: isDump ? 1 : 0,
    fileName: isDump ? 'vmcore' : 'dmesg.txt',
    ...(isDump ? { crashKey: keyOf(crash), kernelRelease: RELEASE } : {}),
    createdBy: crash.host,
    createdAt: at.toISOString(),
    updatedAt: at.toISOString(),
    wanted: [],
  };
  const whole = logText(crash, index, 'whole');
  const crashedAt = crash.hasClock ? new Date(crash.crashTime * 1000).toISOString() : undefined;
  const prefix = kind === 'console' ? 'console: ' : kind === 'pstore' ? '<0>' : '';
  const log = logText(crash, index, form.log, prefix);
  await world.upload(upload, log, isDump ? { log: whole, crashedAt } : undefined);
  world.clock.now += random.below(120_000);
  return id;
}

interface Asked {
  readonly id: string;
  readonly action: GroupingAction;
}

/** Somebody merges two groups, or takes that back: those of one problem or not, as people err. */
function drawAction(groups: readonly CrashGroup[], random: Random): Asked | undefined {
  const from = groups[random.below(groups.length)];
  const into = groups[random.below(groups.length)];
  if (from === undefined || into === undefined || from === into) return undefined;
  const undo = from.merged !== undefined && random.chance(0.6);
  return { id: from.id, action: undo ? { action: 'undo' } : { action: 'merge', into: into.id } };
}

interface Meanwhile {
  /** People merge groups and take that back. */
  readonly merging?: boolean;
  /** Some of the hosts are silenced. */
  readonly silencing?: boolean;
}

async function run(seed: number, { merging = false, silencing = false }: Meanwhile = {}): Promise<void> {
  const random = seeded(seed);
  const crashes = drawCrashes(random, START);
  const world = crashWorld(random, random.chance(0.2) ? 0 : 0.002 + random.below(20) / 1000);
  const silent = silencing ? await silenceSome(world, crashes, random) : new Set<string>();
  const toSend = crashes.flatMap((crash, index) => crash.forms.map((form) => ({ crash, index, form })));
  const sent: Sent = new Map();
  const again: Asked[] = [];
  const touched = new Set<string>();
  while (toSend.length > 0) {
    const [next] = toSend.splice(random.below(toSend.length), 1);
    if (next === undefined) continue;
    const id = await sendForm(world, next.crash, next.index, next.form, random);
    sent.set(next.crash, [...(sent.get(next.crash) ?? []), id]);
    if (random.chance(0.4)) await world.settleSome();
    if (!merging || random.chance(0.5)) continue;
    const asked = drawAction((await world.crashes.read.list({ limit: 200 })).crashes, random);
    if (asked === undefined) continue;
    touched.add(asked.id);
    if ((await world.ask(asked.id, asked.action)) === 'broken off') again.push(asked);
  }
  await world.settle();
  // Nothing is lost by a request that was broken off: it is said again.
  for (const { id, action } of again) await world.ask(id, action);
  await world.settle();
  await check(world, crashes, sent, { touched, silent });
}

async function silenceSome(world: World, crashes: readonly TrueCrash[], random: Random): Promise<ReadonlySet<string>> {
  const hosts = [...new Set(crashes.map(({ host }) => host))].filter(() => random.chance(0.5));
  const until = new Date(world.clock.now + 29 * 86_400_000).toISOString();
  for (const host of hosts) await world.silences.set(host, { until, reason: 'a bad board' }, 'ada');
  return new Set(hosts);
}

/**
 * @param touched groups that somebody merged, or wanted to
 * @param silent hosts that are silenced all the time
 */
async function check(
  world: World,
  crashes: readonly TrueCrash[],
  sent: Sent,
  { touched, silent }: { readonly touched: ReadonlySet<string>; readonly silent: ReadonlySet<string> },
): Promise<void> {
  expect(world.failures).toEqual([]);
  const groups = (await world.crashes.read.list({ limit: 200 })).crashes;
  const expected = new Map<string, { count: number; hosts: Set<string> }>();
  for (const { problem, host } of crashes) {
    const { title } = await rootOf(world, groups, problem);
    const known = expected.get(title) ?? { count: 0, hosts: new Set() };
    known.count += 1;
    known.hosts.add(host);
    expected.set(title, known);
  }
  // One occurrence a crash, in the group of what it was; nothing is left in a group of a log that was cut short, or another's.
  expect(
    Object.fromEntries(groups.filter(({ count }) => count > 0).map((g) => [g.title, [g.count, g.hostCount]])),
  ).toEqual(Object.fromEntries([...expected].map(([title, { count, hosts }]) => [title, [count, hosts.size]])));
  for (const group of groups) {
    // No fingerprint but those of its own logs.
    expect(group.fingerprints).toEqual([`v1:${group.title}`]);
    const isLeft = group.count === 0;
    expect([group.title, group.status.state]).toEqual([group.title, isLeft ? 'resolved' : 'open']);
    if (isLeft) expect([group.title, isStray(group.title) || group.merged !== undefined]).toEqual([group.title, true]);
    else await checkNumbers(world, group);
  }
  for (const [crash, ids] of sent) {
    await checkCrash(world, crash, ids, await rootOf(world, groups, crash.problem));
  }
  // What somebody merged before anybody was told of it is no news, and stays that person's own where it is taken back.
  const heard = new Set(crashes.filter(({ host }) => !silent.has(host)).map(({ problem }) => problem));
  const untouched = groups.filter(({ id }) => !touched.has(id));
  checkAlerts(
    world,
    untouched.filter(({ title }) => heard.has(title)),
  );
  checkSilence(
    world,
    untouched.filter(({ title }) => !heard.has(title)),
  );
  // Nothing waits for ever.
  expect(await world.crashes.outbox.pending(0)).toEqual([]);
  for (const route of ['pager', 'chat']) expect(await world.alerts.nextDigest(route)).toBeUndefined();
}

/** The group that crashes of a problem are counted in: its own, or what people have merged that into. */
async function rootOf(world: World, groups: readonly CrashGroup[], problem: string): Promise<CrashGroup> {
  const home = groups.find(({ title }) => title === problem);
  if (home === undefined) throw new Error(`there is no group of ${problem}`);
  return await world.crashes.groups.root(home.id);
}

/** What a group shows of its crashes is what they say. */
async function checkNumbers(world: World, group: CrashGroup): Promise<void> {
  const { occurrences } = await world.crashes.read.occurrences(group.id, { limit: 100 });
  const times = occurrences.map(({ capturedAt }) => capturedAt).sort();
  const hosts = new Set(occurrences.map(({ host }) => host));
  const releases = occurrences.filter(({ kernelRelease }) => kernelRelease === RELEASE).length;
  const days = Object.values(group.days).reduce((sum, count) => sum + count, 0);
  expect({
    title: group.title,
    seen: [group.firstSeen, group.lastSeen],
    hosts: [...group.sampleHosts].sort(),
    kernels: group.kernels,
    days,
  }).toEqual({
    title: group.title,
    seen: [times[0], times.at(-1)],
    hosts: [...hosts].sort(),
    kernels: { [RELEASE]: releases },
    days: occurrences.length,
  });
}

async function checkCrash(world: World, crash: TrueCrash, ids: readonly string[], root: CrashGroup): Promise<void> {
  const occurrences = (await Promise.all(ids.map((id) => world.crashes.read.occurrence(id)))).filter(
    (o) => o !== undefined,
  );
  expect(occurrences.map(({ title }) => title)).toEqual([crash.problem]);
  const [occurrence] = occurrences;
  const hasDump = crash.forms.some(({ kind }) => kind === 'dump');
  if (crash.hasClock && hasDump) {
    expect(occurrence?.capturedAt).toBe(new Date(crash.crashTime * 1000).toISOString());
  }
  for (const id of ids) {
    const { sameCrashAs, crashId, title } = await world.uploads.require(id);
    expect([sameCrashAs ?? id, crashId, title]).toEqual([occurrence?.uploadId, root.id, root.title]);
    expect(occurrence?.crashId).toBe(root.id);
  }
}

function checkAlerts({ said, emptied }: World, groups: readonly CrashGroup[]): void {
  for (const route of ['pager', 'chat']) {
    const news = said.filter((each) => each.route === route && each.word === 'NEW');
    for (const { id, title, count } of groups) {
      if (count === 0) continue;
      // Once more where it had been empty: what was said before that was of a crash which turned out to be another.
      const prefix = emptied.has(id) ? `opened:${id}:` : `opened:${id}`;
      expect([route, title, news.some((each) => each.id.startsWith(prefix))]).toEqual([route, title, true]);
    }
    // Twice only where nobody can know whether it was sent, and then it says so.
    for (const id of new Set(news.map((each) => each.id))) {
      const again = news.filter((each) => each.id === id).slice(1);
      expect(again.map(({ repeated }) => repeated)).toEqual(again.map(() => true));
    }
  }
  for (const { count, hostCount } of said) {
    expect(count).toBeGreaterThan(0);
    expect(hostCount).toBeGreaterThan(0);
    expect(hostCount).toBeLessThanOrEqual(count);
  }
}

/** What logs seem to show before more is known of them may be told of by any host; what only silenced hosts have is not. */
function checkSilence({ said, emptied }: World, groups: readonly CrashGroup[]): void {
  for (const { id, title, count, untold } of groups) {
    if (count === 0 || isStray(title) || emptied.has(id)) continue;
    expect([title, untold?.word, said.some(({ id: news }) => news.startsWith(`opened:${id}`))]).toEqual([
      title,
      'NEW',
      false,
    ]);
  }
}

const named =
  (seed: number) =>
  (error: unknown): never => {
    throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  };

describe('a fleet whose crashes arrive in every form, on a service that fails all the time', () => {
  for (let first = FROM; first <= TO; first += SEEDS_A_TEST) {
    const last = Math.min(TO, first + SEEDS_A_TEST - 1);
    it(`counts each once, where it belongs, and tells of it: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) await run(seed).catch(named(seed));
    });

    it(`and so where people merge groups and take that back meanwhile: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) await run(seed, { merging: true }).catch(named(seed));
    });

    it(`and so where some hosts are silenced, whose problems nobody else has: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) await run(seed, { silencing: true }).catch(named(seed));
    });
  }
});
