/** Lists with 100,000 groups and 20,000 dumps: each request reads its page, whatever else there is. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoHosts } from '../../../../shared/aws/auth/hosts.ts';
import { CrashReader } from '../../../../shared/aws/crashes/read.ts';
import { IndexKeys, Keys, occurrencePartition, SHARDS } from '../../../../shared/aws/crashes/items.ts';
import { CrashState } from '../../../../shared/contract/crashes.ts';
import type { CrashGroup } from '../../../../shared/contract/crashes.ts';
import { indexAttributes, Keys as UploadKeys, LIST_SHARDS } from '../../../../shared/aws/uploads/items.ts';
import { UploadStore } from '../../../../shared/aws/uploads/store.ts';
import { listCrashes, MAX_LOOKED_AT } from '../../../../functions/console/crashes.ts';
import { listDumps, MAX_PAGES } from '../../../../functions/console/dumps.ts';
import { memoryDynamo } from '../../../support/memory-dynamo.ts';

const GROUPS = 100_000;
const OCCURRENCES = 20_000;
const START = Date.parse('2026-01-01T00:00:00.000Z');
const STATES = CrashState.options;
const dynamo = memoryDynamo();
const reader = new CrashReader(dynamo.client, 'crashes');
const deps = {
  hosts: dynamoHosts(dynamo.client, 'uploads'),
  crashes: { list: (request: Parameters<typeof reader.list>[0]) => reader.list(request) } as never,
  now: () => new Date('2026-11-30T00:00:00Z'),
};
const idOf = (index: number): string => `c${index.toString(16).padStart(24, '0')}`;

/** The last one is the newest. */
function addGroup(index: number): void {
  const state = STATES[index % STATES.length] ?? 'open';
  const lastSeen = new Date(START + index * 60_000).toISOString();
  const status = state === 'open' ? { state, since: lastSeen } : { state, since: lastSeen, by: 'ada' };
  const group = {
    ...{ id: idOf(index), title: `WARNING in function_${index}`, altTitles: [], kind: 'warning', status },
    ...{ fingerprint: `v1:${index}`, fingerprints: [`v1:${index}`], culprit: [], count: 1, hostCount: 1 },
    ...{ sampleHosts: ['a'], kernels: { '6.12.117': 1 }, models: {}, days: {}, findings: [] },
    ...{ firstSeen: lastSeen, lastSeen },
  } as unknown as CrashGroup;
  const item = { ...Keys.group(group.id), ...IndexKeys.byState(state, lastSeen, group.id), ...group, version: 1 };
  dynamo.items.set(`${item.pk}\u0000${item.sk}`, item);
}

/** What `work` read: items and calls. */
async function cost<T>(work: () => Promise<T>): Promise<{ answer: T; items: number; calls: number }> {
  const before = { items: dynamo.queried, calls: dynamo.calls.get('QueryCommand') ?? 0 };
  const answer = await work();
  const calls = (dynamo.calls.get('QueryCommand') ?? 0) - before.calls;
  return { answer, items: dynamo.queried - before.items, calls };
}

beforeAll(() => {
  for (let index = 0; index < GROUPS; index++) addGroup(index);
  for (let index = 0; index < OCCURRENCES; index++) {
    const uploadId = `01JD${String(index).padStart(22, '0')}`;
    const capturedAt = new Date(START + index * 1000).toISOString();
    const gsi = { gsi1pk: occurrencePartition(idOf(1), index % SHARDS), gsi1sk: `${capturedAt}#${uploadId}` };
    const occurrence = {
      ...{ uploadId, crashId: idOf(1), host: `host-${index % 10_000}`, title: 't', kind: 'warning', fingerprint: null },
      ...{ corrupted: false, panicked: false, capturedAt, receivedAt: capturedAt },
    };
    dynamo.items.set(`U#${uploadId}\u0000OCCURRENCE`, { ...Keys.occurrence(uploadId), ...gsi, ...occurrence });
    const upload = {
      ...{ id: uploadId, host: occurrence.host, state: 'sealed', analysis: 'done', policy: 'all', sizeBytes: 1 },
      ...{ chunkBytes: 1, chunkCount: 1, createdBy: 'x', createdAt: capturedAt, updatedAt: capturedAt, wanted: [] },
      ...{ receivedBytes: 1 },
    };
    const item = { ...UploadKeys.upload(uploadId), ...indexAttributes(upload), ...upload };
    dynamo.items.set(`${item.pk}\u0000${item.sk}`, item);
  }
});

describe('100,000 groups', () => {
  it('are read page by page, each for the price of its page', async () => {
    let cursor: string | undefined;
    const seen: string[] = [];
    for (let page = 0; page < 4; page++) {
      const { answer, items, calls } = await cost(() => listCrashes({ limit: 50, cursor }, deps));
      expect({ length: answer.crashes.length, calls }).toEqual({ length: 50, calls: STATES.length });
      expect(items).toBeLessThanOrEqual(STATES.length * 51);
      seen.push(...answer.crashes.map(({ id }) => id));
      cursor = answer.next;
      // What is new meanwhile is neither told twice nor moves what follows.
      addGroup(GROUPS + page);
    }
    expect(seen).toEqual(Array.from({ length: 200 }, (_, index) => idOf(GROUPS - 1 - index)));
  });

  it.each([
    ['a title that none has', { title: 'no such thing' }],
    ['a kernel that none had', { kernel: '7.' }],
  ])('are looked through for %s within a bound, and the next request goes on', async (_name, filter) => {
    const { answer, items } = await cost(() => listCrashes({ limit: 1, ...filter }, deps));
    expect(answer.crashes).toEqual([]);
    expect(answer.next).toBeDefined();
    expect(items).toBeLessThanOrEqual(MAX_LOOKED_AT * STATES.length * 1.01);
  });

  it('are put in another order as far as one request looks, and it says that there are more', async () => {
    const { answer, items } = await cost(() => listCrashes({ limit: 2, sort: 'count', state: ['open'] }, deps));
    expect(answer).toMatchObject({ partial: true, next: 'at:2', crashes: { length: 2 } });
    expect(items).toBeLessThanOrEqual(MAX_LOOKED_AT * 1.01);
  });

  it('lose none to a filter whose page ends in the middle of the store’s', async () => {
    const wanted = { limit: 3, title: '99' };
    const first = await listCrashes(wanted, deps);
    const second = await listCrashes({ ...wanted, cursor: first.next }, deps);
    const numbers = [...first.crashes, ...second.crashes].map(({ title }) => title.replace(/\D+/, ''));
    const expected = Array.from({ length: 1000 }, (_, index) => String(GROUPS - 1 - index))
      .filter((number) => number.includes('99'))
      .slice(0, 6);
    expect(numbers).toEqual(expected);
  });
});

describe('the 20,000 occurrences of a group on 10,000 hosts', () => {
  it('are read page by page', async () => {
    const { answer, items } = await cost(() => reader.occurrences(idOf(1), { limit: 50 }));
    expect(answer.occurrences).toHaveLength(50);
    expect(items).toBeLessThanOrEqual(SHARDS * 51);
    const next = await reader.occurrences(idOf(1), { limit: 50, cursor: answer.next });
    expect(next.occurrences[0]?.uploadId).toBe(`01JD${String(OCCURRENCES - 51).padStart(22, '0')}`);
  });
});

describe('20,000 dumps of 10,000 hosts', () => {
  const uploads = new UploadStore(dynamo.client, 'uploads');
  const dumpDeps = { uploads, now: () => new Date() } as never;
  const dumpId = (index: number) => `01JD${String(index).padStart(22, '0')}`;

  it('are read page by page, each for the price of its page', async () => {
    const first = await cost(() => listDumps({ limit: 50 }, dumpDeps));
    expect(first.items).toBeLessThanOrEqual(LIST_SHARDS * 51);
    const second = await listDumps({ limit: 50, cursor: first.answer.next }, dumpDeps);
    expect([...first.answer.dumps, ...second.dumps].map(({ id }) => id)).toEqual(
      Array.from({ length: 100 }, (_, index) => dumpId(OCCURRENCES - 1 - index)),
    );
  });

  it('of one host are read alone', async () => {
    const { answer, items } = await cost(() => listDumps({ limit: 50, host: 'host-17' }, dumpDeps));
    expect(answer.dumps.map(({ id }) => id)).toEqual([dumpId(10_017), dumpId(17)]);
    expect(items).toBe(2);
  });

  it('are looked through for what none is within a bound, and the next request goes on', async () => {
    const { answer, items } = await cost(() => listDumps({ limit: 50, analysis: ['unreadable'] }, dumpDeps));
    expect(answer).toEqual({ dumps: [], next: expect.any(String) });
    expect(items).toBeLessThanOrEqual(MAX_PAGES * LIST_SHARDS * 51);
  });
});
