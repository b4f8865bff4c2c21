/** What the table of crashes holds: when items are forgotten, what is answered in pages, and what a lost race leaves. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { CrashStore } from '../../../../../shared/aws/crashes/crash-store.ts';
import { SHARDS, crashIdOf, sumCounters } from '../../../../../shared/aws/crashes/items.ts';
import { OCCURRENCES_A_TRANSACTION } from '../../../../../shared/aws/crashes/record.ts';
import type { GroupedOccurrence } from '../../../../../shared/aws/crashes/record.ts';
import { transact } from '../../../../../shared/aws/crashes/transact.ts';
import type { Occurrence } from '../../../../../shared/contract/crashes.ts';
import type { PurgatoryEvent } from '../../../../../shared/contract/events.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:30:00.000Z';
const SECONDS = Date.parse(AT) / 1000;
const DAY = 86_400;
const FINGERPRINT = 'v1:foo';
const GROUP = crashIdOf(FINGERPRINT);
const uploadId = (n: number) => `01JD${String(n).padStart(22, '0')}`;
const minutes = (n: number) => new Date(Date.parse(AT) + n * 60_000).toISOString();

let dynamo: ReturnType<typeof memoryDynamo>;
let crashes: CrashStore;
beforeEach(() => {
  dynamo = memoryDynamo();
  crashes = new CrashStore(dynamo.client, 'crashes', {
    now: () => new Date(AT),
    pickShard: () => 3,
    retentionDays: 30,
  });
});

const occurrence = (n: number, more: Partial<GroupedOccurrence> = {}): GroupedOccurrence => ({
  uploadId: uploadId(n),
  crashId: GROUP,
  host: `web-${n}`,
  title: 'BUG: foo',
  kind: 'bug',
  fingerprint: FINGERPRINT,
  kernelRelease: '6.12.9',
  corrupted: false,
  panicked: true,
  capturedAt: minutes(-n),
  receivedAt: AT,
  ...more,
});
const withoutGroup = ({ crashId: _crashId, ...rest }: GroupedOccurrence): Occurrence => rest;
const seed = {
  ...{ title: 'BUG: foo', altTitles: [], kind: 'bug' as const, fingerprints: [FINGERPRINT] as [string], culprit: [] },
  ...{ firstHost: 'web-0', firstSeen: AT, newWith: uploadId(0) },
};
const nothing = () => Promise.resolve({ events: [] });
const record = (count: number) =>
  crashes.record(
    Array.from({ length: count }, (_, n) => occurrence(n)),
    nothing,
  );
const item = (pk: string, sk: string) => dynamo.items.get(`${pk}\u0000${sk}`);

describe('what a crash has left', () => {
  it('is forgotten by whole seconds: occurrences and hosts as long as is set, an hour’s share after three days', async () => {
    await record(1);
    expect(item(`U#${uploadId(0)}`, 'OCCURRENCE')?.['expiresAt']).toBe(SECONDS + 30 * DAY);
    expect(item('H#web-0', `G#${GROUP}`)?.['expiresAt']).toBe(SECONDS + 30 * DAY);
    const hour = Math.floor(SECONDS / 3600);
    expect(item(`G#${GROUP}#3`, `R#${hour}`)?.['expiresAt']).toBe(hour * 3600 + 3 * DAY);
    expect(item(`G#${GROUP}#3`, 'COUNT')?.['expiresAt']).toBeUndefined();
  });

  it('is known by its words for sixty days, in seconds', async () => {
    await crashes.identity.settle('web-0', {
      ...{ uploadId: uploadId(0), weight: 1, fromDump: false },
      evidence: { crashKey: 'a key', words: [] },
    });
    expect(item('I#web-0', 'CRASHES')).toMatchObject({ version: 1, expiresAt: SECONDS + 60 * DAY });
  });

  it('is kept for good where nothing is set', async () => {
    crashes = new CrashStore(dynamo.client, 'crashes', { now: () => new Date(AT) });
    await record(1);
    expect(item(`U#${uploadId(0)}`, 'OCCURRENCE')).toBeDefined();
    expect(item(`U#${uploadId(0)}`, 'OCCURRENCE')?.['expiresAt']).toBeUndefined();
    expect(item('H#web-0', `G#${GROUP}`)?.['expiresAt']).toBeUndefined();
  });

  it('is kept of a log without a crash as well, once, and as long', async () => {
    const ungrouped = withoutGroup(occurrence(1));
    expect(await crashes.recordUngrouped(ungrouped)).toBe(true);
    expect(await crashes.recordUngrouped({ ...ungrouped, host: 'other' })).toBe(false);
    expect(item(`U#${uploadId(1)}`, 'OCCURRENCE')).toMatchObject({ host: 'web-1', expiresAt: SECONDS + 30 * DAY });
    expect((await crashes.read.occurrences('none', {})).occurrences).toHaveLength(1);
  });

  it('names the last time of a host, by the time of its crashes, not of their arrival', async () => {
    const host = 'web-1';
    await crashes.record([occurrence(5, { host }), occurrence(2, { host }), occurrence(3, { host })], nothing);
    expect(item('H#web-1', `G#${GROUP}`)).toMatchObject({ n: 3, lastSeen: minutes(-2) });
  });
});

describe('occurrences', () => {
  it('are counted once each, however many come at once, and their hosts once', async () => {
    const count = 2 * OCCURRENCES_A_TRANSACTION + 1;
    const first = await record(count);
    expect([first.added.length, first.duplicates.length]).toEqual([count, 0]);
    expect(dynamo.calls.get('TransactWriteCommand')).toBe(3);
    const again = await record(count + 1);
    expect([again.added.map((each) => each.uploadId), again.duplicates.length]).toEqual([[uploadId(count)], count]);
    expect(await crashes.groups.totals(GROUP)).toMatchObject({
      count: count + 1,
      hostCount: count + 1,
      kernels: { '6.12.9': count + 1 },
    });
  });

  it('are listed under many keys, so that no one of them is written by all hosts', async () => {
    await record(200);
    const keys = (prefix: string) =>
      new Set([...dynamo.items.values()].map(({ gsi1pk }) => String(gsi1pk)).filter((key) => key.startsWith(prefix)));
    expect([keys('O#').size, keys('N#').size]).toEqual([SHARDS, SHARDS]);
  });

  it('of nobody write nothing', async () => {
    expect(await crashes.record([], nothing)).toEqual({ added: [], duplicates: [], events: [] });
    expect([...dynamo.calls]).toEqual([]);
  });

  it('of the hour before count in proportion', async () => {
    const before = { receivedAt: minutes(-60) };
    await crashes.record([occurrence(0), ...[1, 2, 3, 4].map((n) => occurrence(n, before))], nothing);
    await crashes.record([occurrence(9, { receivedAt: minutes(-120) })], nothing);
    // Half past: one of this hour, and half of the four of the one before.
    expect(await crashes.groups.lastHour(GROUP, new Date(AT))).toBe(1 + 2);
  });

  it('that are on record otherwise by now are neither taken back nor replaced', async () => {
    await record(1);
    const [was] = [occurrence(0)];
    const elsewhere = { ...was, crashId: crashIdOf('v1:bar') };
    expect(await crashes.remove(elsewhere)).toBe(false);
    expect(await crashes.remove({ ...was, capturedAt: minutes(1) })).toBe(false);
    expect(await crashes.replace(elsewhere, was)).toBeUndefined();
    expect(await crashes.move(elsewhere, GROUP)).toBe(false);
    expect(await crashes.move(was, GROUP)).toBe(false);
    expect(await crashes.groups.totals(GROUP)).toMatchObject({ count: 1, hostCount: 1 });
    expect(await crashes.remove(was)).toBe(true);
    expect(await crashes.groups.totals(GROUP)).toEqual({ count: 0, hostCount: 0, kernels: {}, models: {}, days: {} });
    expect(item('H#web-0', `G#${GROUP}`)).toBeUndefined();
  });

  it('are written under their own index, and nothing is where their text is the same', async () => {
    await record(1);
    const writes = dynamo.writes.get(`G#${GROUP}#3`);
    const next = occurrence(0, { title: 'BUG: foo in bar' });
    expect(await crashes.replace(occurrence(0), next)).toEqual({ events: [] });
    expect(dynamo.writes.get(`G#${GROUP}#3`)).toBe(writes);
    expect(await crashes.read.occurrence(uploadId(0))).toMatchObject({ title: 'BUG: foo in bar' });
    await crashes.replace(next, { ...next, kernelRelease: '6.12.10' });
    expect((await crashes.groups.totals(GROUP)).kernels).toEqual({ '6.12.10': 1 });
  });
});

describe('pages', () => {
  it('hold every occurrence once, newest first, however little a partition answers', async () => {
    await record(60);
    for (const pageItems of [1, 3, 100]) {
      dynamo.pageItems = pageItems;
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await crashes.read.occurrences(GROUP, { limit: 7, cursor });
        seen.push(...page.occurrences.map((each) => each.uploadId));
        cursor = page.next;
      } while (cursor !== undefined);
      expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => uploadId(n)));
    }
  });

  it('hold at least one and 200 at most, and 50 where nobody says', async () => {
    await record(210);
    const length = async (limit?: number) => (await crashes.read.occurrences(GROUP, { limit })).occurrences.length;
    expect(await Promise.all([length(0), length(1), length(200), length(1000), length()])).toEqual([
      1, 1, 200, 200, 50,
    ]);
  });

  it.each([['nonsense\u0007'], [''], ['x'.repeat(301)]])('begin behind no cursor but ours: %j', async (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    await expect(crashes.read.occurrences(GROUP, { cursor })).rejects.toThrow('not a cursor of ours');
  });

  it('hold the oldest of all partitions first where those are asked for', async () => {
    await record(40);
    const oldest = await crashes.read.earliest(GROUP, 3);
    expect(oldest.map((each) => each.uploadId)).toEqual([39, 38, 37].map(uploadId));
  });

  it('name some hosts, each once, from as many partitions as it takes', async () => {
    await record(40);
    const all = Array.from({ length: 40 }, (_, n) => `web-${n}`);
    for (const limit of [1, 10, 40, 100]) {
      const hosts = await crashes.read.sampleHosts(GROUP, limit);
      expect(hosts).toHaveLength(Math.min(limit, 40));
      expect(new Set(hosts).size).toBe(hosts.length);
      expect(all).toEqual(expect.arrayContaining(hosts));
    }
  });
});

describe('a group', () => {
  it('that was opened by another in the meantime is theirs, and is told of once', async () => {
    const eventOf = () =>
      ({ name: 'crash.opened', detail: { id: 'opened', occurredAt: AT } }) as unknown as PurgatoryEvent;
    const first = await crashes.groups.open(seed, eventOf);
    const second = await crashes.groups.open({ ...seed, title: 'other' }, eventOf);
    expect([first.opened, second.opened]).toEqual([true, false]);
    expect(second).toMatchObject({ home: GROUP, group: { title: 'BUG: foo', version: 1 } });
  });

  it('that is there without its fingerprint is found by its id', async () => {
    await crashes.groups.open(seed);
    dynamo.items.delete(`F#${FINGERPRINT}\u0000ALIAS`);
    expect(await crashes.groups.open(seed)).toMatchObject({ opened: false, home: GROUP, group: { id: GROUP } });
  });

  it('keeps what its first log said, and nothing that it did not say', async () => {
    const said = { subsystem: 'ext4', owner: 'fs', fatal: true, partial: true, panicked: true } as const;
    const { group } = await crashes.groups.open({ ...seed, ...said });
    expect(group).toMatchObject(said);
    const { group: other } = await crashes.groups.open({ ...seed, fingerprints: ['v1:bar'] });
    for (const name of Object.keys(said)) expect(Object.keys(other)).not.toContain(name);
  });

  it('keeps who owns it, a note and a link, each till it is taken away', async () => {
    await crashes.groups.open(seed);
    const notes = { owner: 'fs', note: 'see LKML', tracker: 'https://bugs.example/1' };
    expect(await crashes.annotate(GROUP, notes, 'ada')).toMatchObject(notes);
    expect(await crashes.annotate(GROUP, { note: 'fixed' }, 'ada')).toMatchObject({ ...notes, note: 'fixed' });
    const cleared = await crashes.annotate(GROUP, { owner: '', note: '', tracker: '' }, 'ada');
    expect([cleared.owner, cleared.note, cleared.tracker]).toEqual([undefined, undefined, undefined]);
    expect(cleared.activity?.length).toBeGreaterThan(0);
    expect((await crashes.read.list({})).crashes[0]?.activity).toBeUndefined();
  });

  it('lists the thirty newest of its days', () => {
    const day = (n: number) => new Date(Date.parse(AT) + n * DAY * 1000).toISOString().slice(0, 10);
    const { days } = sumCounters([
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`d:${day(n)}`, 1])),
      { [`d:${day(39)}`]: 2, [`d:${day(38)}`]: -1 },
    ]);
    const newest = [...Array.from({ length: 29 }, (_, n) => day(9 + n)), day(39)];
    expect(Object.keys(days).sort()).toEqual(newest);
    expect(days[day(39)]).toBe(3);
  });
});

describe('a crash loop', () => {
  const loop = { count: 4, firstSeen: minutes(-30), lastSeen: AT, last: occurrence(0) };

  it('is told of with its kernel, and again a day later, not a second before', async () => {
    let now = Date.parse(AT);
    crashes = new CrashStore(dynamo.client, 'crashes', { now: () => new Date(now), retentionDays: 30 });
    const [told] = await crashes.noteLoop('web-0', loop);
    expect(told).toMatchObject({
      name: 'host.looping',
      detail: { host: 'web-0', count: 4, crashId: GROUP, kernelRelease: '6.12.9', correlationId: uploadId(0) },
    });
    expect(item('H#web-0', 'LOOP')?.['expiresAt']).toBe(SECONDS + 30 * DAY);
    expect(await crashes.outbox.pending(-1)).toHaveLength(1);
    now += DAY * 1000;
    expect(await crashes.noteLoop('web-0', loop)).toEqual([]);
    now += 1;
    expect(await crashes.noteLoop('web-0', loop)).toHaveLength(1);
    expect(await crashes.noteLoop('web-1', loop)).toHaveLength(1);
  });
});

describe('a transaction', () => {
  const refusing = (...codes: (string | undefined)[]) => {
    dynamo.onCommand = () => {
      throw new TransactionCanceledException({
        message: 'cancelled',
        CancellationReasons: codes.map((Code) => ({ ...(Code === undefined ? {} : { Code }) })),
        $metadata: {},
      });
    };
    return transact(dynamo.client, [
      { purpose: 'first', item: {} },
      { purpose: 'second', item: {} },
    ]);
  };

  it('says which of its parts was refused, and nothing of one that met another', async () => {
    expect(await refusing('None', 'ConditionalCheckFailed')).toEqual({ done: false, refused: ['second'] });
    expect(await refusing('ConditionalCheckFailed', 'TransactionConflict')).toEqual({
      done: false,
      refused: ['first'],
    });
    for (const code of ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']) {
      expect(await refusing(undefined, code)).toEqual({ done: false, refused: [] });
    }
  });

  it('that cannot succeed is no refusal', async () => {
    await expect(refusing('None', 'ItemCollectionSizeLimitExceeded')).rejects.toThrow(TransactionCanceledException);
    await expect(refusing()).rejects.toThrow(TransactionCanceledException);
  });
});
