/** What dumps say of the fleet is kept by its greatest, in an order that is read from the end, and forgotten in time. */
import { beforeEach, expect, it } from '@jest/globals';
import { padded } from '../../../../../shared/aws/fleet/items.ts';
import { fleetReader } from '../../../../../shared/aws/fleet/read.ts';
import { fleetRecorder } from '../../../../../shared/aws/fleet/record.ts';
import type { DumpFigures } from '../../../../../shared/contract/figures.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const AT = '2026-11-23T12:00:00.000Z';
const BUILD = 'ab'.repeat(20);
const later = (ms: number) => new Date(Date.parse(AT) + ms).toISOString();
const uploadId = (n: number) => `01JD${String(n).padStart(22, '0')}`;

let dynamo: ReturnType<typeof memoryDynamo>;
beforeEach(() => {
  dynamo = memoryDynamo();
});

const stack = (name: string, usedBytes: number) => ({ function: name, usedBytes, sizeBytes: 16_384, comm: 'sh' });
const figures = (n: number, more: Partial<DumpFigures> = {}): DumpFigures => ({
  ...{ uploadId: uploadId(n), host: `web-${n}`, at: AT, release: '6.12.9', buildId: BUILD, uptimeSeconds: 10 + n },
  ...{ stacks: [], interrupts: [], memorySigns: [] },
  ...more,
});
const record = (of: DumpFigures) => fleetRecorder(dynamo.client, 'fleet').record(of);
const read = () => fleetReader(dynamo.client, 'fleet');

it('is forgotten after four hundred days, in seconds', async () => {
  const interrupts = [{ name: 'eth0', perSecond: 2.5, wraps: 0 }];
  await record(figures(1, { stacks: [stack('a', 5)], interrupts, memorySigns: ['bad page'] }));
  const expiries = [...dynamo.items.values()].map(({ expiresAt }) => expiresAt);
  expect(expiries).toEqual(Array.from({ length: 5 }, () => Date.parse(AT) / 1000 + 400 * 86_400));
});

it('lists the deepest stacks first, whatever number of digits they have, and keeps the deepest of a function', async () => {
  await record(figures(1, { stacks: [stack('a', 900), stack('b', 10_000), stack('c', 8)] }));
  await record(figures(2, { stacks: [stack('a', 899), stack('c', 9)] }));
  await record(figures(3, { stacks: [stack('c', 9)] }));
  const deepest = await read().deepestStacks(10);
  expect(deepest.map(({ function: name, usedBytes, uploadId: of }) => [name, usedBytes, of])).toEqual([
    ['b', 10_000, uploadId(1)],
    ['a', 900, uploadId(1)],
    ['c', 9, uploadId(2)],
  ]);
  expect(await read().deepestStacks(1)).toHaveLength(1);
});

it('says of a kernel when it was first and last seen, the latter once a minute, and how often it crashed', async () => {
  await record(figures(1));
  await record(figures(2, { at: later(60_000) }));
  expect(await read().kernel(BUILD)).toMatchObject({ firstSeen: AT, lastSeen: AT });
  await record(figures(2, { at: later(60_001) }));
  expect(await read().kernel(BUILD)).toMatchObject({ firstSeen: AT, lastSeen: later(60_001), release: '6.12.9' });
  expect(await read().dumpsOf(BUILD)).toEqual({ count: 2, more: false, uptimes: [11, 12] });
  expect((await read().kernels({ limit: 5 })).kernels).toHaveLength(1);
});

it('keeps nothing by a release or a build that is not known', async () => {
  await record(figures(1, { stacks: [stack('a', 5)], release: undefined, buildId: undefined }));
  expect([...dynamo.items.keys()]).toEqual([]);
});

it.each([
  [0, '0000000000000000'],
  [-5, '0000000000000000'],
  [1.6, '0000000000000002'],
  [Number.MAX_VALUE, '9007199254740991'],
])('writes %d as %s, which sorts as numbers do', (value, text) => {
  expect(padded(value)).toBe(text);
});

it('pages kernels by a cursor of its own, and takes no other', async () => {
  for (const n of [1, 2, 3]) await record(figures(n, { buildId: `${n}`.repeat(40), at: later(n) }));
  const first = await read().kernels({ limit: 2 });
  expect(first.kernels.map(({ buildId }) => buildId[0])).toEqual(['3', '2']);
  const second = await read().kernels({ limit: 2, cursor: first.next });
  expect(second.kernels.map(({ buildId }) => buildId[0])).toEqual(['1']);
  await expect(read().kernels({ limit: 2, cursor: 'KERNEL#1' })).rejects.toThrow('not a cursor of this list');
});
