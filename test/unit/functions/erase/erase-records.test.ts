/** What the tables forget of one upload and of a host, and what they keep. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { recordEraser } from '../../../../functions/erase/erase-records.ts';
import { erasureStore } from '../../../../functions/erase/erasures.ts';
import { CrashStore } from '../../../../shared/aws/crashes/crash-store.ts';
import { IndexKeys, Keys as CrashKeys } from '../../../../shared/aws/crashes/items.ts';
import { FleetKeys, Partitions } from '../../../../shared/aws/fleet/items.ts';
import { Keys } from '../../../../shared/aws/uploads/items.ts';
import type { StoredUpload } from '../../../../shared/aws/uploads/items.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const AT = '2026-11-20T12:00:00.000Z';
const HOST = 'web-1';
const idOf = (index: number): string => `01JD${String(index).padStart(22, '0')}`;

let dynamo: ReturnType<typeof memoryDynamo>;
let crashes: CrashStore;
let eraser: ReturnType<typeof recordEraser>;
beforeEach(() => {
  dynamo = memoryDynamo();
  crashes = new CrashStore(dynamo.client, 'crashes', { now: () => new Date(AT), pickShard: () => 0 });
  const tables = { uploads: 'uploads', crashes: 'crashes', images: 'images', fleet: 'fleet' };
  eraser = recordEraser(dynamo.client, tables);
});

const put = (item: Record<string, unknown>) =>
  dynamo.items.set(`${String(item['pk'])}\u0000${String(item['sk'])}`, item);
const upload = (over: Partial<StoredUpload> = {}): StoredUpload => ({
  ...{ id: idOf(1), host: HOST, state: 'sealed', analysis: 'done', policy: 'all', sizeBytes: 1, chunkBytes: 1 },
  ...{ chunkCount: 1, createdBy: HOST, createdAt: AT, updatedAt: AT, wanted: [] },
  ...over,
});
async function groupOf(fingerprint: string, over: object): Promise<string> {
  const opened = await crashes.groups.open(
    {
      ...{ title: fingerprint, altTitles: [], kind: 'bug', fingerprints: [fingerprint], culprit: [] },
      ...{ firstHost: HOST, firstSeen: AT, newWith: idOf(1) },
    },
    () => ({ name: 'crash.opened', detail: { id: fingerprint } }) as never,
  );
  await crashes.groups.update(opened.group.id, (group) => ({ ...group, ...over }));
  return opened.group.id;
}
const occurrenceIn = (id: string, crashId: string) =>
  put({ ...CrashKeys.occurrence(id), ...IndexKeys.occurrence(crashId, HOST, id, AT), crashId });

describe('an upload', () => {
  it('is forgotten in the group it names, and in the one that counts it by now', async () => {
    const [named, counting, other] = [
      await groupOf('v1:named', { newWith: idOf(1), reports: [idOf(1), idOf(2)] }),
      await groupOf('v1:counting', { newWith: idOf(2), reports: [idOf(1)] }),
      await groupOf('v1:other', { newWith: idOf(1), reports: [idOf(1)] }),
    ];
    occurrenceIn(idOf(1), counting);
    expect(await eraser.forgetUpload(upload({ crashId: named }))).toBe(1);
    const shown = async (id: string) => {
      const { newWith, reports } = await crashes.groups.mustGet(id);
      return { newWith, reports };
    };
    expect(await shown(named)).toEqual({ newWith: undefined, reports: [idOf(2)] });
    expect(await shown(counting)).toEqual({ newWith: idOf(2), reports: [] });
    expect(await shown(other)).toEqual({ newWith: idOf(1), reports: [idOf(1)] });
  });

  it('that was never counted counts for none, and changes no group that does not name it', async () => {
    const group = await groupOf('v1:x', { newWith: idOf(2) });
    const { version } = await crashes.groups.mustGet(group);
    expect(await eraser.forgetUpload(upload({ crashId: group }))).toBe(0);
    expect((await crashes.groups.mustGet(group)).version).toBe(version);
  });

  it('takes away its own keys of resuming and of the same crash, and no other host’s', async () => {
    const [resume, crash] = [Keys.resume(HOST, 'r'), Keys.sameCrash(HOST, 'c')];
    const others = [Keys.resume('web-2', 'r'), Keys.sameCrash('web-2', 'c')];
    for (const key of [resume, crash, ...others]) put(key);
    await eraser.forgetUpload(upload());
    expect(dynamo.items.size).toBe(4);
    await eraser.forgetUpload(upload({ resumeKey: 'r', crashKey: 'c' }));
    expect([...dynamo.items.values()]).toEqual(others);
    const deletes = dynamo.calls.get('DeleteCommand') ?? 0;
    await eraser.forgetUpload(upload());
    // Its sign of bad memory, its occurrence and its own record: nothing is deleted by a key that it does not have.
    expect((dynamo.calls.get('DeleteCommand') ?? 0) - deletes).toBe(3);
  });
});

describe('a host', () => {
  it('is known by a crash of it', async () => {
    expect(await eraser.knowsHost(HOST)).toBe(false);
    put({ ...CrashKeys.host(HOST, 'c1') });
    expect([await eraser.knowsHost(HOST), await eraser.knowsHost('web-2')]).toEqual([true, false]);
  });

  it('leaves its occurrences, its name in groups that have it, and what it ran', async () => {
    const [named, unnamed] = [
      await groupOf('v1:named', { sampleHosts: ['web-0', HOST] }),
      await groupOf('v1:unnamed', { sampleHosts: ['web-0'] }),
    ];
    const { version } = await crashes.groups.mustGet(unnamed);
    for (const id of [named, unnamed]) put({ ...CrashKeys.host(HOST, id), ...IndexKeys.host(id, HOST), host: HOST });
    for (const number of [1, 2, 3]) occurrenceIn(idOf(number), named);
    put({ ...FleetKeys.kernel('aa'), buildId: 'aa', gsi1pk: Partitions.kernels, gsi1sk: `${AT}#aa` });
    put({ pk: 'SEEN#aa', sk: HOST });
    put({ pk: 'SEEN#aa', sk: 'web-2' });
    expect(await eraser.forgetHost(HOST, () => false)).toEqual({ occurrences: 3, complete: true });
    expect((await crashes.groups.mustGet(named)).sampleHosts).toEqual(['web-0']);
    expect((await crashes.groups.mustGet(unnamed)).version).toBe(version);
    expect(JSON.stringify([...dynamo.items.values()])).not.toContain(`"${HOST}"`);
    expect(dynamo.items.has('SEEN#aa\u0000web-2')).toBe(true);
    expect(await eraser.forgetHost(HOST, () => false)).toEqual({ occurrences: 0, complete: true });
  });

  it('is not done where the time is up at any step', async () => {
    const group = await groupOf('v1:x', { sampleHosts: [HOST] });
    put({ ...CrashKeys.host(HOST, group), ...IndexKeys.host(group, HOST), host: HOST });
    occurrenceIn(idOf(1), group);
    put({ ...FleetKeys.kernel('aa'), buildId: 'aa', gsi1pk: Partitions.kernels, gsi1sk: `${AT}#aa` });
    const answers: unknown[] = [];
    for (let left = 0; left < 4; left += 1) {
      let budget = left;
      answers.push(await eraser.forgetHost(HOST, () => budget-- <= 0));
    }
    expect(answers).toEqual([
      { occurrences: 0, complete: false },
      { occurrences: 1, complete: false },
      { occurrences: 0, complete: false },
      { occurrences: 0, complete: true },
    ]);
  });
});

describe('the record of deletions', () => {
  const progress = { done: false, uploads: 1, objects: 2, sizeBytes: 3, occurrences: 4, lockedObjects: 5 };
  const waitUntil = '2026-11-20T12:20:00.000Z';

  it('adds up, keeps when it began, and says what to wait for as long as there is something', async () => {
    let now = AT;
    const store = erasureStore(dynamo.client, 'uploads', () => new Date(now));
    expect(await store.get(HOST)).toBeUndefined();
    await store.note(HOST, 'ada', { ...progress, waitUntil });
    expect(await store.get(HOST)).toMatchObject({ waitUntil, done: false });
    now = '2026-11-21T12:00:00.000Z';
    const lockedUntil = '2027-01-01T00:00:00.000Z';
    const noted = await store.note(HOST, 'april', { ...progress, done: true, lockedUntil });
    expect(noted).toEqual({
      ...{ host: HOST, by: 'april', startedAt: AT, updatedAt: now, done: true, lockedUntil },
      ...{ uploads: 2, objects: 4, sizeBytes: 6, occurrences: 8, lockedObjects: 10 },
    });
    expect(await store.get(HOST)).toEqual(noted);
  });

  it('is listed page by page', async () => {
    const store = erasureStore(dynamo.client, 'uploads', () => new Date(AT));
    for (const host of ['a', 'b', 'c']) await store.note(host, 'ada', progress);
    const hosts = async (request: { limit: number; cursor?: string }) => {
      const { erasures, next } = await store.list(request);
      return [erasures.map(({ host }) => host).join(''), next];
    };
    expect(await hosts({ limit: 2 })).toEqual(['ab', 'b']);
    expect(await hosts({ limit: 2, cursor: 'b' })).toEqual(['c', undefined]);
    expect(await hosts({ limit: 4 })).toEqual(['abc', undefined]);
  });
});
