import { describe, expect, it } from '@jest/globals';
import type { ByteRange } from '../../../../../shared/bytes/byte-source.ts';
import { chunkSource, extentsOf, extentSource, objectSource } from '../../../../../shared/aws/objects/s3-source.ts';
import type { S3SourceOptions } from '../../../../../shared/aws/objects/s3-source.ts';

const KIB = 1024;
const MIB = 2 ** 20;

/** A bucket where every object is as long as one likes, and which notes what was asked of it, and how much at a time. */
function endless() {
  const asked: (ByteRange & { key: string })[] = [];
  const load = { now: 0, most: 0 };
  const fetch = async (key: string, range: ByteRange): Promise<Uint8Array> => {
    asked.push({ key, ...range });
    load.most = Math.max(load.most, ++load.now);
    await new Promise((resolve) => setImmediate(resolve));
    load.now -= 1;
    const bytes = new Uint8Array(range.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = (range.offset + index) % 251;
    return bytes;
  };
  return { asked, load, fetch };
}

/** What is fetched of an object to read one byte at each of these offsets: `[offset, length]` of each fetch. */
async function fetchedFor(offsets: readonly number[], options?: S3SourceOptions, sizeBytes = 1e9) {
  const s3 = endless();
  const source = objectSource(s3, { key: 'k', sizeBytes }, options);
  await source.read(offsets.map((offset) => ({ offset, length: 1 })));
  return s3.asked.map(({ offset, length }) => [offset, length]);
}

describe('what is fetched together', () => {
  const options = { blockBytes: 100, gapBytes: 200, maxFetchBytes: 1000 };

  it.each([
    ['gaps of what is allowed', [0, 300], [[0, 400]]],
    [
      'gaps of a block more',
      [0, 400],
      [
        [0, 100],
        [400, 100],
      ],
    ],
    ['offsets out of order', [300, 0], [[0, 400]]],
    ['as much as one may fetch', [0, 300, 600, 900], [[0, 1000]]],
    [
      'a block more than that',
      [0, 300, 600, 900, 1000],
      [
        [0, 1000],
        [1000, 100],
      ],
    ],
  ])('%s', async (_, offsets, expected) => {
    expect(await fetchedFor(offsets, options)).toEqual(expected);
  });

  it('is as much wherever it begins', async () => {
    expect(await fetchedFor([5000, 5900], { ...options, gapBytes: 800 })).toEqual([[5000, 1000]]);
  });

  it('ends at the end of the object', async () => {
    expect(await fetchedFor([0, 249], options, 250)).toEqual([[0, 250]]);
    expect(await fetchedFor([249], options, 250)).toEqual([[200, 50]]);
  });

  it('is never of two objects, however near', async () => {
    const s3 = endless();
    const extents = ['a', 'b'].map((key) => ({ kind: 'object', key, lengthBytes: 100 }) as const);
    await extentSource(s3, 'dump', extents, options).read([{ offset: 50, length: 100 }]);
    expect(s3.asked).toEqual([
      { key: 'a', offset: 0, length: 100 },
      { key: 'b', offset: 0, length: 100 },
    ]);
  });

  it('is, unless said otherwise, 32 KiB at least, over gaps of 64 KiB, 8 MiB at most and 24 at a time', async () => {
    expect(await fetchedFor([0])).toEqual([[0, 32 * KIB]]);
    expect(await fetchedFor([0, 96 * KIB])).toEqual([[0, 128 * KIB]]);
    expect(await fetchedFor([0, 128 * KIB])).toHaveLength(2);
    const s3 = endless();
    const source = objectSource(s3, { key: 'k', sizeBytes: 1e9 });
    await source.read([{ offset: 0, length: 8 * MIB + 1 }]);
    expect(s3.asked.map(({ length }) => length)).toEqual([8 * MIB, 32 * KIB]);
    await source.read(Array.from({ length: 30 }, (_, index) => ({ offset: (100 + index) * MIB, length: 1 })));
    expect(s3.load.most).toBe(24);
  });
});

describe('what an extent says of its place', () => {
  it('reads from where in the object it begins', async () => {
    const s3 = endless();
    const extents = [
      { kind: 'zero', lengthBytes: 10 },
      { kind: 'object', key: 'k', at: 7, lengthBytes: 20 },
    ] as const;
    const source = extentSource(s3, 'dump', extents, { blockBytes: 8 });
    expect(source).toMatchObject({ name: 'dump', sizeBytes: 30 });
    const [bytes] = await source.read([{ offset: 8, length: 6 }]);
    expect(bytes).toEqual(Uint8Array.of(0, 0, 7, 8, 9, 10));
    expect(s3.asked).toEqual([{ key: 'k', offset: 7, length: 8 }]);
  });

  it('makes of an upload one extent a chunk, the last one as long as what is left', () => {
    const chunks = [
      { index: 2, zero: false, key: 'c2' },
      { index: 0, zero: true, key: undefined },
      { index: 3, zero: false, key: undefined },
    ];
    const extents = (sizeBytes: number) => extentsOf({ sizeBytes, chunkBytes: 100, chunks });
    expect(extents(301)).toEqual([
      { kind: 'zero', lengthBytes: 100 },
      { kind: 'missing', lengthBytes: 100 },
      { kind: 'object', key: 'c2', lengthBytes: 100 },
      { kind: 'missing', lengthBytes: 1 },
    ]);
    expect(extents(300)).toHaveLength(3);
    expect(extents(1)).toEqual([{ kind: 'zero', lengthBytes: 1 }]);
    expect(extents(0)).toEqual([]);
  });

  it('fetches nothing for a range of which a part has not arrived', async () => {
    const s3 = endless();
    const layout = { sizeBytes: 200, chunkBytes: 100, chunks: [{ index: 0, zero: false, key: 'c0' }] };
    const source = chunkSource(s3, 'upload', layout);
    expect(source.name).toBe('upload');
    expect(await source.read([{ offset: 99, length: 2 }])).toEqual([undefined]);
    expect(source.stats).toEqual({ rounds: 0, requests: 0, bytesFetched: 0 });
    expect((await source.read([{ offset: 99, length: 1 }]))[0]).toEqual(Uint8Array.of(99));
    expect(s3.asked).toEqual([{ key: 'c0', offset: 0, length: 100 }]);
  });

  it('is named as it is told, or else by its key', () => {
    const name = (object: { readonly name?: string }) =>
      objectSource(endless(), { key: 'k', sizeBytes: 1, ...object }).name;
    expect([name({}), name({ name: 'vmcore' })]).toEqual(['k', 'vmcore']);
  });
});

describe('what is kept', () => {
  const read = async (offsets: readonly number[], cacheBytes?: number) => {
    const s3 = endless();
    const limits = cacheBytes === undefined ? {} : { cacheBytes };
    const source = objectSource(s3, { key: 'k', sizeBytes: 1e9 }, { blockBytes: 100, gapBytes: 0, ...limits });
    for (const offset of offsets) await source.read([{ offset, length: 1 }]);
    return s3.asked.map(({ offset }) => offset);
  };

  it('is as much as is allowed, to the byte', async () => {
    expect(await read([0, 200, 0, 200], 200)).toEqual([0, 200]);
    expect(await read([0, 200, 0], 199)).toEqual([0, 200, 0]);
  });

  it('is what was used last', async () => {
    expect(await read([0, 200, 0, 400, 0, 200], 200)).toEqual([0, 200, 400, 200]);
  });

  it('is counted once where two reads at a time fetched the same', async () => {
    const s3 = endless();
    const source = objectSource(s3, { key: 'k', sizeBytes: 1e9 }, { blockBytes: 100, gapBytes: 0, cacheBytes: 200 });
    const at = (offset: number) => source.read([{ offset, length: 1 }]);
    await Promise.all([at(0), at(0)]);
    await at(200);
    await at(0);
    expect(s3.asked.map(({ offset }) => offset)).toEqual([0, 0, 200]);
  });

  it('is each block by itself: one does not hold the whole fetch in memory', async () => {
    const source = objectSource(endless(), { key: 'k', sizeBytes: 1000 }, { blockBytes: 100, gapBytes: 1000 });
    const [first, second] = await source.read([0, 100].map((offset) => ({ offset, length: 100 })));
    expect([first?.buffer.byteLength, second?.buffer.byteLength]).toEqual([100, 100]);
  });
});
