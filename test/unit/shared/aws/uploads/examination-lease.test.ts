/** One at a time examines a dump; whoever stops without a word holds it for as long as was said, and no longer. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { UploadStore } from '../../../../../shared/aws/uploads/store.ts';
import { Keys } from '../../../../../shared/aws/uploads/items.ts';
import { memoryDynamo } from '../../../../support/memory-dynamo.ts';

const ID = '01JD00000000000000000000AA';
const START = Date.parse('2026-11-23T12:00:00.000Z');

describe('the examination of a dump', () => {
  let clock: number;
  let dynamo: ReturnType<typeof memoryDynamo>;
  let store: UploadStore;
  beforeEach(() => {
    clock = START;
    dynamo = memoryDynamo();
    store = new UploadStore(dynamo.client, 'uploads', () => new Date(clock));
    const at = new Date(START).toISOString();
    const item = {
      ...{ id: ID, host: 'web-1', state: 'open', analysis: 'waiting', policy: 'all', sizeBytes: 1, chunkBytes: 1 },
      ...{ chunkCount: 1, createdBy: 'web-1', createdAt: at, updatedAt: at, wanted: [], ...Keys.upload(ID) },
    };
    dynamo.items.set(`${item.pk}\u0000${item.sk}`, item);
  });
  const begin = (examiner: string, seconds = 60) =>
    store.beginExamination(ID, examiner, new Date(clock + seconds * 1000));
  const end = (examiner: string, reason?: string) =>
    store.endExamination(ID, examiner, reason === undefined ? {} : { reason });

  it('is of one until its time is up, and of the next from then on', async () => {
    expect(await begin('a')).toBe(true);
    clock = START + 59_000;
    expect(await begin('b')).toBe(false);
    clock = START + 60_000;
    expect(await begin('b')).toBe(false);
    clock = START + 60_001;
    expect(await begin('b')).toBe(true);
    // From now on it is the other's, for a time of its own.
    expect(await begin('a')).toBe(false);
    await expect(end('a', 'mine')).rejects.toThrow('somebody else examines the dump now');
    expect((await store.require(ID)).reason).toBeUndefined();
    expect(await end('b', 'done by b')).toBeUndefined();
    expect((await end('b', 'done by b'))?.reason).toBe('done by b');
  });

  it('is begun again by the one who has it, who then has it longer', async () => {
    await begin('a');
    clock += 30_000;
    expect(await begin('a')).toBe(true);
    clock += 45_000;
    expect(await begin('b')).toBe(false);
  });

  it('is free at once when it was given back', async () => {
    await begin('a');
    const ended = await end('a');
    expect([ended?.examiner, ended?.examinerUntil]).toEqual([undefined, undefined]);
    expect(await begin('b')).toBe(true);
    await expect(end('a')).rejects.toThrow('somebody else');
  });

  it('is not given back where something arrived meanwhile: whoever has it looks again', async () => {
    await begin('a');
    expect(await begin('b')).toBe(false);
    expect(await end('a', 'before it came')).toBeUndefined();
    expect(await store.require(ID)).toMatchObject({ examiner: 'a', reason: 'before it came' });
    expect((await store.require(ID)).examineAgain).toBeUndefined();
    expect(await end('a')).toMatchObject({ id: ID });
  });

  it('notes what arrives in the very moment in which it is given back', async () => {
    await begin('a');
    let told = false;
    dynamo.onCommand = (name) => {
      if (name !== 'UpdateCommand' || told) return;
      told = true;
      const [[key, item] = ['', {}]] = dynamo.items;
      dynamo.items.set(key, { ...item, examineAgain: true });
    };
    expect(await end('a')).toBeUndefined();
    expect(await store.require(ID)).toMatchObject({ examiner: 'a' });
  });
});
