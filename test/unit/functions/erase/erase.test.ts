import { describe, expect, it } from '@jest/globals';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { CrashStore } from '../../../../shared/aws/crash-store.ts';
import { erasureStore, recordEraser } from '../../../../shared/aws/erasures.ts';
import { Keys, indexAttributes } from '../../../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { eraseHost } from '../../../../functions/erase/erase.ts';
import type { EraseDeps } from '../../../../functions/erase/erase.ts';
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
    dynamo.items.set(`MEMORY\u0000${id}`, { pk: 'MEMORY', sk: id, host });
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
        for (const [key, object] of [...bucket].filter(([name]) => name.startsWith(`${id}/`))) {
          if (object.lockedUntil !== undefined) {
            locked += 1;
            continue;
          }
          objects += 1;
          sizeBytes += object.sizeBytes;
          bucket.delete(key);
        }
        return Promise.resolve({
          ...{ objects, sizeBytes, locked, complete: true },
          ...(locked > 0 ? { lockedUntil: '2027-01-01T00:00:00.000Z' } : {}),
        });
      },
    },
    records: recordEraser(dynamo.client, { uploads: 'uploads', crashes: 'crashes', images: 'images', fleet: 'fleet' }),
    note: erasureStore(dynamo.client, 'uploads', now).note,
    outOfTime: () => budget-- <= 0,
    now,
  };
  const erase = (more = Infinity) => {
    budget = more;
    return eraseHost(HOST, 'ada', deps);
  };
  /** What the tables still say of the host, but for what has to stay. */
  const traces = () =>
    [...dynamo.items.entries()]
      .filter(([key, item]) => JSON.stringify([key, item]).includes(HOST))
      .map(([key]) => key.replace('\u0000', ' '))
      .sort();
  return { dynamo, clock, crashes, hosts, bucket, erase, upload, traces, group };
}

describe('eraseHost', () => {
  it('deletes all that a host has sent and every trace of its name but the voided token and the record of it', async () => {
    const h = await harness({ uploads: 30 });
    expect(await h.erase()).toMatchObject({
      ...{ host: HOST, by: 'ada', done: true, uploads: 30, objects: 60, sizeBytes: 300, occurrences: 30 },
      lockedObjects: 0,
    });
    expect(h.traces()).toEqual([`ERASURES ${HOST}`, `HOST#${HOST} HOST`]);
    expect([...h.bucket.keys()]).toEqual([`${idOf(900)}/log`, `${idOf(900)}/vmcore`]);
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
    expect(await h.erase()).toMatchObject({ done: true, uploads: 2, objects: 4, occurrences: 2 });
  });

  it('says what Object Lock holds, and until when', async () => {
    const h = await harness({ uploads: 1 });
    h.bucket.set(`${idOf(0)}/manifest.json`, { sizeBytes: 1, lockedUntil: '2027-01-01T00:00:00.000Z' });
    expect(await h.erase()).toMatchObject({
      ...{ done: true, uploads: 1, objects: 2, lockedObjects: 1 },
      lockedUntil: '2027-01-01T00:00:00.000Z',
    });
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
