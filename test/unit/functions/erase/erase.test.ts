import { describe, expect, it } from '@jest/globals';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { CrashStore } from '../../../../shared/aws/crashes/crash-store.ts';
import { recordEraser } from '../../../../functions/erase/erase-records.ts';
import { erasureStore } from '../../../../functions/erase/erasures.ts';
import { FleetKeys, Partitions } from '../../../../shared/aws/fleet/items.ts';
import { Keys, indexAttributes } from '../../../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { eraseHost } from '../../../../functions/erase/erase.ts';
import type { EraseDeps } from '../../../../functions/erase/erase.ts';
import { HeldHosts } from '../../../../shared/aws/uploads/held.ts';
import { NotFoundError } from '../../../../shared/errors.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const NOW = Date.parse('2026-11-23T12:00:00.000Z');
const LONG_AGO = '2026-11-20T12:00:00.000Z';
const HOST = 'fs-17.eu';
const OTHER = 'fs-18.eu';
const BUILD = 'ab'.repeat(20);

function idOf(index: number): string {
  return `01JD${String(index).padStart(22, '0')}`;
}

async function harness(options: { uploads: number; budget?: number }) {
  const dynamo = memoryDynamo();
  const clock = { now: NOW };
  const now = () => new Date(clock.now);
  const crashes = new CrashStore(dynamo.client, 'crashes', { now, pickShard: () => 0 });
  const uploads = new UploadStore(dynamo.client, 'uploads', now);
  const hosts = dynamoHosts(dynamo.client, 'uploads');
  const bucket = new Map<string, { sizeBytes: number; lockedUntil?: string }>();
  let budget = options.budget ?? Infinity;

  const { group } = await crashes.groups.open(
    {
      ...{ title: 'kernel BUG in foo', altTitles: [], kind: 'bug', fingerprints: ['v1:foo'], culprit: [] },
      ...{ firstHost: HOST, firstSeen: LONG_AGO, newWith: idOf(0) },
    },
    () => ({ name: 'crash.opened', detail: { id: 'opened' } }) as never,
  );
  async function upload(id: string, host: string, changes: Partial<StoredUpload> = {}): Promise<void> {
    const item: StoredUpload = {
      ...{ id, host, state: 'sealed', analysis: 'done', policy: 'all', sizeBytes: 10, chunkBytes: 8, chunkCount: 2 },
      ...{
        createdBy: `host ${host}`,
        createdAt: LONG_AGO,
        updatedAt: LONG_AGO,
        wanted: [],
        buildId: BUILD,
        ...changes,
      },
    };
    dynamo.items.set(`UPLOAD#${id}\u0000META`, { ...Keys.upload(id), ...indexAttributes(item), ...item });
    dynamo.items.set(`UPLOAD#${id}\u0000CHUNK#00000`, { ...Keys.chunk(id, 0) });
    dynamo.items.set(`SEEN#${BUILD}\u0000${host}`, { pk: `SEEN#${BUILD}`, sk: host });
    const say = (item: Record<string, unknown>) =>
      dynamo.items.set(`${String(item['pk'])}\u0000${String(item['sk'])}`, item);
    say({ ...FleetKeys.memory(id), host });
    say({ ...FleetKeys.kernel(BUILD), buildId: BUILD, gsi1pk: Partitions.kernels, gsi1sk: `${LONG_AGO}#${BUILD}` });
    say({ ...FleetKeys.kernelDump(BUILD, id) });
    say({ ...FleetKeys.stack(`of_${id}`, '6.12'), uploadId: id, gsi1pk: Partitions.stacks, gsi1sk: id });
    say({ ...FleetKeys.interrupt(`of_${id}`, '6.12'), uploadId: id, gsi1pk: Partitions.interrupts, gsi1sk: id });
    if (changes.resumeKey !== undefined) say({ ...Keys.resume(host, changes.resumeKey), uploadId: id });
    if (changes.crashKey !== undefined) say({ ...Keys.sameCrash(host, changes.crashKey), uploadId: id });
    for (const name of ['log', 'vmcore']) bucket.set(`${id}/${name}`, { sizeBytes: 5 });
    const occurrence = {
      ...{ uploadId: id, crashId: group.id, host, title: 't', kind: 'bug' as const, fingerprint: 'v1:foo' },
      ...{ corrupted: false, panicked: true, capturedAt: LONG_AGO, receivedAt: LONG_AGO },
    };
    await crashes.record([occurrence], () => Promise.resolve({ events: [] }));
  }
  for (let index = 0; index < options.uploads; index++) await upload(idOf(index), HOST);
  await upload(idOf(900), OTHER);
  await hosts.enrol({ host: HOST, enrolledAt: LONG_AGO, enrolledBy: 'ada', tokenExpiresAt: LONG_AGO, tags: ['eu'] });

  const deps: EraseDeps = {
    hosts,
    uploads,
    objects: {
      erase(id) {
        let [objects, sizeBytes, locked] = [0, 0, 0];
        let lockedUntil: string | undefined;
        for (const [key, object] of [...bucket].filter(([name]) => name.startsWith(`${id}/`))) {
          if (object.lockedUntil !== undefined) {
            locked += 1;
            ({ lockedUntil } = object);
            continue;
          }
          objects += 1;
          sizeBytes += object.sizeBytes;
          bucket.delete(key);
        }
        return Promise.resolve({
          ...{ objects, sizeBytes, locked, complete: true },
          lockedUntil,
        });
      },
    },
    records: recordEraser(dynamo.client, { uploads: 'uploads', crashes: 'crashes', images: 'images', fleet: 'fleet' }),
    erasures: erasureStore(dynamo.client, 'uploads', now),
    outOfTime: () => budget-- <= 0,
    now,
  };
  const erase = (more = Infinity, host = HOST, by = 'ada') => {
    budget = more;
    return eraseHost(host, by, deps);
  };
  /** What the tables still say of the host, but for what has to stay. */
  const traces = () =>
    [...dynamo.items.entries()]
      .filter(([key, item]) => JSON.stringify([key, item]).includes(HOST))
      .map(([key]) => key.replace('\u0000', ' '))
      .sort();
  /** Which uploads the tables still name: by their number. */
  const uploadsNamed = () => {
    const all = JSON.stringify([...dynamo.items]);
    return [...new Set(all.match(/01JD\d{22}/g))].map((id) => Number(id.slice(4))).sort((a, b) => a - b);
  };
  return { dynamo, clock, crashes, hosts, bucket, deps, erase, upload, traces, uploadsNamed, group };
}

describe('eraseHost', () => {
  it('takes nothing more from a host before anything of it is deleted', async () => {
    const h = await harness({ uploads: 2 });
    const retired: boolean[] = [];
    const erase: EraseDeps['objects']['erase'] = async (...of) => {
      retired.push((await h.hosts.find(HOST))?.revokedAt !== undefined);
      return await h.deps.objects.erase(...of);
    };
    await eraseHost(HOST, 'ada', { ...h.deps, objects: { erase } });
    expect(retired).toEqual([true, true]);
  });

  it('deletes all that a host has sent and every trace of its name but the voided token and the record of it', async () => {
    const h = await harness({ uploads: 30 });
    expect(await h.erase()).toMatchObject({
      ...{ host: HOST, by: 'ada', done: true, uploads: 30, objects: 60, sizeBytes: 300, occurrences: 30 },
      lockedObjects: 0,
    });
    expect(h.traces()).toEqual([`ERASURES ${HOST}`, `HOST#${HOST} HOST`]);
    expect([...h.bucket.keys()]).toEqual([`${idOf(900)}/log`, `${idOf(900)}/vmcore`]);
  });

  it('leaves no id of its uploads in any table', async () => {
    const h = await harness({ uploads: 3 });
    await h.upload(idOf(7), HOST, { resumeKey: 'resume', crashKey: 'crash', crashId: h.group.id });
    await h.crashes.groups.update(h.group.id, (group) => ({ ...group, reports: [idOf(1), idOf(900)] }));
    const held = new HeldHosts({ dynamo: h.dynamo.client, tableName: 'uploads' });
    await held.keep(idOf(7), { until: new Date(NOW), bytesLeft: 1, now: new Date(NOW) });
    await held.want(idOf(7), () => [{ offset: 0, length: 4096 }]);
    expect(h.uploadsNamed()).toEqual([0, 1, 2, 7, 900]);
    await h.erase();
    expect(h.uploadsNamed()).toEqual([900]);
    expect(await h.crashes.groups.mustGet(h.group.id)).toMatchObject({ reports: [idOf(900)] });
  });

  it('forgets which kernels it ran, and its signs of bad memory, when the dumps have long expired', async () => {
    const h = await harness({ uploads: 0 });
    h.dynamo.items.set(`SEEN#${BUILD}\u0000${HOST}`, { pk: `SEEN#${BUILD}`, sk: HOST });
    h.dynamo.items.set(`MEMORY\u0000${idOf(5)}`, { ...FleetKeys.memory(idOf(5)), host: HOST });
    await h.erase();
    expect(h.traces().filter((key) => /^(SEEN|MEMORY)/.test(key))).toEqual([]);
    expect(h.dynamo.items.has(`SEEN#${BUILD}\u0000${OTHER}`)).toBe(true);
    expect(h.dynamo.items.has(`MEMORY\u0000${idOf(900)}`)).toBe(true);
  });

  it('says of a host that nothing is known of that there is none, and writes nothing', async () => {
    const h = await harness({ uploads: 0 });
    const before = structuredClone([...h.dynamo.items]);
    await expect(h.erase(Infinity, 'fs-71.eu')).rejects.toThrow(new NotFoundError('there is no host fs-71.eu'));
    expect([...h.dynamo.items]).toEqual(before);
  });

  it('deletes what a person sent for a host that was never enrolled', async () => {
    const h = await harness({ uploads: 0 });
    await h.upload(idOf(1), 'fs-99.eu');
    expect(await h.erase(Infinity, 'fs-99.eu')).toMatchObject({ done: true, uploads: 1 });
  });

  it('waits for requests that came with a token that was good a moment ago', async () => {
    const h = await harness({ uploads: 0 });
    const enrolment = { enrolledAt: LONG_AGO, enrolledBy: 'ada', tokenExpiresAt: '2027-11-20T12:00:00.000Z' };
    await h.hosts.enrol({ host: HOST, ...enrolment });
    expect(await h.erase()).toMatchObject({ done: false, waitUntil: '2026-11-23T12:02:00.000Z' });
    await h.upload(idOf(1), HOST);
    h.clock.now += 2 * 60_000;
    expect(await h.erase()).toMatchObject({ done: true, uploads: 1 });
  });

  it('waits for those of a host that was enrolled anew, whenever its former tokens were voided', async () => {
    const h = await harness({ uploads: 0 });
    const tokenExpiresAt = '2027-11-20T12:00:00.000Z';
    await h.hosts.enrol({ host: HOST, enrolledAt: LONG_AGO, enrolledBy: 'ada', tokenExpiresAt });
    await h.erase();
    h.clock.now += 3_600_000;
    const enrolledAt = new Date(h.clock.now).toISOString();
    await h.hosts.enrol({ host: HOST, enrolledAt, enrolledBy: 'ada', tokenExpiresAt });
    expect(await h.erase()).toMatchObject({ done: false, waitUntil: '2026-11-23T13:02:00.000Z' });
  });

  it('leaves the numbers of groups as they are, and what other hosts have sent', async () => {
    const h = await harness({ uploads: 3 });
    const before = await h.crashes.groups.totals(h.group.id);
    await h.erase();
    expect(await h.crashes.groups.totals(h.group.id)).toEqual(before);
    const { occurrences } = await h.crashes.read.occurrences(h.group.id, {});
    expect(occurrences.map(({ host }) => host)).toEqual([OTHER]);
    expect((await h.crashes.groups.mustGet(h.group.id)).sampleHosts).not.toContain(HOST);
  });

  it('voids its tokens, and takes them again after it was enrolled anew', async () => {
    const h = await harness({ uploads: 0 });
    await h.erase();
    expect((await h.hosts.revokedAt(HOST))?.getTime()).toBe(NOW);
    expect(await h.hosts.list({ limit: 10 })).toEqual([]);
    expect(h.dynamo.items.get(`HOST#${HOST}\u0000HOST`)?.['expiresAt']).toBeGreaterThan(NOW / 1000 + 3000 * 86_400);
    const at = '2026-11-24T00:00:00.000Z';
    await h.hosts.enrol({ host: HOST, enrolledAt: at, enrolledBy: 'ada', tokenExpiresAt: at });
    expect(h.dynamo.items.get(`HOST#${HOST}\u0000HOST`)?.['expiresAt']).toBeUndefined();
  });

  it('goes on where it stopped when the time was up, and adds up what it did', async () => {
    const h = await harness({ uploads: 30 });
    let erasure = await h.erase(7);
    let calls = 1;
    while (!erasure.done) {
      erasure = await h.erase(7);
      calls += 1;
    }
    expect(calls).toBeGreaterThan(4);
    expect(erasure).toMatchObject({ uploads: 30, objects: 60, occurrences: 30 });
    expect(h.traces()).toHaveLength(2);
  });

  it('changes nothing when it is asked for again', async () => {
    const h = await harness({ uploads: 2 });
    await h.erase();
    const items = structuredClone([...h.dynamo.items]);
    h.clock.now += 3_600_000;
    expect(await h.erase(Infinity, HOST, 'april')).toMatchObject({ done: true, by: 'ada', uploads: 2, objects: 4 });
    expect([...h.dynamo.items]).toEqual(items);
  });

  it('is done once its tokens are void, also where nothing more had come', async () => {
    const h = await harness({ uploads: 0 });
    await h.hosts.enrol({
      host: HOST,
      enrolledAt: LONG_AGO,
      enrolledBy: 'ada',
      tokenExpiresAt: '2027-11-20T12:00:00.000Z',
    });
    expect(await h.erase()).toMatchObject({ done: false });
    h.clock.now += 2 * 60_000;
    const erasure = await h.erase();
    expect(erasure).toMatchObject({ done: true, uploads: 0 });
    expect(erasure.waitUntil).toBeUndefined();
  });

  it('notes who deleted what came since, and adds it to what went before', async () => {
    const h = await harness({ uploads: 2 });
    await h.erase();
    await h.upload(idOf(3), HOST);
    h.clock.now += 3_600_000;
    expect(await h.erase(Infinity, HOST, 'april')).toMatchObject({
      done: true,
      by: 'april',
      uploads: 3,
      occurrences: 3,
    });
  });

  it('says until when the last of several locks holds, whichever upload has it', async () => {
    const h = await harness({ uploads: 3 });
    const days = ['2027-01-01T00:00:00.000Z', '2027-03-01T00:00:00.000Z', '2027-02-01T00:00:00.000Z'];
    days.forEach((lockedUntil, index) => h.bucket.set(`${idOf(index)}/manifest`, { sizeBytes: 1, lockedUntil }));
    expect(await h.erase()).toMatchObject({ lockedObjects: 3, lockedUntil: days[1] });
  });

  it('keeps an upload’s record until all else of it is gone: a fault on the way loses nothing', async () => {
    const h = await harness({ uploads: 1 });
    const others = [`UPLOAD#${idOf(0)}\u0000CHUNK#00000`, `U#${idOf(0)}`];
    for (const part of ['CHUNK#', 'U#']) {
      h.dynamo.onCommand = (name, input) => {
        if (name === 'DeleteCommand' && JSON.stringify(input).includes(part)) throw new Error('out of order');
      };
      await expect(h.erase()).rejects.toThrow('out of order');
      expect(h.dynamo.items.has(`UPLOAD#${idOf(0)}\u0000META`)).toBe(true);
    }
    h.dynamo.onCommand = () => undefined;
    expect(await h.erase()).toMatchObject({ done: true, uploads: 1, occurrences: 1 });
    expect(others.filter((key) => [...h.dynamo.items.keys()].some((item) => item.startsWith(key)))).toEqual([]);
  });

  it('stops at each step where the time is up, and the next call finds the rest', async () => {
    for (let budget = 1; budget < 12; budget += 1) {
      const h = await harness({ uploads: 2 });
      const first = await h.erase(budget);
      const rest = first.done ? first : await h.erase();
      expect(rest).toMatchObject({ done: true, uploads: 2, occurrences: 2 });
      expect(h.traces()).toHaveLength(2);
      if (first.done) return;
    }
    throw new Error('the time was never enough');
  });

  it('says what Object Lock holds, and until when', async () => {
    const h = await harness({ uploads: 1 });
    h.bucket.set(`${idOf(0)}/manifest.json`, { sizeBytes: 1, lockedUntil: '2027-01-01T00:00:00.000Z' });
    expect(await h.erase()).toMatchObject({
      ...{ done: true, uploads: 1, objects: 2, lockedObjects: 1 },
      lockedUntil: '2027-01-01T00:00:00.000Z',
    });
    // What it holds is not found again by its upload.
    await h.upload(idOf(2), HOST);
    expect(await h.erase()).toMatchObject({ lockedObjects: 1, lockedUntil: '2027-01-01T00:00:00.000Z' });
  });

  it('waits for what may still arrive at an upload under way, and takes nothing more for it', async () => {
    const h = await harness({ uploads: 0 });
    await h.upload(idOf(1), HOST, { state: 'open' });
    expect(await h.erase()).toMatchObject({ done: false, uploads: 0, waitUntil: '2026-11-23T12:20:00.000Z' });
    expect(h.dynamo.items.get(`UPLOAD#${idOf(1)}\u0000META`)).toMatchObject({ state: 'aborted' });
    h.bucket.set(`${idOf(1)}/late`, { sizeBytes: 1 });
    h.clock.now += 21 * 60_000;
    const erasure = await h.erase();
    expect(erasure).toMatchObject({ done: true, uploads: 1, objects: 3 });
    expect(erasure.waitUntil).toBeUndefined();
  });
});
