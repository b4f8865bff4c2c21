/**
 * Whatever is killed, throttled, doubled, late or out of order: each crash is counted once, in the group of what it truly was, and each
 * problem is told of on each route. `CHAOS_SEEDS=0-4999` (`npm run chaos`) draws more than fit a quick run; a seed that fails is told.
 */
import { describe, expect, it } from '@jest/globals';
import type { CrashGroup } from '../../../shared/contract/crashes.ts';
import type { StoredUpload } from '../../../shared/aws/uploads/items.ts';
import { ulid } from '../../../shared/aws/uploads/ulid.ts';
import { tries } from '../../support/thorough.ts';
import { seeded } from '../post-copy/random.ts';
import type { Random } from '../post-copy/random.ts';
import { drawCrashes, isStray, keyOf, logText, RELEASE } from './scenario.ts';
import type { Form, TrueCrash } from './scenario.ts';
import { crashWorld, START } from './world.ts';

const [FROM = 0, TO = 0] = (process.env['CHAOS_SEEDS'] ?? `0-${tries(40, 200) - 1}`).split('-').map(Number);
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

async function run(seed: number): Promise<void> {
  const random = seeded(seed);
  const crashes = drawCrashes(random, START);
  const world = crashWorld(random, random.chance(0.2) ? 0 : 0.002 + random.below(20) / 1000);
  const toSend = crashes.flatMap((crash, index) => crash.forms.map((form) => ({ crash, index, form })));
  const sent: Sent = new Map();
  while (toSend.length > 0) {
    const [next] = toSend.splice(random.below(toSend.length), 1);
    if (next === undefined) continue;
    const id = await sendForm(world, next.crash, next.index, next.form, random);
    sent.set(next.crash, [...(sent.get(next.crash) ?? []), id]);
    if (random.chance(0.4)) await world.settleSome();
  }
  await world.settle();
  await check(world, crashes, sent);
}

async function check(world: World, crashes: readonly TrueCrash[], sent: Sent): Promise<void> {
  expect(world.failures).toEqual([]);
  const groups = (await world.crashes.read.list({ limit: 200 })).crashes;
  const expected = new Map<string, { count: number; hosts: Set<string> }>();
  for (const { problem, host } of crashes) {
    const known = expected.get(problem) ?? { count: 0, hosts: new Set() };
    known.count += 1;
    known.hosts.add(host);
    expected.set(problem, known);
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
    if (isLeft) expect(isStray(group.title)).toBe(true);
    else await checkNumbers(world, group);
  }
  for (const [crash, ids] of sent) await checkCrash(world, crash, ids);
  checkAlerts(world, groups);
  // Nothing waits for ever.
  expect(await world.crashes.outbox.pending(0)).toEqual([]);
  for (const route of ['pager', 'chat']) expect(await world.alerts.nextDigest(route)).toBeUndefined();
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

async function checkCrash(world: World, crash: TrueCrash, ids: readonly string[]): Promise<void> {
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
    expect([sameCrashAs ?? id, crashId, title]).toEqual([occurrence?.uploadId, occurrence?.crashId, crash.problem]);
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

describe('a fleet whose crashes arrive in every form, on a service that fails all the time', () => {
  for (let first = FROM; first <= TO; first += SEEDS_A_TEST) {
    const last = Math.min(TO, first + SEEDS_A_TEST - 1);
    it(`counts each once, where it belongs, and tells of it: seeds ${first} to ${last}`, async () => {
      for (let seed = first; seed <= last; seed++) {
        await run(seed).catch((error: unknown) => {
          throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        });
      }
    });
  }
});
