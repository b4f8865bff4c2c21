import { beforeEach, expect, it } from '@jest/globals';
import { batchGet } from '../../../../../shared/aws/runtime/batch-get.ts';
import { TransientError } from '../../../../../shared/errors.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';
import type { MemoryDynamo } from '../../../../support/memory-dynamo.ts';

const OF = { what: 'the tags of hosts', consistent: true };
const keyOf = (n: number) => ({ pk: `K#${n}`, sk: 'K' });
const keys = (count: number) => Array.from({ length: count }, (_, n) => keyOf(n));

let dynamo: MemoryDynamo;
beforeEach(() => {
  dynamo = memoryDynamo();
});

/** Every third key has no item. */
function fill(count: number): string[] {
  const there = keys(count).filter((_, n) => n % 3 !== 0);
  for (const key of there) dynamo.items.set(`${key.pk}\u0000${key.sk}`, key);
  return there.map(({ pk }) => pk).sort();
}

const read = async (count: number): Promise<unknown[]> =>
  (await batchGet(dynamo.client, 'table', keys(count), OF)).map(({ pk }) => String(pk)).sort();

it('asks for nothing where there is no key', async () => {
  expect(await read(0)).toEqual([]);
  expect([...dynamo.calls]).toEqual([]);
});

it('finds each item once, however many keys there are', async () => {
  for (const count of [1, 100, 101, 250]) {
    const there = fill(count);
    expect(await read(count)).toEqual(there);
  }
  expect(dynamo.calls.get('BatchGetCommand')).toBe(1 + 1 + 2 + 3);
});

it('asks again for what a busy table left out', async () => {
  const there = fill(120);
  dynamo.processed = 30;
  expect(await read(120)).toEqual(there);
  expect(dynamo.calls.get('BatchGetCommand')).toBe(4 + 1);
});

it('says what is not read where the table stays too busy, and answers no part of it', async () => {
  fill(2);
  dynamo.processed = 0;
  const failed = await read(2).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(TransientError);
  expect((failed as Error).message).toContain('the tags of hosts');
});

it('reads as of now only where it is asked to', async () => {
  const asked: unknown[] = [];
  dynamo.onCommand = (_, input) =>
    asked.push((input as { RequestItems: { table: { ConsistentRead: boolean } } }).RequestItems.table.ConsistentRead);
  await batchGet(dynamo.client, 'table', keys(1), { ...OF, consistent: false });
  await batchGet(dynamo.client, 'table', keys(1), OF);
  expect(asked).toEqual([false, true]);
});
